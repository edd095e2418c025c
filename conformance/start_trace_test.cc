// StartTrace: what it refuses because of its arguments, the caller or the machine.
#include "conformance/clause_test.h"

namespace etalon {
namespace {

constexpr Guid kSystemTraceControlGuid = {
    0x9e814aad, 0x3204, 0x11d2, {0x9a, 0x82, 0x00, 0x60, 0x08, 0xa8, 0x69, 0x39}};
constexpr Guid kSomeGuid = {0xe7a10000, 0x0003, 0x4000, {0x80, 0, 0, 0, 0, 0, 0, 1}};
constexpr uint32_t kMegabyte = 1024 * 1024;

CLAUSE_TEST(STARTTRACE_E03, NoProperties) {
  EXPECT_THAT(Run(StartTraceW{.properties = {.place = Place::kNull}}),
              Fails(ERROR_INVALID_PARAMETER));
}

NEAR_MISS(STARTTRACE_E03, PropertiesAlone) { EXPECT_THAT(Run(StartTraceW{}), Succeeds()); }

CLAUSE_TEST(STARTTRACE_E04, NoPlaceForTheHandle) {
  EXPECT_THAT(Run(StartTraceW{.handle = Place::kNull}), Fails(ERROR_INVALID_PARAMETER));
  EXPECT_THAT(Run(StartTraceA{.handle = Place::kNull}), Fails(ERROR_INVALID_PARAMETER));
}

NEAR_MISS(STARTTRACE_E04, PlaceForTheHandle) {
  EXPECT_THAT(Run(StartTraceA{.handle = Place::kBlock}), Succeeds());
}

CLAUSE_TEST(STARTTRACE_U13, NoName) {
  EXPECT_THAT(Run(StartTraceW{.name_place = Place::kNull}), Fails(ERROR_INVALID_NAME));
}

NEAR_MISS(STARTTRACE_U13, NameGiven) { EXPECT_THAT(Run(StartTraceW{.name = u"e"}), Succeeds()); }

CLAUSE_TEST(STARTTRACE_U10, EmptyName) {
  EXPECT_THAT(Run(StartTraceW{.name = u""}), Fails(ERROR_INVALID_NAME));
  EXPECT_THAT(Run(StartTraceA{.name = u""}), Fails(ERROR_INVALID_NAME));
}

NEAR_MISS(STARTTRACE_U10, NameOfOneCharacter) {
  EXPECT_THAT(Run(StartTraceW{.name = u"a"}), Succeeds());
}

CLAUSE_TEST(STARTTRACE_U14, NameOf1025Characters) {
  EXPECT_THAT(Run(StartTraceW{.name = std::u16string(1025, u'n')}), Fails(ERROR_INVALID_NAME));
  EXPECT_THAT(Query(Start(u"next")), Has("properties", "LoggerName", "next"));
}

NEAR_MISS(STARTTRACE_U14, NameOf1024Characters) {
  EXPECT_THAT(Run(StartTraceW{.name = std::u16string(1024, u'n')}), Succeeds());
}

CLAUSE_TEST(STARTTRACE_E01, BlockSmallerThanTheStructure) {
  EXPECT_THAT(Run(StartTraceW{.properties = {.wnode_buffer_size = 0}}), Fails(ERROR_BAD_LENGTH));
  EXPECT_THAT(Run(StartTraceW{.properties = {.wnode_buffer_size = 119}}), Fails(ERROR_BAD_LENGTH));
}

NEAR_MISS(STARTTRACE_E01, StructureAndRoomForTheName) {
  EXPECT_THAT(Run(StartTraceW{.name = u"e", .properties = {.bytes = 124}}), Succeeds());
}

CLAUSE_TEST(STARTTRACE_U31, BlockSmallerThanTheStructure) {
  EXPECT_THAT(Run(StartTraceW{.properties = {.wnode_buffer_size = 0}}),
              Fails(ERROR_INVALID_PARAMETER));
  EXPECT_THAT(Run(StartTraceA{.properties = {.wnode_buffer_size = 119}}),
              Fails(ERROR_INVALID_PARAMETER));
}

CLAUSE_TEST(STARTTRACE_U31, SmallerThanTheStructureAndWithoutOffsets) {
  EXPECT_THAT(Run(StartTraceW{.properties = {.wnode_buffer_size = 119,
                                             .log_file_name_offset = 0,
                                             .logger_name_offset = 0}}),
              Fails(ERROR_INVALID_PARAMETER));
}

NEAR_MISS(STARTTRACE_U31, StructureAndRoomForTheName) {
  EXPECT_THAT(Run(StartTraceW{.name = u"e", .properties = {.bytes = 124}}), Succeeds());
}

CLAUSE_TEST(STARTTRACE_E05, LogFileNameInsideTheStructure) {
  EXPECT_THAT(Run(StartTraceW{.properties = {.log_file_name_offset = 1}}),
              Fails(ERROR_INVALID_PARAMETER));
}

CLAUSE_TEST(STARTTRACE_E05, LogFileNameBehindTheBlock) {
  EXPECT_THAT(Run(StartTraceW{.properties = {.bytes = 512, .log_file_name_offset = 512}}),
              Fails(ERROR_INVALID_PARAMETER));
}

NEAR_MISS(STARTTRACE_E05, LogFileNameBehindTheSessionName) {
  EXPECT_THAT(Run(StartTraceW{.properties = {.log_file = u"near.etl"}}), Succeeds());
}

CLAUSE_TEST(STARTTRACE_E06, SessionNameInsideTheStructure) {
  EXPECT_THAT(Run(StartTraceW{.properties = {.logger_name_offset = 1}}),
              Fails(ERROR_INVALID_PARAMETER));
  EXPECT_THAT(Run(StartTraceW{.properties = {.logger_name_offset = 119}}),
              Fails(ERROR_INVALID_PARAMETER));
}

CLAUSE_TEST(STARTTRACE_E06, SessionNameBehindTheBlock) {
  EXPECT_THAT(Run(StartTraceW{.properties = {.bytes = 512, .logger_name_offset = 512}}),
              Fails(ERROR_INVALID_PARAMETER));
}

NEAR_MISS(STARTTRACE_E06, SessionNameRightBehindTheStructure) {
  EXPECT_THAT(Run(StartTraceW{.properties = {.logger_name_offset = 120}}), Succeeds());
}

CLAUSE_TEST(STARTTRACE_E08, KernelGuidUnderAnotherName) {
  EXPECT_THAT(Run(StartTraceW{.properties = {.guid = kSystemTraceControlGuid}}),
              Fails(ERROR_INVALID_PARAMETER));
}

NEAR_MISS(STARTTRACE_E08, KernelGuidUnderItsName) {
  EXPECT_THAT(Run(StartTraceW{.name = u"NT Kernel Logger",
                              .properties = {.guid = kSystemTraceControlGuid, .enable_flags = 1}}),
              Succeeds());
}

CLAUSE_TEST(STARTTRACE_E02, NameLongerThanItsRoom) {
  EXPECT_THAT(Run(StartTraceW{.name = u"this name is too long", .properties = {.bytes = 136}}),
              Fails(ERROR_BAD_LENGTH));
}

NEAR_MISS(STARTTRACE_E02, NameThatJustFits) {
  EXPECT_THAT(Run(StartTraceW{.name = u"seven77", .properties = {.bytes = 136}}), Succeeds());
}

CLAUSE_TEST(STARTTRACE_U09, FlagsWithoutTracedGuid) {
  for (const uint32_t flags : {0u, uint32_t{WNODE_FLAG_ALL_DATA}}) {
    EXPECT_THAT(Run(StartTraceW{.properties = {.wnode_flags = flags}}),
                Fails(ERROR_INVALID_PARAMETER));
  }
  EXPECT_THAT(Query(Start(u"next")), Has("properties", "LoggerName", "next"));
}

NEAR_MISS(STARTTRACE_U09, FlagsWithTracedGuid) {
  EXPECT_THAT(Run(StartTraceW{.properties = {.wnode_flags = WNODE_FLAG_TRACED_GUID}}), Succeeds());
}

CLAUSE_TEST(STARTTRACE_E17, PlainUser) {
  Needs(Capability::kPrivileges);
  Must(NewProcess{.name = "user", .token = Token::kUser});
  EXPECT_THAT(Run(StartTraceW{.on = {.process = "user"}}), Fails(ERROR_ACCESS_DENIED));
}

NEAR_MISS(STARTTRACE_E17, ThoseWhoMayControlSessions) {
  Needs(kVista);
  Needs(Capability::kPrivileges);
  for (const Token token : Controllers()) {
    const std::string process = "process" + std::to_string(static_cast<int>(token));
    Must(NewProcess{.name = process, .token = token});
    const std::u16string name(process.begin(), process.end());
    EXPECT_THAT(Run(StartTraceW{.name = name, .on = {.process = process}}), Succeeds());
  }
}

CLAUSE_TEST(STARTTRACE_S39, AdministratorsAlone) {
  Needs(Capability::kPrivileges);
  Start(u"etalon");
  const Token others[] = {Token::kPerformanceLogUser, Token::kLocalService, Token::kNetworkService};
  for (const Token token : others) {
    const std::string process = "process" + std::to_string(static_cast<int>(token));
    Must(NewProcess{.name = process, .token = token});
    EXPECT_THAT(Run(StartTraceW{.name = u"other", .on = {.process = process}}),
                Fails(ERROR_ACCESS_DENIED));
    EXPECT_THAT(Run(ControlTraceW{.name = u"etalon", .on = {.process = process}}),
                Fails(ERROR_ACCESS_DENIED));
    EXPECT_THAT(Run(OpenTraceW{.logger_name = u"etalon", .on = {.process = process}}),
                FailsWithLastError(ERROR_ACCESS_DENIED));
  }
}

CLAUSE_TEST(STARTTRACE_E18, KernelLoggerForPerformanceLogUsers) {
  Needs(Capability::kPrivileges);
  Must(NewProcess{.name = "log user", .token = Token::kPerformanceLogUser});
  EXPECT_THAT(Run(StartTraceW{.name = u"NT Kernel Logger",
                              .properties = {.enable_flags = 1},
                              .on = {.process = "log user"}}),
              Fails(ERROR_ACCESS_DENIED));
}

NEAR_MISS(STARTTRACE_E18, KernelLoggerForLocalSystem) {
  Needs(Capability::kPrivileges);
  Must(NewProcess{.name = "system", .token = Token::kLocalSystem});
  EXPECT_THAT(Run(StartTraceW{.name = u"NT Kernel Logger",
                              .properties = {.enable_flags = 1},
                              .on = {.process = "system"}}),
              Succeeds());
}

CLAUSE_TEST(STARTTRACE_E13, NeitherFileNorMemoryNorRealTime) {
  EXPECT_THAT(Run(StartTraceW{.properties = {.log_file_mode = 0}}), Fails(ERROR_BAD_PATHNAME));
  EXPECT_THAT(Run(StartTraceW{.properties = {.log_file_mode = EVENT_TRACE_FILE_MODE_SEQUENTIAL}}),
              Fails(ERROR_BAD_PATHNAME));
}

NEAR_MISS(STARTTRACE_E13, MemoryAlone) {
  EXPECT_THAT(Run(StartTraceW{.properties = {.log_file_mode = EVENT_TRACE_BUFFERING_MODE}}),
              Succeeds());
}

CLAUSE_TEST(STARTTRACE_E11, SecondKernelLogger) {
  Start(u"NT Kernel Logger", {.enable_flags = 1});
  EXPECT_THAT(Run(StartTraceW{.name = u"NT Kernel Logger", .properties = {.enable_flags = 1}}),
              Fails(ERROR_ALREADY_EXISTS));
}

NEAR_MISS(STARTTRACE_E11, KernelLoggerAfterTheFirstHasStopped) {
  Stop(Start(u"NT Kernel Logger", {.enable_flags = 1}));
  EXPECT_THAT(Run(StartTraceW{.name = u"NT Kernel Logger", .properties = {.enable_flags = 1}}),
              Succeeds());
}

CLAUSE_TEST(STARTTRACE_U32, SameNameAndLogFile) {
  Start(u"etalon", {.log_file = u"a.etl"});
  EXPECT_THAT(Run(StartTraceW{.name = u"etalon", .properties = {.log_file = u"a.etl"}}),
              Fails(ERROR_SHARING_VIOLATION));
}

NEAR_MISS(STARTTRACE_U32, SameNameAndLogFileAfterAStop) {
  Stop(Start(u"etalon", {.log_file = u"a.etl"}));
  EXPECT_THAT(Run(StartTraceW{.name = u"etalon", .properties = {.log_file = u"a.etl"}}),
              Succeeds());
}

CLAUSE_TEST(STARTTRACE_E09, SameName) {
  Start(u"etalon");
  EXPECT_THAT(Run(StartTraceW{.name = u"etalon"}), Fails(ERROR_ALREADY_EXISTS));
}

CLAUSE_TEST(STARTTRACE_E09, SameNameInOtherCase) {
  Start(u"etalon \u00e9");
  EXPECT_THAT(Run(StartTraceW{.name = u"ETALON \u00c9"}), Fails(ERROR_ALREADY_EXISTS));
  EXPECT_THAT(Run(StartTraceA{.name = u"Etalon \u00c9"}), Fails(ERROR_ALREADY_EXISTS));
}

NEAR_MISS(STARTTRACE_E09, NameOfASessionThatHasStopped) {
  Stop(Start(u"etalon"));
  EXPECT_THAT(Run(StartTraceW{.name = u"etalon"}), Succeeds());
}

CLAUSE_TEST(STARTTRACE_E10, SameGuid) {
  Start(u"first", {.guid = kSomeGuid});
  EXPECT_THAT(Run(StartTraceW{.name = u"second", .properties = {.guid = kSomeGuid}}),
              Fails(ERROR_ALREADY_EXISTS));
}

NEAR_MISS(STARTTRACE_E10, TwoSessionsWithoutGuid) {
  Start(u"first", {.guid = Guid{}});
  EXPECT_THAT(Run(StartTraceW{.name = u"second", .properties = {.guid = Guid{}}}), Succeeds());
}

// Starts `count` private sessions of one process, each for a provider of its own.
Properties Private(uint32_t number, uint32_t mode) {
  Guid guid = kSomeGuid;
  guid.data2 = static_cast<uint16_t>(0x1000 + number);
  const std::string name = "private" + std::to_string(number) + ".etl";
  return {.guid = guid,
          .log_file_mode = mode | EVENT_TRACE_PRIVATE_LOGGER_MODE,
          .log_file = std::u16string(name.begin(), name.end())};
}

std::u16string Numbered(uint32_t number) {
  const std::string name = "session" + std::to_string(number);
  return {name.begin(), name.end()};
}

// Registers the providers that these sessions are for.
std::vector<Op> ProvidersOfPrivate(uint32_t count) {
  std::vector<Op> ops;
  for (uint32_t i = 0; i < count; ++i) {
    ops.push_back(RegisterTraceGuidsW{.guid = *Private(i, 0).guid});
  }
  return ops;
}

CLAUSE_TEST(STARTTRACE_U07, PrivateSessionForNoProvider) {
  EXPECT_THAT(Run(StartTraceW{.name = u"private", .properties = Private(0, 0)}),
              Fails(ERROR_WMI_GUID_NOT_FOUND));
}

NEAR_MISS(STARTTRACE_U07, PrivateSessionForAProvider) {
  for (const Op& op : ProvidersOfPrivate(1)) Must(op);
  EXPECT_THAT(Run(StartTraceW{.name = u"private", .properties = Private(0, 0)}), Succeeds());
}

CLAUSE_TEST(STARTTRACE_U33, SecondPrivateSession) {
  for (const Op& op : ProvidersOfPrivate(2)) Must(op);
  Start(u"first", Private(0, 0));
  EXPECT_THAT(Run(StartTraceW{.name = u"second", .properties = Private(1, 0)}),
              Fails(ERROR_NO_SYSTEM_RESOURCES));
}

CLAUSE_TEST(STARTTRACE_U33, FourthInProcessSession) {
  const uint32_t mode = EVENT_TRACE_PRIVATE_IN_PROC;
  for (const Op& op : ProvidersOfPrivate(4)) Must(op);
  for (uint32_t i = 0; i < 3; ++i) Start(Numbered(i), Private(i, mode));
  EXPECT_THAT(Run(StartTraceW{.name = u"fourth", .properties = Private(3, mode)}),
              Fails(ERROR_NO_SYSTEM_RESOURCES));
}

NEAR_MISS(STARTTRACE_U33, PrivateSessionAfterAnother) {
  for (const Op& op : ProvidersOfPrivate(2)) Must(op);
  Stop(Start(u"first", Private(0, 0)));
  EXPECT_THAT(Run(StartTraceW{.name = u"second", .properties = Private(1, 0)}), Succeeds());
}

NEAR_MISS(STARTTRACE_U33, OtherSessionsBesideAPrivateOne) {
  for (const Op& op : ProvidersOfPrivate(2)) Must(op);
  Start(u"first", Private(0, 0));
  EXPECT_THAT(Run(StartTraceW{.name = u"ordinary"}), Succeeds());
  EXPECT_THAT(Run(StartTraceW{.name = u"in process",
                              .properties = Private(1, EVENT_TRACE_PRIVATE_IN_PROC)}),
              Succeeds());
}

CLAUSE_TEST(STARTTRACE_U08, NinthPrivateSession) {
  for (uint32_t i = 0; i < 8; ++i) Start(Numbered(i), Private(i, 0));
  EXPECT_THAT(Run(StartTraceW{.name = u"ninth", .properties = Private(8, 0)}),
              Fails(ERROR_NO_SYSTEM_RESOURCES));
}

CLAUSE_TEST(STARTTRACE_U08, FourthInProcessSession) {
  const uint32_t mode = EVENT_TRACE_PRIVATE_IN_PROC;
  for (uint32_t i = 0; i < 3; ++i) Start(Numbered(i), Private(i, mode));
  EXPECT_THAT(Run(StartTraceW{.name = u"fourth", .properties = Private(3, mode)}),
              Fails(ERROR_NO_SYSTEM_RESOURCES));
}

NEAR_MISS(STARTTRACE_U08, EighthPrivateSession) {
  for (uint32_t i = 0; i < 7; ++i) Start(Numbered(i), Private(i, 0));
  EXPECT_THAT(Run(StartTraceW{.name = u"eighth", .properties = Private(7, 0)}), Succeeds());
}

Properties SystemLogger() {
  return {.log_file_mode = EVENT_TRACE_SYSTEM_LOGGER_MODE | EVENT_TRACE_REAL_TIME_MODE,
          .enable_flags = 1};
}

CLAUSE_TEST(STARTTRACE_E20, NinthSystemLogger) {
  for (uint32_t i = 0; i < 6; ++i) Start(Numbered(i), SystemLogger());
  Start(u"NT Kernel Logger", {.enable_flags = 1});
  Start(u"Circular Kernel Context Logger", SystemLogger());
  EXPECT_THAT(Run(StartTraceW{.name = u"ninth", .properties = SystemLogger()}),
              Fails(ERROR_NO_SYSTEM_RESOURCES));
}

NEAR_MISS(STARTTRACE_E20, SixthSystemLogger) {
  for (uint32_t i = 0; i < 5; ++i) Start(Numbered(i), SystemLogger());
  EXPECT_THAT(Run(StartTraceW{.name = u"sixth", .properties = SystemLogger()}), Succeeds());
}

CLAUSE_TEST(STARTTRACE_E21, SixtyFifthSession) {
  for (uint32_t i = 0; i < 64; ++i) Start(Numbered(i));
  EXPECT_THAT(Run(StartTraceW{.name = u"one too many"}), Fails(ERROR_NO_SYSTEM_RESOURCES));
}

NEAR_MISS(STARTTRACE_E21, SessionInThePlaceOfAnother) {
  for (uint32_t i = 0; i < 63; ++i) Start(Numbered(i));
  Stop(Start(u"the 64th"));
  EXPECT_THAT(Run(StartTraceW{.name = u"the 64th again"}), Succeeds());
}

CLAUSE_TEST(STARTTRACE_U11, FolderMissing) {
  EXPECT_THAT(Run(StartTraceW{.properties = {.log_file = u"missing\\a.etl"}}),
              Fails(ERROR_PATH_NOT_FOUND));
}

NEAR_MISS(STARTTRACE_U11, FolderThere) {
  Needs(Capability::kFiles);
  Must(PutFile{.path = u"there"});
  EXPECT_THAT(Run(StartTraceW{.properties = {.log_file = u"there\\a.etl"}}), Succeeds());
}

CLAUSE_TEST(STARTTRACE_U20, LogFileNameOfNoFile) {
  EXPECT_THAT(Run(StartTraceW{.properties = {.log_file = u"what?.etl"}}),
              Fails(ERROR_INVALID_NAME));
}

NEAR_MISS(STARTTRACE_U20, LogFileNameWithASpace) {
  EXPECT_THAT(Run(StartTraceW{.properties = {.log_file = u"what .etl"}}), Succeeds());
}

CLAUSE_TEST(STARTTRACE_E19, LogFileThatCannotBeCreated) {
  Needs(Capability::kPrivileges);
  Must(NewProcess{.name = "log user", .token = Token::kPerformanceLogUser});
  EXPECT_THAT(Run(StartTraceW{.properties = {.log_file = u"C:\\Windows\\a.etl"},
                              .on = {.process = "log user"}}),
              Fails(ERROR_ACCESS_DENIED));
}

NEAR_MISS(STARTTRACE_E19, LogFileInTheCallersFolder) {
  Needs(kVista);
  Needs(Capability::kPrivileges);
  Must(NewProcess{.name = "log user", .token = Token::kPerformanceLogUser});
  EXPECT_THAT(Run(StartTraceW{.properties = {.log_file = u"a.etl"}, .on = {.process = "log user"}}),
              Succeeds());
}

CLAUSE_TEST(STARTTRACE_E12, LogFileOfAnotherSession) {
  Start(u"first", {.log_file = u"same.etl"});
  EXPECT_THAT(Run(StartTraceW{.name = u"second", .properties = {.log_file = u"same.etl"}}),
              Fails(ERROR_BAD_PATHNAME));
}

CLAUSE_TEST(STARTTRACE_E12, LogFileOfAnotherSessionSpeltDifferently) {
  Start(u"first", {.log_file = u"same.etl"});
  EXPECT_THAT(Run(StartTraceW{.name = u"second", .properties = {.log_file = u".\\SAME.etl"}}),
              Fails(ERROR_BAD_PATHNAME));
}

CLAUSE_TEST(STARTTRACE_E12, FirstFileOfTheSeriesIsAnothers) {
  Start(u"first", {.log_file = u"a1.etl"});
  EXPECT_THAT(Run(StartTraceW{.name = u"second",
                              .properties = {.maximum_file_size = 1,
                                             .log_file_mode = EVENT_TRACE_FILE_MODE_NEWFILE,
                                             .log_file = u"a%d.etl"}}),
              Fails(ERROR_BAD_PATHNAME));
}

NEAR_MISS(STARTTRACE_E12, LogFileOfASessionThatHasStopped) {
  Stop(Start(u"first", {.log_file = u"same.etl"}));
  EXPECT_THAT(Run(StartTraceW{.name = u"second", .properties = {.log_file = u"same.etl"}}),
              Succeeds());
}

CLAUSE_TEST(STARTTRACE_E14, DriveSmallerThanTheLogFile) {
  Needs(Capability::kFaults);
  Must(SetDisk{.drive = "D:", .free_bytes = uint64_t{300} * kMegabyte - 1});
  EXPECT_THAT(Run(StartTraceW{.properties = {.maximum_file_size = 300, .log_file = u"D:\\a.etl"}}),
              Fails(ERROR_DISK_FULL));
}

NEAR_MISS(STARTTRACE_E14, DriveThatJustHoldsTheLogFile) {
  Needs(Capability::kFaults);
  Must(SetDisk{.drive = "D:", .free_bytes = uint64_t{300} * kMegabyte});
  EXPECT_THAT(Run(StartTraceW{.properties = {.maximum_file_size = 300, .log_file = u"D:\\a.etl"}}),
              Succeeds());
}

CLAUSE_TEST(STARTTRACE_E15, SystemDriveWithoutTheMargin) {
  Needs(Capability::kFaults);
  Must(SetDisk{.drive = "C:", .free_bytes = uint64_t{300} * kMegabyte - 1});
  EXPECT_THAT(Run(StartTraceW{.properties = {.maximum_file_size = 100, .log_file = u"a.etl"}}),
              Fails(ERROR_DISK_FULL));
}

NEAR_MISS(STARTTRACE_E15, SystemDriveWithTheMargin) {
  Needs(Capability::kFaults);
  Must(SetDisk{.drive = "C:", .free_bytes = uint64_t{300} * kMegabyte});
  EXPECT_THAT(Run(StartTraceW{.properties = {.maximum_file_size = 100, .log_file = u"a.etl"}}),
              Succeeds());
}

CLAUSE_TEST(STARTTRACE_E16, DriveWithLessThan200Megabytes) {
  Needs(Capability::kFaults);
  Must(SetDisk{.drive = "C:", .free_bytes = uint64_t{200} * kMegabyte - 1});
  EXPECT_THAT(Run(StartTraceW{.properties = {.log_file = u"a.etl"}}), Fails(ERROR_DISK_FULL));
}

NEAR_MISS(STARTTRACE_E16, DriveWith200Megabytes) {
  Needs(Capability::kFaults);
  Must(SetDisk{.drive = "C:", .free_bytes = uint64_t{200} * kMegabyte});
  EXPECT_THAT(Run(StartTraceW{.properties = {.log_file = u"a.etl"}}), Succeeds());
}

}  // namespace
}  // namespace etalon
