// EventWrite.
#include "conformance/clause_test.h"
#include "conformance/delivered.h"

namespace etalon {
namespace {

using Write = EventWrite;
#define CLAUSE(id) EVTWRITE_##id
#define SIZES_CLAUSE EVTWRITE_P03
#define DATA_CLAUSE EVTWRITE_P04
#include "conformance/event_write_tests.inc"

constexpr Guid kActivity = {0xe7a10000, 0x0003, 0x4000, {0x80, 0, 0, 0, 0, 0, 0, 1}};

CLAUSE_TEST(EVTWRITE_S03, ActivityOfTheThread) {
  const Handle provider = RegisterProvider();
  const Handle session = StartEnabled(kFile);
  Must(EventWrite{.provider = provider});
  Must(EventActivityIdControl{.code = EVENT_ACTIVITY_CTRL_SET_ID, .activity = kActivity});
  Must(EventWrite{.provider = provider});
  Must(EventWrite{.provider = provider, .on = {.thread = "second"}});
  Stop(session);
  const auto events = OfClass(kProviderGuid, EventsOf(kFile, kRecords));
  ASSERT_THAT(events, SizeIs(3));
  EXPECT_EQ(events[0].Text("ActivityId"), ToString(Guid{}));
  EXPECT_EQ(events[1].Text("ActivityId"), ToString(kActivity));
  EXPECT_EQ(events[1].Text("Extended@1"), "");
  EXPECT_EQ(events[2].Text("ActivityId"), ToString(Guid{}));
}

CLAUSE_TEST(EVTWRITE_P01, ProviderOfTheHandle) {
  const Handle first = Must(EventRegister{.guid = kProviderGuid}).handle();
  const Handle second = Must(EventRegister{.guid = kOtherClassGuid}).handle();
  const Handle session = StartEnabled(kFile);
  Must(EnableTrace{.guid = kOtherClassGuid, .session = session});
  Must(EventWrite{.provider = second, .data = {{.data = {2}}}});
  Must(EventWrite{.provider = first, .data = {{.data = {1}}}});
  Stop(session);
  const auto events = EventsOf(kFile, kRecords);
  EXPECT_THAT(DataOf(OfClass(kProviderGuid, events)), ElementsAre("01"));
  EXPECT_THAT(DataOf(OfClass(kOtherClassGuid, events)), ElementsAre("02"));
}

// Members that differ from each other and from zero.
constexpr EventDescriptor kDescriptor = {.id = 0x0102,
                                         .version = 3,
                                         .channel = 16,
                                         .level = 4,
                                         .opcode = 10,
                                         .task = 0x0708,
                                         .keyword = 0x8000000000000001};

CLAUSE_TEST(EVTWRITE_P02, AllMembersInTheRecord) {
  const Handle provider = RegisterProvider();
  const Handle session = Start(u"etalon", {.log_file = kFile});
  Must(EnableTrace{.session = session});
  Must(EventWrite{.provider = provider, .event = kDescriptor, .data = {{.data = {1, 2}}}});
  Stop(session);
  const auto events = OfClass(kProviderGuid, EventsOf(kFile, kRecords));
  ASSERT_THAT(events, SizeIs(1));
  EXPECT_EQ(events[0].Number("Id"), 0x0102u);
  EXPECT_EQ(events[0].Number("Version"), 3u);
  EXPECT_EQ(events[0].Number("Channel"), 16u);
  EXPECT_EQ(events[0].Number("Level"), 4u);
  EXPECT_EQ(events[0].Number("Type"), 10u);
  EXPECT_EQ(events[0].Number("Task"), 0x0708u);
  EXPECT_EQ(events[0].Number("Keyword"), 0x8000000000000001u);
  EXPECT_EQ(events[0].Number("Size"), 82u);
  EXPECT_EQ(events[0].Number("UserDataLength"), 2u);
  EXPECT_EQ(events[0].Text("Data"), "0102");
  const uint64_t flags = events[0].Number("Flags");
  EXPECT_EQ(flags & EVENT_HEADER_FLAG_CLASSIC_HEADER, 0u);
  EXPECT_EQ(flags & EVENT_HEADER_FLAG_EXTENDED_INFO, 0u);
  EXPECT_EQ(flags & EVENT_HEADER_FLAG_64_BIT_HEADER,
            sizeof(void*) == 8 ? uint64_t{EVENT_HEADER_FLAG_64_BIT_HEADER} : 0);
}

CLAUSE_TEST(EVTWRITE_P02, WhatTheOldFormShowsOfIt) {
  const Handle provider = RegisterProvider();
  const Handle session = StartEnabled(kFile);
  Must(EventWrite{.provider = provider, .event = kDescriptor, .data = {{.data = {1, 2}}}});
  Stop(session);
  const auto events = OfClass(kProviderGuid, EventsOf(kFile));
  ASSERT_THAT(events, SizeIs(1));
  EXPECT_EQ(events[0].Number("Type"), 10u);
  EXPECT_EQ(events[0].Number("Level"), 4u);
  EXPECT_EQ(events[0].Number("Version"), 3u);
  EXPECT_EQ(events[0].Text("Data"), "0102");
}

CLAUSE_TEST(EVTWRITE_P02, FromAProcessOf32Bits) {
  Needs(Capability::kProcesses);
  Must(NewProcess{.name = "wow", .bits = 32});
  const On on = {.process = "wow"};
  const Handle provider = Must(EventRegister{.on = on}).handle();
  const Handle session = StartEnabled(kFile);
  Must(EventWrite{.provider = provider, .on = on});
  Stop(session);
  const auto events = OfClass(kProviderGuid, EventsOf(kFile, kRecords));
  ASSERT_THAT(events, SizeIs(1));
  EXPECT_NE(events[0].Number("Flags") & EVENT_HEADER_FLAG_32_BIT_HEADER, 0u);
  EXPECT_EQ(events[0].Number("Flags") & EVENT_HEADER_FLAG_64_BIT_HEADER, 0u);
}

CLAUSE_TEST(EVTWRITE_S02, ToAConsumerAtOnce) {
  const Handle provider = RegisterProvider();
  const Handle session = Start();
  Must(EnableTrace{.session = session});
  const Handle trace = Consume(u"etalon", kRecords);
  Must(EventWrite{.provider = provider, .data = {{.data = {9}}}});
  Stop(session);
  const auto events = OfClass(kProviderGuid, Must(Await{.of = "consumer"}).callbacks);
  ASSERT_THAT(DataOf(events), ElementsAre("09"));
  Must(CloseTrace{.trace = trace});
}

CLAUSE_TEST(EVTWRITE_S02, ThreadProcessAndTime) {
  const Handle provider = RegisterProvider();
  const Handle session = StartEnabled(kFile);
  Must(EventWrite{.provider = provider});
  Must(Advance{.ms = 50});
  Must(EventWrite{.provider = provider, .on = {.thread = "second"}});
  Stop(session);
  const auto events = OfClass(kProviderGuid, EventsOf(kFile, kRecords));
  ASSERT_THAT(events, SizeIs(2));
  EXPECT_NE(events[0].Number("ProcessId"), 0u);
  EXPECT_EQ(events[0].Number("ProcessId"), events[1].Number("ProcessId"));
  EXPECT_NE(events[0].Number("ThreadId"), events[1].Number("ThreadId"));
  const uint64_t tolerated = 450000;  // 45 ms: clocks of Windows tick every 15.6 ms
  EXPECT_GE(events[1].Number("TimeStamp"), events[0].Number("TimeStamp") + tolerated);
}

}  // namespace
}  // namespace etalon
