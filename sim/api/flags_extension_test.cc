#include "sim/api/flags_extension.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace etalon::sim {
namespace {

constexpr uint32_t kOffset = sizeof(EVENT_TRACE_PROPERTIES);
constexpr uint32_t kList = 0xFF;

// Properties, and words behind them.
struct Block {
  EVENT_TRACE_PROPERTIES properties = {};
  uint32_t words[16] = {};

  Block(uint32_t length, std::vector<uint32_t> list, uint32_t offset = kOffset) {
    properties.Wnode.BufferSize = static_cast<ULONG>(kOffset + 4 * list.size());
    properties.EnableFlags = EVENT_TRACE_FLAG_EXTENSION | length << 16 | offset;
    std::copy(list.begin(), list.end(), words);
  }
};

constexpr uint32_t Head(uint32_t length, uint32_t items) { return items << 16 | length; }

TEST(FlagsExtension, GroupMasksStandBehindTheStructure) {
  Block block(2, {0x11, 0x22});
  std::optional<FlagsExtension> extension = ReadExtension(block.properties);
  ASSERT_TRUE(extension.has_value());
  EXPECT_FALSE(extension->is_list);
  EXPECT_EQ(extension->group_masks, (std::vector<uint32_t>{0x11, 0x22}));
  EXPECT_EQ(extension->flags(), 0x11u);
  EXPECT_EQ(FlagsExtension().flags(), 0u);
  EXPECT_TRUE(ReadExtension(Block(8, std::vector<uint32_t>(8, 1)).properties).has_value());
  EXPECT_FALSE(ReadExtension(Block(9, std::vector<uint32_t>(9, 1)).properties).has_value());
  EXPECT_FALSE(ReadExtension(Block(0, {1}).properties).has_value());
  EXPECT_FALSE(ReadExtension(Block(2, {1}).properties).has_value());
  EXPECT_FALSE(ReadExtension(Block(1, {}).properties).has_value());
}

TEST(FlagsExtension, ItLiesInsideTheBlock) {
  EXPECT_TRUE(ReadExtension(Block(1, {1, 2}, kOffset + 4).properties).has_value());
  EXPECT_FALSE(ReadExtension(Block(1, {1, 2}, kOffset - 4).properties).has_value());
  EXPECT_FALSE(ReadExtension(Block(1, {1, 2}, kOffset + 2).properties).has_value());
  EXPECT_FALSE(ReadExtension(Block(1, {1, 2}, kOffset + 8).properties).has_value());
  Block torn(1, {1, 2}, kOffset + 4);
  torn.properties.Wnode.BufferSize -= 1;  // its last word is not whole
  EXPECT_FALSE(ReadExtension(torn.properties).has_value());
  Block flags(1, {1});
  flags.properties.EnableFlags &= ~uint32_t{EVENT_TRACE_FLAG_EXTENSION};
  EXPECT_FALSE(HasExtension(flags.properties));
  EXPECT_FALSE(ReadExtension(flags.properties).has_value());
}

TEST(FlagsExtension, AListHasItemsOfSeveralTypes) {
  const Block block(
      kList, {Head(9, 4), Head(2, 1), 0x33, Head(3, 2), 100, 200, Head(2, 3), 0x0120, Head(1, 7)});
  const std::optional<FlagsExtension> extension = ReadExtension(block.properties);
  ASSERT_TRUE(extension.has_value());
  EXPECT_TRUE(extension->is_list);
  EXPECT_EQ(extension->flags(), 0x33u);
  EXPECT_EQ(extension->pids, (std::vector<uint32_t>{100, 200}));
  EXPECT_EQ(extension->stack_hooks, std::vector<uint32_t>{0x0120});
}

TEST(FlagsExtension, WhatHasNoRoomIsNoList) {
  const auto is_list = [](std::vector<uint32_t> list) {
    return ReadExtension(Block(kList, std::move(list)).properties).has_value();
  };
  EXPECT_FALSE(is_list({}));
  EXPECT_TRUE(is_list({Head(1, 0)}));
  EXPECT_FALSE(is_list({Head(0, 0)}));
  EXPECT_FALSE(is_list({Head(2, 0)}));
  EXPECT_FALSE(is_list({Head(1, 1)}));
  EXPECT_TRUE(is_list({Head(2, 1), Head(1, 2)}));
  EXPECT_FALSE(is_list({Head(2, 1), Head(0, 2)}));
  EXPECT_FALSE(is_list({Head(2, 1), Head(2, 2)}));
  EXPECT_FALSE(is_list({Head(2, 1), Head(2, 2), 5}));  // the list ends before its item
  EXPECT_TRUE(is_list({Head(10, 1), Head(9, 1), 1, 1, 1, 1, 1, 1, 1, 1}));
  EXPECT_FALSE(is_list({Head(11, 1), Head(10, 1), 1, 1, 1, 1, 1, 1, 1, 1, 1}));
}

TEST(FlagsExtension, EachKindOfSessionTakesItsOwn) {
  Machine machine;
  const Process& process = machine.processes().Create(u"a.exe", Token::kUser, 64, false);
  FlagsExtension extension;
  extension.group_masks = {0x33};
  extension.pids = {process.pid, 4711};
  extension.stack_hooks = {0x0301, 0xFFFF};  // a process that begins, and nothing
  SessionSettings plain, kernel, heap;
  kernel.system_logger = true;
  kernel.stack_events = {{}, {}};
  heap.heap = true;
  heap.heap_pids = {1};
  heap.heap_stack_types = {1};
  for (SessionSettings* settings : {&plain, &kernel, &heap}) {
    ApplyExtension(machine, extension, settings);
  }
  EXPECT_EQ(plain.enable_flags, 0u);
  EXPECT_TRUE(plain.heap_pids.empty());
  EXPECT_EQ(kernel.enable_flags, 0x33u);
  EXPECT_EQ(kernel.stack_events.size(), 1u);
  EXPECT_TRUE(kernel.heap_pids.empty());
  EXPECT_EQ(heap.enable_flags, 0u);
  EXPECT_EQ(heap.heap_pids, std::vector<uint32_t>{process.pid});
  EXPECT_TRUE(heap.stack_events.empty());
  EXPECT_TRUE(heap.heap_stack_types.empty());
}

}  // namespace
}  // namespace etalon::sim
