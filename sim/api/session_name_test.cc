#include "sim/api/session_name.h"

#include <gtest/gtest.h>

#include <string>

namespace etalon::sim {
namespace {

TEST(SessionName, EveryAnsiByteComesBack) {
  for (int byte = 0; byte < 256; ++byte) {
    const std::string ansi(1, static_cast<char>(byte));
    EXPECT_EQ(ToAnsi(FromAnsi(ansi)), ansi) << byte;
  }
}

TEST(SessionName, TheEuroIsWhereWindows1252HasIt) {
  EXPECT_EQ(FromAnsi("\x80"), u"\u20AC");
  EXPECT_EQ(ToAnsi(u"\u0178"), "\x9F");
}

TEST(SessionName, WhatAnsiLacksBecomesAQuestionMark) {
  EXPECT_EQ(ToAnsi(u"a\u4E2Db\u0080"), "a?b?");
}

TEST(SessionName, WhatIsLatinStaysAsItIs) {
  EXPECT_EQ(ToAnsi(u"\u007F\u00A0\u00FF"), "\x7F\xA0\xFF");
  EXPECT_EQ(ToAnsi(u"\u0100"), "?");
}

TEST(SessionName, NullIsNoText) {
  EXPECT_FALSE(Text(LPCSTR{nullptr}).has_value());
  EXPECT_EQ(Text("NT kernel LOGGER"), u"NT kernel LOGGER");
}

TEST(SessionName, KernelLoggersAreKnownInAnyCase) {
  EXPECT_TRUE(IsKernelLoggerName(u"nt Kernel logger"));
  EXPECT_FALSE(IsKernelLoggerName(u"NT Kernel Logger "));
  EXPECT_TRUE(IsCircularKernelLoggerName(u"circular kernel context logger"));
}

}  // namespace
}  // namespace etalon::sim
