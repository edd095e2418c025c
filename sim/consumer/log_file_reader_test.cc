#include "sim/consumer/log_file_reader.h"

#include <cstring>
#include <memory>

#include "gtest/gtest.h"
#include "sim/consumer/hand_made_log.h"

namespace etalon::sim {
namespace {

using hand_made::Buffer;
using hand_made::Bytes;
using hand_made::Classic;
using hand_made::Compressed;
using hand_made::HeaderBuffer;
using hand_made::HeaderPayload;
using hand_made::LogFile;
using hand_made::PutBytes;

void Store(Bytes& bytes, size_t at, uint32_t value) { std::memcpy(&bytes[at], &value, 4); }

std::unique_ptr<LogFileReader> Read(const Bytes& file) {
  Defect defect;
  return LogFileReader::Open(std::make_unique<MemoryBytes>(file), &defect);
}

TEST(LogFileReaderTest, CountsBuffersThoughItLeavesThemOut) {
  Bytes damaged = Buffer(0, 20, {Classic(2000, 2)});
  Store(damaged, 0, 17);  // its size
  const Bytes file =
      LogFile({Buffer(0, 10, {Classic(1500, 1)}), damaged, Buffer(0, 30, {Classic(2500, 3)})});
  const auto reader = Read(file);
  ASSERT_NE(reader, nullptr);
  EXPECT_EQ(reader->buffers().size(), 3u);
  EXPECT_EQ(reader->buffers_found(), 4u);
  EXPECT_EQ(reader->buffers_left_out(), 1u);
}

// Each could be what it says; together they are too many bytes for so small a file.
TEST(LogFileReaderTest, BelievesNoFileThatExpandsTooFar) {
  constexpr uint32_t kClaimed = LogFileReader::kLeastExpansion / 2;
  Bytes payload = HeaderPayload(1);
  Store(payload, 0, kClaimed);  // BufferSize
  Bytes file = HeaderBuffer(payload);
  Bytes compressed = Compressed(Buffer(0, 10, {Classic(1500, 1)}));
  Store(compressed, 4, kClaimed);  // SavedOffset
  for (int i = 0; i < 3; ++i) PutBytes(file, compressed);
  const auto reader = Read(file);
  ASSERT_NE(reader, nullptr);
  EXPECT_EQ(reader->buffers_found(), 4u);
  EXPECT_EQ(reader->buffers_left_out(), 1u);
}

}  // namespace
}  // namespace etalon::sim
