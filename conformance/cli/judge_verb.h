// `etalon judge`: an implementation against what another machine has answered.
#ifndef ETALON_CONFORMANCE_CLI_JUDGE_VERB_H_
#define ETALON_CONFORMANCE_CLI_JUDGE_VERB_H_

#include <ostream>
#include <string>

namespace etalon {

struct JudgeArguments {
  std::string pack;  // the folder
  std::string implementation = "sim";
  std::string windows;  // "": of the simulated ones the nearest to the pack's
  double timeout_seconds = 10;
  bool accept = false;  // write what is proposed into the pack
};

// Prints which machine the pack is of, each difference, what is proposed where the pack's own runs
// disagree, and a line at the end. Returns an exit code: kUnexpected for a difference, kFault where
// nothing can be judged.
int JudgePackFolder(const JudgeArguments& arguments, std::ostream& out, std::ostream& err);

}  // namespace etalon

#endif  // ETALON_CONFORMANCE_CLI_JUDGE_VERB_H_
