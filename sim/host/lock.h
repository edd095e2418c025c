// Mutual exclusion that costs nothing where exactly one thread runs at a time.
#ifndef ETALON_SIM_HOST_LOCK_H_
#define ETALON_SIM_HOST_LOCK_H_

#include <mutex>

namespace etalon::sim {

// A mutex under the real host, nothing under the simulated one, whose threads change places only
// where they block or yield. Never block or yield while holding one (BlockUntil lets go of its
// own).
// Order where two are held: machine, then cell, then pool.
class Lock {
 public:
  explicit Lock(bool concurrent) : concurrent_(concurrent) {}
  Lock(const Lock&) = delete;
  Lock& operator=(const Lock&) = delete;

  // BasicLockable, for std::lock_guard and std::unique_lock.
  void lock() {
    if (concurrent_) mutex_.lock();
  }
  void unlock() {
    if (concurrent_) mutex_.unlock();
  }

 private:
  const bool concurrent_;
  std::mutex mutex_;
};

}  // namespace etalon::sim

#endif  // ETALON_SIM_HOST_LOCK_H_
