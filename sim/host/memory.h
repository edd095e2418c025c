// The memory that the buffers of sessions are made of.
#ifndef ETALON_SIM_HOST_MEMORY_H_
#define ETALON_SIM_HOST_MEMORY_H_

#include <atomic>
#include <cstdint>

namespace etalon::sim {

// Counted, not had: what a session is promised at its start is taken from here, touched or not, as
// Windows commits non-paged memory. One a Machine. Any thread.
class Memory {
 public:
  static constexpr uint64_t kFreeAtFirst = uint64_t{4} << 30;

  uint64_t free() const { return free_.load(std::memory_order_relaxed); }

  // False: there is not so much; nothing has changed.
  bool Take(uint64_t bytes) {
    uint64_t now = free();
    do {
      if (bytes > now) return false;
    } while (!free_.compare_exchange_weak(now, now - bytes, std::memory_order_relaxed));
    return true;
  }
  void Give(uint64_t bytes) { free_.fetch_add(bytes, std::memory_order_relaxed); }

  // What is left from now on, beside what has been taken. For tests.
  void SetFree(uint64_t bytes) { free_.store(bytes, std::memory_order_relaxed); }

 private:
  std::atomic<uint64_t> free_{kFreeAtFirst};
};

}  // namespace etalon::sim

#endif  // ETALON_SIM_HOST_MEMORY_H_
