#include "conformance/cli/suggestion.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace etalon {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

TEST(Suggestion, DistanceCountsEdits) {
  EXPECT_EQ(Distance("replay", "replay"), 0);
  EXPECT_EQ(Distance("Replay", "replay"), 0);
  EXPECT_EQ(Distance("repaly", "replay"), 1);
  EXPECT_EQ(Distance("", "dump"), 4);
  EXPECT_EQ(Distance("kitten", "sitting"), 3);
}

TEST(Suggestion, NearestFirstNothingFarFetched) {
  const std::vector<std::string> known = {"STARTTRACE-E02", "STARTTRACE-E03", "STOPTRACE-E02"};
  EXPECT_THAT(Nearest("starttrace-e02x", known, 3),
              ElementsAre("STARTTRACE-E02", "STARTTRACE-E03"));
  EXPECT_THAT(Nearest("something else", known, 3), IsEmpty());
}

TEST(Suggestion, ReadsAsASentence) {
  EXPECT_EQ(DidYouMean("explian", {"replay", "explain"}), "; did you mean explain?");
  EXPECT_EQ(DidYouMean("ab", {"aa", "bb"}), "; did you mean aa or bb?");
  EXPECT_EQ(DidYouMean("zzzzzz", {"dump"}), "");
}

}  // namespace
}  // namespace etalon
