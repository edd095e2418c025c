// Copies of raw buffers of a real-time session in the consumer's process, for as long as the
// consumer holds on to them (ProcessTraceBufferIncrementReference).
#ifndef ETALON_SIM_REMOTE_HELD_BUFFERS_H_
#define ETALON_SIM_REMOTE_HELD_BUFFERS_H_

#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <vector>

#include "sim/include/evntrace.h"

namespace etalon::sim::remote {

// Any thread.
class HeldBuffers {
 public:
  static HeldBuffers& OfThisProcess();

  // A copy with one reference, the callback's.
  const ETW_BUFFER_HEADER* Offer(TRACEHANDLE trace, const void* bytes, size_t count);

  bool Has(const void* buffer);
  bool Increment(TRACEHANDLE trace, const void* buffer);  // false: not that trace's
  void Decrement(const void* buffer);                     // frees the copy with the last reference

 private:
  struct Held {
    TRACEHANDLE trace = 0;
    uint32_t references = 1;
    std::unique_ptr<std::vector<uint8_t>> bytes;
  };
  std::mutex mutex_;
  std::map<const void*, Held> held_;
};

}  // namespace etalon::sim::remote

#endif  // ETALON_SIM_REMOTE_HELD_BUFFERS_H_
