#include "conformance/cli/report_verb.h"

#include <optional>
#include <utility>

#include "conformance/cli/exit_code.h"
#include "conformance/report/page.h"

namespace etalon {

int MergeReports(const ReportArguments& arguments, std::ostream& out, std::ostream& err) {
  std::optional<ThirdOpinion> opinion;
  if (!ReadRecording(arguments.recording, &opinion, err)) return kFault;
  std::vector<Report> reports;
  for (const std::string& file : arguments.json_files) {
    std::string why;
    std::optional<Report> report = ReadReport(file, &why);
    if (!report) {
      err << "etalon: " << why << '\n';
      return kFault;
    }
    if (opinion) opinion->Judge(&*report);
    reports.push_back(std::move(*report));
  }
  if (!arguments.files.Any()) out << MarkdownSummary(reports);
  return WriteReportFiles(arguments.files, reports, err) ? kAsExpected : kFault;
}

}  // namespace etalon
