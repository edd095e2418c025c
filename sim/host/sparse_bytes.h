// The contents of a file that may have long stretches of nothing.
#ifndef ETALON_SIM_HOST_SPARSE_BYTES_H_
#define ETALON_SIM_HOST_SPARSE_BYTES_H_

#include <array>
#include <cstdint>
#include <map>
#include <memory>
#include <span>

namespace etalon::sim {

// Bytes that were never written read as zero and take no memory: a preallocated log file of a
// gigabyte is cheap. Not thread-safe.
class SparseBytes {
 public:
  uint64_t size() const { return size_; }
  void Resize(uint64_t size);
  void Write(uint64_t at, std::span<const uint8_t> bytes);  // extends
  void Read(uint64_t at, std::span<uint8_t> bytes) const;   // at + bytes.size() <= size()
  uint64_t Hash() const;                                    // of what has been written

 private:
  static constexpr uint64_t kChunk = 8 << 10;
  using Chunk = std::array<uint8_t, kChunk>;

  std::map<uint64_t, std::unique_ptr<Chunk>> chunks_;  // by position / kChunk
  uint64_t size_ = 0;
};

}  // namespace etalon::sim

#endif  // ETALON_SIM_HOST_SPARSE_BYTES_H_
