#include "conformance/cli/report_files.h"

#include "conformance/cli/suite_runner.h"
#include "conformance/report/page.h"

namespace etalon {

bool WriteReportFiles(const ReportFiles& files, const std::vector<Report>& reports,
                      std::ostream& err) {
  bool written = true;
  if (!files.html.empty()) written &= WriteTextFile(files.html, HtmlPage(reports), err);
  if (!files.markdown.empty()) {
    written &= WriteTextFile(files.markdown, MarkdownSummary(reports), err);
  }
  if (!files.badge.empty()) written &= WriteTextFile(files.badge, Badge(reports), err);
  return written;
}

}  // namespace etalon
