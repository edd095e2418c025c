#include "sim/bench/write_limits.h"

#include <fcntl.h>
#include <unistd.h>

#include <array>
#include <cstring>
#include <memory>
#include <string>

#include "sim/bench/scratch_file.h"

#ifndef __x86_64__
#include <chrono>
#endif

namespace etalon::bench {
namespace {

constexpr size_t kRingBytes = 64 << 10;
constexpr size_t kPayloadBytes = 64;
constexpr size_t kBlockBytes = 16;

struct Header {
  uint16_t size;
  uint16_t flags;
  uint32_t event_class;
  uint32_t thread_id;
  uint32_t process_id;
  uint64_t stamp;
  uint64_t guid[2];
  uint64_t context;
};
static_assert(sizeof(Header) == 48);

struct Block {
  const void* data;
  uint32_t bytes;
};

class CountedClock {
 public:
  uint64_t Read() { return ++count_; }

 private:
  uint64_t count_ = 0;
};

class CounterClock {
 public:
#ifdef __x86_64__
  uint64_t Read() { return __builtin_ia32_rdtsc(); }
#else
  uint64_t Read() {
    return static_cast<uint64_t>(std::chrono::steady_clock::now().time_since_epoch().count());
  }
#endif
};

template <typename Clock>
class Ring {
 public:
  [[gnu::noinline]] void Copy(const Header& header, const void* payload, size_t bytes) {
    uint8_t* const at = Reserve(sizeof(header) + bytes);
    Stamp(header, at);
    std::memcpy(at + sizeof(header), payload, bytes);
  }

  [[gnu::noinline]] void Gather(const Header& header, const Block* blocks, int count) {
    size_t bytes = sizeof(header);
    for (int i = 0; i < count; ++i) bytes += blocks[i].bytes;
    uint8_t* at = Reserve(bytes);
    Stamp(header, at);
    at += sizeof(header);
    for (int i = 0; i < count; ++i) {
      std::memcpy(at, blocks[i].data, blocks[i].bytes);
      at += blocks[i].bytes;
    }
  }

 private:
  uint8_t* Reserve(size_t bytes) {
    if (used_ + bytes > kRingBytes) used_ = 0;
    uint8_t* const at = memory_.get() + used_;
    used_ += bytes;
    return at;
  }

  void Stamp(const Header& header, uint8_t* at) {
    std::memcpy(at, &header, sizeof(header));
    const uint64_t stamp = clock_.Read();
    std::memcpy(at + offsetof(Header, stamp), &stamp, sizeof(stamp));
  }

  Clock clock_;
  std::unique_ptr<uint8_t[]> memory_ = std::make_unique<uint8_t[]>(kRingBytes);
  size_t used_ = 0;
};

// Buffers with a header, a free list, and a file: a logger without anything of ETW.
template <typename Clock>
class Pool {
 public:
  explicit Pool(int file) : file_(file) {
    for (auto& buffer : buffers_) buffer = std::make_unique<uint8_t[]>(kRingBytes);
  }

  [[gnu::noinline]] bool Copy(const Header& header, const void* payload, size_t bytes) {
    const size_t room = (sizeof(header) + bytes + 7) & ~size_t{7};
    if (used_ + room > kRingBytes && !Switch()) return false;
    uint8_t* const at = buffers_[current_].get() + used_;
    used_ += room;
    std::memcpy(at, &header, sizeof(header));
    const uint64_t stamp = clock_.Read();
    std::memcpy(at + offsetof(Header, stamp), &stamp, sizeof(stamp));
    std::memcpy(at + sizeof(header), payload, bytes);
    return true;
  }

 private:
  static constexpr size_t kBufferHeaderBytes = 72;

  [[gnu::noinline]] bool Switch() {
    uint8_t* const buffer = buffers_[current_].get();
    const uint64_t words[] = {kRingBytes, used_, ++sequence_, clock_.Read()};
    std::memcpy(buffer, words, sizeof(words));
    const bool written = write(file_, buffer, kRingBytes) == static_cast<ssize_t>(kRingBytes);
    current_ = (current_ + 1) % buffers_.size();
    used_ = kBufferHeaderBytes;
    return written;
  }

  const int file_;
  Clock clock_;
  std::array<std::unique_ptr<uint8_t[]>, 4> buffers_;
  size_t current_ = 0;
  size_t used_ = kBufferHeaderBytes;
  uint64_t sequence_ = 0;
};

template <typename Clock>
void Copy(benchmark::State& state) {
  Ring<Clock> ring;
  Header header = {};
  uint8_t payload[kPayloadBytes] = {};
  size_t bytes = kPayloadBytes;
  benchmark::DoNotOptimize(bytes);
  for (auto _ : state) {
    ++payload[0];
    ring.Copy(header, payload, bytes);
    benchmark::ClobberMemory();
  }
}

template <typename Clock>
void Gather(benchmark::State& state) {
  Ring<Clock> ring;
  Header header = {};
  uint8_t payload[kPayloadBytes] = {};
  Block blocks[kPayloadBytes / kBlockBytes] = {};
  int count = 0;
  for (Block& block : blocks) block = {payload + kBlockBytes * count++, kBlockBytes};
  benchmark::DoNotOptimize(blocks);
  benchmark::DoNotOptimize(count);
  for (auto _ : state) {
    ++payload[0];
    benchmark::ClobberMemory();
    ring.Gather(header, blocks, count);
    benchmark::ClobberMemory();
  }
}

template <typename Clock>
void CopyToFile(benchmark::State& state) {
  const ScratchFile path("limit.etl");
  const int file = open(path.host_name().c_str(), O_CREAT | O_TRUNC | O_WRONLY | O_CLOEXEC, 0600);
  if (file < 0) return state.SkipWithError("open");
  Pool<Clock> pool(file);
  Header header = {};
  uint8_t payload[kPayloadBytes] = {};
  size_t bytes = kPayloadBytes;
  benchmark::DoNotOptimize(bytes);
  bool written = true;
  for (auto _ : state) {
    ++payload[0];
    written &= pool.Copy(header, payload, bytes);
    benchmark::ClobberMemory();
  }
  close(file);
  if (!written) state.SkipWithError("write");
}

}  // namespace

Case CopyLimit(ClockOfLimit clock) {
  return clock == ClockOfLimit::kCounted ? Copy<CountedClock> : Copy<CounterClock>;
}

Case GatherLimit(ClockOfLimit clock) {
  return clock == ClockOfLimit::kCounted ? Gather<CountedClock> : Gather<CounterClock>;
}

Case FileLimit(ClockOfLimit clock) {
  return clock == ClockOfLimit::kCounted ? CopyToFile<CountedClock> : CopyToFile<CounterClock>;
}

}  // namespace etalon::bench
