// The files that reports go to.
#ifndef ETALON_CONFORMANCE_CLI_REPORT_FILES_H_
#define ETALON_CONFORMANCE_CLI_REPORT_FILES_H_

#include <optional>
#include <ostream>
#include <string>
#include <vector>

#include "conformance/recording/third_opinion.h"
#include "conformance/report/report_file.h"

namespace etalon {

// Paths; "": no such report.
struct ReportFiles {
  std::string html;
  std::string markdown;
  std::string badge;

  bool Any() const { return !html.empty() || !markdown.empty() || !badge.empty(); }
};

// What --recording says; none for the path "". False, and told, when it cannot be read.
bool ReadRecording(const std::string& path, std::optional<ThirdOpinion>* opinion,
                   std::ostream& err);

// False, and told, when one cannot be written; the others are written all the same.
bool WriteReportFiles(const ReportFiles& files, const std::vector<Report>& reports,
                      std::ostream& err);

}  // namespace etalon

#endif  // ETALON_CONFORMANCE_CLI_REPORT_FILES_H_
