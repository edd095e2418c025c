#include "sim/host/simulated_disk.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace etalon::sim {
namespace {

using testing::ElementsAre;
using Bytes = std::vector<uint8_t>;

class SimulatedDiskTest : public testing::Test {
 protected:
  std::unique_ptr<File> Open(const std::u16string& name, Disk::Open how = Disk::Open::kCreate) {
    std::unique_ptr<File> file;
    EXPECT_EQ(disk_.OpenFile(name, how, &file), FileError::kNone);
    return file;
  }
  FileError ErrorOf(const std::u16string& name, Disk::Open how = Disk::Open::kCreate) {
    std::unique_ptr<File> file;
    return disk_.OpenFile(name, how, &file);
  }

  Clock clock_{Clock::Kind::kVirtual};
  SimulatedDisk disk_{clock_};
};

TEST_F(SimulatedDiskTest, WhatIsWrittenCanBeRead) {
  Ticks duration = 0;
  EXPECT_EQ(Open(u"a.etl")->Write(2, Bytes{7, 8}, &duration), FileError::kNone);
  EXPECT_EQ(disk_.GetFile(u"C:\\etalon\\a.etl"), (Bytes{0, 0, 7, 8}));
  EXPECT_EQ(Open(u"a.etl", Disk::Open::kRead)->Read(1, 2), (Bytes{0, 7}));
  EXPECT_EQ(Open(u"a.etl", Disk::Open::kRead)->Read(3, 2), std::nullopt);
  EXPECT_EQ(Open(u"a.etl", Disk::Open::kAppend)->size(), 4u);
  EXPECT_EQ(Open(u"a.etl", Disk::Open::kCreate)->size(), 0u);
}

TEST_F(SimulatedDiskTest, OneFileHasManySpellings) {
  disk_.PutFile(u"Trace.ETL", Bytes{1});
  for (const char16_t* name :
       {u"trace.etl", u"c:/ETALON/trace.etl", u"C:trace.etl", u"\\etalon\\trace.etl",
        u"\\\\?\\C:\\etalon\\x\\..\\.\\trace.etl. "}) {
    EXPECT_EQ(disk_.FullName(name), u"C:\\etalon\\Trace.ETL");
    EXPECT_TRUE(disk_.GetFile(name).has_value());
  }
}

TEST_F(SimulatedDiskTest, NamesThatNoFileCanHave) {
  for (const char16_t* name : {u"", u"C:\\etalon\\<bad>|", u"a?b", u"ab:c", u"a\x1f"}) {
    EXPECT_EQ(ErrorOf(name), FileError::kBadName);
  }
}

TEST_F(SimulatedDiskTest, TheFolderMustExist) {
  EXPECT_EQ(ErrorOf(u"C:\\nowhere\\a.etl"), FileError::kPathNotFound);
  EXPECT_EQ(ErrorOf(u"E:\\a.etl"), FileError::kPathNotFound);
  EXPECT_EQ(ErrorOf(u"\\\\server\\share\\a.etl"), FileError::kPathNotFound);
  disk_.PutFile(u"C:\\file", Bytes{});
  EXPECT_EQ(ErrorOf(u"C:\\file\\a.etl"), FileError::kPathNotFound);
  EXPECT_EQ(disk_.MakeFolder(u"C:\\file\\folder"), FileError::kPathNotFound);
  disk_.MakeFolder(u"C:\\somewhere\\deep");
  EXPECT_EQ(ErrorOf(u"C:\\somewhere\\deep\\a.etl"), FileError::kNone);
  EXPECT_EQ(ErrorOf(u"C:\\missing.etl", Disk::Open::kRead), FileError::kNotFound);
  EXPECT_EQ(ErrorOf(u"C:\\etalon"), FileError::kAccessDenied);
  EXPECT_EQ(ErrorOf(u"D:\\"), FileError::kAccessDenied);
}

TEST_F(SimulatedDiskTest, OneWriterAndManyReaders) {
  std::unique_ptr<File> writer = Open(u"a.etl");
  EXPECT_EQ(ErrorOf(u"A.ETL"), FileError::kInUse);
  EXPECT_EQ(ErrorOf(u"A.ETL", Disk::Open::kAppend), FileError::kInUse);
  EXPECT_EQ(ErrorOf(u"A.ETL", Disk::Open::kRead), FileError::kNone);
  EXPECT_EQ(disk_.RemoveFile(u"a.etl"), FileError::kInUse);
  writer.reset();
  EXPECT_EQ(ErrorOf(u"A.ETL"), FileError::kNone);
  EXPECT_EQ(disk_.RemoveFile(u"a.etl"), FileError::kNone);
  EXPECT_EQ(disk_.RemoveFile(u"a.etl"), FileError::kNotFound);
}

TEST_F(SimulatedDiskTest, ReadersCannotWrite) {
  disk_.PutFile(u"a.etl", Bytes{1});
  std::unique_ptr<File> reader = Open(u"a.etl", Disk::Open::kRead);
  Ticks duration = 0;
  EXPECT_EQ(reader->Write(0, Bytes{2}, &duration), FileError::kAccessDenied);
  EXPECT_EQ(reader->Resize(0), FileError::kAccessDenied);
}

TEST_F(SimulatedDiskTest, ADriveDoesOneThingAtATime) {
  disk_.SetThroughput(u'C', 1'000'000);
  std::unique_ptr<File> file = Open(u"a.etl");
  Ticks duration = 0;
  file->Write(0, Bytes(1000), &duration);
  EXPECT_EQ(duration, kTicksPerMillisecond);
  file->Write(1000, Bytes(1000), &duration);
  EXPECT_EQ(duration, 2 * kTicksPerMillisecond);
  clock_.MoveTo(clock_.Now() + kTicksPerSecond);
  file->Write(2000, Bytes(1), &duration);
  EXPECT_EQ(duration, 10);
  disk_.SetThroughput(u'D', 2'000'000'000);
  Open(u"D:\\a.etl")->Write(0, Bytes(400), &duration);
  EXPECT_EQ(duration, 2);
}

TEST_F(SimulatedDiskTest, EachWriteHasTheLatencyOfItsDrive) {
  EXPECT_TRUE(disk_.SetLatency(u'D', 5 * kTicksPerMillisecond));
  EXPECT_FALSE(disk_.SetLatency(u'E', 1));
  std::unique_ptr<File> file = Open(u"D:\\a.etl");
  Ticks duration = 0;
  file->Write(0, Bytes(1), &duration);
  EXPECT_EQ(duration, 5 * kTicksPerMillisecond);
  disk_.SetThroughput(u'D', 1'000'000);
  file->Write(1, Bytes(1000), &duration);  // after the one before
  EXPECT_EQ(duration, 11 * kTicksPerMillisecond);
  disk_.SetThroughput(u'D', 0);
  file->Write(1001, Bytes(1), &duration);
  EXPECT_EQ(duration, kForever);
}

TEST_F(SimulatedDiskTest, AStalledDriveNeverEnds) {
  disk_.SetThroughput(u'C', 0);
  Ticks duration = 0;
  EXPECT_EQ(Open(u"a.etl")->Write(0, Bytes{1}, &duration), FileError::kNone);
  EXPECT_EQ(duration, kForever);
  EXPECT_EQ(disk_.GetFile(u"a.etl"), Bytes{1});
}

TEST_F(SimulatedDiskTest, AFullDriveTakesNothingMore) {
  EXPECT_EQ(disk_.FreeBytes(u"a.etl"), 100ull << 30);
  EXPECT_FALSE(disk_.SetFree(u'E', 1));
  disk_.SetFree(u'C', 10);
  std::unique_ptr<File> file = Open(u"a.etl");
  Ticks duration = 0;
  EXPECT_EQ(file->Write(0, Bytes(11), &duration), FileError::kDiskFull);
  EXPECT_EQ(file->size(), 0u);
  EXPECT_EQ(file->Resize(10), FileError::kNone);
  EXPECT_EQ(disk_.FreeBytes(u"a.etl"), 0u);
  EXPECT_EQ(file->Write(0, Bytes(10), &duration), FileError::kNone);
  EXPECT_EQ(file->Resize(4), FileError::kNone);
  EXPECT_EQ(disk_.FreeBytes(u"a.etl"), 6u);
  EXPECT_EQ(disk_.FreeBytes(u"D:\\a.etl"), 100ull << 30);
  EXPECT_EQ(disk_.FreeBytes(u"E:\\a.etl"), 0u);
}

TEST_F(SimulatedDiskTest, PreallocatedSpaceReadsAsZero) {
  std::unique_ptr<File> file = Open(u"a.etl");
  Ticks duration = 0;
  file->Resize(50ull << 30);
  file->Write((1ull << 30) - 1, Bytes{1, 2}, &duration);
  EXPECT_EQ(file->Read((1ull << 30) - 2, 4), (Bytes{0, 1, 2, 0}));
  file->Resize(1ull << 30);
  file->Resize(2ull << 30);
  EXPECT_EQ(file->Read((1ull << 30) - 2, 4), (Bytes{0, 1, 0, 0}));
}

TEST_F(SimulatedDiskTest, ProtectedFoldersAreForThePrivileged) {
  EXPECT_TRUE(disk_.MayCreateIn(u"a.etl", false));
  EXPECT_FALSE(disk_.MayCreateIn(u"c:\\WINDOWS\\a.etl", false));
  EXPECT_FALSE(disk_.MayCreateIn(u"C:\\Windows\\System32\\LogFiles\\a.etl", false));
  EXPECT_TRUE(disk_.MayCreateIn(u"C:\\Windows\\a.etl", true));
  disk_.MakeFolder(u"D:\\mine", true);
  EXPECT_FALSE(disk_.MayCreateIn(u"D:\\mine\\a.etl", false));
}

TEST_F(SimulatedDiskTest, TheSystemIsOnDriveC) {
  EXPECT_TRUE(disk_.OnSystemDrive(u"a.etl"));
  EXPECT_TRUE(disk_.OnSystemDrive(u"c:\\a.etl"));
  EXPECT_FALSE(disk_.OnSystemDrive(u"D:\\a.etl"));
}

TEST_F(SimulatedDiskTest, FoldersListWhatIsDirectlyInThem) {
  disk_.PutFile(u"C:\\logs\\b.etl", Bytes{});
  disk_.PutFile(u"C:\\logs\\A.etl", Bytes{});
  disk_.PutFile(u"C:\\logs\\deep\\c.etl", Bytes{});
  EXPECT_THAT(disk_.List(u"c:\\LOGS"),
              ElementsAre(u"C:\\logs\\A.etl", u"C:\\logs\\b.etl", u"C:\\logs\\deep"));
  EXPECT_THAT(disk_.List(u"D:\\"), ElementsAre());
}

}  // namespace
}  // namespace etalon::sim
