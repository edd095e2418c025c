// TraceMessageVa: what it refuses.
#include "conformance/clause_test.h"
#include "conformance/delivered.h"

namespace etalon {
namespace {

using testing::IsEmpty;
using testing::SizeIs;

// Arguments of so many bytes in all.
std::vector<Argument> Sized(uint32_t bytes) { return {{.fill = bytes}}; }

CLAUSE_TEST(TRACEMSGVA_E01, HandleZero) {
  Start();
  EXPECT_THAT(Run(TraceMessageVa{.session = kNoHandle, .arguments = Sized(4)}),
              Fails(ERROR_INVALID_HANDLE));
}

NEAR_MISS(TRACEMSGVA_E01, HandleOfTheOnlySession) {
  EXPECT_THAT(Run(TraceMessageVa{.session = Start(), .arguments = Sized(4)}), Succeeds());
}

CLAUSE_TEST(TRACEMSGVA_E02, KernelLogger) {
  const Handle kernel_logger = Start(u"NT Kernel Logger", {.enable_flags = 1});
  EXPECT_THAT(Run(TraceMessageVa{.session = kernel_logger, .arguments = Sized(4)}),
              Fails(ERROR_INVALID_HANDLE));
}

NEAR_MISS(TRACEMSGVA_E02, SessionBesideTheKernelLogger) {
  Start(u"NT Kernel Logger", {.enable_flags = 1});
  EXPECT_THAT(Run(TraceMessageVa{.session = Start(), .arguments = Sized(4)}), Succeeds());
}

// Whoever takes the message all the same has to write it.
CLAUSE_TEST(TRACEMSGVA_E05, UndefinedFlag) {
  const Handle session = Start(u"etalon", {.log_file = u"flags.etl"});
  size_t taken = 0;
  for (const uint32_t flags : {0x0100u, 0x0800u, 0x8000u}) {
    const Outcome written = Run(TraceMessageVa{.session = session, .flags = flags});
    EXPECT_THAT(written, Fails(ERROR_INVALID_PARAMETER));
    if (written.returns == ERROR_SUCCESS) ++taken;
  }
  Stop(session);
  EXPECT_THAT(EventsOf(u"flags.etl"), SizeIs(1 + taken));
}

NEAR_MISS(TRACEMSGVA_E05, FlagAboveTheLow16) {
  const Handle session = Start();
  for (const uint32_t flags : {0x00010000u, 0x80000000u}) {
    EXPECT_THAT(Run(TraceMessageVa{.session = session, .flags = flags}), Succeeds());
  }
}

CLAUSE_TEST(TRACEMSGVA_U04, NoGuidThoughAskedFor) {
  const Handle session = Start();
  for (const uint32_t flags : {TRACE_MESSAGE_GUID, TRACE_MESSAGE_COMPONENTID}) {
    EXPECT_THAT(
        Run(TraceMessageVa{.session = session, .flags = flags, .guid_place = Place::kNull}),
        Fails(ERROR_INVALID_PARAMETER));
  }
}

NEAR_MISS(TRACEMSGVA_U04, NoGuidAndNoneAskedFor) {
  EXPECT_THAT(Run(TraceMessageVa{.session = Start(),
                                 .flags = TRACE_MESSAGE_SYSTEMINFO,
                                 .guid_place = Place::kNull}),
              Succeeds());
}

CLAUSE_TEST(TRACEMSGVA_U03, LargerThan64Kilobytes) {
  const Handle session = Start(u"etalon", {.buffer_size_kb = 128});
  EXPECT_THAT(Run(TraceMessageVa{.session = session, .arguments = Sized(65536)}),
              Fails(ERROR_BUFFER_OVERFLOW));
}

NEAR_MISS(TRACEMSGVA_U03, Almost64Kilobytes) {
  const Handle session = Start(u"etalon", {.buffer_size_kb = 128});
  EXPECT_THAT(Run(TraceMessageVa{.session = session, .arguments = Sized(65536 - 72 - 64)}),
              Succeeds());
}

CLAUSE_TEST(TRACEMSGVA_U02, SessionThatHasStopped) {
  const Handle session = Start();
  Stop(session);
  EXPECT_THAT(Run(TraceMessageVa{.session = session, .arguments = Sized(4)}),
              Fails(ERROR_INVALID_HANDLE));
}

CLAUSE_TEST(TRACEMSGVA_U02, HandleThatNoSessionHas) {
  Start();
  EXPECT_THAT(Run(TraceMessageVa{.session = {.literal = 63}, .arguments = Sized(4)}),
              Fails(ERROR_INVALID_HANDLE));
}

NEAR_MISS(TRACEMSGVA_U02, SessionStillRunning) {
  const Handle first = Start(u"first");
  Stop(Start(u"second"));
  EXPECT_THAT(Run(TraceMessageVa{.session = first, .arguments = Sized(4)}), Succeeds());
}

CLAUSE_TEST(TRACEMSGVA_E06, LargerThanABuffer) {
  const Handle session = Start(u"etalon", {.buffer_size_kb = 4, .log_file = u"large.etl"});
  EXPECT_THAT(Run(TraceMessageVa{.session = session,
                                 .flags = TRACE_MESSAGE_GUID,
                                 .arguments = Sized(4096 - 72 + 64)}),
              Fails(ERROR_MORE_DATA));
  EXPECT_THAT(Query(session), Leaves("properties", "EventsLost"));
  Stop(session);
  EXPECT_THAT(OfClass(kClassGuid, EventsOf(u"large.etl")), IsEmpty());
}

NEAR_MISS(TRACEMSGVA_E06, AlmostABuffer) {
  const Handle session = Start(u"etalon", {.buffer_size_kb = 4, .log_file = u"fits.etl"});
  EXPECT_THAT(Run(TraceMessageVa{.session = session,
                                 .flags = TRACE_MESSAGE_GUID,
                                 .arguments = Sized(4096 - 72 - 64)}),
              Succeeds());
  Stop(session);
  const auto data = DataOf(OfClass(kClassGuid, EventsOf(u"fits.etl")));
  ASSERT_THAT(data, SizeIs(1));
  EXPECT_EQ(data[0].size(), 2 * (16u + 4096 - 72 - 64));
}

// With its header of 8 bytes and the GUID's 16, a message of 1,000.
TraceMessageVa Kilobyte(const Handle& session) {
  return {.session = session, .flags = TRACE_MESSAGE_GUID, .arguments = Sized(976)};
}

CLAUSE_TEST(TRACEMSGVA_E03, NoBufferIsFree) {
  const Handle session = StartOnStalledDisk();
  for (int i = 0; i < 8; ++i) EXPECT_THAT(Run(Kilobyte(session)), Succeeds()) << i;
  for (int i = 8; i < 11; ++i) {
    EXPECT_THAT(Run(Kilobyte(session)), Fails(ERROR_NOT_ENOUGH_MEMORY)) << i;
  }
  EXPECT_THAT(Query(session), Has("properties", "EventsLost", 3));
  Stop(session);
  EXPECT_THAT(OfClass(kClassGuid, EventsOf(u"stalled.etl")), SizeIs(8));
}

NEAR_MISS(TRACEMSGVA_E03, LastBufferJustFilled) {
  const Handle session = StartOnStalledDisk();
  for (int i = 0; i < 8; ++i) EXPECT_THAT(Run(Kilobyte(session)), Succeeds()) << i;
  EXPECT_THAT(Query(session), Leaves("properties", "EventsLost"));
}

CLAUSE_TEST(TRACEMSGVA_E04, NoMemoryForOneMoreBuffer) {
  const Handle session = StartOnStalledDisk(3);
  for (int i = 0; i < 8; ++i) Must(Kilobyte(session));
  Must(InjectFault{.point = FaultPoint::kBufferMemory});
  EXPECT_THAT(Run(Kilobyte(session)), Fails(ERROR_OUTOFMEMORY));
  EXPECT_THAT(Query(session), Has("properties", "EventsLost", 1));
}

NEAR_MISS(TRACEMSGVA_E04, MemoryForOneMoreBuffer) {
  const Handle session = StartOnStalledDisk(3);
  for (int i = 0; i < 8; ++i) Must(Kilobyte(session));
  EXPECT_THAT(Run(Kilobyte(session)), Succeeds());
  EXPECT_THAT(Query(session), Has("properties", "NumberOfBuffers", 3));
}

}  // namespace
}  // namespace etalon
