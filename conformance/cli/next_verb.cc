#include "conformance/cli/next_verb.h"

#include <algorithm>
#include <filesystem>
#include <optional>
#include <set>
#include <vector>

#include "conformance/clauses/registry.h"
#include "conformance/cli/exit_code.h"
#include "conformance/next/repairs.h"
#include "conformance/next/winetest.h"
#include "conformance/report/json_report.h"
#include "conformance/report/right_answers.h"
#include "conformance/script/c_printer.h"
#include "conformance/script/c_trim.h"
#include "conformance/script/json.h"

namespace etalon {
namespace {

std::optional<Report> ReportFor(const NextArguments& arguments, std::ostream& out,
                                std::ostream& err) {
  std::string why;
  std::optional<Report> report;
  if (arguments.json_file.empty()) {
    const std::optional<SuiteRun> run = RunTheSuite(arguments.run, out, err);
    if (!run) return std::nullopt;
    report = ParseReport(JsonReport(*run, TallyOf(run->results, run->traits.windows)), &why);
  } else {
    report = ReadReport(arguments.json_file, &why);
  }
  if (!report) err << "etalon: " << why << '\n';
  return report;
}

// The lines whose answers are not right.
std::set<int> WrongLines(const ReportedTest& test, const std::vector<ScriptLine>& script) {
  std::set<int> wrong;
  for (size_t i = 0; i < script.size() && i < test.answers.size(); ++i) {
    if (!script[i].expected) continue;
    const Outcome& right = script[i].expected->outcome;
    const std::string& answer = test.answers[i];
    const bool is_code = answer.starts_with("ERROR_");
    const bool lacks_handle = answer.empty() && !right.handles.empty();
    if (lacks_handle || (is_code && ErrorText(right.returns) != answer)) {
      wrong.insert(script[i].number);
    }
  }
  return wrong;
}

std::string RuleOf(const std::string& id) {
  const clauses::ClauseText* const clause = clauses::FindClause(id);
  return clause == nullptr ? "" : std::string(clause->condition);
}

// Writes the program and, for Wine, the test; prints where.
bool WritePrograms(const Report& report, const Repair& repair, const std::string& path,
                   std::ostream& out, std::ostream& err) {
  if (repair.smallest == nullptr) return true;
  const ReportedTest& test = *repair.smallest;
  const std::vector<ScriptLine> script = WithRightAnswers(test.operations, report.traits.windows);
  const std::string program = PrintC(script, repair.clause + ": " + test.clause + " " + test.name);
  out << "    as C:       " << path << ".c\n";
  bool written =
      WriteTextFile(path + ".c", ProgramOf(WithoutUnused(ParagraphsOf(program))), err);
  if (report.traits.name != "wine") return written;
  const std::string about = repair.clause + ": " + RuleOf(repair.clause);
  out << "    Wine test:  " << path << ".wine.c\n";
  written &= WriteTextFile(path + ".wine.c",
                           WineTest(program, test.function, about, WrongLines(test, script)), err);
  return written;
}

void Print(const Repair& repair, size_t number, std::ostream& out) {
  out << number << ". " << repair.clause << "  " << repair.trouble << "\n    "
      << RuleOf(repair.clause) << "\n    hangs on it: " << repair.tests.size()
      << (repair.tests.size() == 1 ? " test" : " tests");
  const char* separator = "; ";
  for (const Scenario* scenario : repair.scenarios) {
    out << separator << scenario->program;
    separator = ", ";
  }
  out << '\n';
}

}  // namespace

int Next(const NextArguments& arguments, std::ostream& out, std::ostream& err) {
  const std::optional<Report> report = ReportFor(arguments, out, err);
  if (!report) return kFault;
  std::vector<Repair> repairs = RepairsFor(*report, KnownScenarios());
  if (repairs.empty()) out << "Nothing goes wrong.\n";
  const size_t most = static_cast<size_t>(std::max(arguments.repairs, 0));
  if (repairs.size() > most) repairs.resize(most);
  std::error_code error;
  if (!repairs.empty()) std::filesystem::create_directories(arguments.folder, error);
  bool written = true;
  for (size_t i = 0; i < repairs.size(); ++i) {
    const std::string number = (i < 9 ? "0" : "") + std::to_string(i + 1);
    Print(repairs[i], i + 1, out);
    written &= WritePrograms(*report, repairs[i],
                             arguments.folder + "/" + number + "-" + repairs[i].clause, out, err);
    out << '\n';
  }
  return written ? kAsExpected : kFault;
}

}  // namespace etalon
