#include "conformance/heap/heap_trace.h"

#include <algorithm>
#include <cstdint>
#include <string>
#include <vector>

#include "conformance/heap/frames.h"
#include "conformance/heap/heap_story.h"
#include "conformance/heap/read_log.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace etalon::heap {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

constexpr uint64_t kHeap = 0x20000;

// The bytes that a stack holds in all heaps; the stack by its innermost address, 0 for none.
uint64_t HeldAt(const HeapTrace& trace, uint64_t innermost) {
  uint64_t bytes = 0;
  for (const Use& use : trace.uses) {
    const auto addresses = trace.stacks.addresses(use.stack);
    if ((addresses.empty() ? 0 : addresses[0]) == innermost) bytes += use.totals.bytes();
  }
  return bytes;
}

TEST(HeapTraceTest, CountsWhatAHeapDoes) {
  const ReadLog read = ReadEvents([](HeapLog& log) {
    log.Create(kHeap);
    log.Allocate(kHeap, 0x20100, 100);
    log.Allocate(kHeap, 0x20200, 30);
    log.Free(kHeap, 0x20100);
    log.Heap(0x2B, log.Pointers({kHeap}, 0));  // lock
    log.Extend(kHeap, 0x8000, 0x10000);
  });
  EXPECT_THAT(read.defects, IsEmpty());
  EXPECT_EQ(read.trace.heap_events, 6u);
  ASSERT_THAT(read.trace.heaps, SizeIs(1));
  const Heap& heap = read.trace.heaps[0];
  EXPECT_EQ(heap.handle, kHeap);
  EXPECT_TRUE(heap.created);
  EXPECT_FALSE(heap.destroyed);
  EXPECT_EQ(heap.allocations, 2u);
  EXPECT_EQ(heap.frees, 1u);
  EXPECT_EQ(heap.other_events, 2u);
  EXPECT_EQ(heap.level.bytes, 30u);
  EXPECT_EQ(heap.level.blocks, 1u);
  EXPECT_EQ(heap.level.peak_bytes, 130u);
  EXPECT_EQ(heap.committed, 0x8000u);
  EXPECT_EQ(heap.reserved, 0x10000u);
  EXPECT_EQ(read.trace.processes[heap.process].id, 1234u);
}

TEST(HeapTraceTest, ReadsThePayloadsOf32BitProcesses) {
  const ReadLog read = ReadEvents([](HeapLog& log) {
    log.writer.bits = 32;
    log.Allocate(kHeap, 0xFFFF0000, 100);
    log.Reallocate(kHeap, 0xFFFE0000, 0xFFFF0000, 200, 100);
    log.Stack({0x80001000, 0x400000});
  });
  ASSERT_THAT(read.trace.heaps, SizeIs(1));
  EXPECT_EQ(read.trace.heaps[0].level.bytes, 200u);
  EXPECT_EQ(read.trace.heaps[0].reallocations, 1u);
  EXPECT_EQ(HeldAt(read.trace, 0x80001000), 200u);
}

TEST(HeapTraceTest, AChainOfReallocationsHoldsOneBlock) {
  const ReadLog read = ReadEvents([](HeapLog& log) {
    log.Allocate(kHeap, 0x20100, 10);
    log.Stack({0xA});
    log.Reallocate(kHeap, 0x20100, 0x20100, 20, 10);  // in its place, without a stack of its own
    log.Reallocate(kHeap, 0x20300, 0x20100, 40, 20);
    log.Stack({0xB});
    log.Reallocate(kHeap, 0, 0x20300, 1 << 30, 40);  // in vain: the block stays
  });
  const Heap& heap = read.trace.heaps.at(0);
  EXPECT_EQ(heap.allocations, 1u);
  EXPECT_EQ(heap.reallocations, 2u);
  EXPECT_EQ(heap.failures, 1u);
  EXPECT_EQ(heap.level.blocks, 1u);
  EXPECT_EQ(heap.level.bytes, 40u);
  EXPECT_EQ(HeldAt(read.trace, 0xA), 0u);
  EXPECT_EQ(HeldAt(read.trace, 0xB), 40u);
  EXPECT_EQ(HeldAt(read.trace, 0), 0u);
}

TEST(HeapTraceTest, AMoveThatIsToldThriceCountsOnce) {
  const ReadLog read = ReadEvents([](HeapLog& log) {
    log.Allocate(kHeap, 0x20100, 10);
    log.Stack({0xA});
    log.Allocate(kHeap, 0x20300, 40);
    log.Stack({0xB});
    log.Free(kHeap, 0x20100);
    log.Reallocate(kHeap, 0x20300, 0x20100, 40, 10);
    log.Stack({0xC});
  });
  const Heap& heap = read.trace.heaps.at(0);
  EXPECT_EQ(heap.allocations, 2u);
  EXPECT_EQ(heap.frees, 1u);
  EXPECT_EQ(heap.reallocations, 1u);
  EXPECT_EQ(heap.early_blocks, 0u);
  EXPECT_EQ(heap.missing_frees, 0u);
  EXPECT_EQ(heap.level.blocks, 1u);
  EXPECT_EQ(heap.level.bytes, 40u);
  EXPECT_EQ(HeldAt(read.trace, 0xB), 40u);
}

TEST(HeapTraceTest, AMoveTakesTheStackOfItsReallocationForWantOfAnother) {
  const ReadLog read = ReadEvents([](HeapLog& log) {
    log.Allocate(kHeap, 0x20100, 10);
    log.Allocate(kHeap, 0x20300, 40);
    log.Free(kHeap, 0x20100);
    log.Reallocate(kHeap, 0x20300, 0x20100, 40, 10);
    log.Stack({0xC});
  });
  EXPECT_EQ(read.trace.heaps.at(0).level.bytes, 40u);
  EXPECT_EQ(HeldAt(read.trace, 0xC), 40u);
  EXPECT_EQ(HeldAt(read.trace, 0), 0u);
}

TEST(HeapTraceTest, AFreeOfNoBlockIsNotOfOneFromBeforeTheTrace) {
  const ReadLog read = ReadEvents([](HeapLog& log) {
    log.Create(kHeap);
    log.FreeOfNoBlock(kHeap, 0x20100);
  });
  EXPECT_EQ(read.trace.heaps.at(0).early_blocks, 0u);
  EXPECT_EQ(read.trace.heaps.at(0).other_events, 1u);
}

TEST(HeapTraceTest, WhatBeganBeforeTheTraceIsTold) {
  const ReadLog read = ReadEvents([](HeapLog& log) {
    log.Free(kHeap, 0x20100);
    log.Reallocate(kHeap, 0x20300, 0x20200, 40, 20);
  });
  const Heap& heap = read.trace.heaps.at(0);
  EXPECT_FALSE(heap.created);
  EXPECT_EQ(heap.early_blocks, 2u);
  EXPECT_EQ(heap.frees, 0u);
  EXPECT_EQ(heap.level.bytes, 40u);
}

TEST(HeapTraceTest, AnAddressAllocatedTwiceMeansThatAFreeIsMissing) {
  const ReadLog read = ReadEvents([](HeapLog& log) {
    log.Allocate(kHeap, 0x20100, 100);
    log.Allocate(kHeap, 0x20100, 30);
  });
  const Heap& heap = read.trace.heaps.at(0);
  EXPECT_EQ(heap.missing_frees, 1u);
  EXPECT_EQ(heap.level.bytes, 30u);
  EXPECT_EQ(heap.level.blocks, 1u);
  EXPECT_EQ(HeldAt(read.trace, 0), 30u);
}

TEST(HeapTraceTest, ADestroyedHeapTakesItsBlocksAndItsHandleIsFree) {
  const ReadLog read = ReadEvents([](HeapLog& log) {
    log.Allocate(kHeap, 0x20100, 100);
    log.Stack({0xA});
    log.Allocate(kHeap, 0x20200, 11);
    log.Destroy(kHeap);
    log.Create(kHeap);
    log.Allocate(kHeap, 0x20100, 5);
  });
  ASSERT_THAT(read.trace.heaps, SizeIs(2));
  EXPECT_TRUE(read.trace.heaps[0].destroyed);
  EXPECT_EQ(read.trace.heaps[0].released_bytes, 111u);
  EXPECT_EQ(read.trace.heaps[0].released_blocks, 2u);
  EXPECT_EQ(read.trace.heaps[0].level.bytes, 0u);
  EXPECT_EQ(read.trace.heaps[1].level.bytes, 5u);
  EXPECT_EQ(read.trace.processes.at(0).level.bytes, 5u);
  EXPECT_EQ(HeldAt(read.trace, 0xA), 0u);
}

TEST(HeapTraceTest, StacksFindTheirEventsAmongThoseOfOtherThreads) {
  const ReadLog read = ReadEvents([](HeapLog& log) {
    const Writer one = {1234, 1, 64, 0};
    const Writer two = {1234, 2, 64, 1};
    log.writer = one;
    log.Allocate(kHeap, 0x20100, 1);
    const int64_t first = log.last_stamp();
    log.writer = two;
    log.Allocate(kHeap, 0x20200, 20);
    const int64_t second = log.last_stamp();
    log.writer = one;
    log.StackOf(first, {0xA});
    log.writer = two;
    log.StackOf(second - 7, {0xC});  // of an event that is not here
    log.StackOf(second, {0xB});
    log.StackOf(second, {0xC});  // no event is waiting any more
  });
  EXPECT_EQ(read.trace.stack_events, 2u);
  EXPECT_EQ(HeldAt(read.trace, 0xA), 1u);
  EXPECT_EQ(HeldAt(read.trace, 0xB), 20u);
  EXPECT_EQ(HeldAt(read.trace, 0xC), 0u);
}

TEST(HeapTraceTest, ABlockFreedByAnotherThreadBeforeItsStackComesIsFreed) {
  const ReadLog read = ReadEvents([](HeapLog& log) {
    log.Allocate(kHeap, 0x20100, 100);
    const int64_t stamp = log.last_stamp();
    log.writer.thread = 2;
    log.Free(kHeap, 0x20100);
    log.writer.thread = 1;
    log.StackOf(stamp, {0xA});
  });
  EXPECT_EQ(read.trace.heaps.at(0).level.bytes, 0u);
  for (const Use& use : read.trace.uses) {
    EXPECT_EQ(use.totals.bytes(), 0u);
    EXPECT_EQ(use.totals.blocks(), 0u);
  }
}

TEST(HeapTraceTest, ProcessesWithOneIdOneAfterTheOtherAreTwo) {
  const ReadLog read = ReadMadeLog(TellStory);
  ASSERT_THAT(read.trace.processes, SizeIs(3));
  const Process& app = read.trace.processes[0];
  EXPECT_EQ(app.name, "app.exe");
  EXPECT_TRUE(app.ended.has_value());
  EXPECT_EQ(app.exit_code, 3u);
  EXPECT_EQ(app.level.bytes, 350u);
  EXPECT_EQ(app.level.peak_bytes, 1350u);
  const Process& tool = read.trace.processes[2];
  EXPECT_EQ(tool.id, 1000u);
  EXPECT_EQ(tool.incarnation, 2u);
  EXPECT_EQ(tool.name, "tool.exe");
  EXPECT_FALSE(tool.ended.has_value());
  EXPECT_EQ(tool.level.bytes, 0u);
  EXPECT_EQ(tool.level.peak_bytes, 7u);
}

TEST(HeapTraceTest, AStartWithoutTheEndBeforeItIsANewProcess) {
  const ReadLog read = ReadEvents([](HeapLog& log) {
    log.Allocate(kHeap, 0x20100, 100);
    log.Process(1, 1234, 0, "second.exe");
    log.Allocate(kHeap, 0x20100, 30);
  });
  ASSERT_THAT(read.trace.processes, SizeIs(2));
  EXPECT_EQ(read.trace.processes[0].level.bytes, 100u);
  EXPECT_EQ(read.trace.processes[1].level.bytes, 30u);
  EXPECT_EQ(read.trace.heaps.at(1).missing_frees, 0u);
}

TEST(HeapTraceTest, ShortPayloadsAreDefectsAndTheRestIsRead) {
  int64_t at = 0;
  const ReadLog read = ReadEvents([&at](HeapLog& log) {
    log.Allocate(kHeap, 0x20100, 100);
    log.Heap(0x21, Bytes(23));
    log.Heap(0x24, Bytes(16));  // its last member is not needed
    log.Heap(0x3F, Bytes(40));
    log.Event(0x18, 32, 2, Bytes(15));
    log.Event(0x03, 1, 3, Bytes(20));
    log.Event(0x14, 10, 2, Bytes(12));
    log.Allocate(kHeap, 0x20200, 1);
    at = sim::hand_made::kBufferBytes + 0x48 + 0x40;
  });
  ASSERT_THAT(read.defects, SizeIs(5));
  EXPECT_EQ(read.defects[0].offset, static_cast<uint64_t>(at));
  EXPECT_EQ(read.defects[0].reason, "heap event of type 33 has only 23 bytes of payload");
  EXPECT_EQ(read.defects[1].reason, "heap event of unknown type 63");
  EXPECT_EQ(read.defects[2].reason, "stack event of type 32 has only 15 bytes of payload");
  EXPECT_EQ(read.defects[3].reason, "process event of type 1 has only 20 bytes of payload");
  EXPECT_EQ(read.defects[4].reason, "image event of type 10 has only 12 bytes of payload");
  EXPECT_EQ(read.trace.heaps.at(0).level.bytes, 101u);
}

// A kind of header that has no ids: whoever has the heap is meant.
TEST(HeapTraceTest, EventsWithoutAProcessBelongToTheOwnerOfTheHeap) {
  const ReadLog read = ReadEvents([](HeapLog& log) {
    log.Allocate(kHeap, 0x20100, 100);
    log.AsPerfInfo(0x21, log.Pointers({kHeap, 30, 0x20200}, 3));
    log.StackOf(log.last_stamp(), {0xA});
    log.AsPerfInfo(0x21, log.Pointers({0x90000, 5, 0x90100}, 3));
  });
  ASSERT_THAT(read.trace.processes, SizeIs(2));
  EXPECT_EQ(read.trace.processes[0].level.bytes, 130u);
  EXPECT_EQ(HeldAt(read.trace, 0xA), 30u);
  EXPECT_FALSE(read.trace.processes[1].id_known);
  EXPECT_EQ(read.trace.processes[1].level.bytes, 5u);
}

TEST(HeapTraceTest, OutstandingBlocksTellWhenTheyWereAllocated) {
  const ReadLog read = ReadEvents([](HeapLog& log) {
    log.Wait(10);
    log.Allocate(kHeap, 0x20100, 1);
    log.Wait(20);
    log.Allocate(kHeap, 0x20200, 1);
    log.Wait(30);
    log.Allocate(kHeap, 0x20300, 1);
    log.Wait(5);
    log.Allocate(kHeap, 0x20400, 1);
    log.Free(kHeap, 0x20100);
    log.Free(kHeap, 0x20400);
  });
  ASSERT_THAT(read.trace.uses, SizeIs(1));
  EXPECT_EQ(read.trace.uses[0].oldest_ms, 30u);
  EXPECT_EQ(read.trace.uses[0].newest_ms, 60u);
}

// The sums of the snapshots' changes are the state at the end, whether the file tells how long it
// is or the axis has to grow with it.
TEST(HeapTraceTest, SnapshotsAndHistoryFollowTheTrace) {
  for (const int64_t told_ms : {0, 1000}) {
    SCOPED_TRACE(told_ms);
    const ReadLog read = ReadMadeLog([told_ms](std::ostream& out) {
      HeapLogOptions options;
      options.ends_after_ms = told_ms;
      HeapLog log(out, options);
      for (uint64_t i = 0; i < 1000; ++i) {
        log.Allocate(kHeap, 0x30000 + 0x100 * i, 10);
        log.Stack({0xA + i % 7});
        log.Wait(1);
      }
      log.Finish();
    });
    const auto& snapshots = read.trace.snapshots.all();
    EXPECT_GE(snapshots.size(), 15u);
    EXPECT_LE(snapshots.size(), 33u);
    EXPECT_TRUE(std::is_sorted(snapshots.begin(), snapshots.end(),
                               [](const auto& a, const auto& b) { return a.time < b.time; }));
    std::vector<UseTotals> totals(read.trace.uses.size());
    for (const Snapshot& snapshot : snapshots) {
      for (const Snapshot::Change& change : snapshot.changes) {
        EXPECT_GE(change.totals.allocations, totals[change.use].allocations);
        totals[change.use] = change.totals;
      }
    }
    for (size_t use = 0; use < totals.size(); ++use) {
      EXPECT_EQ(totals[use].bytes(), read.trace.uses[use].totals.bytes());
    }
    const auto& points = read.trace.processes.at(0).history.points();
    EXPECT_GE(points.size(), 500u);
    EXPECT_LE(points.size(), TimeAxis::kSlices);
    EXPECT_EQ(points.back().last, 10'000u);
    const SizePoint& middle = points[points.size() / 2];
    const auto ms = (read.trace.axis.EndOf(middle.slice) - read.trace.start()) / 10'000;
    EXPECT_NEAR(static_cast<double>(middle.last) / 10, static_cast<double>(ms), 3);
  }
}

TEST(HeapTraceTest, WildStampsDoNoHarm) {
  const ReadLog read = ReadEvents([](HeapLog& log) {
    log.Allocate(kHeap, 0x20100, 100);
    log.Wait(INT64_MAX / 20'000);
    log.Allocate(kHeap, 0x20200, 100);
  });
  EXPECT_EQ(read.trace.heaps.at(0).level.bytes, 200u);
}

TEST(FramesTest, AddressesAreShownByModuleWhereOneIsKnown) {
  const ReadLog read = ReadEvents([](HeapLog& log) {
    log.Image(3, 0, 0xFFFFF80000000000, 0x1000000, u"\\SystemRoot\\system32\\ntoskrnl.exe");
    log.Allocate(kHeap, 0x20100, 1);
    log.Stack({0x7FF800000100, 0x140000010, 0xDEAD0000, 0xFFFFF80000000020});
    log.Image(4, 1234, 0x140000000, 0x10000, u"C:\\app.exe");  // told after the stack
    log.Image(4, 1234, 0x7FF800000000, 0x200000, u"C:\\Windows\\System32\\ntdll.dll");
  });
  Frames frames(read.trace);
  std::vector<std::string> names;
  for (const uint32_t frame : frames.Of(read.trace.uses.at(0).stack)) {
    names.push_back(frames.all()[frame].name);
  }
  EXPECT_THAT(names,
              ElementsAre("ntdll.dll+0x100", "app.exe+0x10", "0xdead0000", "ntoskrnl.exe+0x20"));
}

TEST(FramesTest, AnAddressMeansTheModuleThatLayThereThen) {
  const ReadLog read = ReadEvents([](HeapLog& log) {
    log.Image(10, 1234, 0x10000000, 0x1000, u"C:\\first.dll");
    log.Allocate(kHeap, 0x20100, 1);
    log.Stack({0x10000010});
    log.Image(2, 1234, 0x10000000, 0x1000, u"C:\\first.dll");
    log.Allocate(kHeap, 0x20200, 2);
    log.Stack({0x10000010});  // unloaded, but nothing else is there yet
    log.Image(10, 1234, 0x10000000, 0x2000, u"C:\\second.dll");
    log.Allocate(kHeap, 0x20300, 4);
    log.Stack({0x10000010});
  });
  Frames frames(read.trace);
  ASSERT_THAT(read.trace.uses, SizeIs(2));
  const auto name = [&](size_t use) {
    return frames.all()[frames.Of(read.trace.uses[use].stack)[0]].name;
  };
  EXPECT_EQ(name(0), "first.dll+0x10");
  EXPECT_EQ(read.trace.uses[0].totals.bytes(), 3u);
  EXPECT_EQ(name(1), "second.dll+0x10");
  EXPECT_EQ(read.trace.uses[1].totals.bytes(), 4u);
}

}  // namespace
}  // namespace etalon::heap
