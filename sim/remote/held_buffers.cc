#include "sim/remote/held_buffers.h"

namespace etalon::sim::remote {

// Never destroyed: threads may be consuming while the process exits.
HeldBuffers& HeldBuffers::OfThisProcess() {
  static HeldBuffers* const buffers = new HeldBuffers;
  return *buffers;
}

const ETW_BUFFER_HEADER* HeldBuffers::Offer(TRACEHANDLE trace, const void* bytes, size_t count) {
  const auto* const first = static_cast<const uint8_t*>(bytes);
  auto copy = std::make_unique<std::vector<uint8_t>>(first, first + count);
  const void* const buffer = copy->data();
  const std::lock_guard<std::mutex> hold(mutex_);
  held_[buffer] = {trace, 1, std::move(copy)};
  return static_cast<const ETW_BUFFER_HEADER*>(buffer);
}

bool HeldBuffers::Has(const void* buffer) {
  const std::lock_guard<std::mutex> hold(mutex_);
  return held_.count(buffer) != 0;
}

bool HeldBuffers::Increment(TRACEHANDLE trace, const void* buffer) {
  const std::lock_guard<std::mutex> hold(mutex_);
  const auto found = held_.find(buffer);
  if (found == held_.end() || found->second.trace != trace) return false;
  ++found->second.references;
  return true;
}

void HeldBuffers::Decrement(const void* buffer) {
  const std::lock_guard<std::mutex> hold(mutex_);
  const auto found = held_.find(buffer);
  if (found != held_.end() && --found->second.references == 0) held_.erase(found);
}

}  // namespace etalon::sim::remote
