// TraceMessage.
#include "conformance/clause_test.h"
#include "conformance/delivered.h"

namespace etalon {
namespace {

using Message = TraceMessage;
#define CLAUSE(id) TRACEMSG_##id
#define COMPONENT_ID_CLAUSE TRACEMSG_S04
#define STORE_FULL_CLAUSE TRACEMSG_U06
#include "conformance/trace_message_tests.inc"

CLAUSE_TEST(TRACEMSG_P01, HandleThatTheCallbackWasGiven) {
  Register();
  const Handle session = Start(u"etalon", {.log_file = kFile});
  Must(Message{.session = Enable(session, 4, 0xFF), .arguments = {{.data = {9}}}});
  EXPECT_THAT(Run(Message{.session = {.literal = 63}}), Fails(ERROR_INVALID_HANDLE));
  Stop(session);
  EXPECT_THAT(DataOf(Logged(EventsOf(kFile))), ElementsAre("09"));
}

CLAUSE_TEST(TRACEMSG_P02, FlagsAskForParts) {
  const Handle session = Start(u"etalon", {.log_file = kFile});
  Must(Message{.session = session,
               .flags = TRACE_MESSAGE_SEQUENCE | TRACE_MESSAGE_COMPONENTID | 0x00FF0000,
               .component_id = 7u,
               .arguments = {{.data = {1}}}});
  Must(Message{.session = session,
               .flags = TRACE_MESSAGE_SYSTEMINFO | TRACE_MESSAGE_TIMESTAMP,
               .arguments = {{.data = {2}}}});
  EXPECT_THAT(Run(Message{.session = session, .flags = 0x0200}), Fails(ERROR_INVALID_PARAMETER));
  Stop(session);
  const auto data = DataOf(Logged(EventsOf(kFile)));
  ASSERT_THAT(data, SizeIs(2));
  EXPECT_EQ(data[0], "000000000700000001");
  EXPECT_THAT(data[1], SizeIs(2 * (8 + 8 + 1)));
}

CLAUSE_TEST(TRACEMSG_P03, GuidOrComponentId) {
  const Handle session = Start(u"etalon", {.log_file = kFile});
  Must(Message{.session = session, .flags = TRACE_MESSAGE_GUID, .guid = kOtherClassGuid});
  Must(
      Message{.session = session, .flags = TRACE_MESSAGE_COMPONENTID, .component_id = 0x01020304u});
  Must(Message{.session = session, .guid_place = Place::kNull});
  Stop(session);
  EXPECT_THAT(DataOf(Logged(EventsOf(kFile))),
              ElementsAre(InMemory(kOtherClassGuid), "04030201", ""));
}

CLAUSE_TEST(TRACEMSG_P04, AnyNumber) {
  const Handle session = Start(u"etalon", {.log_file = kFile});
  for (const uint16_t number : {uint16_t{0}, uint16_t{255}, uint16_t{65535}}) {
    Must(Message{.session = session, .flags = TRACE_MESSAGE_GUID, .number = number});
  }
  Stop(session);
  const auto events = OfClass(kClassGuid, EventsOf(kFile, PROCESS_TRACE_MODE_EVENT_RECORD));
  ASSERT_THAT(events, SizeIs(3));
  EXPECT_EQ(events[0].Number("Id"), 0u);
  EXPECT_EQ(events[1].Number("Id"), 255u);
  EXPECT_EQ(events[2].Number("Id"), 65535u);
}

CLAUSE_TEST(TRACEMSG_P05, ArgumentsAreJoined) {
  const Handle session = Start(u"etalon", {.buffer_size_kb = 4, .log_file = kFile});
  Must(Message{.session = session});
  Must(Message{.session = session,
               .arguments = {{.data = {1, 2}}, {.data = {}}, {.data = {3, 4, 5}, .size = 2u}}});
  EXPECT_THAT(Run(Message{.session = session, .arguments = Sized(4096 - 72 + 64)}),
              Fails(ERROR_MORE_DATA));
  Stop(session);
  EXPECT_THAT(DataOf(Logged(EventsOf(kFile))), ElementsAre("", "01020304"));
}

CLAUSE_TEST(TRACEMSG_U05, PlainUserInASecureSession) {
  Needs(kVista);
  Needs(Capability::kPrivileges);
  const Handle session =
      Start(u"etalon", {.log_file_mode = EVENT_TRACE_REAL_TIME_MODE | EVENT_TRACE_SECURE_MODE});
  Must(NewProcess{.name = "user", .token = Token::kUser});
  EXPECT_THAT(Run(TraceMessage{
                  .session = session, .arguments = {{.data = {1}}}, .on = {.process = "user"}}),
              Fails(ERROR_ACCESS_DENIED));
}

NEAR_MISS(TRACEMSG_U05, PlainUserInAnotherSession) {
  Needs(Capability::kPrivileges);
  const Handle session = Start();
  Must(NewProcess{.name = "user", .token = Token::kUser});
  EXPECT_THAT(Run(TraceMessage{
                  .session = session, .arguments = {{.data = {1}}}, .on = {.process = "user"}}),
              Succeeds());
}

NEAR_MISS(TRACEMSG_U05, AdministratorInASecureSession) {
  const Handle session =
      Start(u"etalon", {.log_file_mode = EVENT_TRACE_REAL_TIME_MODE | EVENT_TRACE_SECURE_MODE});
  EXPECT_THAT(Run(TraceMessage{.session = session, .arguments = {{.data = {1}}}}), Succeeds());
}

}  // namespace
}  // namespace etalon
