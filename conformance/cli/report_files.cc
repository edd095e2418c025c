#include "conformance/cli/report_files.h"

#include "conformance/cli/suite_runner.h"
#include "conformance/report/page.h"

namespace etalon {

bool ReadRecording(const std::string& path, std::optional<ThirdOpinion>* opinion,
                   std::ostream& err) {
  if (path.empty()) return true;
  std::string why;
  *opinion = ThirdOpinion::Read(path, &why);
  if (!*opinion) err << "etalon: " << why << '\n';
  return opinion->has_value();
}

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
