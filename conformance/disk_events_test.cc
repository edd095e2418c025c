// What system loggers record of disks and files.
#include <string>
#include <vector>

#include "conformance/clause_test.h"
#include "conformance/delivered.h"
#include "conformance/script/encodings.h"

namespace etalon {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

constexpr Guid kDiskGuid = {
    0x3d6fa8d4, 0xfe05, 0x11d0, {0x9d, 0xda, 0x00, 0xc0, 0x4f, 0xd7, 0xba, 0x7c}};
constexpr Guid kFileGuid = {
    0x90cbdc39, 0x4a3e, 0x11d1, {0x84, 0xf4, 0x00, 0x00, 0xf8, 0x04, 0x64, 0xe3}};
const std::u16string kLogFile = u"kernel.etl";
const std::u16string kKernelLogger = u"NT Kernel Logger";

enum Flag : uint32_t {
  kDisk = 0x100,
  kNames = 0x200,
  kDiskBegin = 0x400,
  kFileEnd = 0x02000000,
  kFileBegin = 0x04000000,
};

Properties Asking(uint32_t flags) { return {.enable_flags = flags, .log_file = kLogFile}; }

std::vector<uint64_t> TypesOf(const std::vector<CallbackRecord>& events) {
  std::vector<uint64_t> types;
  for (const CallbackRecord& event : events) types.push_back(event.Number("Type"));
  return types;
}

// Bytes [from, to) of the data of an event, in hexadecimal.
std::string Part(const CallbackRecord& event, size_t from, size_t to) {
  const std::string data = event.Text("Data");
  return 2 * to <= data.size() ? data.substr(2 * from, 2 * (to - from)) : "";
}

std::string Wide(const std::string& name) {
  std::string memory;
  for (const char c : name) memory += InMemory(static_cast<uint8_t>(c), 2);
  return memory + InMemory(0, 2);
}

CLAUSE_TEST(STARTTRACE_S44, RequestsToADisk) {
  Needs(kVista);
  const Handle session = Start(kKernelLogger, Asking(kDisk | kDiskBegin));
  Must(AccessDisk{.offset = 0x12345678, .size = 8192, .duration_us = 250});
  Must(AccessDisk{.action = DiskAction::kWrite, .disk = 1});
  Must(AccessDisk{.action = DiskAction::kFlush});
  Stop(session);
  const auto events = OfClass(kDiskGuid, EventsOf(kLogFile));
  ASSERT_THAT(TypesOf(events), ElementsAre(12, 10, 13, 11, 15, 14));
  const CallbackRecord& read = events[1];
  EXPECT_EQ(Part(read, 0, 4), InMemory(0, 4)) << "C:";
  EXPECT_EQ(Part(read, 8, 12), InMemory(8192, 4));
  EXPECT_EQ(Part(read, 16, 24), InMemory(0x12345678, 8));
  EXPECT_EQ(Part(read, 24, 32), InMemory(0, 8)) << "of no file";
  EXPECT_EQ(Part(read, 32, 40), Part(events[0], 0, 8)) << "the same request";
  EXPECT_EQ(Part(read, 40, 48), InMemory(2500, 8)) << "100 ns";
  EXPECT_EQ(Part(events[3], 0, 4), InMemory(1, 4)) << "D:";
  EXPECT_EQ(Part(events[5], 16, 24), Part(events[4], 0, 8));
  EXPECT_NE(Part(events[2], 0, 8), Part(events[0], 0, 8));
}

CLAUSE_TEST(STARTTRACE_S44, ThreadOfARequestSinceWindows8) {
  Needs(kWindows8);
  const Handle session = Start(kKernelLogger, Asking(kDisk | kDiskBegin | 2));
  Must(NewProcess{.name = "p"});
  Must(AccessDisk{.on = {.process = "p"}});
  Stop(session);
  constexpr Guid kThreadGuid = {
      0x3d6fa8d1, 0xfe05, 0x11d0, {0x9d, 0xda, 0x00, 0xc0, 0x4f, 0xd7, 0xba, 0x7c}};
  std::string thread;
  for (const CallbackRecord& event : OfClass(kThreadGuid, EventsOf(kLogFile))) {
    if (event.Number("Type") == 1) thread = Part(event, 4, 8);
  }
  const auto events = OfClass(kDiskGuid, EventsOf(kLogFile));
  ASSERT_THAT(events, SizeIs(2));
  EXPECT_EQ(Part(events[0], 8, 12), thread);
  EXPECT_EQ(Part(events[1], 48, 52), thread);
  EXPECT_EQ(events[1].Number("ThreadId"), 0xFFFFFFFFu) << "not in the header";
}

CLAUSE_TEST(STARTTRACE_S44, HalvesOfARequest) {
  Needs(kVista);
  const Handle session = Start(kKernelLogger, Asking(kDisk));
  Must(AccessDisk{});
  Must(UpdateTraceW{.handle = session, .properties = {.enable_flags = kDiskBegin}});
  Must(AccessDisk{});
  Must(UpdateTraceW{.handle = session, .properties = {.enable_flags = kFileBegin}});
  Must(AccessDisk{});
  Stop(session);
  EXPECT_THAT(TypesOf(OfClass(kDiskGuid, EventsOf(kLogFile))), ElementsAre(10, 12));
}

CLAUSE_TEST(STARTTRACE_S45, LifeOfAFile) {
  Needs(kVista);
  const Handle session = Start(kKernelLogger, Asking(kNames | kFileBegin | kFileEnd));
  for (const FileAction action : {FileAction::kOpen, FileAction::kRead, FileAction::kWrite,
                                  FileAction::kFlush, FileAction::kClose}) {
    Must(AccessFile{.action = action, .path = u"C:\\a.txt", .offset = 0x100, .size = 0x20});
  }
  Stop(session);
  const auto events = OfClass(kFileGuid, EventsOf(kLogFile));
  EXPECT_THAT(TypesOf(events), ElementsAre(32, 64, 76, 67, 76, 68, 76, 73, 76, 65, 76, 66, 76, 35));
  for (const CallbackRecord& event : events) EXPECT_EQ(event.Number("ThreadId"), 0xFFFFFFFFu);
}

// Windows 8 and later: offset, request, file, key, thread, bytes, flags.
CLAUSE_TEST(STARTTRACE_S45, WhatIsToldOfAFile) {
  Needs(kWindows8);
  const Handle session = Start(kKernelLogger, Asking(kNames | kFileBegin | kFileEnd));
  Must(AccessFile{.path = u"C:\\a.txt"});
  Must(AccessFile{
      .action = FileAction::kWrite, .path = u"C:\\a.txt", .offset = 0x100, .size = 0x20});
  Must(AccessFile{.action = FileAction::kClose, .path = u"C:\\a.txt"});
  Stop(session);
  const auto events = OfClass(kFileGuid, EventsOf(kLogFile));
  ASSERT_THAT(TypesOf(events), ElementsAre(32, 64, 76, 68, 76, 65, 76, 66, 76, 35));
  const std::string key = Part(events[0], 0, 8);
  const std::string file = Part(events[1], 8, 16);
  EXPECT_EQ(events[0].Text("Data"), key + Wide("C:\\a.txt"));
  EXPECT_EQ(events[9].Text("Data"), key + Wide("C:\\a.txt"));
  EXPECT_EQ(events[1].Text("Data").substr(2 * 32), Wide("C:\\a.txt"));
  EXPECT_EQ(Part(events[3], 0, 8), InMemory(0x100, 8));
  EXPECT_EQ(Part(events[3], 16, 32), file + key);
  EXPECT_EQ(Part(events[3], 32, 36), Part(events[1], 16, 20)) << "the same thread";
  EXPECT_EQ(Part(events[3], 36, 40), InMemory(0x20, 4));
  EXPECT_EQ(events[4].Text("Data"), Part(events[3], 8, 16) + InMemory(0x20, 8) + InMemory(0, 4))
      << "bytes, and no error";
  EXPECT_EQ(Part(events[5], 8, 24), file + key);
}

CLAUSE_TEST(STARTTRACE_S45, FileOfARequestToADisk) {
  Needs(kVista);
  Must(AccessFile{.path = u"C:\\a.txt"});
  const Handle session = Start(kKernelLogger, Asking(kDisk | kNames));
  Must(AccessDisk{.path = u"c:\\A.TXT"});
  Stop(session);
  const std::vector<CallbackRecord> events = EventsOf(kLogFile);
  const auto names = OfClass(kFileGuid, events);
  ASSERT_THAT(TypesOf(names), ElementsAre(36)) << "open when the session stops";
  EXPECT_EQ(names[0].Text("Data").substr(16), Wide("C:\\a.txt"));
  const auto reads = OfClass(kDiskGuid, events);
  ASSERT_THAT(reads, SizeIs(1));
  EXPECT_EQ(Part(reads[0], 24, 32), Part(names[0], 0, 8));
}

CLAUSE_TEST(STARTTRACE_S45, FileThatAProcessLeavesOpen) {
  Needs(kVista);
  Must(NewProcess{.name = "p"});
  Must(AccessFile{.path = u"C:\\a.txt", .on = {.process = "p"}});
  const Handle session = Start(kKernelLogger, Asking(kNames | kFileBegin));
  Must(ExitProcess{.name = "p"});
  Stop(session);
  EXPECT_THAT(TypesOf(OfClass(kFileGuid, EventsOf(kLogFile))), ElementsAre(65, 66, 35));
}

CLAUSE_TEST(STARTTRACE_S45, NamesAndRequestsAreAskedForApart) {
  Needs(kVista);
  const Handle session = Start(kKernelLogger, Asking(kNames));
  Must(AccessFile{.path = u"C:\\a.txt"});
  Must(UpdateTraceW{.handle = session, .properties = {.enable_flags = kFileBegin}});
  Must(AccessFile{.action = FileAction::kRead, .path = u"C:\\a.txt"});
  Must(UpdateTraceW{.handle = session, .properties = {.enable_flags = kFileEnd}});
  Must(AccessFile{.action = FileAction::kRead, .path = u"C:\\a.txt"});
  Must(UpdateTraceW{.handle = session, .properties = {.enable_flags = kDisk}});
  Must(AccessFile{.action = FileAction::kClose, .path = u"C:\\a.txt"});
  Stop(session);
  const std::vector<CallbackRecord> events = EventsOf(kLogFile);
  EXPECT_THAT(TypesOf(OfClass(kFileGuid, events)), ElementsAre(32, 67, 76));
  EXPECT_THAT(OfClass(kDiskGuid, events), IsEmpty()) << "files do not reach the disk";
}

}  // namespace
}  // namespace etalon
