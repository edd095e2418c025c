// OpenTraceFromRealTimeLogger.
#include "conformance/clause_test.h"
#include "conformance/delivered.h"

#define LOGGER_TEST(number, name) CLAUSE_TEST(OPENRT_##number, name)
#define LOGGER_NEAR_MISS(number, name) NEAR_MISS(OPENRT_##number, name)

namespace etalon {
namespace {

using LoggerOp = OpenTraceFromRealTimeLogger;

#include "conformance/real_time_logger_tests.inc"

CLAUSE_TEST(OPENRT_P02, RecordsWithTheirContext) {
  const Handle session = Start();
  StartProcessing(Open(LoggerOp{.logger_name = u"etalon"}));
  Must(TraceEvent{.session = session, .event = {.guid = kClassGuid}});
  Stop(session);
  const auto events = OfClass(kClassGuid, Must(Await{.of = "consumer"}).callbacks);
  ASSERT_THAT(events, SizeIs(1));
  EXPECT_EQ(events[0].Number("UserContext"), 1u);
  EXPECT_NE(events[0].Number("Flags") & EVENT_HEADER_FLAG_CLASSIC_HEADER, 0u);
}

CLAUSE_TEST(OPENRT_P02, RawTimeStamps) {
  const Handle session = Start(u"etalon", {.client_context = 1});
  const OpenTraceOptions raw = {.modes = ETW_PROCESS_TRACE_MODE_RAW_TIMESTAMP};
  StartProcessing(Open(LoggerOp{.logger_name = u"etalon", .options = raw}));
  Must(TraceEvent{.session = session, .event = {.block = "event", .guid = kClassGuid}});
  Stop(session);
  const auto events = OfClass(kClassGuid, Must(Await{.of = "consumer"}).callbacks);
  ASSERT_THAT(events, SizeIs(1));
  constexpr uint64_t kYear2000 = 125911584000000000;
  EXPECT_LT(events[0].Number("TimeStamp"), kYear2000) << "a counter, no time";
}

CLAUSE_TEST(OPENRT_P03, HeaderOfTheSession) {
  Start(u"etalon", {.client_context = 3, .buffer_size_kb = 16});
  const Outcome opened = Run(LoggerOp{.logger_name = u"etalon"});
  EXPECT_THAT(opened, Has("header", "BufferSize", 16 * 1024));
  EXPECT_THAT(opened, Has("header", "ReservedFlags", 3));
}

CLAUSE_TEST(OPENRT_P03, Nobody) {
  const Handle session = Start();
  StartProcessing(Open(LoggerOp{.logger_name = u"etalon", .header = Place::kNull}));
  Must(TraceEvent{.session = session, .event = {.guid = kClassGuid}});
  Stop(session);
  EXPECT_THAT(OfClass(kClassGuid, Must(Await{.of = "consumer"}).callbacks), SizeIs(1));
}

}  // namespace
}  // namespace etalon
