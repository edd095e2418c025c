// What the program exits with. The meanings are never mixed.
#ifndef ETALON_CONFORMANCE_CLI_EXIT_CODE_H_
#define ETALON_CONFORMANCE_CLI_EXIT_CODE_H_

namespace etalon {

inline constexpr int kAsExpected = 0;
inline constexpr int kUnexpected = 1;  // results, outcomes or events that should not be
inline constexpr int kStale = 2;       // nothing unexpected, but expectations that no longer hold
inline constexpr int kFault = 3;  // nothing was judged: bad arguments or input, or our own failure

}  // namespace etalon

#endif  // ETALON_CONFORMANCE_CLI_EXIT_CODE_H_
