// A process that logs on the real machine is killed at any write, whole, half done or not begun:
// whatever it had written is readable.
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <string>
#include <vector>

#include "sim/properties/cut_off_files.h"
#include "sim/properties/file_modes.h"
#include "sim/properties/read_back.h"
#include "sim/properties/watched_disk.h"

namespace etalon::sim {
namespace {

namespace fs = std::filesystem;

// Shared by the process that is killed and the one that looks: one entry a completed change.
struct Log {
  static constexpr uint32_t kEntries = 256;
  struct Entry {
    char file[64];  // without its folder
    bool is_new;    // the file is empty
    uint64_t at;    // otherwise: where was written
    uint32_t count;
    uint32_t numbers[64];
  };
  uint32_t count;
  Entry entries[kEntries];
};

enum class Moment { kBefore, kHalfDone };

// Kills this process at the `last` write (from 0).
class Killer {
 public:
  Killer(Log* log, uint32_t last, Moment moment) : log_(log), last_(last), moment_(moment) {}

  void operator()(const DiskChange& change, File* file) {
    if (change.kind == DiskChange::Kind::kCreate) Note(change, {});
    if (change.kind != DiskChange::Kind::kWrite) return;
    if (writes_++ != last_) return Note(change, EventsIn(change));
    if (moment_ == Moment::kHalfDone) {
      Ticks busy = 0;
      file->Write(change.at, change.bytes.first(change.bytes.size() / 2), &busy);
      if (change.at > 0) Note(change, {});  // nothing need be left of what was there before
    }
    kill(getpid(), SIGKILL);
  }

 private:
  static std::vector<uint32_t> EventsIn(const DiskChange& change) {
    return change.at > 0 ? EventsInBuffer(change.bytes) : std::vector<uint32_t>();
  }

  // Before it is done: nobody kills the process in between.
  void Note(const DiskChange& change, const std::vector<uint32_t>& numbers) {
    Log::Entry& entry = log_->entries[log_->count++];
    const std::string name = fs::path(change.file).filename().string();
    std::strncpy(entry.file, name.c_str(), sizeof(entry.file) - 1);
    entry.is_new = change.kind == DiskChange::Kind::kCreate;
    entry.at = change.at;
    entry.count = static_cast<uint32_t>(numbers.size());
    std::copy(numbers.begin(), numbers.end(), entry.numbers);
  }

  Log* const log_;
  const uint32_t last_;
  const Moment moment_;
  uint32_t writes_ = 0;
};

[[noreturn]] void LogUntilKilled(const FileMode& mode, const fs::path& folder, Killer killer) {
  std::unique_ptr<Host> host = MakeRealHost(1);
  host->disk = std::make_unique<WatchedDisk>(std::move(host->disk), killer);
  Machine machine({}, std::move(host));
  Process& process = machine.processes().Adopt(static_cast<uint32_t>(getpid()));
  Caller caller = {.machine = &machine, .process = &process, .thread_id = 4};
  const CallerScope scope(caller);
  _exit(RunFileMode(machine, mode, (folder / "log").u16string()) ? 0 : 1);
}

std::vector<uint8_t> Contents(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

class KilledProcessTest : public testing::TestWithParam<FileMode> {
 protected:
  void SetUp() override {
    const char* const temporary = std::getenv("TEST_TMPDIR");
    folder_ =
        fs::path(temporary != nullptr ? temporary : "/tmp") / ("killed" + std::to_string(getpid()));
    void* const shared =
        mmap(nullptr, sizeof(Log), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    ASSERT_NE(shared, MAP_FAILED);
    log_ = static_cast<Log*>(shared);
  }
  void TearDown() override {
    fs::remove_all(folder_);
    munmap(log_, sizeof(Log));
  }

  // True: killed; false: it came to its end before that.
  bool KillAt(uint32_t write, Moment moment) {
    std::memset(log_, 0, sizeof(Log));
    fs::remove_all(folder_);
    fs::create_directories(folder_);
    const pid_t child = fork();
    if (child == 0) LogUntilKilled(GetParam(), folder_, Killer(log_, write, moment));
    int status = 0;
    waitpid(child, &status, 0);
    if (WIFSIGNALED(status)) {
      EXPECT_EQ(WTERMSIG(status), SIGKILL);
      return true;
    }
    EXPECT_EQ(WEXITSTATUS(status), 0);
    return false;
  }

  // In each file, what the last write to each place put there, but for the one that was torn.
  void ExpectReadable() {
    for (const fs::directory_entry& file : fs::directory_iterator(folder_)) {
      const std::string name = file.path().filename().string();
      std::map<uint64_t, std::vector<uint32_t>> expected;
      for (uint32_t i = 0; i < log_->count; ++i) {
        const Log::Entry& entry = log_->entries[i];
        if (name != entry.file) continue;
        if (entry.is_new) {
          expected.clear();
          continue;
        }
        expected[entry.at].assign(entry.numbers, entry.numbers + entry.count);
      }
      ReadBack found = ReadLogFile(Contents(file.path()));
      ASSERT_TRUE(found.is_log_file || expected.empty()) << name;
      std::sort(found.numbers.begin(), found.numbers.end());
      for (const auto& [at, numbers] : expected) {
        EXPECT_TRUE(std::includes(found.numbers.begin(), found.numbers.end(), numbers.begin(),
                                  numbers.end()))
            << "the buffer at " << at << " of " << name;
      }
    }
  }

  fs::path folder_;
  Log* log_ = nullptr;
};

TEST_P(KilledProcessTest, BeforeAnyWrite) {
  uint32_t write = 0;
  for (; KillAt(write, Moment::kBefore); ++write) {
    SCOPED_TRACE("write " + std::to_string(write));
    ExpectReadable();
  }
  EXPECT_GT(write, 6u);
}

TEST_P(KilledProcessTest, HalfwayThroughAnyWrite) {
  uint32_t write = 0;
  for (; KillAt(write, Moment::kHalfDone); ++write) {
    SCOPED_TRACE("write " + std::to_string(write));
    ExpectReadable();
  }
  EXPECT_GT(write, 6u);
}

std::string NameOf(const testing::TestParamInfo<FileMode>& info) {
  std::string name = info.param.name;
  std::replace(name.begin(), name.end(), ' ', '_');
  return name;
}

INSTANTIATE_TEST_SUITE_P(FileModes, KilledProcessTest, testing::ValuesIn(kFileModes), NameOf);

}  // namespace
}  // namespace etalon::sim
