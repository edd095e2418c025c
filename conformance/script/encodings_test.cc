#include "conformance/script/encodings.h"

#include <gtest/gtest.h>

namespace etalon {
namespace {

TEST(Encodings, Utf8AndBack) {
  const std::u16string text = u"a\u00e9\u20ac\U0001F600";
  const std::optional<std::string> utf8 = Utf16ToUtf8(text);
  ASSERT_TRUE(utf8.has_value());
  EXPECT_EQ(*utf8, "a\xC3\xA9\xE2\x82\xAC\xF0\x9F\x98\x80");
  EXPECT_EQ(Utf8ToUtf16(*utf8), text);
}

TEST(Encodings, RefuseWhatIsNone) {
  EXPECT_EQ(Utf16ToUtf8(std::u16string(1, char16_t{0xDC00})), std::nullopt);
  EXPECT_EQ(Utf16ToUtf8Lossy(std::u16string(1, char16_t{0xDC00})), "\xEF\xBF\xBD");
  for (const char* text :
       {"\xFF", "\xC0\x80", "\xE0\x80\x80", "\xED\xA0\x80", "\xF4\x90\x80\x80", "\xC3"}) {
    EXPECT_EQ(Utf8ToUtf16(text), std::nullopt);
  }
}

TEST(Encodings, AnsiIsWindows1252) {
  EXPECT_EQ(Utf16ToAnsi(u"a\u20ac\u00e9\u4e2d"), "a\x80\xE9?");
  EXPECT_EQ(AnsiToUtf16("a\x80\xE9"), u"a\u20ac\u00e9");
}

TEST(Encodings, Hexadecimal) {
  EXPECT_EQ(ToHex({0, 0xAB, 0xFF}), "00abff");
  EXPECT_EQ(FromHex("00aBff"), (std::vector<uint8_t>{0, 0xAB, 0xFF}));
  EXPECT_EQ(FromHex("0"), std::nullopt);
  EXPECT_EQ(FromHex("0g"), std::nullopt);
}

}  // namespace
}  // namespace etalon
