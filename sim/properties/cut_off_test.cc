// The machine goes out at any write, whole or torn: whatever was written before is readable.
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "sim/host/simulated_disk.h"
#include "sim/properties/cut_off_files.h"
#include "sim/properties/file_modes.h"
#include "sim/properties/read_back.h"
#include "sim/properties/watched_disk.h"
#include "sim/session/log_file_header.h"

namespace etalon::sim {
namespace {

// With its own bytes: those that a disk tells of are gone after the write.
struct Kept {
  DiskChange change;
  std::vector<uint8_t> bytes;
};

std::vector<Kept> ChangesOf(const FileMode& mode) {
  std::vector<Kept> changes;
  std::unique_ptr<Host> host = MakeSimulatedHost(1);
  host->disk =
      std::make_unique<WatchedDisk>(std::move(host->disk), [&](const DiskChange& change, File*) {
        changes.push_back({change, {change.bytes.begin(), change.bytes.end()}});
      });
  Machine machine({}, std::move(host));
  Process& process = machine.processes().Create(u"test.exe", Token::kAdministrator, 64, false);
  Caller caller = {.machine = &machine, .process = &process, .thread_id = 4};
  const CallerScope scope(caller);
  EXPECT_TRUE(RunFileMode(machine, mode, u"C:\\etalon\\cut"));
  for (Kept& kept : changes) kept.change.bytes = kept.bytes;
  return changes;
}

class CutOffTest : public testing::TestWithParam<FileMode> {
 protected:
  // Nothing else is in the file either.
  static void ExpectAllReadable(const CutOffFiles& files) {
    for (const auto& [name, contents] : files.files()) {
      ReadBack found = ReadLogFile(contents.bytes);
      ASSERT_EQ(found.is_log_file, contents.has_header);
      if (!found.is_log_file) continue;
      std::sort(found.numbers.begin(), found.numbers.end());
      EXPECT_EQ(found.numbers, contents.AllEvents());
      EXPECT_TRUE(found.defects.empty()) << found.defects.front().reason;
    }
  }

  // Of the torn buffer some events may be left, and of what it replaced.
  static void ExpectTheRestReadable(const CutOffFiles& files) {
    for (const auto& [name, contents] : files.files()) {
      ReadBack found = ReadLogFile(contents.bytes);
      ASSERT_TRUE(found.is_log_file || !contents.has_header);
      std::sort(found.numbers.begin(), found.numbers.end());
      const std::vector<uint32_t> all = contents.AllEvents();
      EXPECT_TRUE(
          std::includes(found.numbers.begin(), found.numbers.end(), all.begin(), all.end()));
    }
  }
};

TEST_P(CutOffTest, EveryBufferThatWasWrittenIsReadable) {
  const std::vector<Kept> changes = ChangesOf(GetParam());
  ASSERT_GT(changes.size(), 8u);
  CutOffFiles files;
  for (size_t i = 0; i < changes.size(); ++i) {
    SCOPED_TRACE("after change " + std::to_string(i));
    files.Apply(changes[i].change);
    ExpectAllReadable(files);
  }
}

TEST_P(CutOffTest, ATornWriteCostsItsBufferOnly) {
  const std::vector<Kept> changes = ChangesOf(GetParam());
  CutOffFiles before;
  for (const Kept& kept : changes) {
    const size_t size = kept.bytes.size();
    for (const size_t torn : {size_t{1}, size_t{47}, size_t{72}, size_t{80}, size_t{200},
                              size_t{512}, size_t{1001}, size_t{2048}, size_t{4095}}) {
      if (torn >= size) break;
      SCOPED_TRACE(std::to_string(torn) + " bytes at " + std::to_string(kept.change.at));
      CutOffFiles files = before;
      files.ApplyTorn(kept.change, torn);
      ExpectTheRestReadable(files);
    }
    before.Apply(kept.change);
  }
}

// A file that ends inside a buffer is told from one that was completed.
TEST_P(CutOffTest, ABufferThatTheFileEndsInIsADefect) {
  CutOffFiles before;
  size_t seen = 0;
  for (const Kept& kept : ChangesOf(GetParam())) {
    const auto file = before.files().find(kept.change.file);
    const bool extends = file != before.files().end() && file->second.has_header &&
                         kept.change.at >= file->second.bytes.size() && !kept.bytes.empty();
    if (extends) {
      CutOffFiles files = before;
      files.ApplyTorn(kept.change, 1000);
      const CutOffFiles::Contents& contents = files.files().at(kept.change.file);
      const ReadBack found = ReadLogFile(contents.bytes);
      ASSERT_EQ(found.defects.size(), 1u);
      EXPECT_EQ(found.defects[0].offset, contents.bytes.size());
      ++seen;
    }
    before.Apply(kept.change);
  }
  const bool preallocated = (GetParam().log_file_mode & EVENT_TRACE_FILE_MODE_PREALLOCATE) != 0;
  EXPECT_EQ(seen > 0, !preallocated);
}

// The file of a machine that went out is gone on with: what can be read of it stays, what is torn
// gives way.
TEST(CutOffAppendTest, GoesOnBehindWhatIsThere) {
  const FileMode append = {"append", EVENT_TRACE_FILE_MODE_APPEND, 0};
  const std::u16string name = u"C:\\etalon\\cut.etl";
  CutOffFiles before;
  for (const Kept& kept : ChangesOf(append)) {
    for (const size_t torn : {size_t{0}, size_t{1}, size_t{1000}, size_t{4095}}) {
      if (torn > kept.bytes.size()) break;
      SCOPED_TRACE(std::to_string(torn) + " bytes at " + std::to_string(kept.change.at));
      CutOffFiles files = before;
      files.ApplyTorn(kept.change, torn);
      const CutOffFiles::Contents& left = files.files().at(name);
      Machine machine;
      SimulatedDisk& disk = static_cast<SimulatedDisk&>(*machine.host().disk);
      disk.PutFile(name, left.bytes);
      Process& process = machine.processes().Create(u"test.exe", Token::kAdministrator, 64, false);
      Caller caller = {.machine = &machine, .process = &process, .thread_id = 4};
      const CallerScope scope(caller);
      const bool goes_on = left.bytes.empty() || left.bytes.size() >= kHeaderBufferTotalsBytes;
      ASSERT_EQ(RunFileMode(machine, append, u"C:\\etalon\\cut"), goes_on);
      if (!goes_on) continue;  // it is no log file, and stays what it is
      ReadBack found = ReadLogFile(*disk.GetFile(name));
      EXPECT_TRUE(found.defects.empty());
      std::vector<uint32_t> expected = left.AllEvents();
      for (uint32_t number = 1; number <= kFileModeEvents; ++number) expected.push_back(number);
      std::sort(expected.begin(), expected.end());
      std::sort(found.numbers.begin(), found.numbers.end());
      EXPECT_EQ(found.numbers, expected);
    }
    before.Apply(kept.change);
  }
}

std::string NameOf(const testing::TestParamInfo<FileMode>& info) {
  std::string name = info.param.name;
  std::replace(name.begin(), name.end(), ' ', '_');
  return name;
}

INSTANTIATE_TEST_SUITE_P(FileModes, CutOffTest, testing::ValuesIn(kFileModes), NameOf);

}  // namespace
}  // namespace etalon::sim
