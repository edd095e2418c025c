// Events of the system itself, as they stand in the buffers of the sessions that want them.
#ifndef ETALON_SIM_KERNEL_KERNEL_EVENT_H_
#define ETALON_SIM_KERNEL_KERNEL_EVENT_H_

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <span>

#include "sim/session/event_layout.h"
#include "sim/session/session.h"

namespace etalon::sim {

// Where an event happens: the thread that is running, and the addresses that it will return to, the
// innermost first; they have to last for the call.
struct KernelCaller {
  uint32_t thread_id = 0;
  uint32_t cpu = 0;
  std::span<const uint64_t> frames = {};
};

inline constexpr uint8_t kHeapGroup = 0x10;
inline constexpr uint8_t kStackWalkGroup = 0x18;
inline constexpr uint8_t kStackWalkType = 0x20;
inline constexpr size_t kMaximumFrames = 192;

// Payloads are packed, and pointers in them as wide as those of the process.
constexpr uint32_t PointerBytes(uint32_t bits) { return bits / 8; }

// How many bytes a payload has.
class PayloadSize {
 public:
  explicit constexpr PayloadSize(uint32_t bits) : pointer_(PointerBytes(bits)) {}
  constexpr void Pointer(uint64_t) { bytes_ += pointer_; }
  constexpr void Number(uint32_t) { bytes_ += 4; }
  constexpr uint32_t bytes() const { return bytes_; }

 private:
  const uint32_t pointer_;
  uint32_t bytes_ = 0;
};

// Writes them.
class PayloadWriter {
 public:
  PayloadWriter(uint32_t bits, uint8_t* out) : wide_(bits == 64), out_(out) {}
  void Pointer(uint64_t value) {
    if (wide_) {
      Put(value);
    } else {
      Put(static_cast<uint32_t>(value));
    }
  }
  void Number(uint32_t value) { Put(value); }

 private:
  template <typename T>
  void Put(T value) {
    Store<T>(out_, value);
    out_ += sizeof(T);
  }

  const bool wide_;
  uint8_t* out_;
};

// That of the payload's layout: 2 unless it says otherwise.
template <typename Payload>
constexpr uint16_t VersionOf() {
  if constexpr (requires { Payload::kVersion; }) {
    return Payload::kVersion;
  } else {
    return kSystemHeaderVersion;
  }
}

// Writes an event with a SYSTEM header into one session. A Payload has a constant kType and
// `void Tell(Out& out) const`, which calls out.Pointer and out.Number for its members in order.
// *stamp becomes the event's, if it was written. No allocation.
template <typename Payload>
WriteResult WriteKernelEvent(Session& session, const KernelCaller& caller, uint32_t pid,
                             uint32_t bits, uint8_t group, const Payload& payload, int64_t* stamp) {
  PayloadSize measure(bits);
  payload.Tell(measure);
  const uint32_t size = kSystemHeaderBytes + measure.bytes();
  return session.Write(caller.cpu, size, [&](uint8_t* out, int64_t now) {
    *stamp = now;
    EncodeSystemHeader({.size = static_cast<uint16_t>(size),
                        .type = Payload::kType,
                        .group = group,
                        .thread_id = caller.thread_id,
                        .process_id = pid,
                        .stamp = now,
                        .version = VersionOf<Payload>()},
                       bits, out);
    PayloadWriter writer(bits, out + kSystemHeaderBytes);
    payload.Tell(writer);
  });
}

// The stack of the event that was stamped so: at most kMaximumFrames of the innermost frames, 64
// bits each, for it is the kernel that writes it. Nothing without frames.
WriteResult WriteStackWalk(Session& session, const KernelCaller& caller, uint32_t pid,
                           int64_t stamp);

}  // namespace etalon::sim

#endif  // ETALON_SIM_KERNEL_KERNEL_EVENT_H_
