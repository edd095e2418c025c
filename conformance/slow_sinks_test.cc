// Disks and consumers that are slower than the events come.
#include "conformance/clause_test.h"
#include "conformance/delivered.h"

namespace etalon {
namespace {

using testing::ElementsAre;
using testing::Ge;
using testing::IsEmpty;
using testing::SizeIs;

// RT_LostEvent.
constexpr Guid kLossGuid = {
    0x6a399ae0, 0x4bc6, 0x4de9, {0x87, 0x0b, 0x36, 0x57, 0xf8, 0x94, 0x7e, 0x7e}};

// Of a session with two small buffers.
Properties Small() {
  return {.buffer_size_kb = 4,
          .minimum_buffers = 2,
          .maximum_buffers = 2,
          .log_file_mode = EVENT_TRACE_REAL_TIME_MODE | EVENT_TRACE_NO_PER_PROCESSOR_BUFFERING};
}

// Of a consumer that takes so long for each event.
OpenTraceW Slow(uint32_t ms) {
  return {.logger_name = u"etalon",
          .mode = PROCESS_TRACE_MODE_REAL_TIME,
          .event_callback = {.delay_ms = ms}};
}

const EventHeader kSmall = {.guid = kClassGuid, .payload = {1}};
const EventHeader kLarge = {.guid = kOtherClassGuid, .payload_fill = 952};  // four fill a buffer

CLAUSE_TEST(TRACEEVENT_E04, DiskThatLags) {
  Needs(Capability::kFaults);
  Must(SetDisk{.bytes_per_second = 1 << 20, .latency_us = 20000});
  Properties properties = Small();
  properties.log_file_mode =
      EVENT_TRACE_FILE_MODE_SEQUENTIAL | EVENT_TRACE_NO_PER_PROCESSOR_BUFFERING;
  properties.log_file = u"lags.etl";
  const Handle session = Start(u"etalon", properties);
  EXPECT_THAT(Run(TraceEvent{.session = session, .event = kLarge, .times = 9}),
              Fails(ERROR_NOT_ENOUGH_MEMORY));
  Must(Advance{.ms = 100});  // each buffer takes 24
  EXPECT_THAT(Run(TraceEvent{.session = session, .event = kLarge}), Succeeds());
}

CLAUSE_TEST(TRACEEVENT_E04, ConsumerThatLags) {
  const Handle session = Start(u"etalon", Small());
  StartProcessing(Open(Slow(400)));
  Must(Advance{.ms = 500});  // it has had the event about the session
  Must(TraceEvent{.session = session, .event = kSmall});
  Must(FlushTraceW{.handle = session});
  Must(Advance{.ms = 150});  // it is busy with the first event
  EXPECT_THAT(Run(TraceEvent{.session = session, .event = kLarge, .times = 2000}),
              Fails(ERROR_NOT_ENOUGH_MEMORY));
  EXPECT_THAT(Query(session).Number("properties", "EventsLost"), Ge(1u));
  Stop(session);
  Must(Await{.of = "consumer"});
}

CLAUSE_TEST(CBEVENT_S02, LostEvents) {
  const Handle session = Start(u"etalon", Small());
  StartProcessing(Open(Slow(400)));
  Must(Advance{.ms = 500});
  Must(TraceEvent{.session = session, .event = kSmall});
  Must(FlushTraceW{.handle = session});
  Must(Advance{.ms = 150});  // the consumer is busy with it
  Run(TraceEvent{.session = session, .event = kLarge, .times = 2000});
  EXPECT_THAT(Query(session).Number("properties", "EventsLost"), Ge(1u));
  Must(Advance{.ms = 3000});
  Must(TraceEvent{.session = session, .event = {.guid = kClassGuid, .payload = {2}}});
  Stop(session);
  const auto calls = CallsOf(Must(Await{.of = "consumer"}), "event");
  const auto losses = OfClass(kLossGuid, calls);
  ASSERT_THAT(losses, SizeIs(Ge(1u)));
  for (const CallbackRecord& loss : losses) EXPECT_EQ(loss.Number("Type"), 32u);
  EXPECT_THAT(DataOf(OfClass(kClassGuid, calls)), ElementsAre("01", "02"));
  EXPECT_EQ(calls.back().Text("Data"), "02");
  EXPECT_EQ(calls[calls.size() - 2].Text("Guid"), losses[0].Text("Guid"));
}

CLAUSE_TEST(CBEVENT_S02, NothingIsLost) {
  const Handle session = Start(u"etalon", Small());
  StartProcessing(Open(Slow(0)));
  for (const uint8_t data : {1, 2, 3}) {
    Must(TraceEvent{.session = session, .event = {.guid = kClassGuid, .payload = {data}}});
    Must(FlushTraceW{.handle = session});
    Must(Advance{.ms = 20});
  }
  Stop(session);
  const auto calls = CallsOf(Must(Await{.of = "consumer"}), "event");
  EXPECT_THAT(DataOf(OfClass(kClassGuid, calls)), ElementsAre("01", "02", "03"));
  EXPECT_THAT(OfClass(kLossGuid, calls), IsEmpty());
}

}  // namespace
}  // namespace etalon
