#include "sim/kernel/heap.h"

#include <gtest/gtest.h>

#include <set>

namespace etalon::sim {
namespace {

class HeapTest : public testing::Test {
 protected:
  AddressSpace space_{64, 1};
  Heap heap_{{}, space_};
};

TEST_F(HeapTest, BlocksDoNotOverlap) {
  uint64_t end_before = 0;
  for (uint64_t size = 0; size < 1000; ++size) {
    const uint64_t address = heap_.Allocate(size).address;
    ASSERT_NE(address, 0u);
    ASSERT_EQ(address % 16, 0u);
    if (size % 7 != 0) heap_.Allocate(100'000);
  }
  for (const LiveBlock& block : heap_.Blocks()) {
    ASSERT_LE(end_before, block.address);
    end_before = block.address + block.size;
  }
}

TEST_F(HeapTest, FreedBlockServesTheNextOfItsSize) {
  const uint64_t first = heap_.Allocate(40).address;
  const uint64_t second = heap_.Allocate(40).address;
  EXPECT_EQ(heap_.Free(first), AllocationSource::kMain);
  EXPECT_EQ(heap_.Free(second), AllocationSource::kMain);
  EXPECT_NE(heap_.Allocate(400).address, second);
  EXPECT_EQ(heap_.Allocate(48).address, second) << "as many granules";
  EXPECT_EQ(heap_.Allocate(33).address, first);
}

TEST_F(HeapTest, WhatIsNoBlockIsInvalid) {
  const uint64_t address = heap_.Allocate(40).address;
  EXPECT_EQ(heap_.Free(address + 16), AllocationSource::kInvalid);
  EXPECT_EQ(heap_.Free(0), AllocationSource::kInvalid);
  EXPECT_EQ(heap_.Reallocate(address + 16, 1, false).source, AllocationSource::kInvalid);
  EXPECT_EQ(heap_.Free(address), AllocationSource::kMain);
  EXPECT_EQ(heap_.Free(address), AllocationSource::kInvalid);
}

TEST_F(HeapTest, LowFragmentationHeapFromThe18thRequestOn) {
  for (int request = 1; request < 18; ++request) {
    EXPECT_EQ(heap_.Allocate(100).source, AllocationSource::kMain) << request;
  }
  const Allocation served = heap_.Allocate(100);
  EXPECT_EQ(served.source, AllocationSource::kLowFragmentation);
  EXPECT_EQ(heap_.Free(served.address), AllocationSource::kLowFragmentation);
  EXPECT_EQ(heap_.Allocate(200).source, AllocationSource::kMain) << "another size";
  for (int request = 0; request < 20; ++request) {
    EXPECT_EQ(heap_.Allocate(20'000).source, AllocationSource::kMain) << "too large for it";
  }
}

TEST(HeapKindTest, HeapsWithoutALowFragmentationHeap) {
  AddressSpace space(64, 1);
  Heap unserialized({.flags = kHeapNoSerialize}, space);
  Heap fixed({.maximum = 0x40000}, space);
  Heap segment_heap({.flags = kHeapCreateSegmentHeap}, space);
  for (int request = 0; request < 20; ++request) {
    EXPECT_EQ(unserialized.Allocate(100).source, AllocationSource::kMain);
    EXPECT_EQ(fixed.Allocate(100).source, AllocationSource::kMain);
    EXPECT_EQ(segment_heap.Allocate(100).source, AllocationSource::kSegmentHeap);
  }
}

TEST(HeapKindTest, LookasideListsHoldFourBlocksOfASize) {
  AddressSpace space(32, 1);
  Heap heap({.bits = 32, .has_lookaside = true}, space);
  std::vector<uint64_t> blocks;
  for (int i = 0; i < 20; ++i) {
    const Allocation served = heap.Allocate(64);
    EXPECT_EQ(served.source, AllocationSource::kMain);
    blocks.push_back(served.address);
  }
  for (int i = 0; i < 5; ++i) {
    EXPECT_EQ(heap.Free(blocks[i]), i < 4 ? AllocationSource::kLookaside : AllocationSource::kMain);
  }
  EXPECT_EQ(heap.Allocate(64).source, AllocationSource::kMain);
  EXPECT_EQ(heap.Allocate(64).source, AllocationSource::kLookaside);
}

TEST_F(HeapTest, LargeBlocksHaveRegionsOfTheirOwn) {
  const uint64_t reserved = heap_.totals().reserved;
  const Allocation large = heap_.Allocate(0x80000);
  EXPECT_EQ(large.source, AllocationSource::kSlow);
  EXPECT_EQ(large.address % AddressSpace::kUnit, 16u);
  EXPECT_EQ(heap_.totals().reserved, reserved + 0x90000);
  EXPECT_EQ(heap_.Free(large.address), AllocationSource::kSlow);
  EXPECT_EQ(heap_.totals().reserved, reserved);
  EXPECT_EQ(heap_.Allocate(0x80000).address, large.address);
}

TEST_F(HeapTest, MemoryIsCommittedAsItIsNeeded) {
  const HeapTotals before = heap_.totals();
  EXPECT_EQ(before.committed, 0x1000u);
  EXPECT_EQ(before.reserved, 0x100000u);
  EXPECT_EQ(before.uncommitted_ranges, 1u);
  EXPECT_EQ(heap_.Allocate(100).committed, 0u);
  const Allocation growing = heap_.Allocate(0x1000);
  EXPECT_EQ(growing.committed, 0x10000u);
  EXPECT_EQ(growing.committed_at, heap_.handle() + 0x1000);
  EXPECT_EQ(heap_.totals().committed, 0x11000u);
  EXPECT_EQ(heap_.totals().free(), 0x11000u - heap_.totals().allocated);

  uint64_t at = 0;
  heap_.Allocate(0x40000);
  EXPECT_EQ(heap_.Compact(&at), 0u) << "committed to the page";
  heap_.Allocate(0x1000);
  EXPECT_EQ(heap_.Compact(&at), 0xF000u);
  EXPECT_EQ(at, heap_.handle() + heap_.totals().committed);
}

TEST_F(HeapTest, FullSegmentIsFollowedByOneTwiceAsLarge) {
  std::set<uint64_t> units;
  for (int i = 0; i < 10; ++i) units.insert(heap_.Allocate(0x70000).address);
  EXPECT_EQ(units.size(), 10u);
  EXPECT_EQ(heap_.totals().reserved, 0x100000u + 0x200000 + 0x400000);
  EXPECT_EQ(heap_.totals().uncommitted_ranges, 3u);
}

TEST(HeapKindTest, HeapOfAFixedSizeIsFullOneDay) {
  AddressSpace space(64, 1);
  Heap heap({.initial = 0x2000, .maximum = 0x10000}, space);
  EXPECT_EQ(heap.totals().committed, 0x2000u);
  int blocks = 0;
  while (heap.Allocate(0x1000).address != 0) ++blocks;
  EXPECT_EQ(blocks, 15);
  EXPECT_NE(heap.Allocate(16).address, 0u);
  EXPECT_EQ(heap.Allocate(0x80000).address, 0u);
}

TEST(HeapKindTest, HeapThatHasNoRoom) {
  AddressSpace space(32, 1);
  EXPECT_FALSE(Heap({.bits = 32, .initial = UINT64_MAX}, space).is_valid());
  EXPECT_FALSE(Heap({.bits = 32, .maximum = UINT64_MAX}, space).is_valid());
  EXPECT_FALSE(Heap({.bits = 32, .maximum = 0x80000000}, space).is_valid());
}

TEST(HeapKindTest, AddressesOf32BitsComeToAnEnd) {
  AddressSpace space(32, 1);
  Heap heap({.bits = 32}, space);
  uint64_t last = 0;
  for (uint64_t address = 1; address != 0; address = heap.Allocate(0x4000000).address) {
    last = address;
  }
  EXPECT_GT(last, 0x70000000u);
  EXPECT_LT(last, 0x80000000u);
  EXPECT_NE(heap.Allocate(100).address, 0u);
  EXPECT_EQ(heap.Allocate(UINT64_MAX).address, 0u);
}

TEST_F(HeapTest, ReallocationMovesWhatDoesNotFit) {
  const uint64_t address = heap_.Allocate(33).address;
  EXPECT_EQ(heap_.Reallocate(address, 48, false).address, address);
  const Allocation moved = heap_.Reallocate(address, 4000, false);
  EXPECT_NE(moved.address, address);
  EXPECT_EQ(moved.size_before, 48u);
  EXPECT_FALSE(heap_.Contains(address));
  EXPECT_EQ(heap_.Reallocate(moved.address, 8000, true).address, 0u);
  EXPECT_TRUE(heap_.Contains(moved.address)) << "failed in place: the block stays";
}

TEST(AddressSpaceTest, SeedDrawsTheStart) {
  EXPECT_NE(AddressSpace(64, 1).Reserve(1), AddressSpace(64, 2).Reserve(1));
  EXPECT_EQ(AddressSpace(64, 3).Reserve(1), AddressSpace(64, 3).Reserve(1));
  EXPECT_LT(AddressSpace(32, 1).Reserve(1), 0x80000000u);
}

}  // namespace
}  // namespace etalon::sim
