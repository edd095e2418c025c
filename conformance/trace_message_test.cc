// TraceMessage.
#include "conformance/clause_test.h"
#include "conformance/delivered.h"

namespace etalon {
namespace {

using Message = TraceMessage;
#define CLAUSE(id) TRACEMSG_##id
#define COMPONENT_ID_CLAUSE TRACEMSG_S04
#include "conformance/trace_message_tests.inc"

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
