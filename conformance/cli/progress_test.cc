#include "conformance/cli/progress.h"

#include "gtest/gtest.h"

namespace etalon {
namespace {

TEST(ProgressLine, TellsWhatIsDoneWhatFailedAndHowLongItTakes) {
  EXPECT_EQ(ProgressLine({1204, 4162, 37, 48, "STARTTRACE-E02"}),
            "1,204 of 4,162 tests, 37 failures, about 2 min left: STARTTRACE-E02");
  EXPECT_EQ(ProgressLine({2081, 4162, 1, 20, "STARTTRACE-E02"}),
            "2,081 of 4,162 tests, 1 failure, about 20 s left: STARTTRACE-E02");
}

TEST(ProgressLine, DoesNotGuessFromTooLittle) {
  EXPECT_EQ(ProgressLine({3, 4162, 0, 0.2, "STARTTRACE-E02"}),
            "3 of 4,162 tests, 0 failures: STARTTRACE-E02");
}

TEST(ProgressLine, FitsATerminal) {
  EXPECT_EQ(ProgressLine({3, 4162, 0, 0.2, std::string(100, 'X')}).size(), 79u);
}

}  // namespace
}  // namespace etalon
