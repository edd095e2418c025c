#include "sim/remote/lane.h"

#include <linux/futex.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <algorithm>
#include <climits>
#include <ctime>
#include <thread>

namespace etalon::sim::remote {
namespace {

constexpr long kLookAroundNanoseconds = 200'000'000;

void Relax() {
#if defined(__x86_64__) || defined(__i386__)
  __builtin_ia32_pause();
#endif
}

long Futex(const void* word, int operation, uint32_t value, const timespec* timeout) {
  return syscall(SYS_futex, word, operation, value, timeout, nullptr, 0);
}

// With one processor the other side cannot run while this one spins.
bool IsAlone() {
  static const bool is_alone = std::thread::hardware_concurrency() == 1;
  return is_alone;
}

}  // namespace

int Lane::MakeFile() {
  const int file = memfd_create("etalon lane", MFD_CLOEXEC);
  if (file < 0) return -1;
  if (ftruncate(file, static_cast<off_t>(kBytes)) == 0) return file;
  close(file);
  return -1;
}

LaneMemory* Lane::Map(int file) {
  void* const mapped =
      mmap(nullptr, kBytes, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_NORESERVE, file, 0);
  return mapped == MAP_FAILED ? nullptr : static_cast<LaneMemory*>(mapped);
}

void Lane::Unmap(LaneMemory* memory) { munmap(memory, kBytes); }

void Lane::Pass(Word word, uint32_t frame_at) {
  memory_->word = word;
  memory_->frame_at = frame_at;
  memory_->turn.store(other());
  if (memory_->asleep[static_cast<size_t>(other())].load() != 0) Wake(*memory_);
}

bool Lane::SpinForTurn() {
  const bool tries = ++waits_ % kWaitsBetweenTrials == 0;
  const int spins = tries ? kMostSpins : spins_;
  for (int i = IsAlone() ? spins : 0; i < spins; ++i) {
    if (memory_->turn.load(std::memory_order_acquire) == side_) {
      if (tries) spins_ = kMostSpins;
      return true;
    }
    Relax();
  }
  spins_ = std::max(kFewestSpins, spins_ / 2);
  return memory_->turn.load(std::memory_order_acquire) == side_;
}

bool Lane::Wait(const std::function<bool()>& is_gone) {
  if (SpinForTurn()) return true;
  const timespec look_around = {0, kLookAroundNanoseconds};
  std::atomic<uint32_t>& asleep = memory_->asleep[static_cast<size_t>(side_)];
  for (;;) {
    asleep.store(1);
    if (memory_->turn.load() != side_ && !is_gone()) {
      Futex(&memory_->turn, FUTEX_WAIT, static_cast<uint32_t>(other()), &look_around);
    }
    asleep.store(0);
    if (memory_->turn.load() == side_) return true;
    if (is_gone()) return false;
  }
}

void Lane::Wake(LaneMemory& memory) { Futex(&memory.turn, FUTEX_WAKE, INT_MAX, nullptr); }

}  // namespace etalon::sim::remote
