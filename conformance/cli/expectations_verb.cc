#include "conformance/cli/expectations_verb.h"

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <optional>
#include <sstream>
#include <vector>

#include "conformance/cli/exit_code.h"
#include "conformance/cli/line_diff.h"
#include "conformance/expectations/expectations.h"
#include "conformance/expectations/update.h"
#include "conformance/report/report_file.h"

namespace etalon {
namespace {

// A run as far as lists are concerned.
struct Outcomes {
  ImplementationTraits traits;
  std::vector<TestResult> results;
};

TestResult ResultOf(const ReportedTest& test) {
  TestResult result;
  result.clause = test.clause;
  result.function = test.function;
  result.name = test.name;
  result.verdict = test.verdict;
  result.after = test.after;
  result.expected = test.expected;
  result.actual = test.actual;
  result.detail = test.detail;
  return result;
}

std::optional<Outcomes> FromReport(const std::string& path, std::ostream& err) {
  std::string why;
  const std::optional<Report> report = ReadReport(path, &why);
  if (!report) {
    err << "etalon: " << why << '\n';
    return std::nullopt;
  }
  Outcomes outcomes = {report->traits, {}};
  for (const ReportedTest& test : report->results) outcomes.results.push_back(ResultOf(test));
  return outcomes;
}

std::optional<Outcomes> FromRun(const RunArguments& arguments, std::ostream& out,
                                std::ostream& err) {
  RunArguments run_arguments = arguments;
  run_arguments.expectations_file.clear();  // it may be new
  const std::optional<SuiteRun> run = RunTheSuite(run_arguments, out, err);
  if (!run) return std::nullopt;
  return Outcomes{run->traits, run->results};
}

std::string Contents(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::stringstream text;
  text << file.rdbuf();
  return text.str();
}

// Where the list is; "" when nobody says.
std::string ListPath(const ExpectationsArguments& arguments, const std::string& name) {
  if (!arguments.run.expectations_file.empty()) return arguments.run.expectations_file;
  const char* const root = std::getenv("ETALON_ROOT");
  if (root == nullptr) return "";
  return std::string(root) + "/conformance/expectations/" + name + ".json";
}

// The list as it stands; an empty one when there is no such file.
std::optional<Expectations> ListAt(const std::string& path, const std::string& name,
                                   std::ostream& err) {
  if (std::filesystem::exists(path)) return LoadExpectations(path, name, err);
  Expectations none;
  none.implementation = name;
  return none;
}

// Lines of a difference that begin with this sign.
int Count(const std::string& diff, char sign) {
  int count = 0;
  for (size_t at = 0; at < diff.size(); at = diff.find('\n', at) + 1) {
    count += diff[at] == sign ? 1 : 0;
  }
  return count;
}

// Shows how the list differs, and writes it.
int Replace(const std::string& path, const std::string& text, bool dry_run, std::ostream& out,
            std::ostream& err) {
  const std::string diff = LineDiff(Contents(path), text);
  out << diff << path << (dry_run ? " would change: " : ": ") << Count(diff, '+')
      << " lines added, " << Count(diff, '-') << " removed\n";
  if (dry_run) return kUnexpected;
  return WriteTextFile(path, text, err) ? kAsExpected : kFault;
}

}  // namespace

int UpdateList(const ExpectationsArguments& arguments, std::ostream& out, std::ostream& err) {
  const std::optional<Outcomes> outcomes =
      arguments.json_file.empty() ? FromRun(arguments.run, out, err)
                                  : FromReport(arguments.json_file, err);
  if (!outcomes) return kFault;
  const std::vector<TestName> suite = AllTestNames();
  if (suite.size() != outcomes->results.size()) {
    err << "etalon: " << arguments.json_file << ": not a run of this whole suite ("
        << outcomes->results.size() << " tests of " << suite.size() << ")\n";
    return kFault;
  }
  const std::string name(ExpectationsName(outcomes->traits.name));
  const std::string path = ListPath(arguments, name);
  if (path.empty()) {
    err << "etalon: where is the list? --expectations FILE, or ETALON_ROOT (./etalon sets it)\n";
    return kFault;
  }
  const std::optional<Expectations> old = ListAt(path, name, err);
  if (!old) return kFault;
  const std::string text = WriteExpectations(
      UpdateExpectations(*old, suite, outcomes->results, outcomes->traits.version));
  if (std::filesystem::exists(path) && WriteExpectations(*old) == text) {
    out << path << " is right as it stands\n";
    return kAsExpected;
  }
  return Replace(path, text, arguments.dry_run, out, err);
}

}  // namespace etalon
