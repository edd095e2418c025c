// QueryTraceProcessingHandle.
#include "conformance/clause_test.h"
#include "conformance/delivered.h"

namespace etalon {
namespace {

using testing::SizeIs;

constexpr char16_t kFile[] = u"asked.etl";
constexpr uint32_t kHeaderBytes = 280;  // TRACE_LOGFILE_HEADER

// What the call wrote to its buffer, in hexadecimal, and how much of it.
std::string Written(const Outcome& outcome) { return outcome.Text("out", "bytes@0"); }
uint64_t Length(const Outcome& outcome) { return outcome.Number("return_length", "value"); }

CLAUSE_TEST(QTPH_U02, NoPlaceForTheLength) {
  WriteLogFile(kFile);
  const Handle trace = Open(OpenTraceW{.log_file = kFile});
  EXPECT_THAT(Run(QueryTraceProcessingHandle{.trace = trace, .return_length = Place::kNull}),
              Fails(ERROR_INVALID_PARAMETER));
}

NEAR_MISS(QTPH_U02, PlaceForTheLength) {
  WriteLogFile(kFile);
  const Handle trace = Open(OpenTraceW{.log_file = kFile});
  EXPECT_THAT(Run(QueryTraceProcessingHandle{.trace = trace}), Succeeds());
}

CLAUSE_TEST(QTPH_U03, SomethingIn) {
  WriteLogFile(kFile);
  const Handle trace = Open(OpenTraceW{.log_file = kFile});
  EXPECT_THAT(Run(QueryTraceProcessingHandle{.trace = trace, .in = Place::kBlock, .in_size = 8}),
              Fails(ERROR_INVALID_PARAMETER));
  EXPECT_THAT(Run(QueryTraceProcessingHandle{.trace = trace, .in_size = 8}),
              Fails(ERROR_INVALID_PARAMETER));
}

NEAR_MISS(QTPH_U03, NothingIn) {
  WriteLogFile(kFile);
  const Handle trace = Open(OpenTraceW{.log_file = kFile});
  EXPECT_THAT(Run(QueryTraceProcessingHandle{.trace = trace, .in_size = 0}), Succeeds());
}

CLAUSE_TEST(QTPH_U01, HandlesOfNoTrace) {
  const Handle session = Start();
  WriteLogFile(kFile);
  const Handle closed = Open(OpenTraceW{.log_file = kFile});
  Must(CloseTrace{.trace = closed});
  for (const Handle& trace : {kNoHandle, kAllOnes, session, closed}) {
    EXPECT_THAT(Run(QueryTraceProcessingHandle{.trace = trace}), Fails(ERROR_INVALID_HANDLE));
  }
}

NEAR_MISS(QTPH_U01, HandleOfATrace) {
  WriteLogFile(kFile);
  const Handle trace = Open(OpenTraceFromFile{.log_file = kFile});
  EXPECT_THAT(Run(QueryTraceProcessingHandle{.trace = trace}), Succeeds());
}

CLAUSE_TEST(QTPH_U04, NoSuchClass) {
  WriteLogFile(kFile);
  const Handle trace = Open(OpenTraceW{.log_file = kFile});
  for (const uint32_t information : {0u, 5u, 0xFFFFFFFFu}) {
    EXPECT_THAT(Run(QueryTraceProcessingHandle{.trace = trace, .information = information}),
                Fails(ERROR_INVALID_PARAMETER));
  }
}

NEAR_MISS(QTPH_U04, LastClass) {
  WriteLogFile(kFile);
  const Handle trace = Open(OpenTraceW{.log_file = kFile});
  EXPECT_THAT(Run(QueryTraceProcessingHandle{.trace = trace, .information = EtwQueryLogFileHeader}),
              Succeeds());
}

CLAUSE_TEST(QTPH_U05, ARoomTooSmall) {
  WriteLogFile(kFile);
  const Handle trace = Open(OpenTraceW{.log_file = kFile});
  const Outcome small = Run(QueryTraceProcessingHandle{.trace = trace, .out_size = 47});
  EXPECT_THAT(small, Fails(ERROR_INSUFFICIENT_BUFFER));
  EXPECT_EQ(Length(small), 48u);
  EXPECT_EQ(Written(small), "");
  const Outcome none =
      Run(QueryTraceProcessingHandle{.trace = trace, .out = Place::kNull, .out_size = 0});
  EXPECT_THAT(none, Fails(ERROR_INSUFFICIENT_BUFFER));
  EXPECT_EQ(Length(none), 48u);
}

NEAR_MISS(QTPH_U05, RoomThatJustFits) {
  WriteLogFile(kFile);
  const Handle trace = Open(OpenTraceW{.log_file = kFile});
  EXPECT_THAT(Run(QueryTraceProcessingHandle{.trace = trace, .out_size = 48}), Succeeds());
}

CLAUSE_TEST(QTPH_S01, ZeroForTheHost) {
  WriteLogFile(kFile);
  const Handle trace = Open(OpenTraceW{.log_file = kFile});
  for (const auto& [information, bytes] : {std::pair{EtwQueryPartitionInformation, 48u},
                                           std::pair{EtwQueryPartitionInformationV2, 32u}}) {
    const Outcome asked =
        Must(QueryTraceProcessingHandle{.trace = trace, .information = information});
    EXPECT_EQ(Length(asked), bytes);
    EXPECT_EQ(Written(asked), std::string(2 * bytes, '0'));
  }
}

CLAUSE_TEST(QTPH_S02, NothingDropped) {
  Stop(Start(u"etalon", {.log_file = kFile}));
  const Outcome opened = Run(OpenTraceW{.log_file = kFile});
  const uint64_t processors = opened.Number("logfile", "LogfileHeader.NumberOfProcessors");
  const Outcome asked = Must(QueryTraceProcessingHandle{
      .trace = opened.handle(), .information = EtwQueryLastDroppedTimes, .out_size = 4096});
  EXPECT_EQ(Length(asked), 8 + 8 * processors);
  EXPECT_EQ(Written(asked).substr(0, 8), InMemory(processors, 4));
  EXPECT_EQ(Written(asked).substr(16), std::string(16 * processors, '0'));
}

CLAUSE_TEST(QTPH_S02, DroppedForWantOfBuffers) {
  Needs(Capability::kFaults);
  const Handle session = Start(
      u"etalon", {.client_context = 2,
                  .buffer_size_kb = 4,
                  .minimum_buffers = 2,
                  .maximum_buffers = 2,
                  .log_file_mode = EVENT_TRACE_REAL_TIME_MODE | EVENT_TRACE_FILE_MODE_SEQUENTIAL |
                                   EVENT_TRACE_NO_PER_PROCESSOR_BUFFERING,
                  .log_file = kFile});
  Must(SetDisk{.bytes_per_second = 0});
  TraceEvent write = {.session = session, .event = {.guid = kClassGuid, .payload_fill = 952}};
  for (int i = 0; i < 8; ++i) Must(write);
  EXPECT_THAT(Run(write), Fails(ERROR_NOT_ENOUGH_MEMORY));
  const Handle trace = Open(OpenTraceW{.logger_name = u"etalon"});
  const Outcome asked = Must(QueryTraceProcessingHandle{
      .trace = trace, .information = EtwQueryLastDroppedTimes, .out_size = 4096});
  ASSERT_THAT(Written(asked), SizeIs(testing::Ge(32u)));
  EXPECT_NE(Written(asked).substr(16, 16), std::string(16, '0')) << "the first processor";
  EXPECT_EQ(Written(asked).substr(32), std::string(Written(asked).size() - 32, '0'))
      << "the others";
}

CLAUSE_TEST(QTPH_P01, TracesOfEveryKind) {
  WriteLogFile(kFile);
  Start();
  const Handle traces[] = {Open(OpenTraceA{.log_file = kFile}),
                           Open(OpenTraceW{.logger_name = u"etalon"}),
                           Open(OpenTraceFromRealTimeLogger{.logger_name = u"etalon"}),
                           Open(OpenTraceFromBufferStream{})};
  for (const Handle& trace : traces) {
    EXPECT_EQ(Length(Must(QueryTraceProcessingHandle{.trace = trace})), 48u);
  }
}

CLAUSE_TEST(QTPH_P02, HeaderOfTheFile) {
  Stop(Start(u"etalon", {.client_context = 2, .buffer_size_kb = 16, .log_file = kFile}));
  const Handle trace = Open(OpenTraceW{.log_file = kFile});
  const Outcome asked =
      Must(QueryTraceProcessingHandle{.trace = trace, .information = EtwQueryLogFileHeader});
  EXPECT_EQ(Length(asked), kHeaderBytes);
  EXPECT_EQ(Written(asked).substr(0, 8), InMemory(16 * 1024, 4)) << "BufferSize";
}

CLAUSE_TEST(QTPH_P03, Null) {
  WriteLogFile(kFile);
  const Handle trace = Open(OpenTraceW{.log_file = kFile});
  EXPECT_THAT(Run(QueryTraceProcessingHandle{.trace = trace, .in = Place::kBlock}),
              Fails(ERROR_INVALID_PARAMETER));
  EXPECT_THAT(Run(QueryTraceProcessingHandle{.trace = trace, .in = Place::kNull}), Succeeds());
}

CLAUSE_TEST(QTPH_P04, NotAByteMore) {
  WriteLogFile(kFile);
  const Handle trace = Open(OpenTraceW{.log_file = kFile});
  const Outcome asked = Must(QueryTraceProcessingHandle{.trace = trace, .out_size = 200});
  EXPECT_EQ(Written(asked), std::string(2 * 48, '0'));
}

CLAUSE_TEST(QTPH_P05, SizeOfTheAnswer) {
  WriteLogFile(kFile);
  const Handle trace = Open(OpenTraceW{.log_file = kFile});
  EXPECT_EQ(Length(Must(QueryTraceProcessingHandle{.trace = trace, .out_size = 512})), 48u);
}

}  // namespace
}  // namespace etalon
