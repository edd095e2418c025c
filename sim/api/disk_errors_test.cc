// What calls answer when the drive does not let them have a log file, by the reason: a real drive
// has some that the simulated one never has.
#include <gtest/gtest.h>

#include <string>
#include <utility>

#include "sim/api/api.h"
#include "sim/api/named_properties.h"
#include "sim/machine.h"

namespace etalon::sim {
namespace {

// Another disk, which lets nobody create files once it is told so.
class StubbornDisk final : public Disk {
 public:
  explicit StubbornDisk(std::unique_ptr<Disk> other) : other_(std::move(other)) {}

  void Refuse(FileError error) { error_ = error; }

  FileError OpenFile(const std::u16string& name, Open how, std::unique_ptr<File>* file) override {
    const bool refuses = how == Open::kCreate && error_ != FileError::kNone;
    return refuses ? error_ : other_->OpenFile(name, how, file);
  }
  bool MayCreateIn(const std::u16string& name, bool privileged) const override {
    return other_->MayCreateIn(name, privileged);
  }
  std::u16string FullName(const std::u16string& name) const override {
    return other_->FullName(name);
  }
  uint64_t FreeBytes(const std::u16string& name) const override { return other_->FreeBytes(name); }
  bool OnSystemDrive(const std::u16string& name) const override {
    return other_->OnSystemDrive(name);
  }

 private:
  const std::unique_ptr<Disk> other_;
  FileError error_ = FileError::kNone;
};

class DiskErrorsTest : public testing::Test {
 protected:
  DiskErrorsTest() {
    auto disk = std::make_unique<StubbornDisk>(std::move(machine_.host().disk));
    disk_ = disk.get();
    machine_.host().disk = std::move(disk);
  }

  ULONG Start(const std::u16string& log_file) {
    NamedProperties block(log_file);
    return StartTraceW(machine_, &session_, Wide(u"etalon"), &block.properties);
  }
  ULONG Update(const std::u16string& log_file) {
    NamedProperties block(log_file);
    return ControlTraceW(machine_, session_, nullptr, &block.properties,
                         EVENT_TRACE_CONTROL_UPDATE);
  }
  ULONG Stop() {
    NamedProperties block;
    return ControlTraceW(machine_, session_, nullptr, &block.properties, EVENT_TRACE_CONTROL_STOP);
  }
  ULONG MergeOf(const char16_t* file) {
    LPCWSTR files[] = {Wide(file)};
    return CreateMergedTraceFile(machine_, Wide(u"merged.etl"), files, 1, 0);
  }

  Machine machine_;
  Caller caller_ = {
      .machine = &machine_,
      .process = &machine_.processes().Create(u"test.exe", Token::kAdministrator, 64, false)};
  CallerScope scope_{caller_};
  StubbornDisk* disk_ = nullptr;
  TRACEHANDLE session_ = 0;
};

TEST_F(DiskErrorsTest, OfTheFirstLogFile) {
  disk_->Refuse(FileError::kInUse);
  EXPECT_EQ(Start(u"a.etl"), ULONG{ERROR_BAD_PATHNAME});
  disk_->Refuse(FileError::kDiskFull);
  EXPECT_EQ(Start(u"a.etl"), ULONG{ERROR_DISK_FULL});
  disk_->Refuse(FileError::kFailed);
  EXPECT_EQ(Start(u"a.etl"), ULONG{ERROR_ACCESS_DENIED});
}

TEST_F(DiskErrorsTest, OfAnotherLogFile) {
  ASSERT_EQ(Start(u"a.etl"), ULONG{ERROR_SUCCESS});
  disk_->Refuse(FileError::kInUse);
  EXPECT_EQ(Update(u"b.etl"), ULONG{ERROR_BAD_PATHNAME});
  disk_->Refuse(FileError::kDiskFull);
  EXPECT_EQ(Update(u"b.etl"), ULONG{ERROR_ACCESS_DENIED});
}

TEST_F(DiskErrorsTest, OfAMergedFile) {
  ASSERT_EQ(Start(u"a.etl"), ULONG{ERROR_SUCCESS});
  ASSERT_EQ(Stop(), ULONG{ERROR_SUCCESS});
  disk_->Refuse(FileError::kInUse);
  EXPECT_EQ(MergeOf(u"a.etl"), ULONG{ERROR_SHARING_VIOLATION});
  disk_->Refuse(FileError::kDiskFull);
  EXPECT_EQ(MergeOf(u"a.etl"), ULONG{ERROR_DISK_FULL});
  disk_->Refuse(FileError::kFailed);
  EXPECT_EQ(MergeOf(u"a.etl"), ULONG{ERROR_ACCESS_DENIED});
}

}  // namespace
}  // namespace etalon::sim
