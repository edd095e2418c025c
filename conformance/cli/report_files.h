// The files that reports go to.
#ifndef ETALON_CONFORMANCE_CLI_REPORT_FILES_H_
#define ETALON_CONFORMANCE_CLI_REPORT_FILES_H_

#include <ostream>
#include <string>
#include <vector>

#include "conformance/report/report_file.h"

namespace etalon {

// Paths; "": no such report.
struct ReportFiles {
  std::string html;
  std::string markdown;
  std::string badge;

  bool Any() const { return !html.empty() || !markdown.empty() || !badge.empty(); }
};

// False, and told, when one cannot be written; the others are written all the same.
bool WriteReportFiles(const ReportFiles& files, const std::vector<Report>& reports,
                      std::ostream& err);

}  // namespace etalon

#endif  // ETALON_CONFORMANCE_CLI_REPORT_FILES_H_
