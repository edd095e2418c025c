// Judges an implementation by a pack: does it answer as the machine did that was recorded?
#ifndef ETALON_CONFORMANCE_RECORDING_JUDGE_H_
#define ETALON_CONFORMANCE_RECORDING_JUDGE_H_

#include <ostream>
#include <string>
#include <vector>

#include "conformance/implementations/implementation.h"
#include "conformance/recording/pack.h"

namespace etalon {

struct PackJudgement {
  int scripts = 0;
  int as_recorded = 0;  // of these
  int differences = 0;
  // Where runs of the pack have differed from one another in what no pattern and no allowance
  // covers: what to allow. The implementation was held against these as if they were allowed.
  std::vector<Allowance> proposals;
  std::string trouble;  // nothing could be judged: why
};

// Plays every script of the pack in `folder` and holds each outcome, and each log file, against
// what was recorded. To `out` goes a line for each difference, and one for each script:
//
//   file_sequential.jsonl:9: StopTraceW: changes/properties/EventsLost: recorded 0, now 1
//   file_sequential: 7 operations, 1 difference
//
// A script is judged up to the first operation for which the recorded machine lacked a capability.
PackJudgement JudgePack(const Pack& pack, const std::string& folder, Implementation& implementation,
                        std::ostream& out);

// The simulated Windows that is nearest to the one of the pack: the newest that is not later, or
// the oldest; the newest where the pack does not say.
WindowsVersion SimulatedFor(const Pack& pack);

}  // namespace etalon

#endif  // ETALON_CONFORMANCE_RECORDING_JUDGE_H_
