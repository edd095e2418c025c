#include "conformance/recording/third_opinion.h"

#include <algorithm>
#include <array>
#include <filesystem>
#include <memory>
#include <set>
#include <string_view>

#include "conformance/implementations/in_process.h"
#include "conformance/recording/flat_outcome.h"
#include "conformance/recording/pack.h"
#include "conformance/recording/transcript.h"
#include "conformance/report/findings.h"
#include "conformance/script/json.h"

namespace etalon {
namespace {

using Json = nlohmann::json;
using Names = std::set<std::string>;

// What a call says itself, before what it changed.
const Names kAnswers = {"ending", "last_error", "returns", "value_of_handle"};

bool Differs(Verdict verdict) {
  return verdict != Verdict::kPass && verdict != Verdict::kNotApplicable &&
         verdict != Verdict::kHarnessFault;
}

Json ValueOf(const FlatOutcome& flat, const std::string& name) {
  const auto found = flat.find(name);
  return found == flat.end() ? Json() : found->second;
}

// Two that carry out the same operations, one after the other.
class Pair {
 public:
  explicit Pair(const std::vector<Pattern>& patterns) : matcher_(patterns) {}

  // The values in which the outcomes of the next operation differ.
  Names Differences(const std::string& operation, const FlatOutcome& one,
                    const FlatOutcome& other) {
    Names names, different;
    for (const auto& [name, value] : one) names.insert(name);
    for (const auto& [name, value] : other) names.insert(name);
    for (const std::string& name : names) {
      if (!matcher_.Matches(operation, name, ValueOf(one, name), ValueOf(other, name))) {
        different.insert(name);
      }
    }
    return different;
  }

 private:
  Matcher matcher_;
};

Names Both(const Names& a, const Names& b) {
  Names both;
  std::set_intersection(a.begin(), a.end(), b.begin(), b.end(), std::inserter(both, both.end()));
  return both;
}

// The bytes of log files are no matter of answers.
FlatOutcome FlatWithoutFile(Outcome outcome) {
  TakeFile(&outcome);
  return Flatten(outcome);
}

// A test's operations, with what three made of each.
class Trial {
 public:
  Trial(const ReportedTest& test, const std::vector<Pattern>& patterns, WindowsVersion windows)
      : test_(test),
        ours_and_theirs_(patterns),
        ours_and_recorded_(patterns),
        theirs_and_recorded_(patterns) {
    ParseError error;
    for (size_t i = 0; i < test.operations.size() && i < test.outcomes.size(); ++i) {
      std::optional<Op> op = ParseOp(test.operations[i], &error);
      std::optional<Outcome> outcome = ParseOutcome(test.outcomes[i], &error);
      if (!op || !outcome) break;
      operations_.push_back(std::move(*op));
      theirs_.push_back(FlatWithoutFile(std::move(*outcome)));
    }
    simulator_ =
        MakeSimulator({.windows = ParseSimulatedWindows(ToString(windows)).value_or(kNewest)});
  }

  // How many of the operations the transcript begins with.
  size_t Matching(const std::vector<ScriptLine>& transcript) const {
    size_t at = 0;
    while (at < operations_.size() && at < transcript.size() &&
           ToJson(transcript[at].op) == ToJson(operations_[at])) {
      ++at;
    }
    return at;
  }

  WindowsSide Judge(const std::vector<ScriptLine>& transcript) {
    std::string why;
    if (!simulator_->StartAfresh(&why)) return WindowsSide::kUnknown;
    WindowsSide first = WindowsSide::kUnknown;
    const size_t end = Matching(transcript);
    for (size_t at = 0; at < end; ++at) {
      if (!transcript[at].expected) break;
      const Outcome& recorded = transcript[at].expected->outcome;
      if (recorded.ending == Ending::kNotApplicable) break;
      const std::string name = NameOf(operations_[at]);
      const WindowsSide side = SideAt(name, at, FlatWithoutFile(recorded));
      if (side == WindowsSide::kUnknown) continue;
      if (name.starts_with(test_.after)) return side;
      if (first == WindowsSide::kUnknown) first = side;
    }
    return end == operations_.size() ? first : WindowsSide::kUnknown;
  }

 private:
  WindowsSide SideAt(const std::string& name, size_t at, const FlatOutcome& recorded) {
    const FlatOutcome ours = FlatWithoutFile(simulator_->Run(operations_[at]));
    Names different = ours_and_theirs_.Differences(name, ours, theirs_[at]);
    const Names from_ours = ours_and_recorded_.Differences(name, ours, recorded);
    const Names from_theirs = theirs_and_recorded_.Differences(name, theirs_[at], recorded);
    if (const Names answers = Both(different, kAnswers); !answers.empty()) different = answers;
    if (different.empty()) return WindowsSide::kUnknown;
    if (Both(different, from_ours).empty()) return WindowsSide::kSimulator;
    if (Both(different, from_theirs).empty()) return WindowsSide::kImplementation;
    return WindowsSide::kNeither;
  }

  const ReportedTest& test_;
  std::vector<Op> operations_;
  std::vector<FlatOutcome> theirs_;
  std::unique_ptr<Implementation> simulator_;
  Pair ours_and_theirs_, ours_and_recorded_, theirs_and_recorded_;
};

// A script may begin by saying which Windows it is for.
void DropReset(std::vector<ScriptLine>* transcript) {
  if (!transcript->empty() && std::holds_alternative<Reset>(transcript->front().op.any)) {
    transcript->erase(transcript->begin());
  }
}

// Neither the simulator, nor Wine, nor a library on Linux.
bool IsOfWindows(const std::string& version) { return ParseWindowsVersion(version).has_value(); }

}  // namespace

std::optional<ThirdOpinion> ThirdOpinion::Read(const std::string& path, std::string* why) {
  ThirdOpinion opinion;
  std::error_code error;
  if (!std::filesystem::is_directory(path, error)) {
    std::optional<Report> report = ReadReport(path, why);
    if (!report) return std::nullopt;
    *why = path + ": not of a run on Windows";
    if (report->traits.reference || !IsOfWindows(report->traits.version)) return std::nullopt;
    for (ReportedTest& test : report->results) {
      auto key = std::make_pair(test.clause, test.name);
      opinion.tests_.emplace(std::move(key), std::move(test));
    }
    return opinion;
  }
  std::optional<Pack> pack = ReadPack(path, why);
  if (!pack) return std::nullopt;
  *why = path + ": not recorded on Windows";
  if (!IsOfWindows(pack->machine.windows)) return std::nullopt;
  for (const std::string& script : pack->scripts) {
    auto transcript = ReadScriptFile(TranscriptFile(path, 1, script), why);
    if (!transcript) return std::nullopt;
    DropReset(&*transcript);
    opinion.transcripts_.push_back(std::move(*transcript));
  }
  opinion.patterns_ = std::move(pack->patterns);
  return opinion;
}

void ThirdOpinion::Judge(Report* report) const {
  if (report->traits.reference) return;
  for (ReportedTest& test : report->results) {
    if (!Differs(test.verdict)) continue;
    const WindowsSide side =
        transcripts_.empty() ? ByReport(test) : ByPack(test, report->traits.windows);
    if (side != WindowsSide::kUnknown) test.windows = side;
  }
}

WindowsSide ThirdOpinion::ByReport(const ReportedTest& test) const {
  const auto found = tests_.find({test.clause, test.name});
  if (found == tests_.end()) return WindowsSide::kUnknown;
  const ReportedTest& there = found->second;
  if (there.verdict == Verdict::kPass) return WindowsSide::kSimulator;
  if (there.verdict != Verdict::kFail && there.verdict != Verdict::kDeviates) {
    return WindowsSide::kUnknown;
  }
  const bool same = there.after == test.after && there.expected == test.expected &&
                    there.actual == test.actual && !test.expected.empty();
  return same ? WindowsSide::kImplementation : WindowsSide::kNeither;
}

WindowsSide ThirdOpinion::ByPack(const ReportedTest& test, WindowsVersion windows) const {
  Trial trial(test, patterns_, windows);
  const std::vector<ScriptLine>* nearest = nullptr;
  size_t most = 0;
  for (const std::vector<ScriptLine>& transcript : transcripts_) {
    const size_t matching = trial.Matching(transcript);
    if (matching <= most) continue;
    most = matching;
    nearest = &transcript;
  }
  return nearest == nullptr ? WindowsSide::kUnknown : trial.Judge(*nearest);
}

std::string Heard(const Report& report) {
  std::array<int, 4> counts = {};
  std::string contradictions;
  for (const ReportedTest& test : report.results) {
    ++counts[static_cast<size_t>(test.windows)];
    if (test.windows != WindowsSide::kImplementation && test.windows != WindowsSide::kNeither) {
      continue;
    }
    contradictions += test.clause + ' ' + test.name + ": " + Told(test) + '\n';
  }
  const auto count = [&](WindowsSide side) { return counts[static_cast<size_t>(side)]; };
  if (count(WindowsSide::kUnknown) == static_cast<int>(report.results.size())) return "";
  return contradictions + "Windows, as recorded, agrees with the simulator in " +
         std::to_string(count(WindowsSide::kSimulator)) + " tests, with the implementation in " +
         std::to_string(count(WindowsSide::kImplementation)) + ", with neither in " +
         std::to_string(count(WindowsSide::kNeither)) + '\n';
}

}  // namespace etalon
