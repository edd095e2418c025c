#include "golden/text_difference.h"

#include "gtest/gtest.h"

namespace etalon {
namespace {

TEST(TextDifference, SaysNothingOfEqualTexts) { EXPECT_EQ(TextDifference("a\nb\n", "a\nb\n"), ""); }

TEST(TextDifference, ShowsTheLinesThatDiffer) {
  EXPECT_EQ(TextDifference("1\nold\n2\n3\nOLD\n", "1\nnew\n2\n3\nNEW\n"),
            "@@ line 2\n- old\n+ new\n@@ line 5\n- OLD\n+ NEW\n");
}

TEST(TextDifference, ShowsLinesThatCameAndWent) {
  EXPECT_EQ(TextDifference("1\n2\n", "1\nmore\n2\n"), "@@ line 2\n+ more\n");
  EXPECT_EQ(TextDifference("1\nless\n2\n", "1\n2\n"), "@@ line 2\n- less\n");
  EXPECT_EQ(TextDifference("", "1\n"), "@@ line 1\n+ 1\n");
}

TEST(TextDifference, ShowsLongLinesWhereTheyDiffer) {
  const std::string same(500, 'x');
  const std::string difference = TextDifference(same + "old\n", same + "new\n");
  EXPECT_NE(difference.find("xold\n"), std::string::npos) << difference;
  EXPECT_NE(difference.find("xnew\n"), std::string::npos) << difference;
  EXPECT_LT(difference.size(), 200u);
}

TEST(TextDifference, CountsWhatItLeavesOut) {
  EXPECT_EQ(TextDifference("", "1\n2\n3\n", 1), "@@ line 1\n+ 1\n(and 2 more lines)\n");
}

TEST(TextDifference, NoticesTheLastEndOfLine) {
  EXPECT_EQ(TextDifference("1\n", "1"), "@@ line 1\n- 1\n+ 1 (no end of line)\n");
}

}  // namespace
}  // namespace etalon
