#include "sim/consumer/xpress.h"

#include <string>
#include <vector>

#include "gtest/gtest.h"
#include "sim/host/random.h"

namespace etalon::sim {
namespace {

using Bytes = std::vector<uint8_t>;

// "malformed" for what cannot be expanded.
std::string Expand(const Bytes& data, size_t room = 1000) {
  std::string text(room, '?');
  const auto filled =
      ExpandXpress(data, std::span(reinterpret_cast<uint8_t*>(text.data()), text.size()));
  if (!filled.has_value()) return "malformed";
  return text.substr(0, *filled);
}

// The two examples of [MS-XCA] 3.1.
const Bytes kAlphabet = {0x3F, 0,   0,   0,   'a', 'b', 'c', 'd', 'e', 'f',
                         'g',  'h', 'i', 'j', 'k', 'l', 'm', 'n', 'o', 'p',
                         'q',  'r', 's', 't', 'u', 'v', 'w', 'x', 'y', 'z'};
const Bytes kHundredTimes = {0xFF, 0xFF, 0xFF, 0x1F, 'a', 'b', 'c', 0x17, 0, 0x0F, 0xFF, 0x26, 1};

TEST(XpressTest, PublishedExamples) {
  EXPECT_EQ(Expand(kAlphabet), "abcdefghijklmnopqrstuvwxyz");
  std::string repeated;
  for (int i = 0; i < 100; ++i) repeated += "abc";
  EXPECT_EQ(Expand(kHundredTimes), repeated);
}

TEST(XpressTest, ItEndsWhereTheRoomDoes) {
  EXPECT_EQ(Expand(kAlphabet, 5), "abcde");
  EXPECT_EQ(Expand(kHundredTimes, 7), "abcabca");
  EXPECT_EQ(Expand(kAlphabet, 0), "");
  EXPECT_EQ(Expand({}), "");
}

TEST(XpressTest, LengthsOfEverySize) {
  // A byte, then repetitions of it of 3 + 2, 3 + 7 + 4, 3 + 7 + 15 + 1 and 3 + 30 bytes; the halves
  // of the byte behind the second one belong to the second and the third.
  const Bytes data = {0xFF, 0xFF, 0xFF, 0x7F, 'x', 0x02, 0,    0x07, 0, 0xF4,
                      0x07, 0,    0x01, 0x07, 0,   0x0F, 0xFF, 30,   0};
  EXPECT_EQ(Expand(data), std::string(1 + 5 + 14 + 26 + 33, 'x'));
  const Bytes wide = {0xFF, 0xFF, 0xFF, 0x7F, 'x', 0x07, 0, 0x0F, 0xFF, 0, 0, 30, 0, 0, 0};
  EXPECT_EQ(Expand(wide), std::string(1 + 33, 'x'));
}

TEST(XpressTest, HalvesOfAByteAreTwoLengths) {
  // 3 + 7 + 4 and 3 + 7 + 5 bytes.
  const Bytes data = {0xFF, 0xFF, 0xFF, 0x7F, 'x', 0x07, 0, 0x54, 0x07, 0};
  EXPECT_EQ(Expand(data), std::string(1 + 14 + 15, 'x'));
}

TEST(XpressTest, FlagsMayBeTheLast) {
  EXPECT_EQ(Expand({0, 0, 0, 0}), "");
  Bytes data(36, 'x');
  for (int i = 0; i < 4; ++i) data[i] = 0;
  for (int i = 0; i < 4; ++i) data.push_back(0);
  EXPECT_EQ(Expand(data), std::string(32, 'x'));
}

TEST(XpressTest, WhatIsMalformedIsRefused) {
  EXPECT_EQ(Expand({0, 0, 0}), "malformed") << "flags cut short";
  EXPECT_EQ(Expand({0, 0, 0, 0x80, 0, 0}), "malformed") << "repeats what is not there";
  EXPECT_EQ(Expand({0, 0, 0, 0x40, 'x', 8, 0}), "malformed") << "from before the start";
  EXPECT_EQ(Expand({0, 0, 0, 0x40, 'x', 7}), "malformed") << "distance cut short";
  EXPECT_EQ(Expand({0, 0, 0, 0x40, 'x', 7, 0}), "malformed") << "length cut short";
  EXPECT_EQ(Expand({0, 0, 0, 0x40, 'x', 7, 0, 15, 255, 21, 0}), "malformed")
      << "too short a length";
}

TEST(XpressTest, NoBytesReachOutside) {
  Random random(4711);
  for (int round = 0; round < 20'000; ++round) {
    Bytes data(random.Below(40));
    for (uint8_t& byte : data) byte = static_cast<uint8_t>(random.Next());
    if (data.size() > 3 && random.Below(2) == 0) data[3] = 0x7F;
    EXPECT_LE(Expand(data, random.Below(300)).size(), 300u);
  }
}

}  // namespace
}  // namespace etalon::sim
