// Judging an Outcome.
//
//   EXPECT_THAT(outcome, Succeeds());
//   EXPECT_THAT(outcome, Fails(ERROR_BAD_LENGTH));
//     Expected: fails with ERROR_BAD_LENGTH (24)
//       Actual: StartTraceW returned ERROR_SUCCESS (0)
//   EXPECT_THAT(outcome, FailsWithLastError(ERROR_INVALID_PARAMETER));   OpenTrace and its like
//   EXPECT_THAT(outcome, Has("properties", "EventsLost", 3u));
//   EXPECT_THAT(outcome, Leaves("properties", "BufferSize"));            unchanged
//
// There is deliberately no "fails somehow": name the error that you expect. Of another
// implementation than the simulator, the codes that the cited clause `accepts` are right as well.
#ifndef ETALON_CONFORMANCE_MATCHERS_H_
#define ETALON_CONFORMANCE_MATCHERS_H_

#include <cstdint>
#include <ostream>
#include <string>

#include "conformance/script/outcome.h"
#include "gmock/gmock.h"

namespace etalon {

testing::Matcher<const Outcome&> Succeeds();
testing::Matcher<const Outcome&> Fails(uint32_t code);
// The value returned is INVALID_PROCESSTRACE_HANDLE, INVALID_HANDLE_VALUE or 0 and the last error
// is `code`.
testing::Matcher<const Outcome&> FailsWithLastError(uint32_t code);
testing::Matcher<const Outcome&> Returns(uint64_t value);
testing::Matcher<const Outcome&> Has(std::string block, std::string member, uint64_t value);
testing::Matcher<const Outcome&> Has(std::string block, std::string member, std::string text);
testing::Matcher<const Outcome&> Leaves(std::string block, std::string member);

// "ERROR_BAD_LENGTH (24)", "4919 (0x1337)"
std::string DescribeCode(uint64_t code);

// For GoogleTest's messages.
void PrintTo(const Outcome& outcome, std::ostream* out);

}  // namespace etalon

#endif  // ETALON_CONFORMANCE_MATCHERS_H_
