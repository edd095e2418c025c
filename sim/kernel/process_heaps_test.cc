// The events of heaps, byte for byte.
#include "sim/kernel/process_heaps.h"

#include <gtest/gtest.h>

#include "sim/host/simulated_disk.h"
#include "sim/kernel/heap_events.h"
#include "sim/kernel/heap_table.h"

namespace etalon::sim {
namespace {

constexpr char16_t kFile[] = u"C:\\heap.etl";
constexpr uint64_t kFrames[] = {0x7FF712340010, 0x7FF712340020, 0x7FF712340030};
constexpr KernelCaller kCaller = {.thread_id = 77, .cpu = 0, .frames = kFrames};

// An event as it stands in the file.
struct Seen {
  uint8_t form;
  uint8_t group;
  uint8_t type;
  uint16_t version;
  uint32_t thread_id;
  uint32_t pid;
  int64_t stamp;
  std::vector<uint8_t> payload;
};

std::vector<Seen> EventsIn(const std::vector<uint8_t>& file, uint32_t buffer_bytes) {
  std::vector<Seen> events;
  for (size_t start = buffer_bytes; start < file.size(); start += buffer_bytes) {
    const uint8_t* const buffer = file.data() + start;
    const uint32_t end = Load<uint32_t>(buffer + buffer_field::kOffset);
    for (uint32_t offset = kBufferHeaderBytes; offset < end;) {
      const uint8_t* const at = buffer + offset;
      const uint16_t size = Load<uint16_t>(at + 4);
      const bool is_short = at[2] == kHeaderPerfInfo64;
      const uint32_t header = is_short ? kPerfInfoHeaderBytes : kSystemHeaderBytes;
      events.push_back({at[2], at[7], at[6], Load<uint16_t>(at),
                        is_short ? 0 : Load<uint32_t>(at + 8),
                        is_short ? 0 : Load<uint32_t>(at + 12),
                        static_cast<int64_t>(Load<uint64_t>(at + (is_short ? 8 : 16))),
                        std::vector<uint8_t>(at + header, at + size)});
      offset += AlignEvent(size);
    }
  }
  return events;
}

// Packed members one behind the other; those above 32 bits are as wide as pointers.
class Packed {
 public:
  explicit Packed(uint32_t bits) : bits_(bits) {}
  Packed& Pointer(uint64_t value) { return Put(value, bits_ / 8); }
  Packed& Number(uint32_t value) { return Put(value, 4); }
  const std::vector<uint8_t>& bytes() const { return bytes_; }

 private:
  Packed& Put(uint64_t value, uint32_t count) {
    for (uint32_t i = 0; i < count; ++i) bytes_.push_back(static_cast<uint8_t>(value >> (8 * i)));
    return *this;
  }

  const uint32_t bits_;
  std::vector<uint8_t> bytes_;
};

class ProcessHeapsTest : public testing::TestWithParam<uint32_t> {
 protected:
  ProcessHeapsTest()
      : host_(MakeSimulatedHost(1)),
        sessions_(*host_, 2),
        table_(sessions_, false, 1, false),
        process_(processes_.Create(u"p.exe", Token::kAdministrator, GetParam(), true)) {}

  void Start(std::vector<uint8_t> stack_types = {}) {
    SessionSettings settings;
    settings.buffer_size_kb = 64;
    settings.heap = true;
    settings.heap_pids = {process_.pid};
    settings.heap_stack_types = std::move(stack_types);
    settings.log_file_name = kFile;
    AdjustSettings(2, kNewest, &settings);
    std::unique_ptr<File> file;
    host_->disk->OpenFile(kFile, Disk::Open::kCreate, &file);
    Session& session = sessions_.Vacant(false);
    ASSERT_TRUE(session.Start(std::move(settings), std::move(file)));
    table_.Trace(session, processes_);
  }

  std::vector<Seen> Stop() {
    Session& session = *sessions_.Running().front();
    session.BeginStop();
    session.Finish();
    table_.StopTracing(session);
    return EventsIn(static_cast<SimulatedDisk&>(*host_->disk).GetFile(kFile).value(), 0x10000);
  }

  ProcessHeaps& heaps() { return table_.Of(process_); }
  Packed Make() const { return Packed(GetParam()); }
  uint64_t granule() const { return GetParam() / 4; }

  std::unique_ptr<Host> host_;
  SessionTable sessions_;
  HeapTable table_;
  ProcessTable processes_;
  Process& process_;
};

TEST_P(ProcessHeapsTest, EveryEventHasItsPayload) {
  Start();
  const uint64_t heap = heaps().ProcessHeap(kCaller);
  const uint64_t block = heaps().Allocate(kCaller, heap, 100);
  const uint64_t moved = heaps().Reallocate(kCaller, heap, 0, block, 200);
  EXPECT_TRUE(heaps().Free(kCaller, heap, moved));
  const uint64_t other = heaps().Create(kCaller, kHeapNoSerialize, 0x3000, 0x20000);
  EXPECT_TRUE(heaps().Snapshot(kCaller, other));
  EXPECT_TRUE(heaps().Lock(kCaller, other));
  EXPECT_TRUE(heaps().Unlock(kCaller, other));
  EXPECT_TRUE(heaps().Validate(kCaller, other, 0));
  EXPECT_TRUE(heaps().Walk(kCaller, other).empty());
  EXPECT_TRUE(heaps().Destroy(kCaller, other));
  const std::vector<Seen> events = Stop();
  ASSERT_EQ(events.size(), 13u);
  for (const Seen& event : events) {
    EXPECT_EQ(event.form, GetParam() == 64 ? kHeaderSystem64 : kHeaderSystem32);
    EXPECT_EQ(event.group, 0x10);
    EXPECT_EQ(event.thread_id, 77u);
    EXPECT_EQ(event.pid, process_.pid);
    EXPECT_EQ(event.version, event.type == 0x20 || event.type == 0x26 ? 3 : 2);
  }
  const std::vector<std::pair<uint8_t, std::vector<uint8_t>>> expected = {
      {0x20,
       Make().Pointer(heap).Number(2).Pointer(0x100000).Pointer(0x1000).Pointer(0x700).bytes()},
      {0x21, Make().Pointer(heap).Pointer(100).Pointer(block).Number(3).bytes()},
      {0x21, Make().Pointer(heap).Pointer(200).Pointer(moved).Number(3).bytes()},
      {0x24, Make().Pointer(heap).Pointer(block).Number(3).bytes()},
      {0x22, Make()
                 .Pointer(heap)
                 .Pointer(moved)
                 .Pointer(block)
                 .Pointer(200)
                 .Pointer(100)
                 .Number(3)
                 .bytes()},
      {0x24, Make().Pointer(heap).Pointer(moved).Number(3).bytes()},
      {0x20,
       Make().Pointer(other).Number(1).Pointer(0x20000).Pointer(0x3000).Pointer(0x700).bytes()},
      {0x26, Make()
                 .Pointer(other)
                 .Pointer(0x2900)
                 .Pointer(0x3000)
                 .Pointer(0x20000)
                 .Number(1)
                 .Number(process_.pid)
                 .Pointer(0x1D000)
                 .Number(0)
                 .Number(1)
                 .Pointer(0x700)
                 .bytes()},
      {0x2B, Make().Pointer(other).bytes()},
      {0x2C, Make().Pointer(other).bytes()},
      {0x2D, Make().Pointer(other).bytes()},
      {0x2E, Make().Pointer(other).bytes()},
      {0x23, Make().Pointer(other).bytes()}};
  for (size_t i = 0; i < expected.size(); ++i) {
    EXPECT_EQ(events[i].type, expected[i].first) << i;
    EXPECT_EQ(events[i].payload, expected[i].second) << i;
  }
}

TEST_P(ProcessHeapsTest, GrowthComesBeforeTheAllocationThatNeedsIt) {
  Start();
  const uint64_t heap = heaps().ProcessHeap(kCaller);
  const uint64_t block = heaps().Allocate(kCaller, heap, 0x4000);
  EXPECT_EQ(heaps().Compact(kCaller, heap), 0xC000u);
  const std::vector<Seen> events = Stop();
  ASSERT_EQ(events.size(), 4u);
  const uint64_t allocated = 0x700 + 0x4000 + granule();
  EXPECT_EQ(events[1].type, 0x25);
  EXPECT_EQ(events[1].version, 3);
  EXPECT_EQ(events[1].payload, Make()
                                   .Pointer(heap)
                                   .Pointer(0x10000)
                                   .Pointer(heap + 0x1000)
                                   .Pointer(0x11000 - allocated)
                                   .Pointer(0x11000)
                                   .Pointer(0x100000)
                                   .Number(1)
                                   .Pointer(allocated)
                                   .bytes());
  EXPECT_EQ(events[2].payload,
            Make().Pointer(heap).Pointer(0x4000).Pointer(block).Number(3).bytes());
  EXPECT_EQ(events[3].type, 0x2A);
  EXPECT_EQ(events[3].version, 3);
  EXPECT_EQ(events[3].payload, Make()
                                   .Pointer(heap)
                                   .Pointer(0xC000)
                                   .Pointer(heap + 0x5000)
                                   .Pointer(0x5000 - allocated)
                                   .Pointer(0x5000)
                                   .Pointer(0x100000)
                                   .Number(1)
                                   .Pointer(allocated)
                                   .bytes());
}

TEST_P(ProcessHeapsTest, ReallocationInPlaceIsOneEvent) {
  Start();
  const uint64_t heap = heaps().ProcessHeap(kCaller);
  const uint64_t block = heaps().Allocate(kCaller, heap, granule());
  EXPECT_EQ(heaps().Reallocate(kCaller, heap, 0, block, granule() - 1), block);
  const std::vector<Seen> events = Stop();
  ASSERT_EQ(events.size(), 3u);
  EXPECT_EQ(events[2].type, 0x22);
  EXPECT_EQ(events[2].payload, Make()
                                   .Pointer(heap)
                                   .Pointer(block)
                                   .Pointer(block)
                                   .Pointer(granule() - 1)
                                   .Pointer(granule())
                                   .Number(3)
                                   .bytes());
}

TEST_P(ProcessHeapsTest, StackFollowsTheEventsThatWereAskedFor) {
  Start({kHeapAllocated});
  const uint64_t heap = heaps().ProcessHeap(kCaller);
  const uint64_t block = heaps().Allocate(kCaller, heap, 8);
  heaps().Allocate({.thread_id = 78}, heap, 8);
  heaps().Free(kCaller, heap, block);
  const std::vector<Seen> events = Stop();
  ASSERT_EQ(events.size(), 5u);
  const Seen& walk = events[2];
  EXPECT_EQ(walk.form, kHeaderPerfInfo64);
  EXPECT_EQ(walk.group, 0x18);
  EXPECT_EQ(walk.type, 0x20);
  Packed expected(64);
  expected.Pointer(static_cast<uint64_t>(events[1].stamp)).Number(process_.pid).Number(77);
  for (const uint64_t frame : kFrames) expected.Pointer(frame);
  EXPECT_EQ(walk.payload, expected.bytes());
  EXPECT_EQ(events[3].thread_id, 78u) << "no frames, no stack";
  EXPECT_EQ(events[4].type, 0x24) << "not asked for";
}

TEST_P(ProcessHeapsTest, StacksEndAfter192Frames) {
  Start({kHeapAllocated});
  const std::vector<uint64_t> frames(200, 0x1234);
  heaps().Allocate({.frames = frames}, heaps().ProcessHeap({}), 8);
  const std::vector<Seen> events = Stop();
  ASSERT_EQ(events.size(), 3u);
  EXPECT_EQ(events[2].payload.size(), 16u + 192 * 8);
}

TEST_P(ProcessHeapsTest, FailuresAreSilentButForWhatIsNoBlock) {
  const uint64_t heap = heaps().ProcessHeap({});
  Start();
  EXPECT_EQ(heaps().Allocate(kCaller, heap + 1, 8), 0u);
  EXPECT_EQ(heaps().Allocate(kCaller, heap, UINT64_MAX), 0u);
  EXPECT_FALSE(heaps().Destroy(kCaller, heap));
  EXPECT_FALSE(heaps().Unlock(kCaller, heap));
  EXPECT_FALSE(heaps().Free(kCaller, heap, 0x1230));
  EXPECT_EQ(heaps().Reallocate(kCaller, heap, 0, 0x1230, 5), 0u);
  const std::vector<Seen> events = Stop();
  ASSERT_EQ(events.size(), 2u);
  EXPECT_EQ(events[0].payload, Make().Pointer(heap).Pointer(0x1230).Number(5).bytes());
  EXPECT_EQ(
      events[1].payload,
      Make().Pointer(heap).Pointer(0).Pointer(0x1230).Pointer(5).Pointer(0).Number(5).bytes());
}

TEST_P(ProcessHeapsTest, OthersAreNotTraced) {
  const Process& other = processes_.Create(u"o.exe", Token::kAdministrator, 64, false);
  Start();
  ProcessHeaps& heaps = table_.Of(other);
  heaps.Allocate(kCaller, heaps.ProcessHeap(kCaller), 8);
  EXPECT_TRUE(Stop().empty());
}

INSTANTIATE_TEST_SUITE_P(Bits, ProcessHeapsTest, testing::Values(32u, 64u));

}  // namespace
}  // namespace etalon::sim
