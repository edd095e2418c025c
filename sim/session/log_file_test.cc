// The bytes of log files, by offset, in every file mode.
#include <gtest/gtest.h>

#include <algorithm>
#include <numeric>

#include "sim/session/test_session.h"

namespace etalon::sim {
namespace {

namespace field = log_header_field;

constexpr uint32_t kBuffer = 4096;
constexpr uint32_t kPayload = kBufferHeaderBytes + kSystemHeaderBytes;
constexpr uint32_t kWhole = kBuffer - kBufferHeaderBytes - 1;  // fills a buffer with its padding

class LogFileTest : public testing::Test {
 protected:
  LogFileTest() { test_.settings().log_file_name = kTestFile; }

  uint32_t HeaderField(uint32_t offset, const std::u16string& name = kTestFile) {
    return Load<uint32_t>(test_.Bytes(name).data() + kPayload + offset);
  }
  // Each fills a buffer; the numbers go on from call to call.
  void WriteBuffers(uint32_t count) {
    for (uint32_t i = 0; i < count; ++i) {
      test_.Write(kWhole, next_++);
      test_.session().Flush();
      test_.WaitFor(kTicksPerSecond);
    }
  }
  std::vector<uint32_t> Numbers(const std::u16string& name = kTestFile) {
    return EventNumbers(test_.Bytes(name), kBuffer);
  }
  static std::vector<uint32_t> Range(uint32_t first, uint32_t count) {
    std::vector<uint32_t> numbers(count);
    std::iota(numbers.begin(), numbers.end(), first);
    return numbers;
  }

  TestSession test_;
  uint32_t next_ = 0;
};

TEST_F(LogFileTest, HeaderBufferOfA64BitController) {
  test_.settings().owner_pid = 400;
  test_.settings().owner_tid = 404;
  ASSERT_TRUE(test_.Start());
  const std::vector<uint8_t> file = test_.Bytes();
  ASSERT_EQ(file.size(), kBuffer);
  const uint8_t* const b = file.data();
  // "test" and "C:\etalon\test.etl", each with its null character.
  const uint32_t size = 0x20 + 0x118 + 2 * 5 + 2 * 19;
  const uint32_t more = 0x48 + ((size + 7) & ~7u);
  const uint32_t end = more + 0x50;
  EXPECT_EQ(Load<uint32_t>(b + 0x00), kBuffer);
  EXPECT_EQ(Load<uint32_t>(b + 0x04), end);
  EXPECT_EQ(Load<uint32_t>(b + 0x08), end);
  EXPECT_EQ(Load<uint64_t>(b + 0x10), 0u);
  EXPECT_EQ(Load<uint64_t>(b + 0x18), 0u);
  EXPECT_EQ(Load<uint16_t>(b + 0x2A), kTestLoggerId);
  EXPECT_EQ(Load<uint32_t>(b + 0x2C), 3u);
  EXPECT_EQ(Load<uint32_t>(b + 0x30), end);
  EXPECT_EQ(Load<uint16_t>(b + 0x34), 0x21);
  EXPECT_EQ(Load<uint16_t>(b + 0x36), 4);
  EXPECT_EQ(Load<uint32_t>(b + 0x48), 0xC0020002u);  // SYSTEM64, version 2
  EXPECT_EQ(Load<uint16_t>(b + 0x4C), size);
  EXPECT_EQ(Load<uint16_t>(b + 0x4E), 0);
  EXPECT_EQ(Load<uint32_t>(b + 0x50), 404u);
  EXPECT_EQ(Load<uint32_t>(b + 0x54), 400u);
  EXPECT_EQ(Load<uint32_t>(b + kPayload + 0x00), kBuffer);
  EXPECT_EQ(Load<uint32_t>(b + kPayload + 0x04), 0x0501000Au);  // 10.0.1.5
  EXPECT_EQ(Load<uint32_t>(b + kPayload + 0x08), 26100u);
  EXPECT_EQ(Load<uint32_t>(b + kPayload + 0x0C), 1u);  // one stream
  EXPECT_EQ(Load<uint64_t>(b + kPayload + 0x10), 0u);  // not ended
  EXPECT_EQ(Load<uint32_t>(b + kPayload + 0x24), 1u);
  EXPECT_EQ(Load<uint32_t>(b + kPayload + 0x28), 1u);
  EXPECT_EQ(Load<uint32_t>(b + kPayload + 0x2C), 8u);
  EXPECT_EQ(Load<uint64_t>(b + kPayload + 0x100), 10'000'000u);
  EXPECT_EQ(Load<uint32_t>(b + kPayload + 0x110), 1u);  // QPC
  EXPECT_EQ(Load<uint16_t>(b + kPayload + 0x118), u't');
  EXPECT_EQ(Load<uint16_t>(b + kPayload + 0x118 + 10), u'C');
  EXPECT_EQ(Load<uint32_t>(b + more), 0xC0020002u);
  EXPECT_EQ(Load<uint32_t>(b + more + 4), 0x00500050u);  // size, hook id
  EXPECT_EQ(Load<uint64_t>(b + more + 0x10), Load<uint64_t>(b + 0x58)) << "stamp";
  for (uint32_t at = more + 0x20; at < end; ++at) ASSERT_EQ(b[at], 0) << at;
  for (uint32_t at = end; at < kBuffer; ++at) ASSERT_EQ(b[at], 0xFF) << at;
}

TEST_F(LogFileTest, HeaderBufferOfA32BitController) {
  test_.settings().owner_bits = 32;
  ASSERT_TRUE(test_.Start());
  const std::vector<uint8_t> file = test_.Bytes();
  EXPECT_EQ(file[0x4A], 0x01);
  EXPECT_EQ(Load<uint32_t>(file.data() + kPayload + 0x2C), 4u);
  EXPECT_EQ(Load<uint64_t>(file.data() + kPayload + 0xF8), 10'000'000u);
  EXPECT_EQ(Load<uint16_t>(file.data() + kPayload + 0x110), u't');
}

// As real files of Windows 7 have it.
TEST_F(LogFileTest, FormOfWindows7) {
  test_.settings().windows = kWindows7;
  test_.settings().owner_bits = 32;
  test_.settings().log_file_mode = 0;
  test_.settings().maximum_buffers = 8;
  ASSERT_TRUE(test_.Start());
  test_.Write(100, 1, 1);
  test_.Stop();
  const std::vector<uint8_t> file = test_.Bytes();
  ASSERT_EQ(file.size(), 2 * kBuffer);
  const uint32_t end = 0x48 + ((0x20 + 0x110 + 2 * 5 + 2 * 19 + 7) & ~7u);
  EXPECT_EQ(Load<uint32_t>(&file[0x04]), 0u);
  EXPECT_EQ(Load<uint32_t>(&file[0x08]), end);
  EXPECT_EQ(Load<uint32_t>(&file[0x30]), end) << "the header event is alone";
  EXPECT_EQ(Load<uint16_t>(&file[0x28]), 0x0800);
  EXPECT_EQ(Load<uint16_t>(&file[0x34]), 0x01);
  EXPECT_EQ(Load<uint32_t>(&file[kPayload + 4]), 0x05010106u);  // 6.1.1.5
  EXPECT_EQ(Load<uint32_t>(&file[kPayload + 8]), 7601u);
  const uint8_t* const second = file.data() + kBuffer;
  EXPECT_EQ(Load<uint32_t>(second + 0x04), 0x48u + 104);
  EXPECT_EQ(Load<uint16_t>(second + 0x28), 0x0801);
  EXPECT_EQ(Load<uint16_t>(second + 0x34), 0x01);
}

TEST_F(LogFileTest, Windows10BeforeItAddedToTheHeaderEvent) {
  test_.settings().windows = kWindows10_1607;
  ASSERT_TRUE(test_.Start());
  const std::vector<uint8_t> file = test_.Bytes();
  const uint32_t end = 0x48 + ((0x20 + 0x118 + 2 * 5 + 2 * 19 + 7) & ~7u);
  EXPECT_EQ(Load<uint32_t>(&file[0x04]), end);
  EXPECT_EQ(Load<uint32_t>(&file[0x30]), end);
  EXPECT_EQ(Load<uint16_t>(&file[0x34]), 0x21);
  EXPECT_EQ(Load<uint32_t>(&file[kPayload + 8]), 14393u);
}

TEST_F(LogFileTest, SystemLoggersTellTheirKernelEvents) {
  test_.settings().system_logger = true;
  test_.settings().enable_flags = EVENT_TRACE_FLAG_PROCESS | EVENT_TRACE_FLAG_THREAD;
  ASSERT_TRUE(test_.Start());
  const std::vector<uint8_t> file = test_.Bytes();
  const uint8_t* const masks = &file[0x48 + ((0x20 + 0x118 + 2 * 5 + 2 * 19 + 7) & ~7u)];
  EXPECT_EQ(Load<uint32_t>(masks + 4), 0x00050044u);  // size, hook id
  EXPECT_EQ(Load<uint32_t>(masks + 0x20), 3u);
  for (uint32_t at = 0x24; at < 0x40; ++at) EXPECT_EQ(masks[at], 0) << at;
  EXPECT_EQ(Load<uint32_t>(masks + 0x40), 0x46u);
  EXPECT_EQ(Load<uint32_t>(masks + 0x48 + 4), 0x00500050u);
}

TEST_F(LogFileTest, TheStopCompletesTheHeader) {
  ASSERT_TRUE(test_.Start());
  WriteBuffers(2);
  test_.Stop();
  EXPECT_EQ(HeaderField(field::kBuffersWritten), 3u);
  const std::vector<uint8_t> file = test_.Bytes();
  const uint64_t start = Load<uint64_t>(file.data() + kPayload + 0x108);
  EXPECT_GT(Load<uint64_t>(file.data() + kPayload + field::kEndTime), start);
  EXPECT_EQ(file.size(), 3 * kBuffer);
}

TEST_F(LogFileTest, BuffersTellHowTheyEnded) {
  ASSERT_TRUE(test_.Start());
  test_.Write(101);
  test_.Write(kWhole - 104);
  test_.Write(200);  // does not fit any more
  test_.Stop();
  const std::vector<uint8_t> file = test_.Bytes();
  ASSERT_EQ(file.size(), 3 * kBuffer);
  const uint8_t* const full = file.data() + kBuffer;
  EXPECT_EQ(Load<uint32_t>(full + 0x30), kBuffer);
  EXPECT_EQ(Load<uint32_t>(full + 0x08), kBuffer + 200);
  EXPECT_EQ(Load<uint16_t>(full + 0x34), 0x20);
  EXPECT_EQ(Load<uint64_t>(full + 0x18), 1u);
  for (uint32_t pad = 101; pad < 104; ++pad) EXPECT_EQ(full[kBufferHeaderBytes + pad], 0);
  const uint8_t* const flushed = full + kBuffer;
  const uint32_t end = kBufferHeaderBytes + 200;
  EXPECT_EQ(Load<uint32_t>(flushed + 0x04), end);
  EXPECT_EQ(Load<uint32_t>(flushed + 0x30), end);
  EXPECT_EQ(Load<uint32_t>(flushed + 0x08), end + kBuffer);
  EXPECT_EQ(Load<uint16_t>(flushed + 0x34), 0x21);
  EXPECT_EQ(Load<uint64_t>(flushed + 0x18), 2u);
  EXPECT_GE(Load<uint64_t>(flushed + 0x10), Load<uint64_t>(flushed + kBufferHeaderBytes + 16));
  for (uint32_t at = end; at < kBuffer; ++at) ASSERT_EQ(flushed[at], 0xFF) << at;
}

TEST_F(LogFileTest, ASequentialFileEndsItsSessionWhenFull) {
  test_.settings().log_file_mode |=
      EVENT_TRACE_FILE_MODE_SEQUENTIAL | EVENT_TRACE_USE_KBYTES_FOR_SIZE;
  test_.settings().maximum_file_size = 16;
  ASSERT_TRUE(test_.Start());
  WriteBuffers(2);
  EXPECT_EQ(test_.session().state(), Session::State::kRunning);
  WriteBuffers(1);
  EXPECT_EQ(test_.session().state(), Session::State::kStopped);
  EXPECT_EQ(test_.Write(kWhole), WriteResult::kNotRunning);
  EXPECT_EQ(Numbers(), Range(0, 3));
  EXPECT_EQ(test_.Bytes().size(), 16u * 1024);
  EXPECT_EQ(test_.statistics().log_buffers_lost, 0u);
}

TEST_F(LogFileTest, ACircularFileKeepsItsHeaderAndTheNewest) {
  test_.settings().log_file_mode |=
      EVENT_TRACE_FILE_MODE_CIRCULAR | EVENT_TRACE_USE_KBYTES_FOR_SIZE;
  test_.settings().maximum_file_size = 16;
  ASSERT_TRUE(test_.Start());
  WriteBuffers(5);
  test_.Stop();
  EXPECT_EQ(Numbers(), (std::vector<uint32_t>{3, 4, 2}));
  EXPECT_EQ(HeaderField(field::kBuffersWritten), 4u);
  EXPECT_EQ(test_.statistics().buffers_written, 6u);
}

TEST_F(LogFileTest, NewFilesAreNumbered) {
  const std::u16string first = u"C:\\etalon\\part1.etl", second = u"C:\\etalon\\part2.etl";
  test_.settings().log_file_name = u"C:\\etalon\\part%d.etl";
  test_.settings().log_file_mode |= EVENT_TRACE_FILE_MODE_NEWFILE | EVENT_TRACE_USE_KBYTES_FOR_SIZE;
  test_.settings().maximum_file_size = 16;
  ASSERT_TRUE(test_.Start());
  EXPECT_EQ(test_.session().log_file_full_name(), first);
  WriteBuffers(4);
  EXPECT_EQ(test_.session().log_file_full_name(), second);
  test_.Stop();
  EXPECT_EQ(Numbers(first), Range(0, 3));
  EXPECT_EQ(Numbers(second), Range(3, 1));
  EXPECT_EQ(HeaderField(field::kBuffersWritten, first), 4u);
  EXPECT_EQ(HeaderField(field::kBuffersWritten, second), 2u);
}

TEST_F(LogFileTest, AppendingGoesOnBehindWhatIsThere) {
  test_.settings().log_file_mode |= EVENT_TRACE_FILE_MODE_APPEND;
  ASSERT_TRUE(test_.Start());  // creates it
  WriteBuffers(2);
  test_.Stop();
  ASSERT_TRUE(test_.Start());
  EXPECT_EQ(test_.statistics().buffers_written, 3u);
  WriteBuffers(1);
  test_.Stop();
  EXPECT_EQ(Numbers(), Range(0, 3));
  EXPECT_EQ(HeaderField(field::kBuffersWritten), 4u);

  test_.settings().buffer_size_kb = 8;
  EXPECT_FALSE(test_.Start());
}

TEST_F(LogFileTest, PreallocatedRoomIsGivenBack) {
  test_.settings().log_file_mode |= EVENT_TRACE_FILE_MODE_PREALLOCATE;
  test_.settings().maximum_file_size = 1;
  ASSERT_TRUE(test_.Start());
  EXPECT_EQ(test_.Bytes().size(), 1u << 20);
  WriteBuffers(1);
  test_.Stop();
  EXPECT_EQ(test_.Bytes().size(), 2 * kBuffer);
}

TEST_F(LogFileTest, AnotherLogFileTakesOver) {
  const std::u16string other = u"C:\\etalon\\other.etl";
  ASSERT_TRUE(test_.Start());
  WriteBuffers(1);
  EXPECT_EQ(test_.session().SetLogFile(other, test_.Open(other)), FileError::kNone);
  EXPECT_EQ(test_.session().log_file_full_name(), other);
  WriteBuffers(1);
  test_.Stop();
  EXPECT_EQ(Numbers(), Range(0, 1));
  EXPECT_EQ(Numbers(other), Range(1, 1));
  EXPECT_EQ(HeaderField(field::kBuffersWritten), 2u);
}

TEST_F(LogFileTest, AddHeaderAndRelogAreToldAndNothingElse) {
  const auto log = [](uint32_t modes) {
    TestSession test;
    test.settings().log_file_name = kTestFile;
    test.settings().log_file_mode |= modes;
    EXPECT_TRUE(test.Start());
    test.Write(100, 1);
    test.Stop();
    return test.Bytes();
  };
  const uint32_t modes = EVENT_TRACE_ADD_HEADER_MODE | EVENT_TRACE_RELOG_MODE;
  const std::vector<uint8_t> plain = log(0);
  std::vector<uint8_t> with_modes = log(modes);
  uint8_t* const mode = with_modes.data() + kPayload + field::kLogFileMode;
  EXPECT_EQ(Load<uint32_t>(mode) & modes, modes);
  Store<uint32_t>(mode, Load<uint32_t>(mode) & ~modes);
  EXPECT_EQ(with_modes, plain);
}

TEST_F(LogFileTest, TheFileGoesOnWhereAnotherCannotBeBegun) {
  const std::u16string other = u"D:\\other.etl";
  ASSERT_TRUE(test_.Start());
  WriteBuffers(1);
  test_.disk().SetFree(u'D', 0);
  EXPECT_EQ(test_.session().SetLogFile(other, test_.Open(other)), FileError::kDiskFull);
  EXPECT_EQ(test_.session().log_file_full_name(), kTestFile);
  EXPECT_EQ(test_.session().settings().log_file_name, kTestFile);
  EXPECT_TRUE(test_.Bytes(other).empty());
  WriteBuffers(1);
  test_.Stop();
  EXPECT_EQ(Numbers(), Range(0, 2));
  EXPECT_EQ(test_.statistics().buffers_written, 3u);
}

TEST_F(LogFileTest, ASeriesGoesOnInItsFileWhereTheNextCannotBeBegun) {
  test_.settings().log_file_name = u"C:\\etalon\\part%d.etl";
  test_.settings().log_file_mode |= EVENT_TRACE_FILE_MODE_NEWFILE | EVENT_TRACE_USE_KBYTES_FOR_SIZE;
  test_.settings().maximum_file_size = 16;
  ASSERT_TRUE(test_.Start());
  WriteBuffers(1);
  test_.host().faults.Fail(Fault::kDiskWrite, 0, 1);
  EXPECT_EQ(test_.session().IncrementFile(), FileError::kFailed);
  WriteBuffers(2);
  test_.host().faults.Fail(Fault::kDiskWrite, 0, 1);
  WriteBuffers(2);  // the first of them finds neither room nor another file
  test_.Stop();
  EXPECT_EQ(Numbers(u"C:\\etalon\\part1.etl"), Range(0, 3));
  EXPECT_EQ(Numbers(u"C:\\etalon\\part2.etl"), Range(4, 1));
  EXPECT_EQ(test_.statistics().log_buffers_lost, 1u);
  EXPECT_EQ(test_.statistics().buffers_written, 6u);
}

TEST_F(LogFileTest, WhatHasAnotherFileDoesNotEndWithAFullOne) {
  const std::u16string other = u"C:\\etalon\\other.etl";
  test_.settings().log_file_mode |= EVENT_TRACE_USE_KBYTES_FOR_SIZE;
  test_.settings().maximum_file_size = 8;
  ASSERT_TRUE(test_.Start());
  test_.Write(kWhole, next_++);
  test_.session().Flush();
  EXPECT_TRUE(test_.session().must_end());
  EXPECT_EQ(test_.session().SetLogFile(other, test_.Open(other)), FileError::kNone);
  test_.WaitFor(kTicksPerSecond);
  EXPECT_EQ(test_.session().state(), Session::State::kRunning);
  WriteBuffers(1);
  EXPECT_EQ(test_.session().state(), Session::State::kStopped);
  EXPECT_EQ(Numbers(other), Range(1, 1));
}

TEST_F(LogFileTest, ASmallLimitLeavesTheHeaderAndInACircleOneMore) {
  test_.settings().log_file_mode |=
      EVENT_TRACE_FILE_MODE_CIRCULAR | EVENT_TRACE_USE_KBYTES_FOR_SIZE;
  test_.settings().maximum_file_size = 3;
  ASSERT_TRUE(test_.Start());
  WriteBuffers(3);
  test_.Stop();
  EXPECT_EQ(Numbers(), Range(2, 1));
  EXPECT_EQ(test_.Bytes().size(), 2 * kBuffer);

  test_.settings().log_file_mode =
      EVENT_TRACE_FILE_MODE_SEQUENTIAL | EVENT_TRACE_USE_KBYTES_FOR_SIZE;
  ASSERT_TRUE(test_.Start());
  WriteBuffers(1);
  EXPECT_EQ(test_.session().state(), Session::State::kStopped);
  EXPECT_EQ(test_.Bytes().size(), kBuffer);
  EXPECT_EQ(test_.statistics().log_buffers_lost, 1u);
}

TEST_F(LogFileTest, AFileThatCannotBeBegunIsLeftEmptyAndOneThatWasThereAsItWas) {
  test_.settings().log_file_mode |= EVENT_TRACE_FILE_MODE_PREALLOCATE;
  test_.settings().maximum_file_size = 1;
  test_.disk().SetFree(u'C', 2 * kBuffer);
  EXPECT_FALSE(test_.Start());  // room for its header alone
  EXPECT_EQ(test_.Bytes().size(), 0u);
  test_.disk().SetFree(u'C', SimulatedDisk::kFreeAtFirst);

  test_.settings().maximum_file_size = 0;
  ASSERT_TRUE(test_.Start());
  EXPECT_EQ(test_.Bytes().size(), kBuffer);  // nothing to preallocate
  WriteBuffers(1);
  test_.Stop();
  const std::vector<uint8_t> before = test_.Bytes();
  EXPECT_EQ(before.size(), 2 * kBuffer);
  test_.settings().log_file_mode = EVENT_TRACE_FILE_MODE_APPEND;
  test_.settings().buffer_size_kb = 8;
  EXPECT_FALSE(test_.Start());
  EXPECT_EQ(test_.Bytes(), before);
}

TEST_F(LogFileTest, ASeriesBeginsAnewWithEachRun) {
  test_.settings().log_file_name = u"C:\\etalon\\part%d.etl";
  test_.settings().log_file_mode |= EVENT_TRACE_FILE_MODE_NEWFILE | EVENT_TRACE_USE_KBYTES_FOR_SIZE;
  test_.settings().maximum_file_size = 8;
  for (int run = 0; run < 2; ++run) {
    ASSERT_TRUE(test_.Start());
    EXPECT_EQ(test_.session().log_file_full_name(), u"C:\\etalon\\part1.etl");
    WriteBuffers(3);
    EXPECT_EQ(test_.session().log_file_full_name(), u"C:\\etalon\\part3.etl");
    test_.Stop();
  }
}

TEST_F(LogFileTest, AHeaderThatWasCutOffIsWrittenAnewAndOneThatIsWholeKeepsItsLosses) {
  test_.settings().log_file_mode = EVENT_TRACE_FILE_MODE_APPEND;
  ASSERT_TRUE(test_.Start());
  test_.session().CountLost(0);
  test_.Stop();
  EXPECT_EQ(HeaderField(field::kEventsLost), 1u);
  ASSERT_TRUE(test_.Start());
  EXPECT_EQ(test_.statistics().buffers_written, 1u);
  test_.Stop();
  EXPECT_EQ(HeaderField(field::kEventsLost), 1u);
  EXPECT_EQ(HeaderField(field::kBuffersWritten), 1u);
  std::vector<uint8_t> file = test_.Bytes();
  file.resize(kHeaderBufferTotalsBytes);
  test_.disk().PutFile(kTestFile, file);
  ASSERT_TRUE(test_.Start());
  EXPECT_EQ(test_.Bytes().size(), kBuffer);
  WriteBuffers(1);
  test_.Stop();
  EXPECT_EQ(HeaderField(field::kEventsLost), 0u);
  EXPECT_EQ(HeaderField(field::kBuffersWritten), 2u);
}

TEST_F(LogFileTest, WhatIsNoLogFileIsNotAppendedTo) {
  test_.settings().log_file_mode = EVENT_TRACE_FILE_MODE_APPEND;
  ASSERT_TRUE(test_.Start());
  WriteBuffers(1);
  test_.Stop();
  const std::vector<uint8_t> good = test_.Bytes();
  // Type of the buffer; marker, version of the header, group and type of the event; its room.
  for (const size_t at : {size_t{buffer_field::kBufferType}, size_t{kBufferHeaderBytes + 2},
                          size_t{kBufferHeaderBytes + 3}, size_t{kBufferHeaderBytes + 6},
                          size_t{kBufferHeaderBytes + 7}}) {
    std::vector<uint8_t> bad = good;
    bad[at] = bad[at] == 0 ? 1 : 0;
    ASSERT_EQ(test_.disk().PutFile(kTestFile, bad), FileError::kNone);
    EXPECT_FALSE(test_.Start()) << at;
    EXPECT_EQ(test_.Bytes(), bad) << at;
  }
  for (const uint32_t bytes : {kHeaderBufferTotalsBytes - 1, kHeaderBufferTotalsBytes}) {
    std::vector<uint8_t> small(good.begin(), good.begin() + bytes);
    test_.disk().PutFile(kTestFile, small);
    ExistingLogFile existing;
    EXPECT_EQ(ParseHeaderBuffer(small, &existing), bytes == kHeaderBufferTotalsBytes);
    Store<uint32_t>(small.data() + kPayload + field::kBufferSize, kHeaderBufferTotalsBytes - 1);
    EXPECT_FALSE(ParseHeaderBuffer(small, &existing));
  }
}

TEST_F(LogFileTest, WhatAFileSaysOfItselfIsRead) {
  for (const uint32_t bits : {32u, 64u}) {
    LogFileHeader header;
    header.bits = bits;
    header.buffer_bytes = kBuffer;
    header.processors = 3;
    header.clock = ClockType::kCpuCycles;
    LogFileTotals totals;
    totals.end_time = 5;
    totals.buffers_written = 7;
    totals.events_lost = 11;
    totals.buffers_lost = 13;
    std::vector<uint8_t> buffer = MakeHeaderBuffer(header, totals);
    ExistingLogFile existing;
    ASSERT_TRUE(ParseHeaderBuffer(buffer, &existing));
    EXPECT_EQ(existing.buffer_bytes, kBuffer);
    EXPECT_EQ(existing.processors, 3u);
    EXPECT_EQ(existing.clock, ClockType::kCpuCycles);
    EXPECT_EQ(existing.buffers_written, 7u);
    const uint8_t* const lost = &buffer[kPayload + field::kEventsLost];
    const uint8_t* const buffers_lost =
        &buffer[kPayload + LogHeaderOffset(field::kBuffersLost32, bits)];
    EXPECT_EQ(Load<uint32_t>(lost), 11u);
    EXPECT_EQ(Load<uint32_t>(buffers_lost), 13u);
    ASSERT_TRUE(StoreTotals(totals, true, buffer));
    EXPECT_EQ(Load<uint32_t>(lost), 22u);
    EXPECT_EQ(Load<uint32_t>(buffers_lost), 26u);
    ASSERT_TRUE(StoreTotals(totals, false, buffer));
    EXPECT_EQ(Load<uint32_t>(lost), 11u);
    EXPECT_EQ(Load<uint32_t>(buffers_lost), 13u);
  }
}

TEST_F(LogFileTest, AHeaderSaysNothingUnlessItIsTold) {
  LogFileHeader header;
  header.buffer_bytes = kBuffer;
  const std::vector<uint8_t> buffer = MakeHeaderBuffer(header, {});
  EXPECT_EQ(Load<uint16_t>(&buffer[buffer_field::kLoggerId]), 0);
  EXPECT_EQ(buffer[kBufferHeaderBytes + 2], kHeaderSystem64);
  EXPECT_EQ(Load<uint64_t>(&buffer[kBufferHeaderBytes + 8]), 0u);  // thread and process
  for (const uint32_t at : {field::kMaximumFileSize, field::kLogFileMode, field::kEventsLost,
                            field::kEndTime + 4, field::kEndTime}) {
    EXPECT_EQ(Load<uint32_t>(&buffer[kPayload + at]), 0u) << at;
  }
  for (const uint32_t at : {field::kBuffersLost32, field::kBootTime32, field::kStartTime32}) {
    EXPECT_EQ(Load<uint32_t>(&buffer[kPayload + LogHeaderOffset(at, 64)]), 0u) << at;
  }
  const uint32_t next = kBufferHeaderBytes + AlignEvent(Load<uint16_t>(&buffer[0x4C]));
  EXPECT_EQ(Load<uint16_t>(&buffer[next + 6]), 0x0050);  // no group masks
  const ExistingLogFile existing;
  EXPECT_EQ(existing.buffer_bytes, 0u);
  EXPECT_EQ(existing.processors, 0u);
  EXPECT_EQ(existing.buffers_written, 0u);
}

TEST_F(LogFileTest, LargeBuffersHaveAFormOfTheirOwn) {
  for (const uint32_t buffer_bytes : {1u << 20, (1u << 20) + 1024}) {
    LogFileHeader header;
    header.buffer_bytes = buffer_bytes;
    const std::vector<uint8_t> buffer = MakeHeaderBuffer(header, {});
    EXPECT_EQ(Load<uint16_t>(&buffer[kPayload + field::kVersion + 2]),
              buffer_bytes > 1u << 20 ? 0x0002 : 0x0501);
  }
}

// As long as there is room for both, both are whole.
TEST_F(LogFileTest, NamesAreCutOnlyWhereTheyMustBe) {
  constexpr uint32_t kMore = 0x50;  // the event behind the header event
  constexpr uint32_t kRoom = kBuffer - kPayload - LogHeaderBytes(64) - kMore;
  const auto names = [](size_t session, size_t file, bool system_logger) {
    LogFileHeader header;
    header.buffer_bytes = kBuffer;
    header.system_logger = system_logger;
    header.session_name = std::u16string(session, u's');
    header.file_name = std::u16string(file, u'f');
    const std::vector<uint8_t> buffer = MakeHeaderBuffer(header, {});
    EXPECT_EQ(buffer.size(), kBuffer);
    std::u16string text;
    const uint32_t end = kBufferHeaderBytes + Load<uint16_t>(&buffer[kBufferHeaderBytes + 4]);
    for (uint32_t at = kPayload + LogHeaderBytes(64); at < end; at += 2) {
      text += static_cast<char16_t>(Load<uint16_t>(&buffer[at]));
    }
    return std::pair(std::count(text.begin(), text.end(), u's'),
                     std::count(text.begin(), text.end(), u'f'));
  };
  const int64_t characters = kRoom / 2 - 2;  // without the nulls
  EXPECT_EQ(names(10, 20, false), std::pair(10l, 20l));
  EXPECT_EQ(names(10, 5000, false), std::pair(10l, characters - 10));
  EXPECT_EQ(names(5000, 10, false), std::pair(characters, 0l));
  EXPECT_EQ(names(static_cast<size_t>(characters), 0, false), std::pair(characters, 0l));
  EXPECT_EQ(names(10, 5000, true), std::pair(10l, characters - 10 - 36));
}

TEST_F(LogFileTest, LongNamesAreCutToTheSmallestBuffer) {
  test_.settings().name = std::u16string(1024, u'n');
  ASSERT_TRUE(test_.session().Start(
      [&] {
        SessionSettings settings = test_.settings();
        settings.log_file_name = u"C:\\" + std::u16string(1020, u'f');
        return settings;
      }(),
      test_.Open(kTestFile)));
  const std::vector<uint8_t> file = test_.Bytes();
  const uint32_t size = Load<uint16_t>(file.data() + kBufferHeaderBytes + 4);
  const uint32_t end = kBufferHeaderBytes + size;
  EXPECT_EQ(end + 0x50, kBuffer);
  EXPECT_EQ(Load<uint16_t>(file.data() + end - 2), 0);
  EXPECT_EQ(file.size(), kBuffer);
}

}  // namespace
}  // namespace etalon::sim
