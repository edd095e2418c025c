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

// Of a run: as text, and read back for whoever takes reports. None, and told, when that fails.
struct WrittenReport {
  std::string json;
  std::vector<Report> read;  // one
};

std::optional<WrittenReport> ReportOf(const SuiteRun& run, const SuiteTally& tally,
                                      const std::optional<ThirdOpinion>& opinion,
                                      std::ostream& err) {
  WrittenReport written = {JsonReport(run, tally), {}};
  std::string why;
  std::optional<Report> report = ParseReport(written.json, &why);
  if (!report) {
    err << "etalon: the report of this run: " << why << '\n';
    return std::nullopt;
  }
  if (opinion) {
    opinion->Judge(&*report);
    written.json = WithWindowsSides(written.json, *report);
  }
  written.read.push_back(std::move(*report));
  return written;
}

bool WriteReports(const ConformanceArguments& arguments, const SuiteRun& run,
                  const SuiteTally& tally, const std::optional<ThirdOpinion>& opinion,
                  std::ostream& out, std::ostream& err) {
  bool written = WriteTextFile(arguments.junit_file, JunitReport(run, tally), err);
  if (arguments.json_file.empty() && !arguments.files.Any() && !opinion) return written;
  const std::optional<WrittenReport> report = ReportOf(run, tally, opinion, err);
  if (!report) return false;
  out << Heard(report->read.front());
  written &= WriteTextFile(arguments.json_file, report->json, err);
  return WriteReportFiles(arguments.files, report->read, err) && written;
}

}  // namespace

int Conformance(const ConformanceArguments& arguments, std::ostream& out, std::ostream& err) {
  std::optional<ThirdOpinion> opinion;
  if (!ReadRecording(arguments.recording, &opinion, err)) return kFault;
  const std::optional<SuiteRun> run = RunTheSuite(arguments.run, out, err);
  if (!run) return kFault;
  const SuiteTally tally = TallyOf(run->results, run->traits.windows);
  Reproducers reproducers;
  std::string why;
  bool written = WriteReproducers(*run, arguments.failures_folder, &reproducers, &why);
  if (!written) err << "etalon: " << why << '\n';
  PrintHarnessFaults(*run, err);
  PrintFailures(*run, reproducers, out);
  written &= WriteReports(arguments, *run, tally, opinion, out, err);
  PrintSummary(*run, tally, out);
  return written ? ExitCode(run->judged) : kFault;
}

}  // namespace etalon
