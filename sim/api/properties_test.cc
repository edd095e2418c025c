#include "sim/api/properties.h"

#include <gtest/gtest.h>

#include <cstring>
#include <string>
#include <vector>

namespace etalon::sim {
namespace {

constexpr ULONG kEnd = sizeof(EVENT_TRACE_PROPERTIES);

// A block of exactly so many bytes.
struct Memory {
  explicit Memory(ULONG bytes) : words(bytes / 8 + 1), properties(*Start()) {
    properties.Wnode.BufferSize = bytes;
  }
  EVENT_TRACE_PROPERTIES* Start() {
    return reinterpret_cast<EVENT_TRACE_PROPERTIES*>(words.data());
  }
  char* At(ULONG offset) { return reinterpret_cast<char*>(words.data()) + offset; }

  std::vector<uint64_t> words;
  EVENT_TRACE_PROPERTIES& properties;
};

TEST(PropertiesBlock, OffsetsLieBehindTheStructureAndInsideTheBlock) {
  Memory memory(kEnd + 10);
  const PropertiesBlock block(memory.Start(), Encoding::kWide);
  for (const ULONG valid : {ULONG{0}, kEnd, kEnd + 9}) {
    memory.properties.LoggerNameOffset = valid;
    EXPECT_TRUE(block.LoggerNameOffsetIsValid()) << valid;
  }
  for (const ULONG invalid : {ULONG{1}, kEnd - 1, kEnd + 10, ~ULONG{0}}) {
    memory.properties.LogFileNameOffset = invalid;
    EXPECT_FALSE(block.LogFileNameOffsetIsValid()) << invalid;
  }
}

TEST(PropertiesBlock, AnEmptyNameNeedsOneCharacter) {
  Memory memory(kEnd + 10);
  memory.properties.LoggerNameOffset = kEnd + 9;
  EXPECT_FALSE(PropertiesBlock(memory.Start(), Encoding::kWide).HasRoomForEmptyNames());
  EXPECT_TRUE(PropertiesBlock(memory.Start(), Encoding::kAnsi).HasRoomForEmptyNames());
}

TEST(PropertiesBlock, TheSessionNameNeedsRoomBesideTheLogFileName) {
  Memory memory(kEnd + 8);
  memory.properties.LoggerNameOffset = kEnd;
  memory.properties.LogFileNameOffset = kEnd + 5;
  std::strcpy(memory.At(kEnd + 5), "ab");
  const PropertiesBlock block(memory.Start(), Encoding::kAnsi);
  EXPECT_TRUE(block.HasRoomForSessionName(u"four"));
  EXPECT_FALSE(block.HasRoomForSessionName(u"five5"));
}

TEST(PropertiesBlock, NamesStandAtAnyAddress) {
  Memory memory(kEnd + 32);
  memory.properties.LoggerNameOffset = kEnd + 1;
  memory.properties.LogFileNameOffset = kEnd + 17;
  const PropertiesBlock block(memory.Start(), Encoding::kWide);
  EXPECT_TRUE(block.WriteSessionName(u"etalon"));
  EXPECT_TRUE(block.WriteLogFileName(u"a.etl"));
  EXPECT_EQ(block.LogFileName(), u"a.etl");
  EXPECT_EQ(std::memcmp(memory.At(kEnd + 1), u"etalon", 14), 0);
}

TEST(PropertiesBlock, AnsiNamesAreConverted) {
  Memory memory(kEnd + 8);
  memory.properties.LogFileNameOffset = kEnd;
  const PropertiesBlock block(memory.Start(), Encoding::kAnsi);
  EXPECT_TRUE(block.WriteLogFileName(u"\u20AC.etl"));
  EXPECT_STREQ(memory.At(kEnd), "\x80.etl");
  EXPECT_EQ(block.LogFileName(), u"\u20AC.etl");
}

TEST(PropertiesBlock, ANameThatDoesNotFitIsNotWritten) {
  Memory memory(kEnd + 8);
  memory.properties.LoggerNameOffset = kEnd;
  const PropertiesBlock block(memory.Start(), Encoding::kWide);
  EXPECT_FALSE(block.WriteSessionName(u"four"));
  EXPECT_EQ(*memory.At(kEnd), 0);
  EXPECT_TRUE(block.WriteSessionName(u"may"));
}

TEST(PropertiesBlock, ALogFileNameWithoutEndIsNone) {
  Memory memory(kEnd + 4);
  memory.properties.LogFileNameOffset = kEnd;
  std::memset(memory.At(kEnd), 'x', 4);
  EXPECT_EQ(PropertiesBlock(memory.Start(), Encoding::kAnsi).LogFileName(), u"");
}

}  // namespace
}  // namespace etalon::sim
