// TraceEvent.
#include "conformance/clause_test.h"
#include "conformance/delivered.h"

namespace etalon {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

// An event of `payload_bytes` and its header of 48.
EventHeader Sized(uint32_t payload_bytes) {
  return {.guid = kClassGuid, .payload_fill = payload_bytes};
}

EventHeader WithData(Bytes data) { return {.guid = kClassGuid, .payload = std::move(data)}; }

CLAUSE_TEST(TRACEEVENT_E07, NoEvent) {
  EXPECT_THAT(Run(TraceEvent{.session = Start(), .event = {.place = Place::kNull}}),
              Fails(ERROR_INVALID_PARAMETER));
}

NEAR_MISS(TRACEEVENT_E07, HeaderAlone) {
  EXPECT_THAT(Run(TraceEvent{.session = Start(), .event = {.guid = kClassGuid}}), Succeeds());
}

CLAUSE_TEST(TRACEEVENT_E06, HandleZero) {
  Start();
  EXPECT_THAT(Run(TraceEvent{.session = kNoHandle, .event = Sized(4)}),
              Fails(ERROR_INVALID_PARAMETER));
}

NEAR_MISS(TRACEEVENT_E06, HandleOfTheOnlySession) {
  EXPECT_THAT(Run(TraceEvent{.session = Start(), .event = Sized(4)}), Succeeds());
}

CLAUSE_TEST(TRACEEVENT_E03, KernelLogger) {
  const Handle kernel_logger = Start(u"NT Kernel Logger", {.enable_flags = 1});
  EXPECT_THAT(Run(TraceEvent{.session = kernel_logger, .event = Sized(4)}),
              Fails(ERROR_INVALID_HANDLE));
}

NEAR_MISS(TRACEEVENT_E03, SessionBesideTheKernelLogger) {
  Start(u"NT Kernel Logger", {.enable_flags = 1});
  EXPECT_THAT(Run(TraceEvent{.session = Start(), .event = Sized(4)}), Succeeds());
}

CLAUSE_TEST(TRACEEVENT_E08, SizeLessThanTheHeader) {
  const Handle session = Start();
  for (const uint16_t size : {uint16_t{0}, uint16_t{47}}) {
    EXPECT_THAT(Run(TraceEvent{.session = session, .event = {.size = size, .guid = kClassGuid}}),
                Fails(ERROR_INVALID_PARAMETER));
  }
}

NEAR_MISS(TRACEEVENT_E08, SizeOfTheHeader) {
  EXPECT_THAT(
      Run(TraceEvent{.session = Start(), .event = {.size = uint16_t{48}, .guid = kClassGuid}}),
      Succeeds());
}

// Whoever takes the event all the same has to write it.
CLAUSE_TEST(TRACEEVENT_E01, FlagsWithoutTracedGuid) {
  const Handle session = Start(u"etalon", {.log_file = u"flags.etl"});
  size_t taken = 0;
  for (const uint32_t flags :
       {0u, uint32_t{WNODE_FLAG_ALL_DATA}, uint32_t{WNODE_FLAG_USE_TIMESTAMP}}) {
    const Outcome written =
        Run(TraceEvent{.session = session, .event = {.guid = kClassGuid, .flags = flags}});
    EXPECT_THAT(written, Fails(ERROR_INVALID_FLAG_NUMBER));
    if (written.returns == ERROR_SUCCESS) ++taken;
  }
  Stop(session);
  EXPECT_THAT(EventsOf(u"flags.etl"), SizeIs(1 + taken));
}

NEAR_MISS(TRACEEVENT_E01, TracedGuidAlone) {
  EXPECT_THAT(Run(TraceEvent{.session = Start(),
                             .event = {.guid = kClassGuid, .flags = WNODE_FLAG_TRACED_GUID}}),
              Succeeds());
}

CLAUSE_TEST(TRACEEVENT_U03, SeventeenFields) {
  const std::vector<MofField> fields(17, MofField{.data = {1}});
  EXPECT_THAT(Run(TraceEvent{.session = Start(), .event = {.guid = kClassGuid, .fields = fields}}),
              Fails(ERROR_INVALID_DATA));
}

NEAR_MISS(TRACEEVENT_U03, SixteenFields) {
  const Handle session = Start(u"etalon", {.log_file = u"fields.etl"});
  std::vector<MofField> fields;
  for (uint8_t i = 0; i < 16; ++i) fields.push_back({.data = Bytes(i % 3, i)});
  EXPECT_THAT(Run(TraceEvent{.session = session, .event = {.guid = kClassGuid, .fields = fields}}),
              Succeeds());
  Stop(session);
  EXPECT_THAT(DataOf(OfClass(kClassGuid, EventsOf(u"fields.etl"))), ElementsAre("010202040505070808"
                                                                                "0a0b0b0d0e0e"));
}

CLAUSE_TEST(TRACEEVENT_E02, SessionThatHasStopped) {
  const Handle session = Start();
  Stop(session);
  EXPECT_THAT(Run(TraceEvent{.session = session, .event = Sized(4)}), Fails(ERROR_INVALID_HANDLE));
}

CLAUSE_TEST(TRACEEVENT_E02, HandleThatNoSessionHas) {
  Start();
  EXPECT_THAT(Run(TraceEvent{.session = {.literal = 63}, .event = Sized(4)}),
              Fails(ERROR_INVALID_HANDLE));
  EXPECT_THAT(Run(TraceEvent{.session = {.literal = 64}, .event = Sized(4)}),
              Fails(ERROR_INVALID_HANDLE));
}

NEAR_MISS(TRACEEVENT_E02, SessionStillRunning) {
  const Handle first = Start(u"first");
  Stop(Start(u"second"));
  EXPECT_THAT(Run(TraceEvent{.session = first, .event = Sized(4)}), Succeeds());
}

CLAUSE_TEST(TRACEEVENT_E09, LargerThanABuffer) {
  const Handle session = Start(u"etalon", {.buffer_size_kb = 4, .log_file = u"large.etl"});
  EXPECT_THAT(Run(TraceEvent{.session = session, .event = Sized(4096 - 72 + 64 - 48)}),
              Fails(ERROR_MORE_DATA));
  EXPECT_THAT(Run(TraceEvent{.session = session, .event = Sized(60000)}), Fails(ERROR_MORE_DATA));
  EXPECT_THAT(Query(session), Leaves("properties", "EventsLost"));
  Stop(session);
  EXPECT_THAT(OfClass(kClassGuid, EventsOf(u"large.etl")), IsEmpty());
}

NEAR_MISS(TRACEEVENT_E09, AlmostABuffer) {
  const Handle session = Start(u"etalon", {.buffer_size_kb = 4, .log_file = u"fits.etl"});
  const uint32_t bytes = 4096 - 72 - 64 - 48;
  EXPECT_THAT(Run(TraceEvent{.session = session, .event = Sized(bytes)}), Succeeds());
  Stop(session);
  const auto data = DataOf(OfClass(kClassGuid, EventsOf(u"fits.etl")));
  ASSERT_THAT(data, SizeIs(1));
  EXPECT_EQ(data[0].size(), 2 * bytes);
}

CLAUSE_TEST(TRACEEVENT_E04, NoBufferIsFree) {
  const Handle session = StartOnStalledDisk();
  EXPECT_THAT(Run(TraceEvent{.session = session, .event = Sized(952), .times = 8}), Succeeds());
  const Outcome burst = Run(TraceEvent{.session = session, .event = Sized(952), .times = 3});
  EXPECT_THAT(burst, Fails(ERROR_NOT_ENOUGH_MEMORY));
  EXPECT_EQ(burst.failures, 2u);
  EXPECT_THAT(Query(session), Has("properties", "EventsLost", 3));
  Stop(session);
  EXPECT_THAT(OfClass(kClassGuid, EventsOf(u"stalled.etl")), SizeIs(8));
}

NEAR_MISS(TRACEEVENT_E04, LastBufferJustFilled) {
  const Handle session = StartOnStalledDisk();
  const Outcome burst = Run(TraceEvent{.session = session, .event = Sized(952), .times = 8});
  EXPECT_THAT(burst, Succeeds());
  EXPECT_EQ(burst.failures, 0u);
  EXPECT_THAT(Query(session), Leaves("properties", "EventsLost"));
}

CLAUSE_TEST(TRACEEVENT_E05, NoMemoryForOneMoreBuffer) {
  const Handle session = StartOnStalledDisk(3);
  Must(TraceEvent{.session = session, .event = Sized(952), .times = 8});
  Must(InjectFault{.point = FaultPoint::kBufferMemory});
  EXPECT_THAT(Run(TraceEvent{.session = session, .event = Sized(952)}), Fails(ERROR_OUTOFMEMORY));
  EXPECT_THAT(Query(session), Has("properties", "EventsLost", 1));
  EXPECT_THAT(Query(session), Has("properties", "NumberOfBuffers", 2));
}

NEAR_MISS(TRACEEVENT_E05, MemoryForOneMoreBuffer) {
  const Handle session = StartOnStalledDisk(3);
  Must(TraceEvent{.session = session, .event = Sized(952), .times = 8});
  EXPECT_THAT(Run(TraceEvent{.session = session, .event = Sized(952)}), Succeeds());
  EXPECT_THAT(Query(session), Has("properties", "NumberOfBuffers", 3));
}

CLAUSE_TEST(TRACEEVENT_U01, ProviderThatIsNotEnabled) {
  const Handle session = Start(u"etalon", {.log_file = u"not_enabled.etl"});
  Must(TraceEvent{.session = session, .event = WithData({7})});
  Stop(session);
  EXPECT_THAT(DataOf(OfClass(kClassGuid, EventsOf(u"not_enabled.etl"))), ElementsAre("07"));
}

CLAUSE_TEST(TRACEEVENT_U01, LevelAboveTheSessions) {
  Register();
  const Handle session = Start(u"etalon", {.log_file = u"level.etl"});
  EventHeader verbose = WithData({8});
  verbose.level = uint8_t{5};
  Must(TraceEvent{.session = Enable(session, 1), .event = verbose});
  Stop(session);
  EXPECT_THAT(DataOf(OfClass(kClassGuid, EventsOf(u"level.etl"))), ElementsAre("08"));
}

CLAUSE_TEST(TRACEEVENT_S01, InOrderToTheFile) {
  const Handle session = Start(u"etalon", {.log_file = u"order.etl"});
  for (uint8_t i = 1; i <= 5; ++i) {
    Must(TraceEvent{.session = session, .event = WithData({i})});
  }
  Stop(session);
  EXPECT_THAT(DataOf(OfClass(kClassGuid, EventsOf(u"order.etl"))),
              ElementsAre("01", "02", "03", "04", "05"));
}

CLAUSE_TEST(TRACEEVENT_S01, ToTheConsumerAlone) {
  const Handle session = Start();
  const Handle trace = Consume();
  Must(TraceEvent{.session = session, .event = WithData({1})});
  Must(TraceEvent{.session = session, .event = WithData({2})});
  Stop(session);
  EXPECT_THAT(DataOf(OfClass(kClassGuid, Must(Await{.of = "consumer"}).callbacks)),
              ElementsAre("01", "02"));
  Must(CloseTrace{.trace = trace});
}

CLAUSE_TEST(TRACEEVENT_S01, ToFileAndConsumer) {
  const Handle session =
      Start(u"etalon", {.log_file_mode = EVENT_TRACE_REAL_TIME_MODE, .log_file = u"both.etl"});
  Consume();
  Must(TraceEvent{.session = session, .event = WithData({3})});
  Stop(session);
  EXPECT_THAT(DataOf(OfClass(kClassGuid, Must(Await{.of = "consumer"}).callbacks)),
              ElementsAre("03"));
  EXPECT_THAT(DataOf(OfClass(kClassGuid, EventsOf(u"both.etl"))), ElementsAre("03"));
}

CLAUSE_TEST(TRACEEVENT_S02, ThreadProcessAndTime) {
  const Handle session = Start(u"etalon", {.log_file = u"stamps.etl"});
  Must(TraceEvent{.session = session, .event = WithData({1})});
  Must(Advance{.ms = 50});
  Must(TraceEvent{.session = session, .event = WithData({2}), .on = {.thread = "second"}});
  Stop(session);
  const auto events = OfClass(kClassGuid, EventsOf(u"stamps.etl"));
  ASSERT_THAT(events, SizeIs(2));
  EXPECT_NE(events[0].Number("ProcessId"), 0u);
  EXPECT_EQ(events[0].Number("ProcessId"), events[1].Number("ProcessId"));
  EXPECT_NE(events[0].Number("ThreadId"), 0u);
  EXPECT_NE(events[0].Number("ThreadId"), events[1].Number("ThreadId"));
  const uint64_t tolerated = 450000;  // 45 ms: clocks of Windows tick every 15.6 ms
  EXPECT_GE(events[1].Number("TimeStamp"), events[0].Number("TimeStamp") + tolerated);
}

CLAUSE_TEST(TRACEEVENT_P03, ClassInTheHeaderOrThroughAPointer) {
  const Handle session = Start(u"etalon", {.log_file = u"class.etl"});
  Must(TraceEvent{.session = session,
                  .event = {.guid = kOtherClassGuid, .guid_by_pointer = true, .payload = {1}}});
  Must(TraceEvent{.session = session, .event = {.guid = kClassGuid, .payload = {2}}});
  Stop(session);
  const auto events = EventsOf(u"class.etl");
  EXPECT_THAT(DataOf(OfClass(kOtherClassGuid, events)), ElementsAre("01"));
  EXPECT_THAT(DataOf(OfClass(kClassGuid, events)), ElementsAre("02"));
}

CLAUSE_TEST(TRACEEVENT_U05, StoreOfASessionThatNobodyConsumes) {
  const Handle session = Start();
  Outcome written;
  for (int i = 0; i < 20 && written.returns == ERROR_SUCCESS; ++i) {
    written = Run(TraceEvent{.session = session, .event = Sized(60000), .times = 100});
  }
  EXPECT_THAT(written, Fails(ERROR_LOG_FILE_FULL));
  EXPECT_THAT(Query(session).Number("properties", "EventsLost"), testing::Ge(1u));
  EXPECT_THAT(Query(session), Leaves("properties", "RealTimeBuffersLost"));
}

NEAR_MISS(TRACEEVENT_U05, StoreThatIsNotFull) {
  const Outcome written = Run(TraceEvent{.session = Start(), .event = Sized(60000), .times = 100});
  EXPECT_THAT(written, Succeeds());
  EXPECT_EQ(written.failures, 0u);
}

CLAUSE_TEST(TRACEEVENT_P01, HandleThatTheCallbackWasGiven) {
  Register();
  const Handle session = Start(u"etalon", {.log_file = u"handle.etl"});
  Must(TraceEvent{.session = Enable(session, 4, 0xFF), .event = WithData({9})});
  EXPECT_THAT(Run(TraceEvent{.session = {.literal = 63}, .event = Sized(4)}),
              Fails(ERROR_INVALID_HANDLE));
  Stop(session);
  EXPECT_THAT(DataOf(OfClass(kClassGuid, EventsOf(u"handle.etl"))), ElementsAre("09"));
}

CLAUSE_TEST(TRACEEVENT_P02, SizeCountsHeaderAndData) {
  const Handle session = Start(u"etalon", {.buffer_size_kb = 4, .log_file = u"size.etl"});
  EventHeader event = WithData({1, 2, 3, 4});
  for (const uint16_t size : {48, 50, 52}) {
    event.size = size;
    Must(TraceEvent{.session = session, .event = event});
  }
  event.size = uint16_t{47};
  EXPECT_THAT(Run(TraceEvent{.session = session, .event = event}), Fails(ERROR_INVALID_PARAMETER));
  EXPECT_THAT(Run(TraceEvent{.session = session, .event = Sized(4096)}), Fails(ERROR_MORE_DATA));
  Stop(session);
  EXPECT_THAT(DataOf(OfClass(kClassGuid, EventsOf(u"size.etl"))),
              ElementsAre("", "0102", "01020304"));
}

CLAUSE_TEST(TRACEEVENT_P02, NoEventIsLargerThan64Kilobytes) {
  const Handle session = Start(u"etalon", {.buffer_size_kb = 1024, .log_file = u"large.etl"});
  const std::vector<MofField> fields = {{.data = Bytes(40000)}, {.data = Bytes(40000)}};
  EXPECT_THAT(Run(TraceEvent{.session = session, .event = {.guid = kClassGuid, .fields = fields}}),
              Fails(ERROR_MORE_DATA));
  EXPECT_THAT(Run(TraceEvent{.session = session, .event = Sized(60000)}), Succeeds());
  Stop(session);
  EXPECT_THAT(OfClass(kClassGuid, EventsOf(u"large.etl")), SizeIs(1));
}

CLAUSE_TEST(TRACEEVENT_P04, BothPointersAtOnce) {
  const Handle session = Start(u"etalon", {.log_file = u"pointers.etl"});
  Must(TraceEvent{.session = session,
                  .event = {.guid = kOtherClassGuid,
                            .guid_by_pointer = true,
                            .fields = {{.data = {1}}, {.data = {2, 3}}}}});
  Must(TraceEvent{.session = session, .event = WithData({4})});
  EXPECT_THAT(Run(TraceEvent{.session = session, .event = {.flags = WNODE_FLAG_USE_MOF_PTR}}),
              Fails(ERROR_INVALID_FLAG_NUMBER));
  Stop(session);
  const auto events = EventsOf(u"pointers.etl");
  EXPECT_THAT(DataOf(OfClass(kOtherClassGuid, events)), ElementsAre("010203"));
  EXPECT_THAT(DataOf(OfClass(kClassGuid, events)), ElementsAre("04"));
}

CLAUSE_TEST(TRACEEVENT_S02, WhatTheCallerGave) {
  const Handle session = Start(u"etalon", {.log_file = u"given.etl"});
  Must(TraceEvent{.session = session,
                  .event = {.type = uint8_t{11},
                            .level = uint8_t{3},
                            .version = uint16_t{513},
                            .guid = kOtherClassGuid}});
  Stop(session);
  const auto events = OfClass(kOtherClassGuid, EventsOf(u"given.etl"));
  ASSERT_THAT(events, SizeIs(1));
  EXPECT_EQ(events[0].Number("Type"), 11u);
  EXPECT_EQ(events[0].Number("Level"), 3u);
  EXPECT_EQ(events[0].Number("Version"), 513u);
  EXPECT_EQ(events[0].Text("Data"), "");
}

CLAUSE_TEST(TRACEEVENT_U04, PlainUserInASecureSession) {
  Needs(kVista);
  Needs(Capability::kPrivileges);
  const Handle session =
      Start(u"etalon", {.log_file_mode = EVENT_TRACE_REAL_TIME_MODE | EVENT_TRACE_SECURE_MODE});
  Must(NewProcess{.name = "user", .token = Token::kUser});
  EXPECT_THAT(Run(TraceEvent{.session = session, .on = {.process = "user"}}),
              Fails(ERROR_ACCESS_DENIED));
}

NEAR_MISS(TRACEEVENT_U04, PlainUserInAnotherSession) {
  Needs(Capability::kPrivileges);
  const Handle session = Start();
  Must(NewProcess{.name = "user", .token = Token::kUser});
  EXPECT_THAT(Run(TraceEvent{.session = session, .on = {.process = "user"}}), Succeeds());
}

NEAR_MISS(TRACEEVENT_U04, AdministratorInASecureSession) {
  const Handle session =
      Start(u"etalon", {.log_file_mode = EVENT_TRACE_REAL_TIME_MODE | EVENT_TRACE_SECURE_MODE});
  EXPECT_THAT(Run(TraceEvent{.session = session}), Succeeds());
}

CLAUSE_TEST(TRACEEVENT_S03, FailureIsTheLastErrorToo) {
  const Outcome refused = Run(TraceEvent{.session = {.literal = 33}});
  EXPECT_THAT(refused, Fails(ERROR_INVALID_HANDLE));
  EXPECT_EQ(refused.last_error, uint32_t{ERROR_INVALID_HANDLE});
  const Outcome written = Run(TraceEvent{.session = Start()});
  EXPECT_THAT(written, Succeeds());
  EXPECT_EQ(written.last_error, std::nullopt);
}

CLAUSE_TEST(TRACEEVENT_P01, HandleThatTheCallbackAskedFor) {
  Register();
  const Handle session = Start(u"etalon", {.log_file = u"mine.etl"});
  const Handle handle = Enable(session, 4, 0x99);
  Must(TraceEvent{.session = handle, .event = {.guid = kClassGuid, .payload = {0xAB}}});
  Stop(session);
  EXPECT_THAT(DataOf(OfClass(kClassGuid, EventsOf(u"mine.etl"))), testing::ElementsAre("ab"));
}

CLAUSE_TEST(TRACEEVENT_P02, FromAHeaderToAlmostABuffer) {
  const Handle session = Start(u"etalon", {.buffer_size_kb = 4, .log_file = u"sizes.etl"});
  Must(TraceEvent{.session = session, .event = {.size = uint16_t{48}}});
  Must(TraceEvent{.session = session, .event = {.payload_fill = 4096 - 72 - 48 - 64}});
  EXPECT_THAT(Run(TraceEvent{.session = session, .event = {.payload_fill = 4096}}),
              Fails(ERROR_MORE_DATA));
  EXPECT_THAT(Run(TraceEvent{.session = session, .event = {.size = uint16_t{47}}}),
              Fails(ERROR_INVALID_PARAMETER));
  Stop(session);
  EXPECT_THAT(OfClass(kClassGuid, EventsOf(u"sizes.etl")), testing::SizeIs(2));
}

CLAUSE_TEST(TRACEEVENT_P04, PointersInPlaceOfGuidAndData) {
  const Handle session = Start(u"etalon", {.log_file = u"flags.etl"});
  const std::vector<MofField> fields(16, MofField{.data = {0xA5}});
  Must(TraceEvent{.session = session,
                  .event = {.guid = kOtherClassGuid, .guid_by_pointer = true, .fields = fields}});
  Stop(session);
  EXPECT_THAT(DataOf(OfClass(kOtherClassGuid, EventsOf(u"flags.etl"))),
              testing::ElementsAre("a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5"));
}

}  // namespace
}  // namespace etalon
