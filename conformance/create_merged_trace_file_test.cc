// CreateMergedTraceFile: several log files as one.
#include <algorithm>

#include "conformance/clause_test.h"
#include "conformance/delivered.h"
#include "conformance/script/encodings.h"

namespace etalon {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

// Where things stand in a log file of a 64-bit process.
constexpr size_t kHeaderPayload = 0x48 + 0x20;
constexpr size_t kMinorVersion = kHeaderPayload + 0x05;
constexpr size_t kBuild = kHeaderPayload + 0x08;
constexpr size_t kEventsLost = kHeaderPayload + 0x30;
constexpr size_t kBootTime = kHeaderPayload + 0xF8;
constexpr size_t kBuffersLost = kHeaderPayload + 0x114;

Bytes BytesOf(const Outcome& file) {
  const std::optional<Bytes> bytes = FromHex(file.Text("file", "bytes"));
  return bytes.value_or(Bytes(kBuffersLost + 4));
}

// The file with one bit changed.
PutFile Changed(const std::u16string& path, const Outcome& file, size_t at) {
  Bytes bytes = BytesOf(file);
  bytes[at] ^= 1;
  return {.path = path, .contents = bytes};
}

TraceEvent Write(const Handle& session, uint8_t data) {
  return {.session = session, .event = {.guid = kClassGuid, .payload = {data}}};
}

// Two sessions at the same time take turns in writing the events 1 to 6. (They are the first two
// handles of the test.)
std::vector<Op> TwoFiles(uint32_t clock_of_the_second = 1) {
  const Handle first = {.symbol = "$1"};
  const Handle second = {.symbol = "$2"};
  std::vector<Op> ops;
  ops.push_back(StartTraceW{.name = u"first",
                            .properties = {.buffer_size_kb = 4, .log_file = u"one.etl"}});
  ops.push_back(StartTraceW{.name = u"second",
                            .properties = {.client_context = clock_of_the_second,
                                           .buffer_size_kb = 8,
                                           .log_file = u"two.etl"}});
  for (uint8_t i = 1; i <= 6; ++i) {
    ops.push_back(Write(i % 2 == 1 ? first : second, i));
    ops.push_back(Advance{.ms = 20});
  }
  ops.push_back(StopTraceW{.handle = first});
  ops.push_back(StopTraceW{.handle = second});
  return ops;
}

CreateMergedTraceFile Merge(uint32_t flags = 0) {
  return {.files = {u"two.etl", u"one.etl"}, .flags = flags};
}

const GetFile kGetMerged = {.path = u"merged.etl"};

CLAUSE_TEST(MERGE_U02, NameMissing) {
  for (const Op& op : TwoFiles()) Must(op);
  CreateMergedTraceFile merge = Merge();
  merge.merged_place = Place::kNull;
  EXPECT_THAT(Run(merge), Fails(ERROR_INVALID_PARAMETER));
  merge = Merge();
  merge.files_place = Place::kNull;
  EXPECT_THAT(Run(merge), Fails(ERROR_INVALID_PARAMETER));
  merge = Merge();
  merge.file_places = {Place::kBlock, Place::kNull};
  EXPECT_THAT(Run(merge), Fails(ERROR_INVALID_PARAMETER));
  EXPECT_THAT(Run(kGetMerged), Fails(ERROR_FILE_NOT_FOUND));
}

NEAR_MISS(MERGE_U02, NamesGiven) {
  for (const Op& op : TwoFiles()) Must(op);
  EXPECT_THAT(Run(Merge()), Succeeds());
}

CLAUSE_TEST(MERGE_U03, NoFiles) {
  for (const Op& op : TwoFiles()) Must(op);
  CreateMergedTraceFile merge = Merge();
  merge.file_count = 0;
  EXPECT_THAT(Run(merge), Fails(ERROR_INVALID_PARAMETER));
  EXPECT_THAT(Run(kGetMerged), Fails(ERROR_FILE_NOT_FOUND));
}

NEAR_MISS(MERGE_U03, OneFile) {
  for (const Op& op : TwoFiles()) Must(op);
  CreateMergedTraceFile merge = Merge();
  merge.file_count = 1;
  EXPECT_THAT(Run(merge), Succeeds());
}

CLAUSE_TEST(MERGE_U04, UndefinedFlags) {
  for (const Op& op : TwoFiles()) Must(op);
  EXPECT_THAT(Run(Merge(0x20000000)), Fails(ERROR_INVALID_PARAMETER));
  EXPECT_THAT(Run(Merge(0x80000000)), Fails(ERROR_INVALID_PARAMETER));
  EXPECT_THAT(Run(Merge(0xFFFFFFFE)), Fails(ERROR_INVALID_PARAMETER));
  EXPECT_THAT(Run(kGetMerged), Fails(ERROR_FILE_NOT_FOUND));
  Must(Merge());
  EXPECT_THAT(BytesOf(Must(kGetMerged)), SizeIs(testing::Gt(kBootTime + 8))) << "a log file";
}

NEAR_MISS(MERGE_U04, DefinedFlags) {
  for (const Op& op : TwoFiles()) Must(op);
  EXPECT_THAT(Run(Merge(0x1FFFFFFF)), Succeeds());
}

CLAUSE_TEST(MERGE_U05, FileThatIsNotThere) {
  for (const Op& op : TwoFiles()) Must(op);
  EXPECT_THAT(Run(CreateMergedTraceFile{.files = {u"one.etl", u"three.etl"}}),
              Fails(ERROR_FILE_NOT_FOUND));
  EXPECT_THAT(Run(kGetMerged), Fails(ERROR_FILE_NOT_FOUND));
}

NEAR_MISS(MERGE_U05, FilesThatAreThere) {
  for (const Op& op : TwoFiles()) Must(op);
  EXPECT_THAT(Run(CreateMergedTraceFile{.files = {u"one.etl", u"TWO.etl"}}), Succeeds());
}

CLAUSE_TEST(MERGE_U06, FileThatIsNoLog) {
  for (const Op& op : TwoFiles()) Must(op);
  Must(PutFile{.path = u"two.etl", .contents = Bytes(4096, 7)});
  EXPECT_THAT(Run(Merge()), Fails(ERROR_BAD_PATHNAME));
  EXPECT_THAT(Run(kGetMerged), Fails(ERROR_FILE_NOT_FOUND));
}

NEAR_MISS(MERGE_U06, LogWithoutEvents) {
  for (const Op& op : TwoFiles()) Must(op);
  Stop(Start(u"third", {.log_file = u"three.etl"}));
  EXPECT_THAT(Run(CreateMergedTraceFile{.files = {u"one.etl", u"three.etl"}}), Succeeds());
}

CLAUSE_TEST(MERGE_E02, FilesOfDifferentVersions) {
  for (const Op& op : TwoFiles()) Must(op);
  const Outcome file = Must(GetFile{.path = u"two.etl"});
  Must(Changed(u"two.etl", file, kMinorVersion));
  EXPECT_THAT(Run(Merge()), Fails(ERROR_REVISION_MISMATCH));
  Must(Changed(u"two.etl", file, kBuild));
  EXPECT_THAT(Run(Merge()), Fails(ERROR_REVISION_MISMATCH));
  EXPECT_THAT(Run(kGetMerged), Fails(ERROR_FILE_NOT_FOUND));
}

NEAR_MISS(MERGE_E02, FilesOfOneVersion) {
  for (const Op& op : TwoFiles()) Must(op);
  for (const char16_t* path : {u"one.etl", u"two.etl"}) {
    const Outcome file = Must(GetFile{.path = path});
    Must(Changed(path, file, kBuild));
  }
  EXPECT_THAT(Run(Merge()), Succeeds());
}

CLAUSE_TEST(MERGE_U07, FilesOfDifferentBoots) {
  for (const Op& op : TwoFiles()) Must(op);
  const Outcome file = Must(GetFile{.path = u"two.etl"});
  Must(Changed(u"two.etl", file, kBootTime));
  EXPECT_THAT(Run(Merge()), Fails(ERROR_INVALID_PARAMETER));
  EXPECT_THAT(Run(kGetMerged), Fails(ERROR_FILE_NOT_FOUND));
}

CLAUSE_TEST(MERGE_U07, FilesWithDifferentClocks) {
  for (const Op& op : TwoFiles(2)) Must(op);
  EXPECT_THAT(Run(Merge()), Fails(ERROR_INVALID_PARAMETER));
}

NEAR_MISS(MERGE_U07, FilesWithOneClock) {
  for (const Op& op : TwoFiles(0)) Must(op);  // 0 is the performance counter too
  EXPECT_THAT(Run(Merge()), Succeeds());
}

CLAUSE_TEST(MERGE_U12, NameThatNoFileCanHave) {
  for (const Op& op : TwoFiles()) Must(op);
  CreateMergedTraceFile merge = Merge();
  merge.merged = u"bad|name.etl";
  EXPECT_THAT(Run(merge), Fails(ERROR_INVALID_NAME));
}

NEAR_MISS(MERGE_U12, NameThatAFileCanHave) {
  for (const Op& op : TwoFiles()) Must(op);
  CreateMergedTraceFile merge = Merge();
  merge.merged = u"good name.etl";
  EXPECT_THAT(Run(merge), Succeeds());
}

CLAUSE_TEST(MERGE_U08, FolderThatIsNotThere) {
  for (const Op& op : TwoFiles()) Must(op);
  CreateMergedTraceFile merge = Merge();
  merge.merged = u"nowhere\\merged.etl";
  EXPECT_THAT(Run(merge), Fails(ERROR_PATH_NOT_FOUND));
}

NEAR_MISS(MERGE_U08, FolderThatIsThere) {
  for (const Op& op : TwoFiles()) Must(op);
  Must(PutFile{.path = u"somewhere"});
  CreateMergedTraceFile merge = Merge();
  merge.merged = u"somewhere\\merged.etl";
  EXPECT_THAT(Run(merge), Succeeds());
}

CLAUSE_TEST(MERGE_U09, FolderOfTheSystem) {
  Needs(Capability::kPrivileges);
  for (const Op& op : TwoFiles()) Must(op);
  Must(NewProcess{.name = "user", .token = Token::kUser});
  CreateMergedTraceFile merge = Merge();
  merge.merged = u"C:\\Windows\\merged.etl";
  merge.on.process = "user";
  EXPECT_THAT(Run(merge), Fails(ERROR_ACCESS_DENIED));
}

CLAUSE_TEST(MERGE_U09, FileThatCannotBeCreated) {
  Needs(Capability::kFaults);
  for (const Op& op : TwoFiles()) Must(op);
  Must(InjectFault{.point = FaultPoint::kFileOpen});
  EXPECT_THAT(Run(Merge()), Fails(ERROR_ACCESS_DENIED));
}

NEAR_MISS(MERGE_U09, FolderOfTheUser) {
  Needs(Capability::kPrivileges);
  for (const Op& op : TwoFiles()) Must(op);
  Must(NewProcess{.name = "user", .token = Token::kUser});
  CreateMergedTraceFile merge = Merge();
  merge.on.process = "user";
  EXPECT_THAT(Run(merge), Succeeds());
}

CLAUSE_TEST(MERGE_U10, MergedFileIsOneOfTheFiles) {
  for (const Op& op : TwoFiles()) Must(op);
  const Bytes before = BytesOf(Must(GetFile{.path = u"one.etl"}));
  CreateMergedTraceFile merge = Merge();
  merge.merged = u"ONE.etl";
  EXPECT_THAT(Run(merge), Fails(ERROR_SHARING_VIOLATION));
  EXPECT_THAT(BytesOf(Must(GetFile{.path = u"one.etl"})), before);
}

CLAUSE_TEST(MERGE_U10, SessionIsWritingToTheMergedFile) {
  for (const Op& op : TwoFiles()) Must(op);
  Start(u"third", {.log_file = u"merged.etl"});
  EXPECT_THAT(Run(Merge()), Fails(ERROR_SHARING_VIOLATION));
}

NEAR_MISS(MERGE_U10, SessionHasWrittenToTheMergedFile) {
  for (const Op& op : TwoFiles()) Must(op);
  Stop(Start(u"third", {.log_file = u"merged.etl"}));
  EXPECT_THAT(Run(Merge()), Succeeds());
}

CLAUSE_TEST(MERGE_U11, NoRoomOnTheDrive) {
  Needs(Capability::kFaults);
  for (const Op& op : TwoFiles()) Must(op);
  Must(SetDisk{.drive = "D:", .free_bytes = 8192});
  CreateMergedTraceFile merge = Merge();
  merge.merged = u"D:\\merged.etl";
  EXPECT_THAT(Run(merge), Fails(ERROR_DISK_FULL));
  EXPECT_THAT(Run(GetFile{.path = u"D:\\merged.etl"}).Text("file", "bytes"), IsEmpty());
}

NEAR_MISS(MERGE_U11, JustEnoughRoomOnTheDrive) {
  Needs(Capability::kFaults);
  for (const Op& op : TwoFiles()) Must(op);
  Must(SetDisk{.drive = "D:", .free_bytes = 3 * 8192});
  CreateMergedTraceFile merge = Merge();
  merge.merged = u"D:\\merged.etl";
  EXPECT_THAT(Run(merge), Succeeds());
}

CLAUSE_TEST(MERGE_E01, FileThatHasLostEvents) {
  for (const Op& op : TwoFiles()) Must(op);
  Must(Changed(u"two.etl", Must(GetFile{.path = u"two.etl"}), kEventsLost));
  EXPECT_THAT(Run(Merge()), Fails(ERROR_INSUFFICIENT_BUFFER));
  EXPECT_THAT(DataOf(OfClass(kClassGuid, EventsOf(u"merged.etl"))),
              ElementsAre("01", "02", "03", "04", "05", "06"));
}

CLAUSE_TEST(MERGE_E01, LossesOfAllFilesAreAddedUp) {
  for (const Op& op : TwoFiles()) Must(op);
  for (const std::u16string file : {u"one.etl", u"two.etl"}) {
    Must(Changed(file, Must(GetFile{.path = file}), kEventsLost));
    Must(Changed(file, Must(GetFile{.path = file}), kBuffersLost));
  }
  EXPECT_THAT(Run(Merge()), Fails(ERROR_INSUFFICIENT_BUFFER));
  const Bytes merged = BytesOf(Must(kGetMerged));
  EXPECT_EQ(merged[kEventsLost], 2);
  EXPECT_EQ(merged[kBuffersLost], 2);
}

CLAUSE_TEST(MERGE_E01, FileThatIsCutShort) {
  for (const Op& op : TwoFiles()) Must(op);
  Bytes bytes = BytesOf(Must(GetFile{.path = u"two.etl"}));
  bytes.resize(8192);  // the header's buffer alone
  Must(PutFile{.path = u"two.etl", .contents = bytes});
  EXPECT_THAT(Run(Merge()), Fails(ERROR_INSUFFICIENT_BUFFER));
  EXPECT_THAT(DataOf(OfClass(kClassGuid, EventsOf(u"merged.etl"))), ElementsAre("01", "03", "05"));
}

NEAR_MISS(MERGE_E01, NothingIsLost) {
  for (const Op& op : TwoFiles()) Must(op);
  EXPECT_THAT(Run(Merge()), Succeeds());
}

CLAUSE_TEST(MERGE_S01, NamesThatNoCodePageHas) {
  for (const Op& op : TwoFiles()) Must(op);
  const std::u16string merged = u"\u65e5\u0436\u03bb.etl";
  EXPECT_THAT(Run(CreateMergedTraceFile{.merged = merged, .files = {u"one.etl"}}), Succeeds());
  EXPECT_THAT(DataOf(OfClass(kClassGuid, EventsOf(merged))), ElementsAre("01", "03", "05"));
}

CLAUSE_TEST(MERGE_S03, EventsOfAllFilesByTime) {
  for (const Op& op : TwoFiles()) Must(op);
  EXPECT_THAT(Run(Merge()), Succeeds());
  const std::vector<CallbackRecord> events = EventsOf(u"merged.etl");
  EXPECT_THAT(events, SizeIs(7)) << "one header";
  EXPECT_THAT(DataOf(OfClass(kClassGuid, events)),
              ElementsAre("01", "02", "03", "04", "05", "06"));
}

CLAUSE_TEST(MERGE_S03, MoreEventsThanABufferHolds) {
  const Handle first = Start(u"first", {.buffer_size_kb = 4, .log_file = u"one.etl"});
  const Handle second = Start(u"second", {.buffer_size_kb = 4, .log_file = u"two.etl"});
  for (const Handle& session : {first, second}) {
    Must(TraceEvent{.session = session,
                    .event = {.guid = kClassGuid, .payload_fill = 1000},
                    .times = 10});
  }
  Stop(first);
  Stop(second);
  EXPECT_THAT(Run(Merge()), Succeeds());
  EXPECT_THAT(OfClass(kClassGuid, EventsOf(u"merged.etl")), SizeIs(20));
}

CLAUSE_TEST(MERGE_S03, SessionOfA32BitProcess) {
  Needs(Capability::kProcesses);
  Must(NewProcess{.name = "narrow", .bits = 32});
  StartTraceW start = {.name = u"narrow", .properties = {.log_file = u"two.etl"}};
  start.on.process = "narrow";
  const Handle narrow = Must(start).handle();
  Must(Write(narrow, 1));
  Stop(narrow);
  WriteLogFile(u"one.etl");
  EXPECT_THAT(Run(Merge()), Succeeds());
  EXPECT_THAT(DataOf(OfClass(kClassGuid, EventsOf(u"merged.etl"))), ElementsAre("01", "01"));
}

CLAUSE_TEST(MERGE_S04, FileOfThatNameIsReplaced) {
  for (const Op& op : TwoFiles()) Must(op);
  Must(PutFile{.path = u"merged.etl", .contents = Bytes(1 << 20, 1)});
  EXPECT_THAT(Run(Merge()), Succeeds());
  EXPECT_THAT(DataOf(OfClass(kClassGuid, EventsOf(u"merged.etl"))),
              ElementsAre("01", "02", "03", "04", "05", "06"));
}

CLAUSE_TEST(MERGE_P01, OneFile) {
  for (const Op& op : TwoFiles()) Must(op);
  EXPECT_THAT(Run(CreateMergedTraceFile{.files = {u"two.etl"}}), Succeeds());
  EXPECT_THAT(DataOf(OfClass(kClassGuid, EventsOf(u"merged.etl"))), ElementsAre("02", "04", "06"));
}

CLAUSE_TEST(MERGE_P02, EveryValueOfThePages) {
  for (const Op& op : TwoFiles()) Must(op);
  for (const uint32_t flags : {0u, 1u, 2u, 4u, 8u, 0x10u, 0x20u, 0x40u, 0x80u, 0x10000000u,
                               0x40000000u, 0x000FFFFFu, 0x0FFFFFFFu, 0xFFFFFFFFu}) {
    EXPECT_THAT(Run(Merge(flags)), Succeeds());
    EXPECT_THAT(EventsOf(u"merged.etl"), SizeIs(7));
  }
}

CLAUSE_TEST(MERGE_P02, ImagesAreIdentified) {
  constexpr Guid kImageGuid = {
      0x2cb15d1d, 0x5fc1, 0x11d2, {0xab, 0xe1, 0x00, 0xa0, 0xc9, 0x11, 0xf5, 0x18}};
  constexpr Guid kImageIdGuid = {
      0xb3e675d7, 0x2554, 0x4f18, {0x83, 0x0b, 0x27, 0x62, 0x73, 0x25, 0x60, 0xde}};
  constexpr Guid kPdbGuid = {
      0x0a1b2c3d, 0x4e5f, 0x6071, {0x82, 0x93, 0xa4, 0xb5, 0xc6, 0xd7, 0xe8, 0xf9}};
  const Handle kernel = Start(u"NT Kernel Logger", {.enable_flags = 4, .log_file = u"one.etl"});
  Must(NewProcess{.name = "program.exe"});
  const Outcome mapped = Must(MapImage{.path = u"C:\\etalon\\other.dll",
                                       .time_stamp = 0x65432100,
                                       .pdb = u"other.pdb",
                                       .pdb_guid = kPdbGuid,
                                       .pdb_age = 3,
                                       .on = {.process = "program.exe"}});
  Stop(kernel);
  const std::string base = InMemory(mapped.Number("image", "base"), 8);
  const auto is_of_image = [&](const CallbackRecord& event) {
    return event.Text("Data").compare(0, base.size(), base) == 0;
  };

  EXPECT_THAT(Run(CreateMergedTraceFile{.files = {u"one.etl"}, .flags = 2}), Succeeds());
  EXPECT_THAT(OfClass(kImageIdGuid, EventsOf(u"merged.etl")), IsEmpty()) << "not asked for";
  EXPECT_THAT(Run(CreateMergedTraceFile{.files = {u"one.etl"}, .flags = 1}), Succeeds());
  const std::vector<CallbackRecord> events = EventsOf(u"merged.etl");
  const auto identity = std::find_if(events.begin(), events.end(), is_of_image);
  ASSERT_GE(events.end() - identity, 3);
  EXPECT_EQ(identity[0].Text("Guid"), ToString(kImageIdGuid));
  EXPECT_EQ(identity[0].Number("Type"), 0u);
  EXPECT_EQ(identity[0].Text("Data"),
            base + InMemory(0x10000, 8) + InMemory(0, 4) + InMemory(0x65432100, 4) +
                "6f0074006800650072002e0064006c006c000000");
  EXPECT_EQ(identity[1].Text("Guid"), ToString(kImageIdGuid));
  EXPECT_EQ(identity[1].Number("Type"), 36u);
  EXPECT_EQ(identity[1].Text("Data"),
            base + InMemory(identity[1].Number("ProcessId"), 4) +
                "3d2c1b0a5f4e71608293a4b5c6d7e8f9" + InMemory(3, 4) + "6f746865722e70646200");
  EXPECT_EQ(identity[2].Text("Guid"), ToString(kImageGuid));
  EXPECT_EQ(identity[0].Number("TimeStamp"), identity[2].Number("TimeStamp"));
  EXPECT_EQ(identity[1].Number("TimeStamp"), identity[2].Number("TimeStamp"));
}

}  // namespace
}  // namespace etalon
