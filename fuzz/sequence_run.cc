#include "fuzz/sequence_run.h"

#include <algorithm>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "conformance/implementations/in_process.h"
#include "conformance/properties/model.h"
#include "conformance/script/json.h"
#include "fuzz/operation_decoder.h"

namespace etalon {
namespace {

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
    decoder_.Learn(op, outcome);
    ReadNewFiles();
  }

  Outcome Run(const Op& op) {
    if (writes_script_) report_.script += ToJson(op) + '\n';
    const Codes allowed = model_.Allowed(op);
    Outcome outcome = simulator_->Run(op);
    Judge(op, allowed, outcome);
    return outcome;
  }

  // `allowed`: the codes that might come, by what was before.
  void Judge(const Op& op, const Codes& allowed, const Outcome& outcome) {
    const bool has_returned = outcome.ending == Ending::kReturned;
    // A harness fault is the script's: it asks for what there cannot be.
    if (outcome.ending == Ending::kCrashed || outcome.ending == Ending::kHung)
      return Fail(op, NameOf(outcome.ending) + ": " + outcome.detail);
    if (HasUnknownCode(outcome)) return Fail(op, "answers " + ErrorText(outcome.returns));
    const uint32_t code = CodeOf(outcome);
    if (has_returned && !allowed.empty() && !allowed.Has(code))
      return Fail(op, "expected " + ToString(allowed) + ", got " + ErrorText(code));
    const std::string wrong = model_.Learn(op, outcome);
    if (!wrong.empty()) Fail(op, wrong);
  }

  // A file whose events are known is held against them as soon as it is complete.
  void ReadNewFiles() {
    std::vector<std::u16string> complete;
    for (const ModelFile& file : model_.files()) {
      if (file.known) complete.push_back(file.name);
    }
    for (const std::u16string& name : complete) {
      const bool is_read = std::find(read_.begin(), read_.end(), name) != read_.end();
      if (!is_read && report_.failure.empty()) Read(name);
    }
    read_ = std::move(complete);
  }

  void Read(const std::u16string& name) {
    const Outcome opened = Run(OpenTraceW{.log_file = name});
    Run(ProcessTrace{.handles = {opened.handle()}});
    Run(CloseTrace{.trace = opened.handle()});
  }

  void Fail(const Op& op, const std::string& why) {
    if (report_.failure.empty()) report_.failure = ToJson(op) + ": " + why;
  }

  OperationDecoder decoder_;
  Model model_;
  const std::unique_ptr<Implementation> simulator_;
  std::vector<std::u16string> read_;  // log files that are known, and were read
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
