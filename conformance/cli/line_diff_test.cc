#include "conformance/cli/line_diff.h"

#include "gtest/gtest.h"

namespace etalon {
namespace {

TEST(LineDiff, OfEqualTextsIsEmpty) {
  EXPECT_EQ(LineDiff("", ""), "");
  EXPECT_EQ(LineDiff("a\nb\n", "a\nb\n"), "");
}

TEST(LineDiff, ShowsWhatGoesAndWhatComes) {
  EXPECT_EQ(LineDiff("a\nb\nc\nd\n", "a\nx\nc\nd\ne\n"), "@@ 2 @@\n-b\n+x\n@@ 5 @@\n+e\n");
  EXPECT_EQ(LineDiff("", "a\n"), "@@ 1 @@\n+a\n");
  EXPECT_EQ(LineDiff("a\n", ""), "@@ 1 @@\n-a\n");
}

TEST(LineDiff, EndsEveryLine) {
  EXPECT_EQ(LineDiff("a\nb", "a\nc"), "@@ 2 @@\n-b\n+c\n");
}

TEST(LineDiff, IsAsShortAsItCanBe) {
  EXPECT_EQ(LineDiff("a\nb\nc\na\nb\nb\na\n", "c\nb\na\nb\na\nc\n"),
            "@@ 1 @@\n-a\n-b\n@@ 2 @@\n-a\n@@ 3 @@\n+a\n@@ 6 @@\n+c\n");
}

}  // namespace
}  // namespace etalon
