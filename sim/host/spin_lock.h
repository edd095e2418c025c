// Mutual exclusion for a few instructions.
#ifndef ETALON_SIM_HOST_SPIN_LOCK_H_
#define ETALON_SIM_HOST_SPIN_LOCK_H_

#include <atomic>
#include <thread>

namespace etalon::sim {

// A Lock (lock.h) for what is nearly always free and held no longer than a copy takes: who finds it
// taken lets others run and tries again. Half the price of a mutex, which counts where an event is
// written.
class SpinLock {
 public:
  explicit SpinLock(bool concurrent) : concurrent_(concurrent) {}
  SpinLock(const SpinLock&) = delete;
  SpinLock& operator=(const SpinLock&) = delete;

  // BasicLockable, for std::lock_guard and std::unique_lock.
  void lock() {
    if (!concurrent_) return;
    while (taken_.exchange(true, std::memory_order_acquire)) std::this_thread::yield();
  }
  void unlock() {
    if (concurrent_) taken_.store(false, std::memory_order_release);
  }

 private:
  const bool concurrent_;
  std::atomic<bool> taken_{false};
};

}  // namespace etalon::sim

#endif  // ETALON_SIM_HOST_SPIN_LOCK_H_
