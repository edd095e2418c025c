// OpenTraceFromFile.
#include "conformance/clause_test.h"
#include "conformance/delivered.h"

namespace etalon {
namespace {

using testing::ElementsAre;
using testing::Ge;
using testing::Gt;
using testing::SizeIs;

constexpr char16_t kFile[] = u"record.etl";

CLAUSE_TEST(OPENFILE_U02, NoOptions) {
  WriteLogFile(kFile);
  EXPECT_THAT(Run(OpenTraceFromFile{.log_file = kFile, .options = {.place = Place::kNull}}),
              FailsWithLastError(ERROR_INVALID_PARAMETER));
}

NEAR_MISS(OPENFILE_U02, OptionsWithoutCallbacks) {
  WriteLogFile(kFile);
  const OpenTraceOptions none = {.event_callback = {.place = Place::kNull}};
  const Handle trace = Open(OpenTraceFromFile{.log_file = kFile, .options = none});
  EXPECT_THAT(Run(ProcessTrace{.handles = {trace}}), Succeeds());
}

CLAUSE_TEST(OPENFILE_U01, NamesThatNoFileCanHave) {
  EXPECT_THAT(Run(OpenTraceFromFile{}), FailsWithLastError(ERROR_BAD_PATHNAME));
  for (const char16_t* name : {u"", u"bad|name.etl", u"what?.etl"}) {
    EXPECT_THAT(Run(OpenTraceFromFile{.log_file = name}), FailsWithLastError(ERROR_BAD_PATHNAME));
  }
}

NEAR_MISS(OPENFILE_U01, FileThatIsThere) {
  WriteLogFile(u"good \u00e9.etl");
  EXPECT_THAT(Run(OpenTraceFromFile{.log_file = u"good \u00e9.etl"}).handles, SizeIs(1));
}

CLAUSE_TEST(OPENFILE_U03, FileThatIsNotThere) {
  EXPECT_THAT(Run(OpenTraceFromFile{.log_file = u"absent.etl"}),
              FailsWithLastError(ERROR_FILE_NOT_FOUND));
}

NEAR_MISS(OPENFILE_U03, FileOfASessionThatHasStopped) {
  Stop(Start(u"etalon", {.log_file = kFile}));
  EXPECT_THAT(Run(OpenTraceFromFile{.log_file = kFile}).handles, SizeIs(1));
}

CLAUSE_TEST(OPENFILE_U04, NoEventTraceLog) {
  Needs(Capability::kFiles);
  Must(PutFile{.path = u"junk.etl", .contents = Bytes(65536, 0xFF)});
  EXPECT_THAT(Run(OpenTraceFromFile{.log_file = u"junk.etl"}),
              FailsWithLastError(ERROR_BAD_PATHNAME));
}

NEAR_MISS(OPENFILE_U04, FileWithoutEvents) {
  Stop(Start(u"etalon", {.log_file = kFile}));
  EXPECT_THAT(Run(OpenTraceFromFile{.log_file = kFile}).handles, SizeIs(1));
}

CLAUSE_TEST(OPENFILE_S01, ProcessedAndClosed) {
  WriteLogFile(kFile);
  const Handle trace = Open(OpenTraceFromFile{.log_file = kFile});
  EXPECT_THAT(DataOf(OfClass(kClassGuid, Must(ProcessTrace{.handles = {trace}}).callbacks)),
              ElementsAre("01"));
  EXPECT_THAT(Run(CloseTrace{.trace = trace}), Succeeds());
  EXPECT_THAT(Run(CloseTrace{.trace = trace}), Fails(ERROR_INVALID_HANDLE));
}

CLAUSE_TEST(OPENFILE_S01, TogetherWithOpenTrace) {
  WriteLogFile(kFile);
  const Handle newer = Open(OpenTraceFromFile{.log_file = kFile});
  const Handle older = Open(OpenTraceW{.log_file = kFile});
  const Outcome processed = Must(ProcessTrace{.handles = {newer, older}});
  EXPECT_THAT(OfClass(kClassGuid, processed.callbacks), SizeIs(2));
}

CLAUSE_TEST(OPENFILE_P01, TheFileThatIsNamed) {
  WriteLogFile(u"first.etl");
  const Handle session = Start(u"second", {.log_file = u"second.etl"});
  Must(TraceEvent{.session = session, .event = {.guid = kOtherClassGuid, .payload = {2}}});
  Stop(session);
  const Handle trace = Open(OpenTraceFromFile{.log_file = u"second.etl"});
  EXPECT_THAT(DataOf(OfClass(kOtherClassGuid, Must(ProcessTrace{.handles = {trace}}).callbacks)),
              ElementsAre("02"));
}

CLAUSE_TEST(OPENFILE_P02, EventsAsRecordsBuffersAsTheyAre) {
  WriteLogFile(kFile);
  const Outcome opened =
      Run(OpenTraceFromFile{.log_file = kFile, .options = {.buffer_callback = {}}});
  ASSERT_THAT(opened.handles, SizeIs(1));
  const Outcome processed = Must(ProcessTrace{.handles = {opened.handle()}});
  const auto events = OfClass(kClassGuid, processed.callbacks);
  ASSERT_THAT(events, SizeIs(1));
  EXPECT_EQ(events[0].Number("UserContext"), 1u);
  EXPECT_NE(events[0].Number("Flags") & EVENT_HEADER_FLAG_CLASSIC_HEADER, 0u);
  const auto buffers = CallsOf(processed, "buffer");
  ASSERT_THAT(buffers, SizeIs(Ge(2u)));
  uint64_t read = 0;
  for (const CallbackRecord& buffer : buffers) {
    EXPECT_EQ(buffer.Number("Context"), 1u);
    EXPECT_EQ(buffer.Number("TraceHandle"), opened.returns);
    EXPECT_EQ(buffer.Number("BufferSize"), buffer.Number("LogfileHeader.BufferSize"));
    EXPECT_THAT(buffer.Number("FilledBytes"), Gt(72u));
    EXPECT_THAT(buffer.Number("BuffersRead"), Gt(read));
    read = buffer.Number("BuffersRead");
  }
  EXPECT_EQ(processed.callbacks.front().callback, "event");
  EXPECT_EQ(processed.callbacks.back().callback, "buffer");
}

CLAUSE_TEST(OPENFILE_P02, BufferCallbackAnswersFalse) {
  WriteLogFile(kFile);
  const OpenTraceOptions options = {.buffer_callback = {.false_on_call = 1}};
  const Handle trace = Open(OpenTraceFromFile{.log_file = kFile, .options = options});
  const Outcome processed = Run(ProcessTrace{.handles = {trace}});
  EXPECT_THAT(processed, Fails(ERROR_CANCELLED));
  EXPECT_THAT(CallsOf(processed, "buffer"), SizeIs(1));
}

CLAUSE_TEST(OPENFILE_P02, RawTimeStamps) {
  const Handle session = Start(u"etalon", {.client_context = 1, .log_file = kFile});
  Must(TraceEvent{.session = session, .event = {.guid = kClassGuid}});
  Stop(session);
  const auto stamp = [&](uint32_t modes) {
    const Handle trace = Open(OpenTraceFromFile{.log_file = kFile, .options = {.modes = modes}});
    const auto events = OfClass(kClassGuid, Must(ProcessTrace{.handles = {trace}}).callbacks);
    return events.empty() ? 0 : events[0].Number("TimeStamp");
  };
  const auto raw = OfClass(kClassGuid, EventsOf(kFile, PROCESS_TRACE_MODE_RAW_TIMESTAMP));
  const auto converted = OfClass(kClassGuid, EventsOf(kFile));
  ASSERT_THAT(raw, SizeIs(1));
  ASSERT_THAT(converted, SizeIs(1));
  EXPECT_EQ(stamp(ETW_PROCESS_TRACE_MODE_NONE), converted[0].Number("TimeStamp"));
  EXPECT_EQ(stamp(ETW_PROCESS_TRACE_MODE_RAW_TIMESTAMP), raw[0].Number("TimeStamp"));
}

CLAUSE_TEST(OPENFILE_P03, HeaderOfTheFile) {
  Stop(Start(u"etalon", {.client_context = 2, .buffer_size_kb = 16, .log_file = kFile}));
  const Outcome opened = Run(OpenTraceFromFile{.log_file = kFile});
  EXPECT_THAT(opened, Has("header", "BufferSize", 16 * 1024));
  EXPECT_THAT(opened, Has("header", "ReservedFlags", 2));
  EXPECT_NE(opened.Number("header", "StartTime"), 0u);
  EXPECT_NE(opened.Number("header", "NumberOfProcessors"), 0u);
}

CLAUSE_TEST(OPENFILE_P03, Nobody) {
  WriteLogFile(kFile);
  const Handle trace = Open(OpenTraceFromFile{.log_file = kFile, .header = Place::kNull});
  EXPECT_THAT(OfClass(kClassGuid, Must(ProcessTrace{.handles = {trace}}).callbacks), SizeIs(1));
}

}  // namespace
}  // namespace etalon
