#include "sim/host/upper_case.h"

#include "gtest/gtest.h"

namespace etalon::sim {
namespace {

TEST(UpperCaseTest, LettersOfSeveralAlphabets) {
  EXPECT_EQ(UpperCase(u"etalon 7_\u00e9\u00ff"), u"ETALON 7_\u00c9\u0178");
  EXPECT_EQ(UpperCase(u"\u0101\u0142\u017e"), u"\u0100\u0141\u017d");
  EXPECT_EQ(UpperCase(u"\u03ac\u03b1\u03c2\u03c9\u03ce"), u"\u0386\u0391\u03a3\u03a9\u038f");
  EXPECT_EQ(UpperCase(u"\u044d\u0442\u0430\u043b\u043e\u043d\u0451"),
            u"\u042d\u0422\u0410\u041b\u041e\u041d\u0401");
  EXPECT_EQ(UpperCase(u"\u0561\uff41"), u"\u0531\uff21");
}

TEST(UpperCaseTest, WhatHasNoSingleCapitalStays) {
  const std::u16string kept = u"\u00df\u00f7\u0131\u0138\u0149\u0130\u4e00";
  EXPECT_EQ(UpperCase(kept), kept);
}

TEST(UpperCaseTest, NamesAreTheSameWhenTheirCapitalsAre) {
  EXPECT_TRUE(SameName(u"\u00e9talon", u"\u00c9TALON"));
  EXPECT_FALSE(SameName(u"etalon", u"\u00e9talon"));
  EXPECT_FALSE(SameName(u"etalon", u"etalo"));
}

}  // namespace
}  // namespace etalon::sim
