// OpenTraceFromRealTimeLoggerWithAllocationOptions.
#include "conformance/clause_test.h"
#include "conformance/delivered.h"

#define LOGGER_TEST(number, name) CLAUSE_TEST(OPENRTA_##number, name)
#define LOGGER_NEAR_MISS(number, name) NEAR_MISS(OPENRTA_##number, name)

namespace etalon {
namespace {

using LoggerOp = OpenTraceFromRealTimeLoggerWithAllocationOptions;

#include "conformance/real_time_logger_tests.inc"

CLAUSE_TEST(OPENRTA_U04, NoSuchPartition) {
  Start();
  EXPECT_THAT(Run(LoggerOp{.logger_name = u"etalon", .memory_partition = {.literal = 0x7FFFFFF0}}),
              FailsWithLastError(ERROR_INVALID_HANDLE));
}

NEAR_MISS(OPENRTA_U04, PartitionOfTheProcess) {
  Start();
  LoggerOp open = {.logger_name = u"etalon"};
  open.memory_partition = kNoHandle;
  EXPECT_THAT(Run(open).handles, SizeIs(1));
}

CLAUSE_TEST(OPENRTA_P02, AnySizeDeliversTheSame) {
  for (const uint64_t size : {uint64_t{0}, uint64_t{1}, uint64_t{1} << 20}) {
    SCOPED_TRACE(size);
    const Handle session = Start();
    StartProcessing(Open(LoggerOp{.logger_name = u"etalon", .allocation_size = size}));
    Must(TraceEvent{.session = session, .event = {.guid = kClassGuid, .payload = {3}}});
    Stop(session);
    EXPECT_THAT(DataOf(OfClass(kClassGuid, Must(Await{.of = "consumer"}).callbacks)),
                ElementsAre("03"));
  }
}

CLAUSE_TEST(OPENRTA_P03, None) {
  const Handle session = Start();
  LoggerOp open = {.logger_name = u"etalon"};
  open.memory_partition = kNoHandle;
  StartProcessing(Open(open));
  Must(TraceEvent{.session = session, .event = {.guid = kClassGuid}});
  Stop(session);
  EXPECT_THAT(OfClass(kClassGuid, Must(Await{.of = "consumer"}).callbacks), SizeIs(1));
}

}  // namespace
}  // namespace etalon
