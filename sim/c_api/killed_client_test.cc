// A program that logs through libetalon.so is killed at some moment: whatever its file holds by
// then is readable.
#include <gtest/gtest.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <numeric>
#include <string>
#include <thread>
#include <vector>

#include "sim/properties/cut_off_files.h"
#include "sim/properties/read_back.h"

namespace etalon::sim {
namespace {

namespace fs = std::filesystem;

constexpr uint64_t kBuffer = 4096;
constexpr std::chrono::seconds kPatience{20};

class KilledClientTest : public testing::TestWithParam<uint64_t> {
 protected:
  void SetUp() override {
    const char* const temporary = std::getenv("TEST_TMPDIR");
    file_ = fs::path(temporary != nullptr ? temporary : "/tmp") /
            ("endless" + std::to_string(getpid()) + ".etl");
    fs::remove(file_);
  }
  void TearDown() override { fs::remove(file_); }

  pid_t StartClient() const {
    const char* const client = std::getenv("ENDLESS_CLIENT");
    std::string path = client != nullptr ? client : "";
    std::string file = file_.string();
    char* const arguments[] = {path.data(), file.data(), nullptr};
    pid_t child = 0;
    return posix_spawn(&child, path.c_str(), nullptr, nullptr, arguments, environ) == 0 ? child : 0;
  }

  void WaitForBuffers(uint64_t count) const {
    const auto end = std::chrono::steady_clock::now() + kPatience;
    std::error_code none;
    while (std::chrono::steady_clock::now() < end) {
      const uintmax_t size = fs::file_size(file_, none);
      if (!none && size >= count * kBuffer) return;
      std::this_thread::yield();
    }
    ADD_FAILURE() << "the client wrote too little";
  }

  fs::path file_;
};

TEST_P(KilledClientTest, LeavesWhatItWrote) {
  const pid_t client = StartClient();
  ASSERT_NE(client, 0);
  WaitForBuffers(GetParam());
  kill(client, SIGKILL);
  int status = 0;
  waitpid(client, &status, 0);
  ASSERT_TRUE(WIFSIGNALED(status));

  std::ifstream in(file_, std::ios::binary);
  const std::vector<uint8_t> bytes{std::istreambuf_iterator<char>(in),
                                   std::istreambuf_iterator<char>()};
  ASSERT_GE(bytes.size(), GetParam() * kBuffer);
  std::vector<uint32_t> written;
  for (uint64_t at = kBuffer; at + kBuffer <= bytes.size(); at += kBuffer) {
    const std::vector<uint32_t> numbers =
        EventsInBuffer(std::span(bytes).subspan(static_cast<size_t>(at), kBuffer));
    written.insert(written.end(), numbers.begin(), numbers.end());
  }
  std::vector<uint32_t> counted(written.size());
  std::iota(counted.begin(), counted.end(), 1u);
  EXPECT_EQ(written, counted);
  const ReadBack found = ReadLogFile(bytes);
  ASSERT_TRUE(found.is_log_file);
  ASSERT_GE(found.numbers.size(), written.size());
  EXPECT_EQ(
      std::vector<uint32_t>(found.numbers.begin(),
                            found.numbers.begin() + static_cast<std::ptrdiff_t>(written.size())),
      written);
}

INSTANTIATE_TEST_SUITE_P(Buffers, KilledClientTest, testing::Values(1, 2, 3, 7, 50, 400));

}  // namespace
}  // namespace etalon::sim
