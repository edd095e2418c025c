// TraceMessageVa: what arrives at the consumer.
#include "conformance/clause_test.h"
#include "conformance/delivered.h"

namespace etalon {
namespace {

using testing::ElementsAre;
using testing::SizeIs;

constexpr char16_t kFile[] = u"messages.etl";
constexpr uint32_t kParts = TRACE_MESSAGE_SEQUENCE | TRACE_MESSAGE_GUID | TRACE_MESSAGE_TIMESTAMP |
                            TRACE_MESSAGE_SYSTEMINFO;

// What was logged, without the header event.
std::vector<CallbackRecord> Logged(std::vector<CallbackRecord> events) {
  if (!events.empty()) events.erase(events.begin());
  return events;
}

CLAUSE_TEST(TRACEMSGVA_U01, SequenceInASessionWithoutSequence) {
  const Handle session = Start(u"etalon", {.log_file = kFile});
  for (int i = 0; i < 2; ++i) {
    EXPECT_THAT(Run(TraceMessageVa{.session = session,
                                   .flags = TRACE_MESSAGE_SEQUENCE | TRACE_MESSAGE_GUID,
                                   .arguments = {{.data = {0xAA}}}}),
                Succeeds());
  }
  Stop(session);
  const std::string message = "00000000" + InMemory(kClassGuid) + "aa";
  EXPECT_THAT(DataOf(OfClass(kClassGuid, EventsOf(kFile))), ElementsAre(message, message));
}

CLAUSE_TEST(TRACEMSGVA_U05, ComponentId) {
  const Handle session = Start(u"etalon", {.log_file = kFile});
  for (const uint32_t flags : {TRACE_MESSAGE_COMPONENTID,
                               TRACE_MESSAGE_COMPONENTID | TRACE_MESSAGE_GUID}) {
    EXPECT_THAT(Run(TraceMessageVa{.session = session,
                                   .flags = flags,
                                   .component_id = 0x01020304u,
                                   .arguments = {{.data = {0xBB}}}}),
                Succeeds());
  }
  Stop(session);
  EXPECT_THAT(DataOf(Logged(EventsOf(kFile))), ElementsAre("04030201bb", "04030201bb"));
}

CLAUSE_TEST(TRACEMSGVA_S01, OrderOfTheParts) {
  const Handle session =
      Start(u"etalon", {.log_file_mode = EVENT_TRACE_USE_LOCAL_SEQUENCE, .log_file = kFile});
  const std::vector<Argument> arguments = {{.data = {0xA1, 0xA2}}, {.data = {0xB1}}};
  for (int i = 0; i < 2; ++i) {
    Must(TraceMessageVa{.session = session, .flags = kParts, .arguments = arguments});
  }
  Stop(session);
  const auto events = OfClass(kClassGuid, EventsOf(kFile, PROCESS_TRACE_MODE_RAW_TIMESTAMP));
  ASSERT_THAT(events, SizeIs(2));
  for (int i = 0; i < 2; ++i) {
    EXPECT_EQ(events[i].Text("Data"), InMemory(i + 1, 4) + InMemory(kClassGuid) +
                                          InMemory(events[i].Number("TimeStamp"), 8) +
                                          InMemory(events[i].Number("ThreadId"), 4) +
                                          InMemory(events[i].Number("ProcessId"), 4) + "a1a2b1");
    EXPECT_NE(events[i].Number("TimeStamp"), 0u);
    EXPECT_NE(events[i].Number("ThreadId"), 0u);
    EXPECT_NE(events[i].Number("ProcessId"), 0u);
  }
}

CLAUSE_TEST(TRACEMSGVA_S01, EachPartAlone) {
  const Handle session =
      Start(u"etalon", {.log_file_mode = EVENT_TRACE_USE_LOCAL_SEQUENCE, .log_file = kFile});
  for (const uint32_t flags : {0u, uint32_t{TRACE_MESSAGE_SEQUENCE}, uint32_t{TRACE_MESSAGE_GUID},
                               uint32_t{TRACE_MESSAGE_TIMESTAMP},
                               uint32_t{TRACE_MESSAGE_SYSTEMINFO}}) {
    Must(TraceMessageVa{.session = session, .flags = flags, .arguments = {{.data = {0xCC}}}});
  }
  Stop(session);
  const auto data = DataOf(Logged(EventsOf(kFile)));
  ASSERT_THAT(data, SizeIs(5));
  EXPECT_EQ(data[0], "cc");
  EXPECT_EQ(data[1], "01000000cc");
  EXPECT_EQ(data[2], InMemory(kClassGuid) + "cc");
  EXPECT_THAT(data[3], SizeIs(2 * 9));
  EXPECT_THAT(data[4], SizeIs(2 * 9));
}

CLAUSE_TEST(TRACEMSGVA_S02, NoClassWithoutGuid) {
  const Handle session = Start(u"etalon", {.log_file = kFile});
  Must(TraceMessageVa{.session = session, .arguments = {{.data = {1}}}});
  Must(TraceMessageVa{.session = session,
                      .flags = TRACE_MESSAGE_GUID,
                      .arguments = {{.data = {2}}}});
  Stop(session);
  const auto events = EventsOf(kFile);
  EXPECT_THAT(DataOf(OfClass(Guid{}, events)), ElementsAre("01"));
  EXPECT_THAT(DataOf(OfClass(kClassGuid, events)), ElementsAre(InMemory(kClassGuid) + "02"));
}

CLAUSE_TEST(TRACEMSGVA_S03, HeaderMembersOnlyWithTheirFlags) {
  const Handle session = Start(u"etalon", {.log_file = kFile});
  for (const uint32_t flags : {TRACE_MESSAGE_GUID, TRACE_MESSAGE_GUID | TRACE_MESSAGE_SYSTEMINFO,
                               TRACE_MESSAGE_GUID | TRACE_MESSAGE_TIMESTAMP}) {
    Must(TraceMessageVa{.session = session, .flags = flags});
  }
  Stop(session);
  for (const uint32_t mode : {0u, uint32_t{PROCESS_TRACE_MODE_EVENT_RECORD}}) {
    SCOPED_TRACE(mode);
    const auto events = OfClass(kClassGuid, EventsOf(kFile, mode));
    ASSERT_THAT(events, SizeIs(3));
    for (int i = 0; i < 3; ++i) {
      SCOPED_TRACE(i);
      EXPECT_EQ(events[i].Number("ThreadId") != 0, i == 1);
      EXPECT_EQ(events[i].Number("ProcessId") != 0, i == 1);
      EXPECT_EQ(events[i].Number("TimeStamp") != 0, i == 2);
    }
  }
}

CLAUSE_TEST(TRACEMSGVA_P01, HandleFromTheCallback) {
  Register();
  const Handle session = Start(u"etalon", {.log_file = kFile});
  EXPECT_THAT(Run(TraceMessageVa{.session = Enable(session, 2, 0x80000000),
                                 .arguments = {{.data = {9}}}}),
              Succeeds());
  Stop(session);
  EXPECT_THAT(DataOf(Logged(EventsOf(kFile))), ElementsAre("09"));
}

CLAUSE_TEST(TRACEMSGVA_P02, EveryFlagIsTaken) {
  const Handle session = Start(u"etalon", {.log_file = kFile});
  const uint32_t all = kParts | TRACE_MESSAGE_COMPONENTID | TRACE_MESSAGE_PERFORMANCE_TIMESTAMP;
  for (uint32_t flag = 1; flag <= TRACE_MESSAGE_SYSTEMINFO; flag *= 2) {
    EXPECT_THAT(Run(TraceMessageVa{.session = session, .flags = flag}), Succeeds())
        << DescribeCode(flag);
  }
  EXPECT_THAT(Run(TraceMessageVa{.session = session, .flags = all}), Succeeds());
  Stop(session);
  EXPECT_THAT(Logged(EventsOf(kFile)), SizeIs(7));
}

CLAUSE_TEST(TRACEMSGVA_P03, ClassOrComponent) {
  const Handle session = Start(u"etalon", {.log_file = kFile});
  Must(TraceMessageVa{
      .session = session, .flags = TRACE_MESSAGE_GUID, .guid = kOtherClassGuid, .number = 2});
  Must(TraceMessageVa{
      .session = session, .flags = TRACE_MESSAGE_COMPONENTID, .component_id = 77u, .number = 3});
  Stop(session);
  const auto events = Logged(EventsOf(kFile));
  ASSERT_THAT(events, SizeIs(2));
  EXPECT_EQ(events[0].Text("Guid"), ToString(kOtherClassGuid));
  EXPECT_EQ(events[0].Text("Data"), InMemory(kOtherClassGuid));
  EXPECT_EQ(events[1].Text("Data"), InMemory(77, 4));
}

CLAUSE_TEST(TRACEMSGVA_P04, AnyNumber) {
  const Handle session = Start(u"etalon", {.log_file = kFile});
  const uint16_t numbers[] = {0, 1, 4660, 65535};
  for (const uint16_t number : numbers) {
    EXPECT_THAT(Run(TraceMessageVa{.session = session, .number = number}), Succeeds());
  }
  Stop(session);
  const auto events = Logged(EventsOf(kFile, PROCESS_TRACE_MODE_EVENT_RECORD));
  ASSERT_THAT(events, SizeIs(4));
  for (int i = 0; i < 4; ++i) EXPECT_EQ(events[i].Number("Id"), numbers[i]);
}

CLAUSE_TEST(TRACEMSGVA_P05, PairsUntilTheNullPointer) {
  const Handle session = Start(u"etalon", {.log_file = kFile});
  const std::vector<Argument> lists[] = {
      {},
      {{.data = {1}}, {.data = {2, 3}}, {.data = {4, 5, 6, 7}}},
      {{.data = {1}}, {.data = {2}, .size = 0}, {.data = {3}}},
      {{.data = {1}}, {.data = {2}, .place = Place::kNull}, {.data = {3}}},
  };
  for (const std::vector<Argument>& list : lists) {
    EXPECT_THAT(Run(TraceMessageVa{.session = session, .arguments = list}), Succeeds());
  }
  Stop(session);
  EXPECT_THAT(DataOf(Logged(EventsOf(kFile))), ElementsAre("", "01020304050607", "0103", "01"));
}

}  // namespace
}  // namespace etalon
