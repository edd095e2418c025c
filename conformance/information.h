// Information as it lies in memory: made for TraceSetInformation, read from what came back.
#ifndef ETALON_CONFORMANCE_INFORMATION_H_
#define ETALON_CONFORMANCE_INFORMATION_H_

#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

#include "conformance/script/op.h"
#include "conformance/script/outcome.h"

namespace etalon {

// ULONGs.
Bytes Numbers(std::initializer_list<uint32_t> numbers);
// GUIDs.
Bytes Guids(std::initializer_list<Guid> guids);
// CLASSIC_EVENT_IDs: `count` of this class, of the types 0, 1, 2, ... (modulo 256).
Bytes ClassicEvents(const Guid& guid, uint32_t count = 1);

Bytes operator+(Bytes a, const Bytes& b);

// What a successful call filled of the block; empty when it told nothing.
Bytes BytesIn(const Outcome& outcome, std::string_view block);

// The number of `size` bytes at `offset`; 0 behind the end.
uint64_t NumberAt(const Bytes& bytes, size_t offset, size_t size = 4);
Guid GuidAt(const Bytes& bytes, size_t offset);
// All of the bytes as GUIDs.
std::vector<Guid> GuidsOf(const Bytes& bytes);

// An entry of an access control list.
struct AccessTold {
  uint32_t type = 0;  // ACCESS_ALLOWED_ACE_TYPE, ...
  uint32_t rights = 0;
  Bytes sid = {};

  friend bool operator==(const AccessTold&, const AccessTold&) = default;
};

// The entries of the list whose offset is told at `member` of a SECURITY_DESCRIPTOR_RELATIVE: 16 is
// the DACL, 12 the SACL. None when there is no list, or it runs out of the bytes.
std::vector<AccessTold> AccessListOf(const Bytes& descriptor, size_t member);

}  // namespace etalon

#endif  // ETALON_CONFORMANCE_INFORMATION_H_
