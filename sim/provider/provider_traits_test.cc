#include "sim/provider/provider_traits.h"

#include <gtest/gtest.h>

namespace etalon::sim {
namespace {

using Bytes = std::vector<uint8_t>;

// As a provider of Windows 10 has them in a recorded file: a name, and a group.
const Bytes kRecorded = {0x38, 0,    'M',  'i',  'c',  'r',  'o',  's',  'o',  'f',  't',  '.',
                         'W',  'i',  'n',  'd',  'o',  'w',  's',  '.',  'S',  'u',  'b',  's',
                         'y',  's',  't',  'e',  'm',  '.',  'L',  'x',  'C',  'o',  'r',  'e',
                         0,    0x13, 0,    1,    0x1A, 0x73, 0x50, 0x4F, 0xCF, 0x89, 0x82, 0x47,
                         0xB3, 0xE0, 0xDC, 0xE8, 0xC9, 0x04, 0x76, 0xBA};

constexpr GUID kGroup = {0x4f50731a, 0x89cf, 0x4782, {0xb3, 0xe0, 0xdc, 0xe8, 0xc9, 4, 0x76, 0xba}};

TEST(ProviderTraits, NameAndGroup) {
  const auto traits = ParseTraits(kRecorded);
  ASSERT_TRUE(traits.has_value());
  EXPECT_EQ(traits->name, "Microsoft.Windows.Subsystem.LxCore");
  ASSERT_TRUE(traits->group.has_value());
  EXPECT_TRUE(*traits->group == kGroup);
  EXPECT_FALSE(traits->decode.has_value());
  EXPECT_EQ(traits->bytes, kRecorded);
}

TEST(ProviderTraits, DecodeGuidAndTraitsOfOtherTypes) {
  Bytes bytes = {0, 0, 0, 4, 0, 99, 1, 19, 0, 2};
  bytes.insert(bytes.end(), 16, 7);
  bytes[0] = static_cast<uint8_t>(bytes.size());
  const auto traits = ParseTraits(bytes);
  ASSERT_TRUE(traits.has_value());
  EXPECT_EQ(traits->name, "");
  EXPECT_FALSE(traits->group.has_value());
  ASSERT_TRUE(traits->decode.has_value());
  EXPECT_EQ(traits->decode->Data1, 0x07070707u);
}

TEST(ProviderTraits, SizesMustAccountForAll) {
  for (size_t cut = 1; cut < kRecorded.size(); ++cut) {
    Bytes bytes(kRecorded.begin(), kRecorded.end() - static_cast<std::ptrdiff_t>(cut));
    EXPECT_FALSE(ParseTraits(bytes).has_value()) << cut;
    bytes[0] = static_cast<uint8_t>(bytes.size());
    const bool ends_with_the_name = bytes.size() == 37;
    EXPECT_EQ(ParseTraits(bytes).has_value(), ends_with_the_name) << cut;
    if (bytes.size() == 2) break;
  }
  EXPECT_FALSE(ParseTraits({}).has_value());
  EXPECT_FALSE(ParseTraits(Bytes{4, 0, 0, 1}).has_value());
  EXPECT_FALSE(ParseTraits(Bytes{6, 0, 0, 2, 0, 1}).has_value());
}

TEST(ProviderTraits, ATraitMayBeEmptyAndAGuidIsWhole) {
  EXPECT_TRUE(ParseTraits(Bytes{6, 0, 0, 3, 0, 1}).has_value());
  EXPECT_FALSE(ParseTraits(Bytes{5, 0, 0, 2, 0}).has_value());
  for (const uint8_t size : {uint8_t{15}, uint8_t{16}, uint8_t{17}}) {
    Bytes bytes = {0, 0, 0, static_cast<uint8_t>(3 + size), 0, 1};
    bytes.insert(bytes.end(), size, 7);
    bytes[0] = static_cast<uint8_t>(bytes.size());
    const auto traits = ParseTraits(bytes);
    ASSERT_TRUE(traits.has_value());
    EXPECT_EQ(traits->group.has_value(), size >= sizeof(GUID)) << int{size};
  }
}

}  // namespace
}  // namespace etalon::sim
