// TraceEventInstance: what it refuses.
#include "conformance/clause_test.h"
#include "conformance/delivered.h"

namespace etalon {
namespace {

using testing::IsEmpty;
using testing::SizeIs;

// An event of `payload_bytes` behind the caller's header of 56 bytes, which becomes one of 72.
InstanceHeader Sized(uint32_t payload_bytes) { return {.payload_fill = payload_bytes}; }

CLAUSE_TEST(TRACEINST_E03, NoEvent) {
  const InstanceInfo instance = NewInstance(Register().handles[1]);
  EXPECT_THAT(Run(TraceEventInstance{
                  .session = Start(), .event = {.place = Place::kNull}, .instance = instance}),
              Fails(ERROR_INVALID_PARAMETER));
}

NEAR_MISS(TRACEINST_E03, HeaderAlone) {
  const InstanceInfo instance = NewInstance(Register().handles[1]);
  EXPECT_THAT(Run(TraceEventInstance{.session = Start(), .instance = instance}), Succeeds());
}

CLAUSE_TEST(TRACEINST_E04, NoInstance) {
  EXPECT_THAT(Run(TraceEventInstance{.session = Start(), .instance = {.place = Place::kNull}}),
              Fails(ERROR_INVALID_PARAMETER));
}

NEAR_MISS(TRACEINST_E04, InstanceMadeByHand) {
  const Handle class_handle = Register().handles[1];
  NewInstance(class_handle);
  EXPECT_THAT(
      Run(TraceEventInstance{.session = Start(),
                             .instance = {.class_handle = class_handle, .instance_id = 1u}}),
      Succeeds());
}

CLAUSE_TEST(TRACEINST_E06, HandleZero) {
  const InstanceInfo instance = NewInstance(Register().handles[1]);
  Start();
  EXPECT_THAT(Run(TraceEventInstance{.session = kNoHandle, .instance = instance}),
              Fails(ERROR_INVALID_PARAMETER));
}

NEAR_MISS(TRACEINST_E06, HandleOfTheOnlySession) {
  const InstanceInfo instance = NewInstance(Register().handles[1]);
  EXPECT_THAT(Run(TraceEventInstance{.session = Start(), .instance = instance}), Succeeds());
}

CLAUSE_TEST(TRACEINST_E09, KernelLogger) {
  const InstanceInfo instance = NewInstance(Register().handles[1]);
  const Handle kernel_logger = Start(u"NT Kernel Logger", {.enable_flags = 1});
  EXPECT_THAT(Run(TraceEventInstance{.session = kernel_logger, .instance = instance}),
              Fails(ERROR_INVALID_HANDLE));
}

NEAR_MISS(TRACEINST_E09, SessionBesideTheKernelLogger) {
  const InstanceInfo instance = NewInstance(Register().handles[1]);
  Start(u"NT Kernel Logger", {.enable_flags = 1});
  EXPECT_THAT(Run(TraceEventInstance{.session = Start(), .instance = instance}), Succeeds());
}

CLAUSE_TEST(TRACEINST_E07, SizeLessThanTheHeader) {
  const InstanceInfo instance = NewInstance(Register().handles[1]);
  const Handle session = Start();
  for (const uint16_t size : {uint16_t{0}, uint16_t{48}, uint16_t{55}}) {
    EXPECT_THAT(
        Run(TraceEventInstance{.session = session, .event = {.size = size}, .instance = instance}),
        Fails(ERROR_INVALID_PARAMETER));
  }
}

NEAR_MISS(TRACEINST_E07, SizeOfTheHeader) {
  const InstanceInfo instance = NewInstance(Register().handles[1]);
  EXPECT_THAT(Run(TraceEventInstance{
                  .session = Start(), .event = {.size = uint16_t{56}}, .instance = instance}),
              Succeeds());
}

CLAUSE_TEST(TRACEINST_E01, FlagsWithoutTracedGuid) {
  const InstanceInfo instance = NewInstance(Register().handles[1]);
  const Handle session = Start();
  for (const uint32_t flags :
       {0u, uint32_t{WNODE_FLAG_ALL_DATA}, uint32_t{WNODE_FLAG_USE_TIMESTAMP}}) {
    EXPECT_THAT(Run(TraceEventInstance{
                    .session = session, .event = {.flags = flags}, .instance = instance}),
                Fails(ERROR_INVALID_FLAGS));
  }
}

NEAR_MISS(TRACEINST_E01, TracedGuidAlone) {
  const InstanceInfo instance = NewInstance(Register().handles[1]);
  EXPECT_THAT(
      Run(TraceEventInstance{
          .session = Start(), .event = {.flags = WNODE_FLAG_TRACED_GUID}, .instance = instance}),
      Succeeds());
}

// Either member. NULL is no registered class either, with the same code; 0 shows the check.
CLAUSE_TEST(TRACEINST_E05, MemberThatIsZero) {
  const Handle class_handle = Register().handles[1];
  const Handle session = Start(u"etalon", {.log_file = u"zero.etl"});
  const InstanceInfo instances[] = {{.class_handle = kNoHandle, .instance_id = 1u},
                                    {.class_handle = class_handle, .instance_id = 0u},
                                    {.class_handle = kNoHandle, .instance_id = 0u}};
  for (const InstanceInfo& instance : instances) {
    EXPECT_THAT(Run(TraceEventInstance{.session = session, .instance = instance}),
                Fails(ERROR_INVALID_PARAMETER));
  }
  Stop(session);
  EXPECT_THAT(EventsOf(u"zero.etl"), SizeIs(1));
}

NEAR_MISS(TRACEINST_E05, InstanceOne) {
  const Handle class_handle = Register().handles[1];
  NewInstance(class_handle);
  EXPECT_THAT(
      Run(TraceEventInstance{.session = Start(),
                             .instance = {.class_handle = class_handle, .instance_id = 1u}}),
      Succeeds());
}

CLAUSE_TEST(TRACEINST_U02, ClassThatIsNoLongerRegistered) {
  const Outcome registered = Register();
  const InstanceInfo instance = NewInstance(registered.handles[1]);
  Must(UnregisterTraceGuids{.registration = registered.handles[0]});
  EXPECT_THAT(Run(TraceEventInstance{.session = Start(), .instance = instance}),
              Fails(ERROR_INVALID_PARAMETER));
}

NEAR_MISS(TRACEINST_U02, ClassThatIsStillRegistered) {
  const Handle other = Must(RegisterTraceGuidsW{}).handle();
  const InstanceInfo instance = NewInstance(Register().handles[1]);
  Must(UnregisterTraceGuids{.registration = other});
  EXPECT_THAT(Run(TraceEventInstance{.session = Start(), .instance = instance}), Succeeds());
}

// Whoever takes the event all the same has to write it.
CLAUSE_TEST(TRACEINST_U03, ParentOfAClassThatIsNoLongerRegistered) {
  const Outcome other = Must(RegisterTraceGuidsW{});
  ASSERT_THAT(other.handles, SizeIs(2));
  const InstanceInfo parent = NewInstance(other.handles[1], "parent");
  const InstanceInfo instance = NewInstance(Register().handles[1]);
  Must(UnregisterTraceGuids{.registration = other.handles[0]});
  const Handle session = Start(u"etalon", {.log_file = u"orphan.etl"});
  const Outcome written =
      Run(TraceEventInstance{.session = session, .instance = instance, .parent = parent});
  EXPECT_THAT(written, Fails(ERROR_INVALID_PARAMETER));
  Stop(session);
  EXPECT_THAT(OfClass(kClassGuid, EventsOf(u"orphan.etl")),
              SizeIs(written.returns == ERROR_SUCCESS ? 1 : 0));
}

NEAR_MISS(TRACEINST_U03, ParentOfAnotherProvider) {
  const Outcome other = Must(RegisterTraceGuidsW{});
  ASSERT_THAT(other.handles, SizeIs(2));
  const InstanceInfo parent = NewInstance(other.handles[1], "parent");
  const InstanceInfo instance = NewInstance(Register().handles[1]);
  EXPECT_THAT(Run(TraceEventInstance{.session = Start(), .instance = instance, .parent = parent}),
              Succeeds());
}

CLAUSE_TEST(TRACEINST_E02, NoMemoryForTheCall) {
  Needs(Capability::kFaults);
  const InstanceInfo instance = NewInstance(Register().handles[1]);
  const Handle session = Start();
  Must(InjectFault{.point = FaultPoint::kPropertiesMemory});
  EXPECT_THAT(Run(TraceEventInstance{.session = session, .instance = instance}),
              Fails(ERROR_OUTOFMEMORY));
}

NEAR_MISS(TRACEINST_E02, MemoryForTheCall) {
  Needs(Capability::kFaults);
  const InstanceInfo instance = NewInstance(Register().handles[1]);
  const Handle session = Start();
  Must(InjectFault{.point = FaultPoint::kPropertiesMemory, .after = 1});
  EXPECT_THAT(Run(TraceEventInstance{.session = session, .instance = instance}), Succeeds());
}

CLAUSE_TEST(TRACEINST_E08, SessionThatHasStopped) {
  const InstanceInfo instance = NewInstance(Register().handles[1]);
  const Handle session = Start();
  Stop(session);
  EXPECT_THAT(Run(TraceEventInstance{.session = session, .instance = instance}),
              Fails(ERROR_INVALID_HANDLE));
}

CLAUSE_TEST(TRACEINST_E08, HandleThatNoSessionHas) {
  const InstanceInfo instance = NewInstance(Register().handles[1]);
  Start();
  EXPECT_THAT(Run(TraceEventInstance{.session = {.literal = 63}, .instance = instance}),
              Fails(ERROR_INVALID_HANDLE));
}

NEAR_MISS(TRACEINST_E08, SessionStillRunning) {
  const InstanceInfo instance = NewInstance(Register().handles[1]);
  const Handle first = Start(u"first");
  Stop(Start(u"second"));
  EXPECT_THAT(Run(TraceEventInstance{.session = first, .instance = instance}), Succeeds());
}

CLAUSE_TEST(TRACEINST_U04, SeventeenFields) {
  const InstanceInfo instance = NewInstance(Register().handles[1]);
  const std::vector<MofField> fields(17, MofField{.data = {1}});
  EXPECT_THAT(Run(TraceEventInstance{
                  .session = Start(), .event = {.fields = fields}, .instance = instance}),
              Fails(ERROR_INVALID_DATA));
}

NEAR_MISS(TRACEINST_U04, SixteenFields) {
  const InstanceInfo instance = NewInstance(Register().handles[1]);
  const std::vector<MofField> fields(16, MofField{.data = {1}});
  EXPECT_THAT(Run(TraceEventInstance{
                  .session = Start(), .event = {.fields = fields}, .instance = instance}),
              Succeeds());
}

CLAUSE_TEST(TRACEINST_E12, LargerThanABuffer) {
  const InstanceInfo instance = NewInstance(Register().handles[1]);
  const Handle session = Start(u"etalon", {.buffer_size_kb = 4, .log_file = u"large.etl"});
  for (const uint32_t bytes : {4096u - 72 - 56 + 64, 60000u}) {
    EXPECT_THAT(
        Run(TraceEventInstance{.session = session, .event = Sized(bytes), .instance = instance}),
        Fails(ERROR_MORE_DATA));
  }
  EXPECT_THAT(Query(session), Leaves("properties", "EventsLost"));
  Stop(session);
  EXPECT_THAT(OfClass(kClassGuid, EventsOf(u"large.etl")), IsEmpty());
}

NEAR_MISS(TRACEINST_E12, AlmostABuffer) {
  const InstanceInfo instance = NewInstance(Register().handles[1]);
  const Handle session = Start(u"etalon", {.buffer_size_kb = 4, .log_file = u"fits.etl"});
  const uint32_t bytes = 4096 - 72 - 56 - 64;
  EXPECT_THAT(
      Run(TraceEventInstance{.session = session, .event = Sized(bytes), .instance = instance}),
      Succeeds());
  Stop(session);
  const auto data = DataOf(OfClass(kClassGuid, EventsOf(u"fits.etl")));
  ASSERT_THAT(data, SizeIs(1));
  EXPECT_EQ(data[0].size(), 2 * bytes);
}

// With 928 bytes of data an event of 1,000.
CLAUSE_TEST(TRACEINST_E10, NoBufferIsFree) {
  const InstanceInfo instance = NewInstance(Register().handles[1]);
  const Handle session = StartOnStalledDisk();
  const TraceEventInstance write = {.session = session, .event = Sized(928), .instance = instance};
  for (int i = 0; i < 8; ++i) EXPECT_THAT(Run(write), Succeeds()) << i;
  for (int i = 8; i < 11; ++i) EXPECT_THAT(Run(write), Fails(ERROR_NOT_ENOUGH_MEMORY)) << i;
  EXPECT_THAT(Query(session), Has("properties", "EventsLost", 3));
  Stop(session);
  EXPECT_THAT(OfClass(kClassGuid, EventsOf(u"stalled.etl")), SizeIs(8));
}

NEAR_MISS(TRACEINST_E10, LastBufferJustFilled) {
  const InstanceInfo instance = NewInstance(Register().handles[1]);
  const Handle session = StartOnStalledDisk();
  const TraceEventInstance write = {.session = session, .event = Sized(928), .instance = instance};
  for (int i = 0; i < 8; ++i) EXPECT_THAT(Run(write), Succeeds()) << i;
  EXPECT_THAT(Query(session), Leaves("properties", "EventsLost"));
}

CLAUSE_TEST(TRACEINST_U06, StoreOfASessionThatNobodyConsumes) {
  const InstanceInfo instance = NewInstance(Register().handles[1]);
  const Handle session = Start();
  Outcome written;
  for (int i = 0; i < 20 && written.returns == ERROR_SUCCESS; ++i) {
    written = Run(TraceEvent{.session = session, .event = {.payload_fill = 60000}, .times = 100});
  }
  EXPECT_THAT(
      Run(TraceEventInstance{.session = session, .event = Sized(928), .instance = instance}),
      Fails(ERROR_LOG_FILE_FULL));
}

NEAR_MISS(TRACEINST_U06, StoreThatIsNotFull) {
  const InstanceInfo instance = NewInstance(Register().handles[1]);
  const Handle session = Start();
  Must(TraceEvent{.session = session, .event = {.payload_fill = 60000}, .times = 100});
  EXPECT_THAT(
      Run(TraceEventInstance{.session = session, .event = Sized(928), .instance = instance}),
      Succeeds());
}

CLAUSE_TEST(TRACEINST_E11, NoMemoryForOneMoreBuffer) {
  const InstanceInfo instance = NewInstance(Register().handles[1]);
  const Handle session = StartOnStalledDisk(3);
  const TraceEventInstance write = {.session = session, .event = Sized(928), .instance = instance};
  for (int i = 0; i < 8; ++i) Must(write);
  Must(InjectFault{.point = FaultPoint::kBufferMemory});
  EXPECT_THAT(Run(write), Fails(ERROR_OUTOFMEMORY));
  EXPECT_THAT(Query(session), Has("properties", "EventsLost", 1));
}

NEAR_MISS(TRACEINST_E11, MemoryForOneMoreBuffer) {
  const InstanceInfo instance = NewInstance(Register().handles[1]);
  const Handle session = StartOnStalledDisk(3);
  const TraceEventInstance write = {.session = session, .event = Sized(928), .instance = instance};
  for (int i = 0; i < 8; ++i) Must(write);
  EXPECT_THAT(Run(write), Succeeds());
  EXPECT_THAT(Query(session), Has("properties", "NumberOfBuffers", 3));
}

// A plain user who registers a class of his own and writes an event of it.
constexpr uint32_t kSecureRealTime = EVENT_TRACE_REAL_TIME_MODE | EVENT_TRACE_SECURE_MODE;
const On kAsUser = {.process = "user"};

CLAUSE_TEST(TRACEINST_U05, PlainUserInASecureSession) {
  Needs(kVista);
  Needs(Capability::kPrivileges);
  const Handle session = Start(u"etalon", {.log_file_mode = kSecureRealTime});
  Must(NewProcess{.name = "user", .token = Token::kUser});
  const Outcome registered = Must(RegisterTraceGuidsW{.on = kAsUser});
  const Handle class_handle = registered.handles.at(1);
  Must(CreateTraceInstanceId{
      .class_handle = class_handle, .instance = {.block = "made"}, .on = kAsUser});
  EXPECT_THAT(
      Run(TraceEventInstance{.session = session, .instance = {.block = "made"}, .on = kAsUser}),
      Fails(ERROR_ACCESS_DENIED));
}

NEAR_MISS(TRACEINST_U05, PlainUserInAnotherSession) {
  Needs(Capability::kPrivileges);
  const Handle session = Start();
  Must(NewProcess{.name = "user", .token = Token::kUser});
  const Outcome registered = Must(RegisterTraceGuidsW{.on = kAsUser});
  const Handle class_handle = registered.handles.at(1);
  Must(CreateTraceInstanceId{
      .class_handle = class_handle, .instance = {.block = "made"}, .on = kAsUser});
  EXPECT_THAT(
      Run(TraceEventInstance{.session = session, .instance = {.block = "made"}, .on = kAsUser}),
      Succeeds());
}

}  // namespace
}  // namespace etalon
