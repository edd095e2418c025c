#include <gtest/gtest.h>

#include <atomic>
#include <filesystem>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "sim/host/host.h"

namespace etalon::sim {
namespace {

class RealHostTest : public testing::Test {
 protected:
  Scheduler& scheduler() { return *host_->scheduler; }

  std::unique_ptr<Host> host_ = MakeRealHost(1);
  Lock lock_{true};
};

TEST_F(RealHostTest, TimeGoesForward) {
  const Ticks start = host_->clock.Now();
  EXPECT_GT(start, Clock::kVirtualStart - 400 * 24 * 3600 * kTicksPerSecond);
  scheduler().Sleep(20 * kTicksPerMillisecond);
  const Ticks slept = host_->clock.Now() - start;
  EXPECT_GE(slept, 20 * kTicksPerMillisecond);
  EXPECT_LT(slept, 20 * kTicksPerSecond);
}

TEST_F(RealHostTest, TimeGoesForwardOnEveryThread) {
  std::atomic<bool> forward{true};
  std::vector<std::thread> threads;
  for (int t = 0; t < 4; ++t) {
    threads.emplace_back([&] {
      Ticks last = 0;
      for (int i = 0; i < 10000; ++i) {
        const Ticks now = host_->clock.Now();
        if (now < last) forward = false;
        last = now;
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_TRUE(forward);
}

TEST_F(RealHostTest, ThreadsWakeEachOther) {
  constexpr int kRounds = 200;
  int turn = 0;  // even: ours, odd: theirs
  const auto play = [&](int mine) {
    std::unique_lock<Lock> hold(lock_);
    for (int i = 0; i < kRounds; ++i) {
      scheduler().BlockUntil(lock_, [&] { return turn % 2 == mine; }, kForever, "the turn");
      ++turn;
      scheduler().Notify();
    }
  };
  scheduler().Spawn([&] { play(1); });
  play(0);
  std::unique_lock<Lock> hold(lock_);
  scheduler().BlockUntil(lock_, [&] { return turn == 2 * kRounds; }, kForever, "the end");
  EXPECT_EQ(turn, 2 * kRounds);
}

TEST_F(RealHostTest, TimersFireInOrderAndNotAfterCancel) {
  std::string fired;
  const auto note = [&](char name) {
    return [&, name] {
      std::lock_guard<Lock> hold(lock_);
      fired += name;
      scheduler().Notify();
    };
  };
  const Ticks start = host_->clock.Now();
  scheduler().Post(start + 30 * kTicksPerMillisecond, note('c'));
  scheduler().Cancel(scheduler().Post(start + 20 * kTicksPerMillisecond, note('x')));
  scheduler().Post(start + 10 * kTicksPerMillisecond, note('a'));
  scheduler().Post(start + 10 * kTicksPerMillisecond, note('b'));
  scheduler().Post(kForever, note('y'));
  std::unique_lock<Lock> hold(lock_);
  scheduler().BlockUntil(lock_, [&] { return fired.size() == 3; }, kForever, "the timers");
  EXPECT_EQ(fired, "abc");
}

TEST_F(RealHostTest, ADeadlineEndsAWait) {
  std::unique_lock<Lock> hold(lock_);
  const Ticks deadline = host_->clock.Now() + 5 * kTicksPerMillisecond;
  EXPECT_FALSE(scheduler().BlockUntil(lock_, [] { return false; }, deadline, "nothing"));
  EXPECT_GE(host_->clock.Now(), deadline);
}

TEST_F(RealHostTest, StopUnwindsWhoIsBlocked) {
  auto token = std::make_shared<int>(0);
  std::atomic<int> begun{0};
  for (int i = 0; i < 3; ++i) {
    scheduler().Spawn([this, token, &begun] {
      ++begun;
      std::unique_lock<Lock> hold(lock_);
      scheduler().BlockUntil(lock_, [] { return false; }, kForever, "nothing");
      ADD_FAILURE() << "went on";
    });
  }
  while (begun < 3) std::this_thread::yield();
  scheduler().Stop();
  EXPECT_EQ(token.use_count(), 1);
}

class RealDiskTest : public RealHostTest {
 protected:
  RealDiskTest() { std::filesystem::create_directories(folder_); }
  ~RealDiskTest() override { std::filesystem::remove_all(folder_); }

  std::u16string Name(const char* name) const { return (folder_ / name).u16string(); }
  FileError Open(const std::u16string& name, Disk::Open how) {
    file_.reset();
    return host_->disk->OpenFile(name, how, &file_);
  }

  std::filesystem::path folder_ = std::filesystem::path(testing::TempDir()) / "etalon real disk";
  std::unique_ptr<File> file_;
};

TEST_F(RealDiskTest, WhatIsWrittenCanBeRead) {
  const std::u16string name = Name("a.etl");
  Ticks duration = -1;
  ASSERT_EQ(Open(name, Disk::Open::kCreate), FileError::kNone);
  EXPECT_EQ(file_->Write(2, std::vector<uint8_t>{7, 8}, &duration), FileError::kNone);
  EXPECT_EQ(duration, 0);
  EXPECT_EQ(file_->Write(4, std::vector<uint8_t>{9}, &duration), FileError::kNone);
  EXPECT_EQ(file_->Read(1, 4), (std::vector<uint8_t>{0, 7, 8, 9}));
  ASSERT_EQ(Open(name, Disk::Open::kAppend), FileError::kNone);
  EXPECT_EQ(file_->size(), 5u);
  EXPECT_EQ(file_->Resize(8), FileError::kNone);
  EXPECT_EQ(file_->Write(0, std::vector<uint8_t>{1}, &duration), FileError::kNone);
  ASSERT_EQ(Open(name, Disk::Open::kRead), FileError::kNone);
  EXPECT_EQ(file_->Read(0, 8), (std::vector<uint8_t>{1, 0, 7, 8, 9, 0, 0, 0}));
  EXPECT_EQ(file_->Read(0, 9), std::nullopt);
  EXPECT_EQ(file_->Write(0, std::vector<uint8_t>{1}, &duration), FileError::kAccessDenied);
  ASSERT_EQ(Open(name, Disk::Open::kCreate), FileError::kNone);
  EXPECT_EQ(file_->size(), 0u);
}

TEST_F(RealDiskTest, TellsWhyAFileCannotBeHad) {
  EXPECT_EQ(Open(Name("missing.etl"), Disk::Open::kRead), FileError::kNotFound);
  EXPECT_EQ(Open(Name("nowhere/a.etl"), Disk::Open::kCreate), FileError::kPathNotFound);
  EXPECT_EQ(Open(folder_.u16string(), Disk::Open::kCreate), FileError::kAccessDenied);
  EXPECT_EQ(Open(u"", Disk::Open::kCreate), FileError::kBadName);
  EXPECT_EQ(Open(std::u16string(1, u'\xD800'), Disk::Open::kCreate), FileError::kBadName);
}

TEST_F(RealDiskTest, OneWriterAtATime) {
  ASSERT_EQ(Open(Name("a.etl"), Disk::Open::kCreate), FileError::kNone);
  std::unique_ptr<File> second;
  EXPECT_EQ(host_->disk->OpenFile(Name("./a.etl"), Disk::Open::kAppend, &second),
            FileError::kInUse);
  EXPECT_EQ(host_->disk->OpenFile(Name("a.etl"), Disk::Open::kRead, &second), FileError::kNone);
  file_.reset();
  EXPECT_EQ(Open(Name("a.etl"), Disk::Open::kAppend), FileError::kNone);
}

TEST_F(RealDiskTest, SpellingsOfOneFile) {
  EXPECT_EQ(host_->disk->FullName(Name("x/../a.etl")), host_->disk->FullName(Name("a.etl")));
  EXPECT_GT(host_->disk->FreeBytes(Name("a.etl")), 0u);
  EXPECT_FALSE(host_->disk->OnSystemDrive(Name("a.etl")));
}

}  // namespace
}  // namespace etalon::sim
