// Buffers that a consumer holds on to beyond the callback that it was given them in.
#ifndef ETALON_SIM_CONSUMER_BUFFER_REFERENCES_H_
#define ETALON_SIM_CONSUMER_BUFFER_REFERENCES_H_

#include <cstdint>
#include <vector>

#include "sim/consumer/log_file_bytes.h"

namespace etalon::sim {

// Of one trace. A buffer is told by its address. Under the machine's lock.
class BufferReferences {
 public:
  // A callback is given this buffer: until Withdraw it may be referenced.
  void Offer(const HeldBytes& buffer) { offered_ = buffer; }

  // True: nobody holds on to it, the trace is done with it.
  bool Withdraw();

  bool IsOnOffer(const void* buffer) const;

  // One reference more to the buffer on offer, or one less to a buffer that has some.
  void Add(const void* buffer);
  void Release(const void* buffer);

  bool Has(const void* buffer) const;

  // The reference that is left is the last, and the buffer is no longer on offer.
  bool IsLast(const void* buffer) const;

  bool empty() const { return held_.empty(); }

 private:
  struct Held {
    HeldBytes buffer;
    uint32_t count;
  };
  std::vector<Held>::iterator At(const void* buffer);

  HeldBytes offered_;
  std::vector<Held> held_;
};

}  // namespace etalon::sim

#endif  // ETALON_SIM_CONSUMER_BUFFER_REFERENCES_H_
