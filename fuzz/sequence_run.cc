#include "fuzz/sequence_run.h"

#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "conformance/implementations/in_process.h"
#include "conformance/script/json.h"
#include "fuzz/event_account.h"
#include "fuzz/operation_decoder.h"

namespace etalon {
namespace {

constexpr char kLogFileHeader[] = "68fdd900-4a3e-11d1-84f4-0000f80464e3";

bool Succeeded(const Outcome& outcome) {
  if (outcome.ending == Ending::kStarted) return true;
  if (outcome.ending != Ending::kReturned) return false;
  return outcome.returns_value ? !outcome.handles.empty() : outcome.returns == 0;
}

bool HasUnknownCode(const Outcome& outcome) {
  if (outcome.returns == 0) return false;
  const std::string digits = "ERROR_" + std::to_string(outcome.returns);
  return !outcome.returns_value && ErrorText(outcome.returns) == digits;
}

std::string TextOf(const Value& value) {
  const auto* const text = std::get_if<std::string>(&value);
  return text == nullptr ? "" : *text;
}

// Of a session by its handle, as the last report had it.
struct Counters {
  uint64_t events_lost = 0;
  uint64_t buffers_written = 0;
};

class SequenceRun {
 public:
  // `writes_script`: the report has the operations.
  SequenceRun(const uint8_t* data, size_t size, bool writes_script)
      : decoder_(data, size),
        simulator_(MakeSimulator({.telling = Telling::kReports})),
        writes_script_(writes_script) {}

  SequenceReport PlayAll() {
    while (report_.failure.empty() && decoder_.HasNext()) Perform(decoder_.Next());
    return std::move(report_);
  }

 private:
  void Perform(const Op& op) {
    const Outcome outcome = Run(op);
    ++report_.operations;
    ++report_.by_kind[op.any.index()];
    if (Succeeded(outcome)) ++report_.succeeded;
    if (!report_.failure.empty()) return;
    if (HasUnknownCode(outcome)) return Fail(op, "answers " + ErrorText(outcome.returns));
    CheckReports(op, outcome);
    const std::optional<ClosedAccount> account = account_.Learn(op, outcome, decoder_.live());
    decoder_.Learn(op, outcome);
    if (account) CheckLogFile(*account);
  }

  Outcome Run(const Op& op) {
    if (writes_script_) report_.script += ToJson(op) + '\n';
    Outcome outcome = simulator_->Run(op);
    // A harness fault is the script's: it asks for what there cannot be.
    if (outcome.ending == Ending::kCrashed || outcome.ending == Ending::kHung) {
      Fail(op, NameOf(outcome.ending) + ": " + outcome.detail);
    }
    return outcome;
  }

  // Every block of properties that the operation filled: of one session, or of all.
  void CheckReports(const Op& op, const Outcome& outcome) {
    if (std::holds_alternative<QueryAllTracesW>(op.any) ||
        std::holds_alternative<QueryAllTracesA>(op.any)) {
      for (int i = 0; CheckReport(op, outcome, "properties[" + std::to_string(i) + "]"); ++i) {
      }
      return;
    }
    const std::optional<ControlRequest> control = ControlRequestOf(op);
    if (control && control->code == ControlCode::kUpdate) return;  // only changes are seen
    CheckReport(op, outcome, "properties");
  }

  // False: nothing was filled in.
  bool CheckReport(const Op& op, const Outcome& outcome, const std::string& block) {
    std::string session;
    uint64_t buffers = 0;
    uint64_t free = 0;
    Counters now;
    for (const Change& change : outcome.changes) {
      if (change.block != block) continue;
      const uint64_t* const number = std::get_if<uint64_t>(&change.value);
      if (change.member == "Wnode.HistoricalContext") session = TextOf(change.value);
      if (number == nullptr) continue;
      if (change.member == "NumberOfBuffers") buffers = *number;
      if (change.member == "FreeBuffers") free = *number;
      if (change.member == "EventsLost") now.events_lost = *number;
      if (change.member == "BuffersWritten") now.buffers_written = *number;
    }
    if (session.empty()) return false;
    if (buffers == 0) Fail(op, "NumberOfBuffers is 0");
    if (free > buffers) Fail(op, "FreeBuffers > NumberOfBuffers");
    Counters& before = counters_[session];
    if (now.events_lost < before.events_lost) Fail(op, "EventsLost went back");
    if (now.buffers_written < before.buffers_written) Fail(op, "BuffersWritten went back");
    before = now;
    return true;
  }

  void CheckLogFile(const ClosedAccount& account) {
    const Outcome opened = Run(OpenTraceW{.log_file = account.log_file});
    const Op process = ProcessTrace{.handles = {opened.handle()}};
    const uint64_t events = CountEvents(Run(process));
    Run(CloseTrace{.trace = opened.handle()});
    if (events == account.events) return;
    Fail(process, std::to_string(account.events) + " events were written, " +
                      std::to_string(events) + " are in the file");
  }

  // The header event, which comes first, is none of the session's.
  static uint64_t CountEvents(const Outcome& processed) {
    uint64_t events = 0;
    for (const CallbackRecord& record : processed.callbacks) {
      const bool is_header = events == 0 && record.Text("Guid") == kLogFileHeader;
      if (record.callback == "event" && !is_header) ++events;
    }
    return events;
  }

  void Fail(const Op& op, const std::string& why) {
    if (report_.failure.empty()) report_.failure = ToJson(op) + ": " + why;
  }

  OperationDecoder decoder_;
  EventAccount account_;
  const std::unique_ptr<Implementation> simulator_;
  std::map<std::string, Counters> counters_;
  const bool writes_script_;
  SequenceReport report_;
};

}  // namespace

SequenceReport RunSequence(const uint8_t* data, size_t size) {
  SequenceReport report = SequenceRun(data, size, false).PlayAll();
  // Few sequences fail: those are played once more, which goes exactly the same way.
  if (!report.failure.empty()) report.script = SequenceRun(data, size, true).PlayAll().script;
  return report;
}

}  // namespace etalon
