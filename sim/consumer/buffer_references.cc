#include "sim/consumer/buffer_references.h"

#include <algorithm>
#include <utility>

namespace etalon::sim {

std::vector<BufferReferences::Held>::iterator BufferReferences::At(const void* buffer) {
  return std::find_if(held_.begin(), held_.end(),
                      [&](const Held& held) { return held.buffer.bytes.data() == buffer; });
}

bool BufferReferences::Withdraw() {
  const HeldBytes buffer = std::exchange(offered_, {});
  return !Has(buffer.bytes.data());
}

bool BufferReferences::IsOnOffer(const void* buffer) const {
  return buffer != nullptr && buffer == offered_.bytes.data();
}

void BufferReferences::Add(const void* buffer) {
  const auto known = At(buffer);
  if (known != held_.end()) {
    ++known->count;
  } else {
    held_.push_back({offered_, 1});
  }
}

void BufferReferences::Release(const void* buffer) {
  const auto known = At(buffer);
  if (known != held_.end() && --known->count == 0) held_.erase(known);
}

bool BufferReferences::Has(const void* buffer) const {
  return const_cast<BufferReferences*>(this)->At(buffer) != held_.end();
}

bool BufferReferences::IsLast(const void* buffer) const {
  const auto known = const_cast<BufferReferences*>(this)->At(buffer);
  return known != held_.end() && known->count == 1 && !IsOnOffer(buffer);
}

}  // namespace etalon::sim
