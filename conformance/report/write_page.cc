// usage: write_page FILE.html REPORT.json...
//
// What `etalon report --html` does, without the suite: for the test of the page.
#include <fstream>
#include <iostream>
#include <optional>
#include <string>
#include <vector>

#include "conformance/report/page.h"

int main(int argc, char** argv) {
  std::vector<etalon::Report> reports;
  for (int i = 2; i < argc; ++i) {
    std::string why;
    const std::optional<etalon::Report> report = etalon::ReadReport(argv[i], &why);
    if (!report) {
      std::cerr << why << '\n';
      return 1;
    }
    reports.push_back(*report);
  }
  std::ofstream file(argv[1], std::ios::binary);
  file << etalon::HtmlPage(reports);
  return file.good() ? 0 : 1;
}
