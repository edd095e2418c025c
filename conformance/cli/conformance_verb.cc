#include "conformance/cli/conformance_verb.h"

#include <optional>
#include <utility>
#include <vector>

#include "conformance/cli/exit_code.h"
#include "conformance/report/failures.h"
#include "conformance/report/json_report.h"
#include "conformance/report/junit_report.h"
#include "conformance/report/reproducers.h"
#include "conformance/report/summary.h"
#include "conformance/report/tally.h"

namespace etalon {
namespace {

bool WriteReports(const ConformanceArguments& arguments, const SuiteRun& run, const SuiteTally& tally,
                  std::ostream& err) {
  const std::string json = JsonReport(run, tally);
  bool written = WriteTextFile(arguments.json_file, json, err);
  written &= WriteTextFile(arguments.junit_file, JunitReport(run, tally), err);
  if (!arguments.files.Any()) return written;
  std::string why;
  std::optional<Report> report = ParseReport(json, &why);
  if (!report) {
    err << "etalon: the report of this run: " << why << '\n';
    return false;
  }
  std::vector<Report> reports;
  reports.push_back(std::move(*report));
  return WriteReportFiles(arguments.files, reports, err) && written;
}

}  // namespace

int Conformance(const ConformanceArguments& arguments, std::ostream& out, std::ostream& err) {
  const std::optional<SuiteRun> run = RunTheSuite(arguments.run, out, err);
  if (!run) return kFault;
  const SuiteTally tally = TallyOf(run->results, run->traits.windows);
  Reproducers reproducers;
  std::string why;
  bool written = WriteReproducers(*run, arguments.failures_folder, &reproducers, &why);
  if (!written) err << "etalon: " << why << '\n';
  written &= WriteReports(arguments, *run, tally, err);

  PrintHarnessFaults(*run, err);
  PrintFailures(*run, reproducers, out);
  PrintSummary(*run, tally, out);
  return written ? ExitCode(run->judged) : kFault;
}

}  // namespace etalon
