#include "conformance/script/sid_text.h"

#include <gtest/gtest.h>

namespace etalon {
namespace {

TEST(SidText, BecomesBytes) {
  EXPECT_EQ(SidBytes("S-1-1-0"), (Bytes{1, 1, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0}));
  EXPECT_EQ(SidBytes("S-1-5-32-559"), (Bytes{1, 2, 0, 0, 0, 0, 0, 5, 32, 0, 0, 0, 0x2F, 2, 0, 0}));
}

TEST(SidText, MayBeInvalidInItsNumbers) {
  EXPECT_EQ(SidBytes("S-2-5"), (Bytes{2, 0, 0, 0, 0, 0, 0, 5}));
  EXPECT_EQ(SidBytes("S-1-5-1-2-3-4-5-6-7-8-9-10-11-12-13-14-15-16")->at(1), 16);
}

TEST(SidText, OtherTextIsNone) {
  for (const char* text : {"", "S", "S-1", "X-1-5", "S-1-5-", "S-1-5-a", "S-1-5 18", "S-256-5",
                           "S-1-281474976710656", "S-1-5-4294967296"}) {
    EXPECT_EQ(SidBytes(text), std::nullopt) << text;
  }
}

}  // namespace
}  // namespace etalon
