// What a heap session records: events, stacks, and whose.
#include <string>
#include <vector>

#include "conformance/clause_test.h"
#include "conformance/delivered.h"

namespace etalon {
namespace {

using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;
using testing::StartsWith;

constexpr Guid kHeapGuid = {
    0x222962ab, 0x6180, 0x4b88, {0xa8, 0x25, 0x34, 0x6b, 0x75, 0xf2, 0xa2, 0x4a}};
constexpr Guid kStackWalkGuid = {
    0xdef2fe46, 0x7bd6, 0x4b80, {0xbd, 0x94, 0xf5, 0x7f, 0xe2, 0x0d, 0x0c, 0xe3}};
constexpr uint32_t kRawTimeStamp = 0x1000;  // PROCESS_TRACE_MODE_RAW_TIMESTAMP
const std::u16string kFile = u"heap.etl";

enum Type : uint64_t {
  kCreate = 0x20,
  kAlloc = 0x21,
  kReAlloc = 0x22,
  kDestroy = 0x23,
  kFree = 0x24,
  kExtend = 0x25,
  kSnapshot = 0x26,
  kContract = 0x2A,
  kLock = 0x2B,
  kUnlock = 0x2C,
  kValidate = 0x2D,
  kWalk = 0x2E,
};

const std::vector<Type> kWithNothingButTheHeap = {kLock, kUnlock, kValidate, kWalk, kDestroy};

// The heap events of a type whose data begins so.
std::vector<CallbackRecord> Among(const std::vector<CallbackRecord>& events, Type type,
                                  const std::string& data) {
  std::vector<CallbackRecord> found;
  for (const CallbackRecord& event : OfClass(kHeapGuid, events)) {
    const bool begins_so = event.Text("Data").compare(0, data.size(), data) == 0;
    if (event.Number("Type") == type && begins_so) found.push_back(event);
  }
  return found;
}

// A heap "h" of a process, whose handle and blocks tests look for.
HeapCreate HeapIn(const std::string& process) { return {.heap = "h", .on = {.process = process}}; }

HeapAlloc AllocIn(const std::string& process, uint64_t size = 100) {
  return {.heap = "h", .block = "b", .size = size, .on = {.process = process}};
}

StartHeapTrace Trace(const std::vector<std::string>& processes) {
  return {.properties = {.log_file = kFile}, .processes = processes};
}

// The beginning of an allocation's data in a 64-bit process.
std::string Allocated(const Outcome& heap, const Outcome& block, uint64_t size = 100) {
  return InMemory(heap.Number("heap", "handle"), 8) + InMemory(size, 8) +
         InMemory(block.Number("heap", "address"), 8);
}

CLAUSE_TEST(STARTHEAP_S04, BlocksOfAHeap) {
  Must(NewProcess{.name = "traced"});
  const Handle session = Must(Trace({"traced"})).handle();
  const Outcome heap = Must(HeapIn("traced"));
  const Outcome block = Must(AllocIn("traced"));
  const Outcome moved =
      Must(HeapReAlloc{.heap = "h", .block = "b", .size = 5000, .on = {.process = "traced"}});
  Must(HeapFree{.heap = "h", .block = "b", .on = {.process = "traced"}});
  Stop(session);
  const std::vector<CallbackRecord> events = EventsOf(kFile);
  const std::string handle = InMemory(heap.Number("heap", "handle"), 8);
  const std::string before = InMemory(block.Number("heap", "address"), 8);
  const std::string after = InMemory(moved.Number("heap", "address"), 8);
  EXPECT_THAT(Among(events, kCreate, handle + InMemory(0, 4)), SizeIs(1));
  EXPECT_THAT(Among(events, kAlloc, handle + InMemory(100, 8) + before), SizeIs(1));
  EXPECT_THAT(
      Among(events, kReAlloc, handle + after + before + InMemory(5000, 8) + InMemory(100, 8)),
      SizeIs(1));
  // A block that moves is allocated and freed besides.
  EXPECT_THAT(Among(events, kAlloc, handle + InMemory(5000, 8) + after), SizeIs(1));
  EXPECT_THAT(Among(events, kFree, handle + before), SizeIs(1));
  EXPECT_THAT(Among(events, kFree, handle + after), SizeIs(1));
}

CLAUSE_TEST(STARTHEAP_S04, PointersOf32Bits) {
  Must(NewProcess{.name = "traced", .bits = 32});
  const Handle session = Must(Trace({"traced"})).handle();
  const Outcome heap = Must(HeapIn("traced"));
  const Outcome block = Must(AllocIn("traced"));
  Must(HeapFree{.heap = "h", .block = "b", .on = {.process = "traced"}});
  Stop(session);
  const std::vector<CallbackRecord> events = EventsOf(kFile);
  const std::string handle = InMemory(heap.Number("heap", "handle"), 4);
  const std::string address = InMemory(block.Number("heap", "address"), 4);
  const auto allocated = Among(events, kAlloc, handle + InMemory(100, 4) + address);
  ASSERT_THAT(allocated, SizeIs(1));
  EXPECT_THAT(allocated.front().Text("Data"), SizeIs(2 * (3 * 4 + 4)));
  const auto freed = Among(events, kFree, handle + address);
  ASSERT_THAT(freed, SizeIs(1));
  EXPECT_THAT(freed.front().Text("Data"), SizeIs(2 * (2 * 4 + 4)));
}

CLAUSE_TEST(STARTHEAP_S04, WhatIsDoneToAWholeHeap) {
  Must(NewProcess{.name = "traced"});
  const Handle session = Must(Trace({"traced"})).handle();
  const Outcome heap = Must(HeapIn("traced"));
  for (const HeapAction action :
       {HeapAction::kLock, HeapAction::kUnlock, HeapAction::kValidate, HeapAction::kWalk}) {
    Must(HeapControl{.heap = "h", .action = action, .on = {.process = "traced"}});
  }
  Must(HeapDestroy{.heap = "h", .on = {.process = "traced"}});
  Stop(session);
  const std::vector<CallbackRecord> events = EventsOf(kFile);
  const std::string handle = InMemory(heap.Number("heap", "handle"), 8);
  for (const Type type : kWithNothingButTheHeap) {
    const auto found = Among(events, type, handle);
    ASSERT_THAT(found, SizeIs(1)) << uint64_t{type};
    EXPECT_EQ(found.front().Text("Data"), handle) << uint64_t{type};
  }
}

CLAUSE_TEST(STARTHEAP_S04, HeapThatGrows) {
  Must(NewProcess{.name = "traced"});
  const Handle session = Must(Trace({"traced"})).handle();
  const Outcome heap = Must(HeapIn("traced"));
  Must(HeapAlloc{.heap = "h", .size = 60'000, .times = 30, .on = {.process = "traced"}});
  Stop(session);
  const std::string handle = InMemory(heap.Number("heap", "handle"), 8);
  EXPECT_THAT(Among(EventsOf(kFile), kExtend, handle), Not(IsEmpty()));
}

CLAUSE_TEST(STARTHEAP_S04, ThreadAndProcessOfTheCaller) {
  Must(NewProcess{.name = "traced"});
  const Handle session = Must(Trace({"traced"})).handle();
  const Handle other = Start(u"other", {.log_file = u"other.etl"});
  const On worker = {.process = "traced", .thread = "worker"};
  Must(HeapCreate{.heap = "h", .on = worker});
  Must(TraceEvent{.session = other, .event = {.guid = kClassGuid}, .on = worker});
  Stop(session);
  Stop(other);
  const auto written = OfClass(kClassGuid, EventsOf(u"other.etl"));
  ASSERT_THAT(written, SizeIs(1));
  const auto created = Among(EventsOf(kFile), kCreate, "");
  ASSERT_THAT(created, SizeIs(testing::Ge(1u)));
  EXPECT_EQ(created.back().Number("ProcessId"), written.front().Number("ProcessId"));
  EXPECT_EQ(created.back().Number("ThreadId"), written.front().Number("ThreadId"));
}

CLAUSE_TEST(STARTHEAP_S05, StackComesNextAfterItsEvent) {
  Must(NewProcess{.name = "traced"});
  StartHeapTrace start = Trace({"traced"});
  start.stack_events = {{.guid = kHeapGuid, .type = kAlloc}};
  const Handle session = Must(start).handle();
  Must(HeapIn("traced"));
  HeapAlloc alloc = AllocIn("traced");
  alloc.frames = std::vector<uint64_t>(200, 0x7FF612340010);
  const Outcome block = Must(alloc);
  Must(HeapFree{.heap = "h", .block = "b", .on = {.process = "traced"}});
  Stop(session);
  const std::vector<CallbackRecord> events = EventsOf(kFile, kRawTimeStamp);
  const std::string address = InMemory(block.Number("heap", "address"), 8);
  for (size_t i = 0; i + 1 < events.size(); ++i) {
    if (events[i].Number("Type") != kAlloc) continue;
    if (events[i].Text("Data").find(address) == std::string::npos) continue;
    const CallbackRecord& stack = events[i + 1];
    EXPECT_EQ(stack.Text("Guid"), ToString(kStackWalkGuid));
    EXPECT_EQ(stack.Number("Type"), 0x20u);
    EXPECT_THAT(stack.Text("Data"), StartsWith(InMemory(events[i].Number("TimeStamp"), 8) +
                                               InMemory(events[i].Number("ProcessId"), 4) +
                                               InMemory(events[i].Number("ThreadId"), 4)));
    EXPECT_LE(stack.Text("Data").size(), 2u * (16 + 192 * 8));
    return;
  }
  ADD_FAILURE() << "no event of the allocation, or nothing behind it";
}

CLAUSE_TEST(STARTHEAP_S05, NoStackThatWasNotAskedFor) {
  Must(NewProcess{.name = "traced"});
  StartHeapTrace start = Trace({"traced"});
  start.stack_events = {{.guid = kHeapGuid, .type = kReAlloc}};
  const Handle session = Must(start).handle();
  Must(HeapIn("traced"));
  HeapAlloc alloc = AllocIn("traced");
  alloc.frames = {0x7FF612340010};
  Must(alloc);
  Stop(session);
  const std::vector<CallbackRecord> events = EventsOf(kFile);
  EXPECT_THAT(Among(events, kAlloc, ""), Not(IsEmpty()));
  for (size_t i = 0; i + 1 < events.size(); ++i) {
    if (events[i].Number("Type") != kAlloc) continue;
    EXPECT_NE(events[i + 1].Text("Guid"), ToString(kStackWalkGuid)) << i;
  }
}

CLAUSE_TEST(STARTHEAP_S01, SuspendedProcessIsSeenFromItsFirstAllocation) {
  Must(NewProcess{.name = "traced", .suspended = true});
  const Handle session = Must(Trace({"traced"})).handle();
  Must(ResumeProcess{.name = "traced"});
  Must(HeapAlloc{.size = 4711, .on = {.process = "traced"}});
  Stop(session);
  const auto events = OfClass(kHeapGuid, EventsOf(kFile));
  ASSERT_THAT(events, SizeIs(testing::Ge(2u)));
  EXPECT_EQ(events.front().Number("Type"), kCreate) << "the process heap";
  const std::string process_heap = events.front().Text("Data").substr(0, 16);
  EXPECT_THAT(Among(events, kAlloc, process_heap + InMemory(4711, 8)), SizeIs(1));
}

CLAUSE_TEST(STARTHEAP_S01, ProcessThatRunsHasItsHeapAlready) {
  Must(NewProcess{.name = "traced"});
  const Handle session = Must(Trace({"traced"})).handle();
  Must(HeapAlloc{.size = 4711, .on = {.process = "traced"}});
  Stop(session);
  const std::vector<CallbackRecord> events = EventsOf(kFile);
  EXPECT_THAT(Among(events, kCreate, ""), IsEmpty());
  EXPECT_THAT(Among(events, kAlloc, ""), SizeIs(testing::Ge(1u)));
}

CLAUSE_TEST(STARTHEAP_P04, TheseProcessesAndNoOthers) {
  for (const char* const name : {"first", "second", "third"}) Must(NewProcess{.name = name});
  const Handle session = Must(Trace({"first", "third"})).handle();
  std::vector<std::string> allocated;
  for (const char* const name : {"first", "second", "third"}) {
    const Outcome heap = Must(HeapIn(name));
    const Outcome block = Must(AllocIn(name));
    allocated.push_back(Allocated(heap, block));
  }
  Stop(session);
  const std::vector<CallbackRecord> events = EventsOf(kFile);
  EXPECT_THAT(Among(events, kAlloc, allocated[0]), SizeIs(1));
  EXPECT_THAT(Among(events, kAlloc, allocated[1]), IsEmpty());
  EXPECT_THAT(Among(events, kAlloc, allocated[2]), SizeIs(1));
}

CLAUSE_TEST(STARTHEAP_U08, LaterProcessOfTheSameId) {
  Needs(Capability::kFaults);
  Must(NewProcess{.name = "traced"});
  const Handle session = Must(Trace({"traced"})).handle();
  Must(HeapIn("traced"));
  Must(ExitProcess{.name = "traced"});
  Must(NewProcess{.name = "later", .in_place_of = "traced"});
  const Outcome heap = Must(HeapIn("later"));
  const Outcome block = Must(AllocIn("later"));
  Stop(session);
  const std::vector<CallbackRecord> events = EventsOf(kFile);
  EXPECT_THAT(Among(events, kCreate, ""), SizeIs(1)) << "of the first";
  EXPECT_THAT(Among(events, kAlloc, Allocated(heap, block)), IsEmpty());
}

CLAUSE_TEST(STARTHEAP_S03, NothingIsRecordedAfterTheStop) {
  Must(NewProcess{.name = "traced"});
  const Outcome heap = Must(HeapIn("traced"));
  const Handle session = Must(Trace({"traced"})).handle();
  Stop(session);
  const Handle other = Start(u"other", {.log_file = u"other.etl"});  // of the same logger id
  const Outcome block = Must(AllocIn("traced"));
  Stop(other);
  EXPECT_THAT(Among(EventsOf(kFile), kAlloc, Allocated(heap, block)), IsEmpty());
  EXPECT_THAT(OfClass(kHeapGuid, EventsOf(u"other.etl")), IsEmpty());
}

CLAUSE_TEST(STARTHEAP_U07, NobodyIsTracedUntilAnUpdateNamesThem) {
  Must(NewProcess{.name = "traced"});
  const Outcome heap = Must(HeapIn("traced"));
  const Handle session = Must(Trace({})).handle();
  const Outcome before = Must(AllocIn("traced", 100));
  Must(UpdateHeapTrace{.processes = {"traced"}});
  const Outcome after = Must(AllocIn("traced", 200));
  Stop(session);
  const std::vector<CallbackRecord> events = EventsOf(kFile);
  EXPECT_THAT(Among(events, kAlloc, Allocated(heap, before, 100)), IsEmpty());
  EXPECT_THAT(Among(events, kAlloc, Allocated(heap, after, 200)), SizeIs(1));
}

CLAUSE_TEST(UPDHEAP_P03, NewSetTakesThePlaceOfTheOld) {
  Must(NewProcess{.name = "first"});
  Must(NewProcess{.name = "second"});
  const Handle session = Must(Trace({"first"})).handle();
  Must(UpdateHeapTrace{.processes = {"second"}});
  const Outcome first_heap = Must(HeapIn("first"));
  const Outcome first = Must(AllocIn("first"));
  const Outcome second_heap = Must(HeapIn("second"));
  const Outcome second = Must(AllocIn("second"));
  Stop(session);
  const std::vector<CallbackRecord> events = EventsOf(kFile);
  EXPECT_THAT(Among(events, kAlloc, Allocated(first_heap, first)), IsEmpty());
  EXPECT_THAT(Among(events, kAlloc, Allocated(second_heap, second)), SizeIs(1));
}

CLAUSE_TEST(UPDHEAP_S01, StacksOfOtherEvents) {
  Must(NewProcess{.name = "traced"});
  StartHeapTrace start = Trace({"traced"});
  start.stack_events = {{.guid = kHeapGuid, .type = kAlloc}};
  const Handle session = Must(start).handle();
  Must(HeapIn("traced"));
  const auto alloc = [](uint64_t size) {
    HeapAlloc alloc = AllocIn("traced", size);
    alloc.frames = {0x7FF612340010};
    return alloc;
  };
  Must(alloc(1));
  Must(UpdateHeapTrace{.processes = {"traced"},
                       .stack_events = {{.guid = kHeapGuid, .type = kFree}}});
  Must(alloc(2));
  Must(
      HeapFree{.heap = "h", .block = "b", .frames = {0x7FF612340020}, .on = {.process = "traced"}});
  Stop(session);
  std::vector<uint64_t> with_stack;
  const std::vector<CallbackRecord> events = EventsOf(kFile);
  for (size_t i = 1; i < events.size(); ++i) {
    if (events[i].Text("Guid") == ToString(kStackWalkGuid)) {
      with_stack.push_back(events[i - 1].Number("Type"));
    }
  }
  EXPECT_THAT(with_stack, testing::ElementsAre(kAlloc, kFree));
}

CLAUSE_TEST(UPDHEAP_P04, NoMoreStacks) {
  Must(NewProcess{.name = "traced"});
  StartHeapTrace start = Trace({"traced"});
  start.stack_events = {{.guid = kHeapGuid, .type = kAlloc}};
  const Handle session = Must(start).handle();
  Must(UpdateHeapTrace{.processes = {"traced"}});
  Must(HeapIn("traced"));
  HeapAlloc alloc = AllocIn("traced");
  alloc.frames = {0x7FF612340010};
  Must(alloc);
  Stop(session);
  const std::vector<CallbackRecord> events = EventsOf(kFile);
  EXPECT_THAT(Among(events, kAlloc, ""), Not(IsEmpty()));
  EXPECT_THAT(OfClass(kStackWalkGuid, events), IsEmpty());
}

CLAUSE_TEST(STARTTRACE_S20, ProcessesAndStacksOfAHeapSession) {
  Must(NewProcess{.name = "traced"});
  const Handle other = Start(u"other", {.log_file = u"other.etl"});
  Must(TraceEvent{.session = other, .event = {.guid = kClassGuid}, .on = {.process = "traced"}});
  Stop(other);
  const auto written = OfClass(kClassGuid, EventsOf(u"other.etl"));
  ASSERT_THAT(written, SizeIs(1));
  const uint32_t pid = static_cast<uint32_t>(written.front().Number("ProcessId"));
  // A list of two items: processes (type 2) and events with stacks (type 3).
  Bytes list = {5, 0, 2, 0, 2, 0, 2, 0, 0, 0, 0, 0, 2, 0, 3, 0, kAlloc, 0x10, 0, 0};
  for (int i = 0; i < 4; ++i) list[8 + i] = static_cast<uint8_t>(pid >> (8 * i));
  const Handle session = Start(u"heaps", {.guid = kHeapGuid, .log_file = kFile, .extension = list});
  const Outcome heap = Must(HeapIn("traced"));
  HeapAlloc alloc = AllocIn("traced");
  alloc.frames = {0x7FF612340010};
  const Outcome block = Must(alloc);
  Stop(session);
  const std::vector<CallbackRecord> events = EventsOf(kFile);
  EXPECT_THAT(Among(events, kAlloc, Allocated(heap, block)), SizeIs(1));
  EXPECT_THAT(OfClass(kStackWalkGuid, events), Not(IsEmpty()));
}

}  // namespace
}  // namespace etalon
