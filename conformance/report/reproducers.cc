#include "conformance/report/reproducers.h"

#include <filesystem>
#include <fstream>
#include <set>

#include "conformance/script/json.h"

namespace etalon {
namespace {

// Resets to the Windows of the run, where that can be chosen and is not the newest.
bool Write(const SuiteRun& run, const TestResult& result, const std::string& path) {
  std::ofstream file(path, std::ios::binary | std::ios::trunc);
  file << "# " << result.clause << ' ' << result.name << ", " << result.file << ':' << result.line
       << '\n';
  if (run.traits.reference && run.traits.windows != kNewest) {
    file << ToJson(Reset{.windows = ToString(run.traits.windows)}) << '\n';
  }
  for (const PerformedOp& step : result.steps) file << ToJson(step.op) << '\n';
  file.close();
  return !file.fail();
}

}  // namespace

bool WriteReproducers(const SuiteRun& run, const std::string& folder, Reproducers* paths,
                      std::string* why) {
  paths->assign(run.results.size(), "");
  std::set<std::string> clauses;
  for (size_t i = 0; i < run.results.size(); ++i) {
    const TestResult& result = run.results[i];
    if (run.judged.of[i] != Judgement::kUnexpected || result.steps.empty()) continue;
    if (clauses.empty()) {
      std::error_code error;
      std::filesystem::create_directories(folder, error);
    }
    const bool is_first = clauses.insert(result.clause).second;
    const std::string path =
        folder + "/" + result.clause + (is_first ? "" : "." + result.name) + ".jsonl";
    if (!Write(run, result, path)) {
      *why = path + ": cannot be written";
      return false;
    }
    (*paths)[i] = path;
  }
  return true;
}

}  // namespace etalon
