// Where the bytes of a log file come from.
#ifndef ETALON_SIM_CONSUMER_LOG_FILE_BYTES_H_
#define ETALON_SIM_CONSUMER_LOG_FILE_BYTES_H_

#include <cstdint>
#include <memory>
#include <span>
#include <utility>
#include <vector>

#include "sim/host/disk.h"

namespace etalon::sim {

// Some bytes and whoever keeps them: nobody, if they outlive everything anyway.
struct HeldBytes {
  std::span<const uint8_t> bytes;
  std::shared_ptr<const std::vector<uint8_t>> keeper;
};

class LogFileBytes {
 public:
  virtual ~LogFileBytes() = default;
  virtual uint64_t size() const = 0;

  // `count` bytes from `at`; fewer, or none, where they cannot be had.
  virtual HeldBytes Read(uint64_t at, size_t count) = 0;
};

// A whole file in memory. The memory is the caller's.
class MemoryBytes final : public LogFileBytes {
 public:
  explicit MemoryBytes(std::span<const uint8_t> bytes) : bytes_(bytes) {}
  uint64_t size() const override { return bytes_.size(); }
  HeldBytes Read(uint64_t at, size_t count) override;

 private:
  const std::span<const uint8_t> bytes_;
};

// A file of the simulated computer, read as it is needed. Memory that nobody holds any more serves
// the next read.
class DiskBytes final : public LogFileBytes {
 public:
  explicit DiskBytes(std::unique_ptr<File> file) : file_(std::move(file)), size_(file_->size()) {}
  uint64_t size() const override { return size_; }
  HeldBytes Read(uint64_t at, size_t count) override;

 private:
  using Memory = std::vector<uint8_t>;

  // Exactly `count` bytes of whatever contents, which nobody holds.
  std::shared_ptr<Memory> Vacant(size_t count);

  const std::unique_ptr<File> file_;
  const uint64_t size_;  // when it was opened: a session may still be writing
  std::vector<std::shared_ptr<Memory>> memories_;  // of earlier reads
};

}  // namespace etalon::sim

#endif  // ETALON_SIM_CONSUMER_LOG_FILE_BYTES_H_
