// ControlTrace: what it refuses because of its arguments, the caller or the session.
#include "conformance/clause_test.h"

namespace etalon {
namespace {

constexpr Guid kSystemTraceControlGuid = {
    0x9e814aad, 0x3204, 0x11d2, {0x9a, 0x82, 0x00, 0x60, 0x08, 0xa8, 0x69, 0x39}};

constexpr ControlCode kAllCodes[] = {ControlCode::kQuery, ControlCode::kUpdate, ControlCode::kFlush,
                                     ControlCode::kStop};

CLAUSE_TEST(CONTROLTRACE_E03, NoProperties) {
  const Handle session = Start();
  for (const ControlCode code : kAllCodes) {
    EXPECT_THAT(
        Run(ControlTraceW{.handle = session, .code = code, .properties = {.place = Place::kNull}}),
        Fails(ERROR_INVALID_PARAMETER));
  }
  EXPECT_THAT(Run(ControlTraceA{.name = u"etalon", .properties = {.place = Place::kNull}}),
              Fails(ERROR_INVALID_PARAMETER));
}

NEAR_MISS(CONTROLTRACE_E03, PropertiesGiven) {
  EXPECT_THAT(Run(ControlTraceA{.handle = Start()}), Succeeds());
}

CLAUSE_TEST(CONTROLTRACE_E01, BlockSmallerThanTheStructure) {
  const Handle session = Start();
  for (const ControlCode code : kAllCodes) {
    EXPECT_THAT(Run(ControlTraceW{
                    .handle = session, .code = code, .properties = {.wnode_buffer_size = 119}}),
                Fails(ERROR_BAD_LENGTH));
  }
  EXPECT_THAT(Run(ControlTraceA{.handle = session, .properties = {.wnode_buffer_size = 0}}),
              Fails(ERROR_BAD_LENGTH));
}

NEAR_MISS(CONTROLTRACE_E01, StructureAlone) {
  EXPECT_THAT(
      Run(ControlTraceW{
          .handle = Start(),
          .properties = {.bytes = 120, .log_file_name_offset = 0, .logger_name_offset = 0}}),
      Succeeds());
}

CLAUSE_TEST(CONTROLTRACE_E06, LogFileNameInsideTheStructure) {
  const Handle session = Start();
  for (const ControlCode code : kAllCodes) {
    EXPECT_THAT(Run(ControlTraceW{
                    .handle = session, .code = code, .properties = {.log_file_name_offset = 119}}),
                Fails(ERROR_INVALID_PARAMETER));
  }
}

CLAUSE_TEST(CONTROLTRACE_E06, LogFileNameBehindTheBlock) {
  EXPECT_THAT(Run(ControlTraceA{.handle = Start(),
                                .properties = {.bytes = 512, .log_file_name_offset = 512}}),
              Fails(ERROR_INVALID_PARAMETER));
}

NEAR_MISS(CONTROLTRACE_E06, LogFileNameAtTheEndOfTheBlock) {
  EXPECT_THAT(Run(ControlTraceA{.handle = Start(),
                                .properties = {.bytes = 512, .log_file_name_offset = 511}}),
              Succeeds());
}

CLAUSE_TEST(CONTROLTRACE_E07, SessionNameInsideTheStructure) {
  const Handle session = Start();
  for (const ControlCode code : kAllCodes) {
    EXPECT_THAT(Run(ControlTraceW{
                    .handle = session, .code = code, .properties = {.logger_name_offset = 119}}),
                Fails(ERROR_INVALID_PARAMETER));
  }
}

CLAUSE_TEST(CONTROLTRACE_E07, SessionNameBehindTheBlock) {
  EXPECT_THAT(
      Run(ControlTraceA{
          .handle = Start(),
          .properties = {.bytes = 512, .log_file_name_offset = 0, .logger_name_offset = 512}}),
      Fails(ERROR_INVALID_PARAMETER));
}

NEAR_MISS(CONTROLTRACE_E07, SessionNameAtTheEndOfTheBlock) {
  EXPECT_THAT(
      Run(ControlTraceA{
          .handle = Start(u"s"),
          .properties = {.bytes = 512, .log_file_name_offset = 0, .logger_name_offset = 510}}),
      Succeeds());
}

CLAUSE_TEST(CONTROLTRACE_E02, NoRoomForTheEndOfAName) {
  const Handle session = Start();
  for (const ControlCode code : kAllCodes) {
    EXPECT_THAT(Run(ControlTraceW{.handle = session,
                                  .code = code,
                                  .properties = {.bytes = 256, .log_file_name_offset = 255}}),
                Fails(ERROR_BAD_LENGTH));
  }
  EXPECT_THAT(Run(QueryTraceW{.handle = session}), Has("properties", "LoggerName", "etalon"));
}

NEAR_MISS(CONTROLTRACE_E02, RoomForTheEndOfAName) {
  const Handle session = Start();
  EXPECT_THAT(Run(ControlTraceW{.handle = session,
                                .properties = {.bytes = 256, .log_file_name_offset = 254}}),
              Succeeds());
  EXPECT_THAT(Run(ControlTraceA{.handle = session,
                                .properties = {.bytes = 256, .log_file_name_offset = 255}}),
              Succeeds());
}

CLAUSE_TEST(CONTROLTRACE_U03, UndefinedCode) {
  const Handle session = Start();
  for (const uint32_t code : {6u, 0x80000000u, 0xFFFFFFFFu}) {
    EXPECT_THAT(Run(ControlTraceW{.handle = session, .code = static_cast<ControlCode>(code)}),
                Fails(ERROR_INVALID_PARAMETER));
  }
}

NEAR_MISS(CONTROLTRACE_U03, DefinedCode) {
  EXPECT_THAT(Run(ControlTraceW{.handle = Start(), .code = static_cast<ControlCode>(3)}),
              Succeeds());
}

CLAUSE_TEST(CONTROLTRACE_U31, CodesThatCameLater) {
  const Handle session = Start(u"etalon", {.maximum_file_size = 1,
                                           .log_file_mode = EVENT_TRACE_FILE_MODE_NEWFILE |
                                                            EVENT_TRACE_REAL_TIME_MODE,
                                           .log_file = u"a%d.etl"});
  for (const uint32_t code : {4u, 5u}) {
    EXPECT_THAT(Run(ControlTraceW{.handle = session, .code = static_cast<ControlCode>(code)}),
                Fails(ERROR_INVALID_PARAMETER));
  }
}

NEAR_MISS(CONTROLTRACE_U31, LastOfTheOlderCodes) {
  EXPECT_THAT(Run(ControlTraceW{.handle = Start(), .code = static_cast<ControlCode>(3)}),
              Succeeds());
}

CLAUSE_TEST(CONTROLTRACE_E09, KernelGuidUnderAnotherName) {
  const Handle session = Start(u"etalon");
  EXPECT_THAT(
      Run(ControlTraceW{.name = u"etalon", .properties = {.guid = kSystemTraceControlGuid}}),
      Fails(ERROR_INVALID_PARAMETER));
  EXPECT_THAT(Query(session), Has("properties", "LoggerName", "etalon"));
}

NEAR_MISS(CONTROLTRACE_E09, KernelGuidUnderItsName) {
  Start(u"NT Kernel Logger", {.enable_flags = 1});
  EXPECT_THAT(Run(ControlTraceW{.name = u"NT Kernel Logger",
                                .properties = {.guid = kSystemTraceControlGuid}}),
              Succeeds());
}

CLAUSE_TEST(CONTROLTRACE_E04, NeitherNameNorHandle) {
  Start();
  for (const ControlCode code : kAllCodes) {
    EXPECT_THAT(Run(ControlTraceW{.handle = kNoHandle, .code = code}),
                Fails(ERROR_INVALID_PARAMETER));
    EXPECT_THAT(Run(ControlTraceA{.handle = kNoHandle, .code = code}),
                Fails(ERROR_INVALID_PARAMETER));
  }
}

NEAR_MISS(CONTROLTRACE_E04, HandleAlone) {
  EXPECT_THAT(Run(ControlTraceW{.handle = Start()}), Succeeds());
}

CLAUSE_TEST(CONTROLTRACE_E05, HandleOfASessionThatHasStopped) {
  const Handle session = Start();
  Stop(session);
  for (const ControlCode code : kAllCodes) {
    EXPECT_THAT(Run(ControlTraceW{.handle = session, .code = code}),
                Fails(ERROR_INVALID_PARAMETER));
  }
}

CLAUSE_TEST(CONTROLTRACE_E05, HandleOfNoSession) {
  EXPECT_THAT(Run(ControlTraceW{.handle = {.literal = 0x3E}}), Fails(ERROR_INVALID_PARAMETER));
  EXPECT_THAT(Run(ControlTraceA{.handle = kAllOnes}), Fails(ERROR_INVALID_PARAMETER));
}

NEAR_MISS(CONTROLTRACE_E05, HandleOfASessionThatRuns) {
  Stop(Start(u"other"));
  EXPECT_THAT(Run(ControlTraceW{.handle = Start()}), Succeeds());
}

CLAUSE_TEST(CONTROLTRACE_E14, NameOfASessionThatHasStopped) {
  Stop(Start(u"etalon"));
  for (const ControlCode code : kAllCodes) {
    EXPECT_THAT(Run(ControlTraceW{.name = u"etalon", .code = code}),
                Fails(ERROR_WMI_INSTANCE_NOT_FOUND));
    EXPECT_THAT(Run(ControlTraceA{.name = u"etalon", .code = code}),
                Fails(ERROR_WMI_INSTANCE_NOT_FOUND));
  }
}

NEAR_MISS(CONTROLTRACE_E14, NameOfASessionThatRuns) {
  Start(u"etalon");
  EXPECT_THAT(Run(ControlTraceA{.name = u"etalon"}), Succeeds());
}

CLAUSE_TEST(CONTROLTRACE_E13, KernelLoggerForPerformanceLogUsers) {
  Needs(Capability::kPrivileges);
  Start(u"NT Kernel Logger", {.enable_flags = 1});
  Must(NewProcess{.name = "log user", .token = Token::kPerformanceLogUser});
  for (const ControlCode code : kAllCodes) {
    EXPECT_THAT(Run(ControlTraceW{
                    .name = u"NT Kernel Logger", .code = code, .on = {.process = "log user"}}),
                Fails(ERROR_ACCESS_DENIED));
  }
}

NEAR_MISS(CONTROLTRACE_E13, KernelLoggerForLocalSystem) {
  Needs(Capability::kPrivileges);
  Start(u"NT Kernel Logger", {.enable_flags = 1});
  Must(NewProcess{.name = "system", .token = Token::kLocalSystem});
  EXPECT_THAT(Run(ControlTraceW{.name = u"NT Kernel Logger", .on = {.process = "system"}}),
              Succeeds());
}

CLAUSE_TEST(CONTROLTRACE_E12, PlainUser) {
  Needs(Capability::kPrivileges);
  const Handle session = Start();
  Must(NewProcess{.name = "user", .token = Token::kUser});
  for (const ControlCode code : kAllCodes) {
    EXPECT_THAT(Run(ControlTraceW{.handle = session, .code = code, .on = {.process = "user"}}),
                Fails(ERROR_ACCESS_DENIED));
  }
}

NEAR_MISS(CONTROLTRACE_E12, ThoseWhoMayControlSessions) {
  Needs(kVista);
  Needs(Capability::kPrivileges);
  const Handle session = Start();
  for (const Token token : Controllers()) {
    const std::string process = "process" + std::to_string(static_cast<int>(token));
    Must(NewProcess{.name = process, .token = token});
    EXPECT_THAT(Run(ControlTraceW{.handle = session, .on = {.process = process}}), Succeeds());
  }
}

CLAUSE_TEST(CONTROLTRACE_E15, StopOfASessionThatIsBeingStopped) {
  const Handle session = Start();
  Must(RegisterTraceGuidsW{.callback = {.delay_ms = 500}});
  Must(EnableTrace{.session = session});
  Run(ControlTraceW{.handle = session,
                    .code = ControlCode::kStop,
                    .on = {.thread = "stopper", .id = "first stop", .start = true}});
  Must(Advance{.ms = 100});  // until the provider is being told
  EXPECT_THAT(Run(ControlTraceW{.handle = session, .code = ControlCode::kStop}),
              Fails(ERROR_ACTIVE_CONNECTIONS));
  const Outcome stopped = Run(Await{.of = "first stop"});
  EXPECT_THAT(stopped, Succeeds());
  EXPECT_THAT(stopped, Has("properties", "LoggerName", "etalon"));
}

NEAR_MISS(CONTROLTRACE_E15, StopOfASessionWhoseProviderIsSlow) {
  const Handle session = Start();
  Must(RegisterTraceGuidsW{.callback = {.delay_ms = 500}});
  Must(EnableTrace{.session = session});
  EXPECT_THAT(Run(ControlTraceW{.handle = session, .code = ControlCode::kStop}), Succeeds());
}

CLAUSE_TEST(CONTROLTRACE_E11, QueryFillsAllButTheNames) {
  const Outcome queried = Run(
      ControlTraceW{.handle = Start(u"etalon", {.buffer_size_kb = 64}),
                    .properties = {.bytes = 124, .log_file_name_offset = 0}});
  EXPECT_THAT(queried, Fails(ERROR_MORE_DATA));
  EXPECT_THAT(queried, Has("properties", "BufferSize", 64u));
  EXPECT_THAT(queried, Leaves("properties", "LoggerName"));
}

CLAUSE_TEST(CONTROLTRACE_E11, StopWithNoRoomForTheNameStillStops) {
  EXPECT_THAT(Run(ControlTraceW{.handle = Start(),
                                .code = ControlCode::kStop,
                                .properties = {.bytes = 124, .log_file_name_offset = 0}}),
              Fails(ERROR_MORE_DATA));
  EXPECT_THAT(Run(ControlTraceW{.name = u"etalon"}), Fails(ERROR_WMI_INSTANCE_NOT_FOUND));
}

CLAUSE_TEST(CONTROLTRACE_E11, UpdateWithNoRoomForTheNameStillUpdates) {
  const Handle session = Start(u"etalon", {.log_file = u"a.etl"});
  EXPECT_THAT(Run(ControlTraceA{.handle = session,
                                .code = ControlCode::kUpdate,
                                .properties = {.bytes = 124, .flush_timer = 7}}),
              Fails(ERROR_MORE_DATA));
  EXPECT_THAT(Query(session), Has("properties", "FlushTimer", 7u));
}

CLAUSE_TEST(CONTROLTRACE_E11, FlushWithNoRoomForTheFileNameStillFlushes) {
  Register();
  const Handle session = Start(u"etalon", {.log_file = u"a.etl"});
  Must(TraceEvent{.session = Enable(session)});
  EXPECT_THAT(Run(ControlTraceW{.handle = session,
                                .code = ControlCode::kFlush,
                                .properties = {.bytes = 256, .log_file_name_offset = 250}}),
              Fails(ERROR_MORE_DATA));
  Must(Advance{.ms = 10});
  EXPECT_THAT(Query(session), Has("properties", "BuffersWritten", 2u));
}

NEAR_MISS(CONTROLTRACE_E11, NameThatJustFits) {
  const Handle session = Start(u"etalon");
  EXPECT_THAT(Run(ControlTraceW{.handle = session,
                                .properties = {.bytes = 134, .log_file_name_offset = 0}}),
              Has("properties", "LoggerName", "etalon"));
  EXPECT_THAT(Run(ControlTraceA{.handle = session,
                                .properties = {.bytes = 127, .log_file_name_offset = 0}}),
              Succeeds());
}

}  // namespace
}  // namespace etalon
