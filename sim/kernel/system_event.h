// An event of the kernel itself, as all system loggers get it.
#ifndef ETALON_SIM_KERNEL_SYSTEM_EVENT_H_
#define ETALON_SIM_KERNEL_SYSTEM_EVENT_H_

#include <cstdint>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

#include "sim/kernel/kernel_event.h"
#include "sim/session/session.h"

namespace etalon::sim {

// The members of a payload, one behind the other: nothing is aligned. The simulated kernel has 64
// bits whatever its processes have, and so have its pointers.
class Payload {
 public:
  Payload& Pointer(uint64_t value) { return Put(value); }
  Payload& U64(uint64_t value) { return Put(value); }
  Payload& U32(uint32_t value) { return Put(value); }
  Payload& U8(uint8_t value) { return Put(value); }
  Payload& Raw(std::span<const uint8_t> bytes);

  // With a null character at the end; what has no place in a byte becomes '?'.
  Payload& Narrow(std::u16string_view text);
  Payload& Wide(std::u16string_view text);

  std::vector<uint8_t> Take() { return std::move(bytes_); }

 private:
  template <typename T>
  Payload& Put(T value);

  std::vector<uint8_t> bytes_;
};

struct SystemEvent {
  uint8_t group = 0;
  uint8_t type = 0;
  uint16_t version = 0;
  bool tells_thread = true;  // a SYSTEM header; else PERFINFO, which has no room for a thread
  std::vector<uint8_t> payload;
};

// Writes it on the caller's processor, and behind it the caller's stack where the session wants it
// of such events. An event that does not fit is lost as any other.
void WriteSystemEvent(Session& session, const KernelCaller& caller, uint32_t pid,
                      const SystemEvent& event);

}  // namespace etalon::sim

#endif  // ETALON_SIM_KERNEL_SYSTEM_EVENT_H_
