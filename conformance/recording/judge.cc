#include "conformance/recording/judge.h"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <optional>
#include <set>

#include "conformance/recording/flat_outcome.h"
#include "conformance/recording/transcript.h"
#include "conformance/script/script_reader.h"

namespace etalon {
namespace {

using Json = nlohmann::json;
using Script = std::vector<ScriptLine>;

bool EndsScript(Ending ending) {
  return ending == Ending::kCrashed || ending == Ending::kHung || ending == Ending::kHarnessFault ||
         ending == Ending::kNotApplicable;
}

Json ValueOf(const FlatOutcome& flat, const std::string& name) {
  const auto found = flat.find(name);
  return found == flat.end() ? Json() : found->second;
}

std::string Shown(const Json& value) {
  constexpr size_t kLongest = 60;
  const std::string text = value.is_null() ? "nothing" : value.dump();
  return text.size() <= kLongest ? text : text.substr(0, kLongest) + "...";
}

// One script, all its runs.
class ScriptJudge {
 public:
  ScriptJudge(const Pack& pack, const std::string& folder, const std::string& script,
              Implementation& implementation, std::ostream& out, PackJudgement* judgement)
      : pack_(pack),
        folder_(folder),
        script_(script),
        implementation_(implementation),
        out_(out),
        judgement_(judgement),
        matcher_(pack.patterns) {}

  // False: judgement->trouble says why it cannot be judged.
  bool Judge() {
    if (!ReadRuns() || !implementation_.StartAfresh(&judgement_->trouble)) return false;
    size_t at = 0;
    while (at < runs_[0].size() && JudgeOperation(at)) ++at;
    ++judgement_->scripts;
    judgement_->differences += differences_;
    if (differences_ == 0) ++judgement_->as_recorded;
    out_ << script_ << ": " << at << (at == 1 ? " operation, " : " operations, ");
    if (at < runs_[0].size()) out_ << "of " << runs_[0].size() << ", ";
    out_ << differences_ << (differences_ == 1 ? " difference\n" : " differences\n");
    return true;
  }

 private:
  bool ReadRuns() {
    for (uint32_t run = 1; run <= pack_.runs; ++run) {
      auto read = ReadScriptFile(TranscriptFile(folder_, run, script_), &judgement_->trouble);
      if (!read) return false;
      runs_.push_back(std::move(*read));
    }
    return !runs_.empty();
  }

  // False: nothing behind it can be judged.
  bool JudgeOperation(size_t at) {
    std::vector<FlatOutcome> recorded;
    for (uint32_t run = 0; run < runs_.size(); ++run) {
      if (at >= runs_[run].size() || !runs_[run][at].expected) return false;
      const Outcome& expected = runs_[run][at].expected->outcome;
      if (expected.ending == Ending::kNotApplicable) return false;
      recorded.push_back(Flatten(expected));
    }
    Outcome outcome = implementation_.Run(runs_[0][at].op);
    const std::optional<Bytes> file = TakeFile(&outcome);
    FlatOutcome now = Flatten(outcome);
    if (file) AddFiles(*file, &recorded, &now);
    Compare(runs_[0][at], recorded, now);
    return !EndsScript(outcome.ending);
  }

  void AddFiles(const Bytes& file, std::vector<FlatOutcome>* recorded, FlatOutcome* now) {
    now->merge(FlattenLogFile(file));
    ++files_;
    for (uint32_t run = 0; run < recorded->size(); ++run) {
      std::ifstream stream(LogFile(folder_, run + 1, script_, files_), std::ios::binary);
      const Bytes bytes(std::istreambuf_iterator<char>(stream), {});
      (*recorded)[run].merge(FlattenLogFile(bytes));
    }
  }

  void Compare(const ScriptLine& line, const std::vector<FlatOutcome>& recorded,
               const FlatOutcome& now) {
    std::set<std::string> names;
    for (const auto& [name, value] : now) names.insert(name);
    for (const FlatOutcome& run : recorded) {
      for (const auto& [name, value] : run) names.insert(name);
    }
    for (const std::string& name : names) {
      std::vector<Json> values;
      for (const FlatOutcome& run : recorded) {
        const Json value = ValueOf(run, name);
        if (std::find(values.begin(), values.end(), value) == values.end()) values.push_back(value);
      }
      CompareValue(line, name, values, ValueOf(now, name));
    }
  }

  // `recorded` holds each value once.
  void CompareValue(const ScriptLine& line, const std::string& name,
                    const std::vector<Json>& recorded, const Json& now) {
    const std::string operation = NameOf(line.op);
    const Allowance* const allowance = FindAllowance(line.number, name);
    const std::vector<Json>& right = allowance != nullptr ? allowance->allowed : recorded;
    const bool has_pattern = matcher_.Covers(operation, name);
    if (allowance == nullptr && !has_pattern && recorded.size() > 1) {
      judgement_->proposals.push_back({script_, line.number, name, recorded});
    }
    const bool is_right = has_pattern && allowance == nullptr
                              ? matcher_.Matches(operation, name, recorded.front(), now)
                              : std::find(right.begin(), right.end(), now) != right.end();
    if (is_right) return;
    ++differences_;
    out_ << script_ << ".jsonl:" << line.number << ": " << operation << ": " << name
         << ": recorded ";
    for (size_t i = 0; i < right.size(); ++i) out_ << (i == 0 ? "" : " or ") << Shown(right[i]);
    out_ << ", now " << Shown(now) << '\n';
  }

  const Allowance* FindAllowance(int line, const std::string& name) const {
    for (const Allowance& allowance : pack_.allowances) {
      if (allowance.script == script_ && allowance.line == line && allowance.value == name) {
        return &allowance;
      }
    }
    return nullptr;
  }

  const Pack& pack_;
  const std::string& folder_;
  const std::string script_;
  Implementation& implementation_;
  std::ostream& out_;
  PackJudgement* const judgement_;
  Matcher matcher_;
  std::vector<Script> runs_;
  int files_ = 0;
  int differences_ = 0;
};

}  // namespace

PackJudgement JudgePack(const Pack& pack, const std::string& folder, Implementation& implementation,
                        std::ostream& out) {
  PackJudgement judgement;
  for (const std::string& script : pack.scripts) {
    ScriptJudge judge(pack, folder, script, implementation, out, &judgement);
    if (!judge.Judge()) break;
  }
  return judgement;
}

WindowsVersion SimulatedFor(const Pack& pack) {
  const std::optional<WindowsVersion> recorded = ParseWindowsVersion(pack.machine.windows);
  if (!recorded) return kNewest;
  WindowsVersion nearest = kSimulatedWindows[0];
  for (const WindowsVersion& simulated : kSimulatedWindows) {
    if (simulated <= *recorded) nearest = simulated;
  }
  return nearest;
}

}  // namespace etalon
