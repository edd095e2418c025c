// What system loggers record of processes, threads and images, and of switches between threads.
#include <string>
#include <vector>

#include "conformance/clause_test.h"
#include "conformance/delivered.h"
#include "conformance/script/encodings.h"

namespace etalon {
namespace {

using testing::Each;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;
using testing::StartsWith;

constexpr Guid kProcessGuid = {
    0x3d6fa8d0, 0xfe05, 0x11d0, {0x9d, 0xda, 0x00, 0xc0, 0x4f, 0xd7, 0xba, 0x7c}};
constexpr Guid kThreadGuid = {
    0x3d6fa8d1, 0xfe05, 0x11d0, {0x9d, 0xda, 0x00, 0xc0, 0x4f, 0xd7, 0xba, 0x7c}};
constexpr Guid kImageGuid = {
    0x2cb15d1d, 0x5fc1, 0x11d2, {0xab, 0xe1, 0x00, 0xa0, 0xc9, 0x11, 0xf5, 0x18}};
const std::u16string kFile = u"kernel.etl";
const std::u16string kKernelLogger = u"NT Kernel Logger";
constexpr uint32_t kSystem = EVENT_TRACE_SYSTEM_LOGGER_MODE;

enum Flag : uint32_t { kProcesses = 1, kThreads = 2, kImages = 4, kSwitches = 0x10 };
enum Type : uint64_t {
  kBegan = 1,
  kEnded = 2,
  kThereAtStart = 3,
  kThereAtStop = 4,
  kLoaded = 10,
  kSwitched = 36,
};

// Of one class and type, those whose data holds `text`.
std::vector<CallbackRecord> Of(const std::vector<CallbackRecord>& events, const Guid& guid,
                               Type type, const std::string& text = "") {
  std::vector<CallbackRecord> found;
  for (const CallbackRecord& event : OfClass(guid, events)) {
    const bool holds = event.Text("Data").find(text) != std::string::npos;
    if (event.Number("Type") == type && holds) found.push_back(event);
  }
  return found;
}

// A name as it lies in memory: one byte for each character and one for the end, or two.
std::string InMemory(const std::string& name, int bytes) {
  std::string memory;
  for (const char c : name) memory += etalon::InMemory(static_cast<uint8_t>(c), bytes);
  return memory + etalon::InMemory(0, bytes);
}

Properties Asking(uint32_t flags) { return {.enable_flags = flags, .log_file = kFile}; }

// A number of four bytes in the data of an event.
uint32_t NumberAt(const CallbackRecord& event, size_t at) {
  const Bytes bytes = FromHex(event.Text("Data")).value_or(Bytes());
  if (bytes.size() < at + 4) return 0;
  return bytes[at] | bytes[at + 1] << 8 | bytes[at + 2] << 16 |
         static_cast<uint32_t>(bytes[at + 3]) << 24;
}

CLAUSE_TEST(STARTTRACE_S41, ProcessesThatComeAndGo) {
  Must(NewProcess{.name = "before"});
  const Handle session = Start(kKernelLogger, Asking(kProcesses));
  Must(NewProcess{.name = "during"});
  Must(ExitProcess{.name = "before"});
  Stop(session);
  const std::vector<CallbackRecord> events = EventsOf(kFile);
  EXPECT_THAT(Of(events, kProcessGuid, kBegan, InMemory("during", 1)), SizeIs(1));
  EXPECT_THAT(Of(events, kProcessGuid, kBegan, InMemory("before", 1)), IsEmpty());
  EXPECT_THAT(Of(events, kProcessGuid, kEnded, InMemory("before", 1)), SizeIs(1));
  EXPECT_THAT(OfClass(kThreadGuid, events), IsEmpty()) << "not asked for";
  EXPECT_THAT(OfClass(kImageGuid, events), IsEmpty());
}

CLAUSE_TEST(STARTTRACE_S42, ProcessesThereAreAtStartAndStop) {
  Must(NewProcess{.name = "before"});
  Must(NewProcess{.name = "longer"});
  const Handle session = Start(kKernelLogger, Asking(kProcesses));
  Must(NewProcess{.name = "during"});
  Must(ExitProcess{.name = "before"});
  Stop(session);
  const std::vector<CallbackRecord> events = EventsOf(kFile);
  EXPECT_THAT(Of(events, kProcessGuid, kThereAtStart, InMemory("before", 1)), SizeIs(1));
  EXPECT_THAT(Of(events, kProcessGuid, kThereAtStart, InMemory("longer", 1)), SizeIs(1));
  EXPECT_THAT(Of(events, kProcessGuid, kThereAtStart, InMemory("during", 1)), IsEmpty());
  EXPECT_THAT(Of(events, kProcessGuid, kThereAtStop, InMemory("before", 1)), IsEmpty());
  EXPECT_THAT(Of(events, kProcessGuid, kThereAtStop, InMemory("longer", 1)), SizeIs(1));
  EXPECT_THAT(Of(events, kProcessGuid, kThereAtStop, InMemory("during", 1)), SizeIs(1));
}

// Windows 8 and later: key, id, parent, terminal session, status, directory, flags.
CLAUSE_TEST(STARTTRACE_S41, WhatIsToldOfAProcess) {
  Needs(kWindows8);
  const Handle session = Start(kKernelLogger, Asking(kProcesses));
  Must(NewProcess{.name = "parent", .token = Token::kLocalSystem});
  Must(NewProcess{.name = "narrow.exe", .bits = 32, .on = {.process = "parent"}});
  Stop(session);
  const std::vector<CallbackRecord> events = EventsOf(kFile);
  const auto parent = Of(events, kProcessGuid, kBegan, InMemory("parent", 1));
  const auto child = Of(events, kProcessGuid, kBegan, InMemory("narrow.exe", 1));
  ASSERT_THAT(parent, SizeIs(1));
  ASSERT_THAT(child, SizeIs(1));
  EXPECT_EQ(child.front().Number("Version"), 4u);
  EXPECT_EQ(NumberAt(child.front(), 12), NumberAt(parent.front(), 8)) << "the id of its parent";
  EXPECT_EQ(child.front().Number("ProcessId"), NumberAt(parent.front(), 8)) << "who creates it";
  EXPECT_EQ(NumberAt(child.front(), 20), 259u) << "it runs";
  EXPECT_EQ(NumberAt(child.front(), 32), 2u) << "a process of 32 bits";
  EXPECT_EQ(NumberAt(parent.front(), 32), 0u);
  const std::string local_system = "010100000000000512000000";
  EXPECT_THAT(parent.front().Text("Data"),
              HasSubstr(local_system + InMemory("parent", 1) + InMemory("parent", 2) + "00000000"));
}

CLAUSE_TEST(STARTTRACE_S41, ThreadsOfAProcess) {
  const Handle session = Start(kKernelLogger, Asking(kProcesses | kThreads));
  Must(NewProcess{.name = "p"});
  Must(NewThread{.name = "worker", .on = {.process = "p"}});
  Must(HeapAlloc{.on = {.process = "p", .thread = "another"}});
  Must(ExitThread{.name = "worker", .on = {.process = "p"}});
  Must(ExitProcess{.name = "p"});
  Stop(session);
  const std::vector<CallbackRecord> events = EventsOf(kFile);
  const auto ended = Of(events, kProcessGuid, kEnded);
  ASSERT_THAT(ended, SizeIs(1));
  const std::string pid = etalon::InMemory(ended.front().Number("ProcessId"), 4);
  const auto began = Of(events, kThreadGuid, kBegan, pid);
  const auto gone = Of(events, kThreadGuid, kEnded, pid);
  ASSERT_THAT(began, SizeIs(3));
  ASSERT_THAT(gone, SizeIs(3));
  EXPECT_EQ(NumberAt(gone.front(), 4), NumberAt(began[1], 4)) << "the worker ends first";
  EXPECT_THAT(Of(events, kThreadGuid, kThereAtStop, pid), IsEmpty());
}

CLAUSE_TEST(STARTTRACE_S42, ThreadsThereAreAtStartAndStop) {
  Must(NewProcess{.name = "p"});
  Must(NewThread{.name = "early", .on = {.process = "p"}});
  const Handle session = Start(kKernelLogger, Asking(kThreads));
  Must(NewThread{.name = "late", .on = {.process = "p"}});
  Must(ExitThread{.name = "early", .on = {.process = "p"}});
  Stop(session);
  const std::vector<CallbackRecord> events = EventsOf(kFile);
  const auto late = Of(events, kThreadGuid, kBegan);
  const auto early = Of(events, kThreadGuid, kEnded);
  ASSERT_THAT(late, SizeIs(1));
  ASSERT_THAT(early, SizeIs(1));
  const std::string late_id = late.front().Text("Data").substr(0, 16);
  const std::string early_id = early.front().Text("Data").substr(0, 16);
  EXPECT_THAT(Of(events, kThreadGuid, kThereAtStart, early_id), SizeIs(1));
  EXPECT_THAT(Of(events, kThreadGuid, kThereAtStart, late_id), IsEmpty());
  EXPECT_THAT(Of(events, kThreadGuid, kThereAtStop, early_id), IsEmpty());
  EXPECT_THAT(Of(events, kThreadGuid, kThereAtStop, late_id), SizeIs(1));
}

CLAUSE_TEST(STARTTRACE_S41, ImagesOfAProcess) {
  const Handle session = Start(kKernelLogger, Asking(kImages));
  Must(NewProcess{.name = "image.exe"});
  Must(MapImage{.path = u"early.dll", .on = {.process = "image.exe"}});
  Must(MapImage{.path = u"late.dll", .on = {.process = "image.exe"}});
  Must(UnmapImage{.path = u"early.dll", .on = {.process = "image.exe"}});
  Must(ExitProcess{.name = "image.exe"});
  Stop(session);
  const std::vector<CallbackRecord> events = EventsOf(kFile);
  for (const char* name : {"image.exe", "early.dll", "late.dll"}) {
    EXPECT_THAT(Of(events, kImageGuid, kLoaded, InMemory(name, 2)), SizeIs(1)) << name;
    EXPECT_THAT(Of(events, kImageGuid, kEnded, InMemory(name, 2)), SizeIs(1)) << name;
  }
  EXPECT_THAT(OfClass(kProcessGuid, events), IsEmpty());
}

// Vista and later: base, size, process, check sum, time stamp, and more.
CLAUSE_TEST(STARTTRACE_S41, WhatIsToldOfAnImage) {
  Needs(kVista);
  const Handle session = Start(kKernelLogger, Asking(kProcesses | kImages));
  Must(NewProcess{.name = "p"});
  const Outcome mapped = Must(MapImage{.path = u"a.dll",
                                       .base = 0x7FFA12340000,
                                       .size = 0x23000,
                                       .checksum = 0x11223344,
                                       .time_stamp = 0x55667788,
                                       .on = {.process = "p"}});
  Must(ExitProcess{.name = "p"});
  Stop(session);
  const std::vector<CallbackRecord> events = EventsOf(kFile);
  EXPECT_EQ(mapped.Number("image", "base"), 0x7FFA12340000u);
  const auto ended = Of(events, kProcessGuid, kEnded);
  ASSERT_THAT(ended, SizeIs(1));
  const std::string data = etalon::InMemory(0x7FFA12340000, 8) + etalon::InMemory(0x23000, 8) +
                           etalon::InMemory(ended.front().Number("ProcessId"), 4) +
                           etalon::InMemory(0x11223344, 4) + etalon::InMemory(0x55667788, 4) +
                           etalon::InMemory(0, 4) + etalon::InMemory(0x7FFA12340000, 8) +
                           etalon::InMemory(0, 8) + etalon::InMemory(0, 8) + InMemory("a.dll", 2);
  EXPECT_THAT(Of(events, kImageGuid, kLoaded, data), SizeIs(1));
  EXPECT_THAT(Of(events, kImageGuid, kEnded, data), SizeIs(1));
}

CLAUSE_TEST(STARTTRACE_S42, ImagesThereAreAtStartAndStop) {
  Must(NewProcess{.name = "p"});
  Must(MapImage{.path = u"early.dll", .on = {.process = "p"}});
  const Handle session = Start(kKernelLogger, Asking(kImages));
  Must(MapImage{.path = u"late.dll", .on = {.process = "p"}});
  Must(UnmapImage{.path = u"early.dll", .on = {.process = "p"}});
  Stop(session);
  const std::vector<CallbackRecord> events = EventsOf(kFile);
  EXPECT_THAT(Of(events, kImageGuid, kThereAtStart, InMemory("early.dll", 2)), SizeIs(1));
  EXPECT_THAT(Of(events, kImageGuid, kThereAtStart, InMemory("late.dll", 2)), IsEmpty());
  EXPECT_THAT(Of(events, kImageGuid, kThereAtStop, InMemory("early.dll", 2)), IsEmpty());
  EXPECT_THAT(Of(events, kImageGuid, kThereAtStop, InMemory("late.dll", 2)), SizeIs(1));
}

CLAUSE_TEST(STARTTRACE_S41, SeveralSystemLoggers) {
  Needs(kWindows8);
  const Handle kernel = Start(kKernelLogger, Asking(kProcesses));
  const Handle circular = Start(u"Circular Kernel Context Logger",
                                {.enable_flags = kImages, .log_file = u"circular.etl"});
  const Handle own =
      Start(u"own", {.log_file_mode = kSystem, .enable_flags = kThreads, .log_file = u"own.etl"});
  Must(NewProcess{.name = "p"});
  Stop(own);
  Stop(circular);
  Stop(kernel);
  EXPECT_THAT(Of(EventsOf(kFile), kProcessGuid, kBegan), SizeIs(1));
  EXPECT_THAT(OfClass(kImageGuid, EventsOf(kFile)), IsEmpty());
  EXPECT_THAT(Of(EventsOf(u"circular.etl"), kImageGuid, kLoaded), SizeIs(1));
  EXPECT_THAT(OfClass(kProcessGuid, EventsOf(u"circular.etl")), IsEmpty());
  EXPECT_THAT(Of(EventsOf(u"own.etl"), kThreadGuid, kBegan), SizeIs(1));
}

CLAUSE_TEST(STARTTRACE_S41, SessionsOfOtherKindsAreNotTold) {
  const Handle session = Start(u"etalon", {.log_file = kFile});
  Must(NewProcess{.name = "p"});
  Must(ExitProcess{.name = "p"});
  Stop(session);
  EXPECT_THAT(EventsOf(kFile), SizeIs(1)) << "the header of the file";
}

CLAUSE_TEST(STARTTRACE_S46, FlagsThatAreUpdated) {
  const Handle session = Start(kKernelLogger, Asking(kProcesses));
  Must(UpdateTraceW{.handle = session, .properties = {.enable_flags = kImages}});
  Must(NewProcess{.name = "during"});
  Must(UpdateTraceW{.handle = session, .properties = {.enable_flags = kProcesses}});
  Must(NewProcess{.name = "after"});
  Stop(session);
  const std::vector<CallbackRecord> events = EventsOf(kFile);
  EXPECT_THAT(Of(events, kProcessGuid, kBegan, InMemory("during", 1)), IsEmpty());
  EXPECT_THAT(Of(events, kImageGuid, kLoaded, InMemory("during", 2)), SizeIs(1));
  EXPECT_THAT(Of(events, kProcessGuid, kBegan, InMemory("after", 1)), SizeIs(1));
  EXPECT_THAT(Of(events, kImageGuid, kLoaded, InMemory("after", 2)), IsEmpty());
}

CLAUSE_TEST(STARTTRACE_S43, FromThreadToThread) {
  const Handle session = Start(kKernelLogger, Asking(kThreads | kSwitches));
  Must(NewProcess{.name = "p"});
  Must(NewThread{.name = "worker", .on = {.process = "p"}});
  Must(SwitchContext{
      .to_process = "p", .to_thread = "worker", .wait_time = 7, .on = {.process = "p"}});
  Must(SwitchContext{
      .to_process = "p", .to_idle = true, .state = 1, .on = {.process = "p", .thread = "worker"}});
  Must(SwitchContext{.to_process = "p", .from_idle = true});
  Stop(session);
  const std::vector<CallbackRecord> events = EventsOf(kFile);
  const auto began = Of(events, kThreadGuid, kBegan);
  ASSERT_THAT(began, SizeIs(2));
  const std::string first = etalon::InMemory(NumberAt(began[0], 4), 4);
  const std::string worker = etalon::InMemory(NumberAt(began[1], 4), 4);
  const std::string nobody = etalon::InMemory(0, 4);
  const auto switches = Of(events, kThreadGuid, kSwitched);
  EXPECT_THAT(DataOf(switches), ElementsAre(StartsWith(worker + first), StartsWith(nobody + worker),
                                            StartsWith(first + nobody)));
  ASSERT_THAT(DataOf(switches), Each(SizeIs(2 * 24)));
  EXPECT_EQ(switches[0].Text("Data").substr(24, 6), "060105") << "reason, mode, state";
  EXPECT_EQ(NumberAt(switches[0], 16), 7u);
  EXPECT_EQ(switches[1].Text("Data").substr(24, 6), "060101");
  for (const CallbackRecord& each : switches) EXPECT_EQ(each.Number("ThreadId"), 0xFFFFFFFFu);
}

CLAUSE_TEST(STARTTRACE_S43, SwitchesThatNobodyAskedFor) {
  const Handle session = Start(kKernelLogger, Asking(kThreads));
  Must(SwitchContext{.to_idle = true});
  Stop(session);
  EXPECT_THAT(Of(EventsOf(kFile), kThreadGuid, kSwitched), IsEmpty());
}

}  // namespace
}  // namespace etalon
