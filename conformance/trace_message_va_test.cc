// TraceMessageVa: as TraceMessage, and the rules of its parameters.
#include "conformance/clause_test.h"
#include "conformance/delivered.h"

namespace etalon {
namespace {

using Message = TraceMessageVa;
#define CLAUSE(id) TRACEMSGVA_##id
#define COMPONENT_ID_CLAUSE TRACEMSGVA_U05
#define STORE_FULL_CLAUSE TRACEMSGVA_U08
#include "conformance/trace_message_tests.inc"

CLAUSE_TEST(TRACEMSGVA_P01, HandleFromTheCallback) {
  Register();
  const Handle session = Start(u"etalon", {.log_file = kFile});
  EXPECT_THAT(
      Run(TraceMessageVa{.session = Enable(session, 2, 0x80000000), .arguments = {{.data = {9}}}}),
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

CLAUSE_TEST(TRACEMSGVA_U07, PlainUserInASecureSession) {
  Needs(kVista);
  Needs(Capability::kPrivileges);
  const Handle session =
      Start(u"etalon", {.log_file_mode = EVENT_TRACE_REAL_TIME_MODE | EVENT_TRACE_SECURE_MODE});
  Must(NewProcess{.name = "user", .token = Token::kUser});
  EXPECT_THAT(Run(TraceMessageVa{
                  .session = session, .arguments = {{.data = {1}}}, .on = {.process = "user"}}),
              Fails(ERROR_ACCESS_DENIED));
}

NEAR_MISS(TRACEMSGVA_U07, PlainUserInAnotherSession) {
  Needs(Capability::kPrivileges);
  const Handle session = Start();
  Must(NewProcess{.name = "user", .token = Token::kUser});
  EXPECT_THAT(Run(TraceMessageVa{
                  .session = session, .arguments = {{.data = {1}}}, .on = {.process = "user"}}),
              Succeeds());
}

NEAR_MISS(TRACEMSGVA_U07, AdministratorInASecureSession) {
  const Handle session =
      Start(u"etalon", {.log_file_mode = EVENT_TRACE_REAL_TIME_MODE | EVENT_TRACE_SECURE_MODE});
  EXPECT_THAT(Run(TraceMessageVa{.session = session, .arguments = {{.data = {1}}}}), Succeeds());
}

CLAUSE_TEST(TRACEMSGVA_S04, FailureIsTheLastErrorToo) {
  const Outcome refused =
      Run(TraceMessageVa{.session = {.literal = 33}, .arguments = {{.data = {1}}}});
  EXPECT_THAT(refused, Fails(ERROR_INVALID_HANDLE));
  EXPECT_EQ(refused.last_error, uint32_t{ERROR_INVALID_HANDLE});
}

}  // namespace
}  // namespace etalon
