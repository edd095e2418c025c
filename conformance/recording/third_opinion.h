// What a Windows machine did where an implementation and the simulator differ: who is wrong?
#ifndef ETALON_CONFORMANCE_RECORDING_THIRD_OPINION_H_
#define ETALON_CONFORMANCE_RECORDING_THIRD_OPINION_H_

#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "conformance/recording/pattern.h"
#include "conformance/report/report_file.h"
#include "conformance/script/script_reader.h"

namespace etalon {

// Of a machine that ran the suite, or of one that was recorded in a pack.
class ThirdOpinion {
 public:
  // `path` is a report of `etalon conformance --json`, or the folder of a pack. None, and *why, for
  // what cannot be read, or is not of Windows.
  static std::optional<ThirdOpinion> Read(const std::string& path, std::string* why);

  // Sets `windows` of the tests that neither passed nor were not applicable. By a report: what the
  // same test came to there. By a pack: where one of its scripts begins with the operations of the
  // test, as its reproducer does, up to the first operation after which implementation and
  // simulator differ; that of ReportedTest::after, if any is.
  void Judge(Report* report) const;

 private:
  WindowsSide ByReport(const ReportedTest& test) const;
  WindowsSide ByPack(const ReportedTest& test, WindowsVersion windows) const;

  std::map<std::pair<std::string, std::string>, ReportedTest> tests_;  // by clause and name
  std::vector<std::vector<ScriptLine>> transcripts_;                   // of a pack's first run
  std::vector<Pattern> patterns_;                                      // of the pack
};

// How many tests Windows has been heard about, in a line, and a line for each that it does not
// agree with; "" where it has been heard about none.
std::string Heard(const Report& report);

}  // namespace etalon

#endif  // ETALON_CONFORMANCE_RECORDING_THIRD_OPINION_H_
