#include "fuzz/sequence_run.h"

#include <memory>
#include <optional>
#include <string>
#include <vector>

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
  const std::string digits = "ERROR_" + std::to_string(outcome.returns);
  return !outcome.returns_value && ErrorText(outcome.returns) == digits;
}

// Of a session by its handle, as the last report had it.
struct Counters {
  uint64_t events_lost = 0;
  uint64_t buffers_written = 0;
};

class SequenceRun {
 public:
  SequenceRun(const uint8_t* data, size_t size)
      : decoder_(data, size), simulator_(MakeSimulator({})) {}

  SequenceReport Play() {
    while (report_.failure.empty()) {
      const std::optional<Op> op = decoder_.Next();
      if (!op) break;
      Perform(*op);
    }
    if (report_.failure.empty()) return report_;
    for (const Op& op : played_) report_.script += ToJson(op) + '\n';
    return report_;
  }

 private:
  void Perform(const Op& op) {
    const Outcome outcome = Run(op);
    ++report_.operations;
    ++report_.by_name[NameOf(op)];
    if (Succeeded(outcome)) ++report_.succeeded;
    if (!report_.failure.empty()) return;
    if (HasUnknownCode(outcome)) return Fail(op, "answers " + ErrorText(outcome.returns));
    CheckReports(op, outcome);
    const std::optional<ClosedAccount> account = account_.Learn(op, outcome, decoder_.live());
    decoder_.Learn(op, outcome);
    if (account) CheckLogFile(*account);
  }

  Outcome Run(const Op& op) {
    played_.push_back(op);
    Outcome outcome = simulator_->Run(op);
    const bool refused =
        outcome.ending == Ending::kHarnessFault && std::holds_alternative<PutFile>(op.any);
    if (refused) return outcome;  // the file is open
    if (outcome.ending != Ending::kReturned && outcome.ending != Ending::kStarted) {
      Fail(op, NameOf(outcome.ending) + ": " + outcome.detail);
    }
    return outcome;
  }

  // Every block of properties that the operation filled: of one session, or of all.
  void CheckReports(const Op& op, const Outcome& outcome) {
    if (std::holds_alternative<QueryAllTracesW>(op.any)) {
      for (int i = 0; i < 8; ++i) CheckReport(op, outcome, "properties[" + std::to_string(i) + "]");
      return;
    }
    const auto* const control = std::get_if<ControlTraceW>(&op.any);
    if (control != nullptr && control->code == ControlCode::kUpdate)
      return;  // only changes are seen
    CheckReport(op, outcome, "properties");
  }

  void CheckReport(const Op& op, const Outcome& outcome, const std::string& block) {
    const uint64_t buffers = outcome.Number(block, "NumberOfBuffers");
    const std::string session = outcome.Text(block, "Wnode.HistoricalContext");
    if (session.empty()) return;  // nothing was filled in
    if (buffers == 0) return Fail(op, "NumberOfBuffers is 0");
    if (outcome.Number(block, "FreeBuffers") > buffers) Fail(op, "FreeBuffers > NumberOfBuffers");
    const Counters now = {outcome.Number(block, "EventsLost"),
                          outcome.Number(block, "BuffersWritten")};
    Counters& before = counters_[session];
    if (now.events_lost < before.events_lost) Fail(op, "EventsLost went back");
    if (now.buffers_written < before.buffers_written) Fail(op, "BuffersWritten went back");
    before = now;
  }

  void CheckLogFile(const ClosedAccount& account) {
    const Outcome opened = Run(OpenTraceW{.log_file = account.log_file});
    const Op process = ProcessTrace{.handles = {opened.handle()}};
    const Outcome processed = Run(process);
    uint64_t events = 0;
    for (const CallbackRecord& record : processed.callbacks) {
      if (record.callback == "event" && record.Text("Guid") != kLogFileHeader) ++events;
    }
    Run(CloseTrace{.trace = opened.handle()});
    if (events == account.events) return;
    Fail(process, std::to_string(account.events) + " events were written, " +
                      std::to_string(events) + " are in the file");
  }

  void Fail(const Op& op, const std::string& why) {
    if (report_.failure.empty()) report_.failure = ToJson(op) + ": " + why;
  }

  OperationDecoder decoder_;
  EventAccount account_;
  const std::unique_ptr<Implementation> simulator_;
  std::map<std::string, Counters> counters_;
  std::vector<Op> played_;
  SequenceReport report_;
};

}  // namespace

SequenceReport RunSequence(const uint8_t* data, size_t size) {
  return SequenceRun(data, size).Play();
}

}  // namespace etalon
