#include "sim/host/real_clock.h"

#include <time.h>

#include <cstdint>
#include <cstdio>
#include <cstring>

namespace etalon::sim {
namespace {

constexpr int64_t kNanosecondsPerTick = 100;
constexpr Ticks kUnixEpoch = 116'444'736'000'000'000;  // 1970-01-01

int64_t ReadNanoseconds(clockid_t clock) {
  timespec now = {};
  clock_gettime(clock, &now);
  return static_cast<int64_t>(now.tv_sec) * 1'000'000'000 + now.tv_nsec;
}

int64_t Steady() { return ReadNanoseconds(CLOCK_MONOTONIC); }

#if defined(__x86_64__) && defined(__linux__)

uint64_t Counter() { return __builtin_ia32_rdtsc(); }

// The kernel trusts the counter only if it runs evenly and alike on all processors.
bool CounterIsTrusted() {
  std::FILE* file =
      std::fopen("/sys/devices/system/clocksource/clocksource0/current_clocksource", "r");
  if (file == nullptr) return false;
  char name[8] = {};
  const bool read = std::fgets(name, sizeof(name), file) != nullptr;
  std::fclose(file);
  return read && std::strcmp(name, "tsc\n") == 0;
}

#else

uint64_t Counter() { return 0; }
bool CounterIsTrusted() { return false; }

#endif

// Counter and steady clock at one moment: of several readings the one that took least time.
struct Moment {
  uint64_t counter = 0;
  int64_t steady = 0;
};

Moment ReadMoment() {
  Moment best;
  uint64_t shortest = UINT64_MAX;
  for (int i = 0; i < 20; ++i) {
    const uint64_t before = Counter();
    const int64_t steady = Steady();
    const uint64_t after = Counter();
    if (after - before >= shortest) continue;
    shortest = after - before;
    best = {before + shortest / 2, steady};
  }
  return best;
}

// What never changes once it is known.
struct Anchor {
  Anchor() {
    start = ReadMoment();
    at_start = kUnixEpoch + ReadNanoseconds(CLOCK_REALTIME) / kNanosecondsPerTick;
    if (!CounterIsTrusted()) return;
    constexpr int64_t kCalibration = 5'000'000;
    while (Steady() - start.steady < kCalibration) {
    }
    const Moment end = ReadMoment();
    const auto ticks = static_cast<unsigned __int128>(end.steady - start.steady) << 64;
    ticks_per_count = static_cast<uint64_t>(ticks / kNanosecondsPerTick /
                                            (end.counter - start.counter));
  }

  Moment start;
  Ticks at_start = 0;
  uint64_t ticks_per_count = 0;  // times 2^64; 0: read the steady clock instead
};

}  // namespace

Ticks ReadRealClock() {
  static const Anchor anchor;
  if (anchor.ticks_per_count == 0) {
    return anchor.at_start + (Steady() - anchor.start.steady) / kNanosecondsPerTick;
  }
  // The counter of another processor may be some cycles behind the anchor's.
  const int64_t counts = static_cast<int64_t>(Counter() - anchor.start.counter);
  if (counts < 0) return anchor.at_start;
  const auto ticks = static_cast<unsigned __int128>(counts) * anchor.ticks_per_count >> 64;
  return anchor.at_start + static_cast<Ticks>(ticks);
}

}  // namespace etalon::sim
