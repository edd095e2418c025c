// Stacks of kernel events.
#include <string>
#include <vector>

#include "conformance/clause_test.h"
#include "conformance/delivered.h"
#include "conformance/script/encodings.h"

namespace etalon {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

constexpr Guid kProcessGuid = {
    0x3d6fa8d0, 0xfe05, 0x11d0, {0x9d, 0xda, 0x00, 0xc0, 0x4f, 0xd7, 0xba, 0x7c}};
constexpr Guid kThreadGuid = {
    0x3d6fa8d1, 0xfe05, 0x11d0, {0x9d, 0xda, 0x00, 0xc0, 0x4f, 0xd7, 0xba, 0x7c}};
constexpr Guid kImageGuid = {
    0x2cb15d1d, 0x5fc1, 0x11d2, {0xab, 0xe1, 0x00, 0xa0, 0xc9, 0x11, 0xf5, 0x18}};
constexpr Guid kStackWalkGuid = {
    0xdef2fe46, 0x7bd6, 0x4b80, {0xbd, 0x94, 0xf5, 0x7f, 0xe2, 0x0d, 0x0c, 0xe3}};
constexpr uint32_t kRawTimeStamp = 0x1000;  // PROCESS_TRACE_MODE_RAW_TIMESTAMP
constexpr uint32_t kThreads = 2, kImages = 4, kSwitches = 0x10;
const std::u16string kFile = u"kernel.etl";
const std::vector<uint64_t> kFrames = {0x7FF612340010, 0x7FF612340020};
const std::string kFramesInMemory = InMemory(kFrames[0], 8) + InMemory(kFrames[1], 8);

StartKernelTrace Tracing(uint32_t flags, const std::vector<StackTracingEvent>& stacks) {
  return {.properties = {.enable_flags = flags, .log_file = kFile}, .stack_events = stacks};
}

// The data of the stacks, each behind the event of `guid` and `type` that has its stamp.
std::vector<std::string> StacksOf(const Guid& guid, uint64_t type,
                                  const std::vector<CallbackRecord>& events) {
  std::vector<std::string> stacks;
  for (size_t i = 0; i + 1 < events.size(); ++i) {
    const CallbackRecord& stack = events[i + 1];
    const bool is_it = events[i].Text("Guid") == ToString(guid) && events[i].Number("Type") == type;
    if (!is_it || stack.Text("Guid") != ToString(kStackWalkGuid)) continue;
    const std::string stamp = InMemory(events[i].Number("TimeStamp"), 8);
    if (stack.Text("Data").compare(0, stamp.size(), stamp) == 0) {
      stacks.push_back(stack.Text("Data").substr(stamp.size()));
    }
  }
  return stacks;
}

CLAUSE_TEST(STARTKERN_S03, StackOfALoad) {
  for (const Guid& guid : {kImageGuid, kProcessGuid}) {
    const Handle session = Must(Tracing(kImages, {{.guid = guid, .type = 10}})).handle();
    Must(MapImage{.frames = kFrames});
    Must(UnmapImage{.frames = kFrames});
    Stop(session);
    const std::vector<CallbackRecord> events = EventsOf(kFile, kRawTimeStamp);
    const auto stacks = StacksOf(kImageGuid, 10, events);
    ASSERT_THAT(stacks, SizeIs(1)) << ToString(guid);
    EXPECT_EQ(stacks[0].substr(16), kFramesInMemory);
    EXPECT_THAT(OfClass(kStackWalkGuid, events), SizeIs(1)) << "the end was not asked for";
  }
}

CLAUSE_TEST(STARTKERN_S03, StackIsThatOfTheThreadThatGoesOn) {
  Must(NewProcess{.name = "p"});
  const Handle session =
      Must(Tracing(kThreads | kSwitches, {{.guid = kThreadGuid, .type = 36}})).handle();
  Must(SwitchContext{.to_process = "p", .frames = kFrames});
  Must(SwitchContext{.to_idle = true, .on = {.process = "p"}});
  Stop(session);
  const std::vector<CallbackRecord> events = EventsOf(kFile, kRawTimeStamp);
  std::string process, thread;
  for (const CallbackRecord& event : OfClass(kThreadGuid, events)) {
    if (event.Number("Type") != 36) continue;
    thread = event.Text("Data").substr(0, 8);
    break;
  }
  for (const CallbackRecord& event : OfClass(kThreadGuid, events)) {
    const bool is_it = event.Text("Data").substr(8, 8) == thread;
    if (event.Number("Type") == 3 && is_it) process = event.Text("Data").substr(0, 8);
  }
  EXPECT_THAT(StacksOf(kThreadGuid, 36, events), ElementsAre(process + thread + kFramesInMemory));
}

CLAUSE_TEST(STARTKERN_S03, NoMoreThan192Addresses) {
  const Handle session = Must(Tracing(kImages, {{.guid = kImageGuid, .type = 10}})).handle();
  Must(MapImage{.frames = std::vector<uint64_t>(200, 0x7FF612340010)});
  Stop(session);
  const auto stacks = OfClass(kStackWalkGuid, EventsOf(kFile));
  ASSERT_THAT(stacks, SizeIs(1));
  EXPECT_THAT(stacks[0].Text("Data"), SizeIs(2 * (16 + 192 * 8)));
}

CLAUSE_TEST(STARTKERN_S01, NoStackWithoutItsEvent) {
  const Handle session = Must(Tracing(kThreads, {{.guid = kImageGuid, .type = 10}})).handle();
  Must(MapImage{.frames = kFrames});
  Stop(session);
  EXPECT_THAT(OfClass(kStackWalkGuid, EventsOf(kFile)), IsEmpty());
}

CLAUSE_TEST(TRACESETINFO_S01, StacksFollowTheListThatIsSet) {
  const Handle session = Start(u"NT Kernel Logger", {.enable_flags = kImages, .log_file = kFile});
  const auto list = [](const Guid& guid, uint8_t type) {
    Bytes bytes = FromHex(InMemory(guid)).value_or(Bytes());
    bytes.push_back(type);
    bytes.resize(24);
    return bytes;
  };
  Must(MapImage{.path = u"a.dll", .frames = kFrames});
  Must(TraceSetInformation{.session = session, .information = list(kImageGuid, 10)});
  Must(MapImage{.path = u"b.dll", .frames = kFrames});
  Must(TraceSetInformation{.session = session, .information = list(kImageGuid, 2)});
  Must(MapImage{.path = u"c.dll", .frames = kFrames});
  Must(UnmapImage{.path = u"c.dll", .frames = kFrames});
  Must(TraceSetInformation{.session = session, .length = 0});
  Must(UnmapImage{.path = u"b.dll", .frames = kFrames});
  Stop(session);
  const std::vector<CallbackRecord> events = EventsOf(kFile, kRawTimeStamp);
  EXPECT_THAT(StacksOf(kImageGuid, 10, events), SizeIs(1));
  EXPECT_THAT(StacksOf(kImageGuid, 2, events), SizeIs(1));
  EXPECT_THAT(OfClass(kStackWalkGuid, events), SizeIs(2));
}

}  // namespace
}  // namespace etalon
