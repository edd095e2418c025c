// Pointers that lead nowhere (bad_pointers.h), given to the functions of consumers.
#include "conformance/bad_pointers.h"
#include "conformance/clause_test.h"
#include "conformance/delivered.h"

namespace etalon {
namespace {

using testing::SizeIs;

constexpr char16_t kFile[] = u"pointers.etl";

CLAUSE_TEST(OPENTRACE_U90, MemoryThatCannotBeUsed) {
  WriteLogFile(kFile);
  for (const Place place : kUnwritable) {
    SCOPED_TRACE(static_cast<int>(place));
    EXPECT_THAT(Run(OpenTraceW{.log_file = kFile, .place = place}),
                FailsWithLastError(ERROR_NOACCESS));
    EXPECT_THAT(Run(OpenTraceA{.log_file = kFile, .place = place}),
                FailsWithLastError(ERROR_NOACCESS));
  }
}

NEAR_MISS(OPENTRACE_U90, MemoryThatCanBeWritten) {
  WriteLogFile(kFile);
  EXPECT_THAT(Run(OpenTraceW{.log_file = kFile}).handles, SizeIs(1));
}

CLAUSE_TEST(PROCTRACE_U90, MemoryThatCannotBeUsed) {
  WriteLogFile(kFile);
  const Handle trace = Open(OpenTraceW{.log_file = kFile});
  for (const Place place : kNowhere) {
    EXPECT_THAT(Run(ProcessTrace{.handles = {trace}, .array = place}), Fails(ERROR_NOACCESS));
  }
  EXPECT_THAT(Run(ProcessTrace{.handles = {trace}, .count = 64}), Fails(ERROR_NOACCESS));
}

NEAR_MISS(PROCTRACE_U90, ArrayThatIsOnlyRead) {
  WriteLogFile(kFile);
  const Handle trace = Open(OpenTraceW{.log_file = kFile});
  EXPECT_THAT(Run(ProcessTrace{.handles = {trace}, .array = Place::kReadOnly}), Succeeds());
}

CLAUSE_TEST(OPENFILE_U90, MemoryThatCannotBeUsed) {
  WriteLogFile(kFile);
  for (const Place place : kNowhere) {
    SCOPED_TRACE(static_cast<int>(place));
    EXPECT_THAT(Run(OpenTraceFromFile{.log_file = kFile, .name_place = place}),
                FailsWithLastError(ERROR_NOACCESS));
    EXPECT_THAT(Run(OpenTraceFromFile{.log_file = kFile, .options = {.place = place}}),
                FailsWithLastError(ERROR_NOACCESS));
  }
  for (const Place place : kUnwritable) {
    EXPECT_THAT(Run(OpenTraceFromFile{.log_file = kFile, .header = place}),
                FailsWithLastError(ERROR_NOACCESS));
  }
}

NEAR_MISS(OPENFILE_U90, NameAndOptionsThatAreOnlyRead) {
  WriteLogFile(kFile);
  EXPECT_THAT(Run(OpenTraceFromFile{.log_file = kFile,
                                    .name_place = Place::kReadOnly,
                                    .options = {.place = Place::kReadOnly}})
                  .handles,
              SizeIs(1));
}

#define LOGGER_TESTS(CLAUSE, Logger)                                                  \
  CLAUSE_TEST(CLAUSE, MemoryThatCannotBeUsed) {                                       \
    Start();                                                                          \
    for (const Place place : kNowhere) {                                              \
      SCOPED_TRACE(static_cast<int>(place));                                          \
      EXPECT_THAT(Run(Logger{.logger_name = u"etalon", .name_place = place}),         \
                  FailsWithLastError(ERROR_NOACCESS));                                \
      EXPECT_THAT(Run(Logger{.logger_name = u"etalon", .options = {.place = place}}), \
                  FailsWithLastError(ERROR_NOACCESS));                                \
    }                                                                                 \
    for (const Place place : kUnwritable) {                                           \
      EXPECT_THAT(Run(Logger{.logger_name = u"etalon", .header = place}),             \
                  FailsWithLastError(ERROR_NOACCESS));                                \
    }                                                                                 \
  }                                                                                   \
  NEAR_MISS(CLAUSE, NameAndOptionsThatAreOnlyRead) {                                  \
    Start();                                                                          \
    EXPECT_THAT(Run(Logger{.logger_name = u"etalon",                                  \
                           .name_place = Place::kReadOnly,                            \
                           .options = {.place = Place::kReadOnly}})                   \
                    .handles,                                                         \
                SizeIs(1));                                                           \
  }

LOGGER_TESTS(OPENRT_U90, OpenTraceFromRealTimeLogger)
LOGGER_TESTS(OPENRTA_U90, OpenTraceFromRealTimeLoggerWithAllocationOptions)
#undef LOGGER_TESTS

CLAUSE_TEST(OPENBS_U90, MemoryThatCannotBeUsed) {
  for (const Place place : kNowhere) {
    EXPECT_THAT(Run(OpenTraceFromBufferStream{.options = {.place = place}}),
                FailsWithLastError(ERROR_NOACCESS));
  }
}

NEAR_MISS(OPENBS_U90, OptionsThatAreOnlyRead) {
  const OpenTraceOptions options = {.place = Place::kReadOnly};
  const Handle trace = Open(OpenTraceFromBufferStream{.options = options});
  EXPECT_THAT(Run(CloseTrace{.trace = trace}), Succeeds());
}

CLAUSE_TEST(PTADD_U90, MemoryThatCannotBeUsed) {
  const Handle trace = Open(OpenTraceFromBufferStream{});
  for (const Place place : kNowhere) {
    EXPECT_THAT(
        Run(ProcessTraceAddBufferToBufferStream{.trace = trace, .buffer = {.place = place}}),
        Fails(ERROR_NOACCESS));
  }
  EXPECT_THAT(Run(ProcessTraceAddBufferToBufferStream{.trace = trace, .size = 8192}),
              Fails(ERROR_NOACCESS));
}

NEAR_MISS(PTADD_U90, AsLongAsItSays) {
  Needs(Capability::kFiles);
  WriteLogFile(kFile);
  EXPECT_THAT(Run(ProcessTraceAddBufferToBufferStream{.trace = Open(OpenTraceFromBufferStream{}),
                                                      .buffer = {.log_file = kFile}}),
              Succeeds());
}

// Buffers that nobody knows are not looked into.
CLAUSE_TEST(PTINC_E01, BuffersNowhere) {
  const Handle trace = Open(OpenTraceFromBufferStream{});
  for (const Place place : kNowhere) {
    EXPECT_THAT(
        Run(ProcessTraceBufferIncrementReference{.trace = trace, .buffer = {.place = place}}),
        Fails(ERROR_INVALID_PARAMETER));
  }
}

CLAUSE_TEST(PTDEC_U01, BuffersNowhere) {
  for (const Place place : kNowhere) {
    EXPECT_THAT(Run(ProcessTraceBufferDecrementReference{.buffer = {.place = place}}),
                Fails(ERROR_INVALID_PARAMETER));
  }
}

CLAUSE_TEST(SETCB_U90, MemoryThatCannotBeUsed) {
  for (const Place place : kNowhere) {
    EXPECT_THAT(Run(SetTraceCallback{.guid_place = place}), Fails(ERROR_NOACCESS));
  }
}

NEAR_MISS(SETCB_U90, GuidThatIsOnlyRead) {
  EXPECT_THAT(Run(SetTraceCallback{.guid_place = Place::kReadOnly}), Succeeds());
}

CLAUSE_TEST(REMCB_U90, MemoryThatCannotBeUsed) {
  Must(SetTraceCallback{});
  for (const Place place : kNowhere) {
    EXPECT_THAT(Run(RemoveTraceCallback{.guid_place = place}), Fails(ERROR_NOACCESS));
  }
}

NEAR_MISS(REMCB_U90, GuidThatIsOnlyRead) {
  Must(SetTraceCallback{});
  EXPECT_THAT(Run(RemoveTraceCallback{.guid_place = Place::kReadOnly}), Succeeds());
}

CLAUSE_TEST(QTPH_U90, MemoryThatCannotBeUsed) {
  WriteLogFile(kFile);
  const Handle trace = Open(OpenTraceW{.log_file = kFile});
  for (const Place place : kUnwritable) {
    EXPECT_THAT(Run(QueryTraceProcessingHandle{.trace = trace, .return_length = place}),
                Fails(ERROR_NOACCESS));
  }
  for (const Place place : {Place::kUnmapped, Place::kReadOnly}) {
    EXPECT_THAT(Run(QueryTraceProcessingHandle{.trace = trace, .out = place}),
                Fails(ERROR_NOACCESS));
  }
}

NEAR_MISS(QTPH_U90, AnyAddressThatCanBeWritten) {
  WriteLogFile(kFile);
  const Handle trace = Open(OpenTraceW{.log_file = kFile});
  EXPECT_THAT(Run(QueryTraceProcessingHandle{.trace = trace, .out = Place::kMisaligned}),
              Succeeds());
}

}  // namespace
}  // namespace etalon
