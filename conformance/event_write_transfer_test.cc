// EventWriteTransfer.
#include "conformance/clause_test.h"
#include "conformance/delivered.h"

namespace etalon {
namespace {

using Write = EventWriteTransfer;
#define CLAUSE(id) EVTWRITETR_##id
#define SIZES_CLAUSE EVTWRITETR_P03
#define DATA_CLAUSE EVTWRITETR_P04
#include "conformance/event_write_tests.inc"

constexpr Guid kActivity = {0xe7a10000, 0x0003, 0x4000, {0x80, 0, 0, 0, 0, 0, 0, 1}};
constexpr Guid kRelated = {0xe7a10000, 0x0003, 0x4000, {0x80, 0, 0, 0, 0, 0, 0, 2}};
constexpr Guid kOfTheThread = {0xe7a10000, 0x0003, 0x4000, {0x80, 0, 0, 0, 0, 0, 0, 3}};

CLAUSE_TEST(EVTWRITETR_P01, ActivityOfTheEventOrOfTheThread) {
  const Handle provider = RegisterProvider();
  const Handle session = StartEnabled(kFile);
  Must(EventActivityIdControl{.code = EVENT_ACTIVITY_CTRL_SET_ID, .activity = kOfTheThread});
  Must(EventWriteTransfer{.provider = provider, .activity = kActivity});
  Must(EventWriteTransfer{.provider = provider});
  Stop(session);
  const auto events = OfClass(kProviderGuid, EventsOf(kFile, kRecords));
  ASSERT_THAT(events, SizeIs(2));
  EXPECT_EQ(events[0].Text("ActivityId"), ToString(kActivity));
  EXPECT_EQ(events[1].Text("ActivityId"), ToString(kOfTheThread));
}

CLAUSE_TEST(EVTWRITETR_P02, RelatedActivityBesideThePayload) {
  const Handle provider = RegisterProvider();
  const Handle session = StartEnabled(kFile);
  Must(EventWriteTransfer{.provider = provider, .related = kRelated, .data = {{.data = {1}}}});
  Must(EventWriteTransfer{.provider = provider, .data = {{.data = {2}}}});
  Stop(session);
  const auto events = OfClass(kProviderGuid, EventsOf(kFile, kRecords));
  ASSERT_THAT(events, SizeIs(2));
  EXPECT_EQ(events[0].Text("Extended@1"), InMemory(kRelated));
  EXPECT_NE(events[0].Number("Flags") & EVENT_HEADER_FLAG_EXTENDED_INFO, 0u);
  EXPECT_EQ(events[1].Text("Extended@1"), "");
  EXPECT_EQ(events[1].Number("Flags") & EVENT_HEADER_FLAG_EXTENDED_INFO, 0u);
  ASSERT_THAT(DataOf(events), ElementsAre("01", "02"));
}

CLAUSE_TEST(EVTWRITETR_S03, AsEventWriteExWithoutFilterAndFlags) {
  const Handle provider = RegisterProvider();
  const Handle session = StartEnabled(kFile);
  Must(EventWriteTransfer{.provider = provider,
                          .event = {.id = 7},
                          .activity = kActivity,
                          .related = kRelated,
                          .data = {{.data = {1}}}});
  Must(EventWriteEx{.provider = provider,
                    .event = {.id = 7},
                    .activity = kActivity,
                    .related = kRelated,
                    .data = {{.data = {1}}}});
  Stop(session);
  const auto events = OfClass(kProviderGuid, EventsOf(kFile, kRecords));
  ASSERT_THAT(events, SizeIs(2));
  for (const char* const member : {"ActivityId", "Extended@1", "Data"}) {
    EXPECT_EQ(events[0].Text(member), events[1].Text(member)) << member;
  }
  for (const char* const member : {"Id", "Flags", "EventProperty", "Size", "HeaderType"}) {
    EXPECT_EQ(events[0].Number(member), events[1].Number(member)) << member;
  }
}

// The item stands before the payload, with its own size and the last one's mark.
CLAUSE_TEST(EVTWRITETR_P02, InTheFile) {
  const Handle provider = RegisterProvider();
  const Handle session = StartEnabled(kFile);
  Must(EventWriteTransfer{.provider = provider, .related = kRelated, .data = {{.data = {1, 2}}}});
  Stop(session);
  const std::string bytes = Must(GetFile{.path = kFile}).Text("file", "bytes");
  EXPECT_NE(bytes.find("1800010000001000" + InMemory(kRelated) + "0102"), std::string::npos);
}

}  // namespace
}  // namespace etalon
