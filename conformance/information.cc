#include "conformance/information.h"

#include <cstring>

#include "conformance/script/encodings.h"

namespace etalon {
namespace {

constexpr size_t kReservedBytes = 7;  // of CLASSIC_EVENT_ID
constexpr size_t kListHeadBytes = 8;
constexpr size_t kEntryHeadBytes = 8;  // ACE_HEADER and mask

void Append(Bytes* bytes, const void* value, size_t size) {
  const auto* const start = static_cast<const uint8_t*>(value);
  bytes->insert(bytes->end(), start, start + size);
}

}  // namespace

Bytes Numbers(std::initializer_list<uint32_t> numbers) {
  Bytes bytes;
  for (const uint32_t number : numbers) Append(&bytes, &number, sizeof number);
  return bytes;
}

Bytes Guids(std::initializer_list<Guid> guids) {
  Bytes bytes;
  for (const Guid& guid : guids) Append(&bytes, &guid, sizeof guid);
  return bytes;
}

Bytes ClassicEvents(const Guid& guid, uint32_t count) {
  Bytes bytes;
  for (uint32_t i = 0; i < count; ++i) {
    Append(&bytes, &guid, sizeof guid);
    bytes.push_back(static_cast<uint8_t>(i));
    bytes.resize(bytes.size() + kReservedBytes);
  }
  return bytes;
}

Bytes operator+(Bytes a, const Bytes& b) {
  a.insert(a.end(), b.begin(), b.end());
  return a;
}

Bytes BytesIn(const Outcome& outcome, std::string_view block) {
  return FromHex(outcome.Text(block, "bytes")).value_or(Bytes{});
}

uint64_t NumberAt(const Bytes& bytes, size_t offset, size_t size) {
  uint64_t number = 0;
  for (size_t i = 0; i < size && offset + i < bytes.size(); ++i) {
    number |= uint64_t{bytes[offset + i]} << (8 * i);
  }
  return number;
}

Guid GuidAt(const Bytes& bytes, size_t offset) {
  Guid guid = {};
  if (offset + sizeof guid <= bytes.size()) {
    std::memcpy(&guid, bytes.data() + offset, sizeof guid);
  }
  return guid;
}

std::vector<Guid> GuidsOf(const Bytes& bytes) {
  std::vector<Guid> guids;
  for (size_t at = 0; at + sizeof(Guid) <= bytes.size(); at += sizeof(Guid)) {
    guids.push_back(GuidAt(bytes, at));
  }
  return guids;
}

std::vector<AccessTold> AccessListOf(const Bytes& descriptor, size_t member) {
  const uint64_t list = NumberAt(descriptor, member);
  if (list == 0) return {};
  std::vector<AccessTold> entries;
  size_t at = list + kListHeadBytes;
  for (uint64_t left = NumberAt(descriptor, list + 4, 2); left != 0; --left) {
    const size_t size = NumberAt(descriptor, at + 2, 2);
    if (size < kEntryHeadBytes || at + size > descriptor.size()) return {};
    const auto start = descriptor.begin() + static_cast<ptrdiff_t>(at);
    entries.push_back({static_cast<uint32_t>(NumberAt(descriptor, at, 1)),
                       static_cast<uint32_t>(NumberAt(descriptor, at + 4)),
                       Bytes(start + kEntryHeadBytes, start + static_cast<ptrdiff_t>(size))});
    at += size;
  }
  return entries;
}

}  // namespace etalon
