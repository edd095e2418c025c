// Whatever a log file claims, reading it takes memory in proportion to its size.
#include <atomic>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <new>
#include <vector>

#include "gtest/gtest.h"
#include "sim/consumer/event_merge.h"
#include "sim/consumer/hand_made_log.h"
#include "sim/consumer/log_file_reader.h"

namespace {

std::atomic<size_t> allocated{0};
std::atomic<size_t> most_allocated{0};

constexpr size_t kHead = alignof(std::max_align_t);  // in front of each block: its size

void* Allocate(size_t size) {
  char* const block = static_cast<char*>(std::malloc(size + kHead));
  if (block == nullptr) throw std::bad_alloc();
  std::memcpy(block, &size, sizeof size);
  const size_t now = allocated += size;
  if (now > most_allocated) most_allocated = now;
  return block + kHead;
}

void Release(void* memory) noexcept {
  if (memory == nullptr) return;
  char* const block = static_cast<char*>(memory) - kHead;
  size_t size = 0;
  std::memcpy(&size, block, sizeof size);
  allocated -= size;
  std::free(block);
}

}  // namespace

void* operator new(size_t size) { return Allocate(size); }
void* operator new[](size_t size) { return Allocate(size); }
void operator delete(void* memory) noexcept { Release(memory); }
void operator delete[](void* memory) noexcept { Release(memory); }
void operator delete(void* memory, size_t) noexcept { Release(memory); }
void operator delete[](void* memory, size_t) noexcept { Release(memory); }

namespace etalon {
namespace {

using sim::hand_made::Bytes;

// Copies what is asked for, as the bytes of a file on a disk are.
class CopiedBytes final : public sim::LogFileBytes {
 public:
  explicit CopiedBytes(const Bytes& bytes) : bytes_(bytes) {}
  uint64_t size() const override { return bytes_.size(); }
  sim::HeldBytes Read(uint64_t at, size_t count) override {
    const sim::HeldBytes view = sim::MemoryBytes(bytes_).Read(at, count);
    sim::HeldBytes held;
    held.keeper =
        std::make_shared<const std::vector<uint8_t>>(view.bytes.begin(), view.bytes.end());
    held.bytes = *held.keeper;
    return held;
  }

 private:
  const Bytes& bytes_;
};

// The most that was held at a time while all events were read.
size_t MemoryToRead(const Bytes& file, uint64_t* events) {
  *events = 0;
  const size_t before = allocated;
  most_allocated = before;
  sim::Defect refusal;
  const auto reader = sim::LogFileReader::Open(std::make_unique<CopiedBytes>(file), &refusal);
  if (reader != nullptr) {
    sim::FileEvents all(*reader);
    sim::DeliveredEvent event;
    sim::BufferInfo buffer;
    for (sim::Step step; (step = all.Next(&event, &buffer)) != sim::Step::kNone;) {
      if (step == sim::Step::kEvent) ++*events;
    }
  }
  return most_allocated - before;
}

void Claim(Bytes& file, size_t at, uint32_t value) { std::memcpy(&file[at], &value, 4); }

TEST(LogFileMemoryTest, AFileThatClaimsAHugeBuffer) {
  Bytes head = sim::hand_made::LogFile({});
  Claim(head, 0, 256 << 20);
  uint64_t events = 0;
  EXPECT_LT(MemoryToRead(head, &events), 100'000u);
  EXPECT_EQ(events, 1u);
  head.resize(72);
  EXPECT_LT(MemoryToRead(head, &events), 10'000u);
  EXPECT_EQ(events, 0u);
}

TEST(LogFileMemoryTest, AFileOfManySmallBuffers) {
  // As small as the header event lets them be.
  constexpr uint32_t kSmallest = 0x200;
  Bytes header = sim::hand_made::LogFile({});
  header.resize(kSmallest);
  Claim(header, 0, kSmallest);
  Bytes small = sim::hand_made::Buffer(0, 5000, {sim::hand_made::Classic(2000, 1)});
  small.resize(kSmallest);
  Claim(small, 0, kSmallest);
  Bytes file = header;
  for (int i = 0; i < 100'000; ++i) sim::hand_made::PutBytes(file, small);
  uint64_t events = 0;
  // All begin at the same time: all are open at once.
  EXPECT_LT(MemoryToRead(file, &events), 3 * file.size());
  EXPECT_EQ(events, 100'001u);
}

TEST(LogFileMemoryTest, CompressedBuffersThatClaimToBeLarge) {
  Bytes header = sim::hand_made::LogFile({}, sim::hand_made::kCompressedMode);
  Claim(header, 0x48 + 0x20, 128 << 20);  // BufferSize
  // A few bytes that expand to a megabyte of zeros.
  Bytes bomb = sim::hand_made::Compressed(
      sim::hand_made::Buffer(0, 5000, {sim::hand_made::Classic(2000, 1)}));
  Claim(bomb, 0x04, 1 << 20);  // SavedOffset
  bomb.resize(bomb.size() - 0x30 - 8);
  const Bytes endless = {0xFF, 0xFF, 0xFF, 0x7F, 0, 7, 0, 15, 255, 0, 0, 0, 0, 0x40, 6};
  sim::hand_made::PutBytes(bomb, endless);
  Claim(bomb, 0, static_cast<uint32_t>(bomb.size()));
  Bytes file = header;
  for (int i = 0; i < 10'000; ++i) sim::hand_made::PutBytes(file, bomb);
  uint64_t events = 0;
  const size_t memory = MemoryToRead(file, &events);
  EXPECT_GT(memory, sim::LogFileReader::kLeastExpansion) << "they were believed at first";
  EXPECT_LT(memory, file.size() * (sim::LogFileReader::kMostExpansion + 4) +
                        sim::LogFileReader::kLeastExpansion);
}

}  // namespace
}  // namespace etalon
