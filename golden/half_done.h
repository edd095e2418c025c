// What a call that failed has left behind.
#ifndef ETALON_GOLDEN_HALF_DONE_H_
#define ETALON_GOLDEN_HALF_DONE_H_

#include <map>
#include <string>
#include <vector>

namespace etalon {

// Between two descriptions of a machine (Implementation::DescribeState): everything that is neither
// as before nor cleanly gone, one text each ("session/etalon is new"). Counts may have changed, and
// so may the contents of files that sessions write to.
std::vector<std::string> FindHalfDone(const std::map<std::string, std::string>& before,
                                      const std::map<std::string, std::string>& after);

}  // namespace etalon

#endif  // ETALON_GOLDEN_HALF_DONE_H_
