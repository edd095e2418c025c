// The extension of EnableFlags: what is said behind the names because a number has no room for it.
#ifndef ETALON_SIM_API_FLAGS_EXTENSION_H_
#define ETALON_SIM_API_FLAGS_EXTENSION_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "sim/machine.h"

namespace etalon::sim {

inline constexpr size_t kMaximumStackHooks = 256;

// EnableFlags with EVENT_TRACE_FLAG_EXTENSION hold an offset from the start of the properties and a
// length: of group masks, or 0xFF for a list of items. Items of other types than these are ignored.
struct FlagsExtension {
  bool is_list = false;
  std::vector<uint32_t> group_masks;  // the first stands for EnableFlags
  std::vector<uint32_t> pids;
  std::vector<uint32_t> stack_hooks;  // events that carry a stack: group << 8 | type

  // What EnableFlags would be without an extension.
  uint32_t flags() const { return group_masks.empty() ? 0 : group_masks.front(); }
};

// EnableFlags point to an extension.
bool HasExtension(const EVENT_TRACE_PROPERTIES& properties);

// EnableFlags are flags, and one of them is that of no group of events. A block that is too small to
// have EnableFlags has no invalid ones.
bool HasInvalidFlags(const EVENT_TRACE_PROPERTIES& properties);

// None: they do not, or what they point to is no extension or does not lie inside the block.
// `properties` hold the structure.
std::optional<FlagsExtension> ReadExtension(const EVENT_TRACE_PROPERTIES& properties);

// What the extension says to a system logger or to a heap session. Processes that do not exist and
// hooks of no event contribute nothing. Under the machine's lock.
void ApplyExtension(Machine& machine, const FlagsExtension& extension, SessionSettings* settings);

}  // namespace etalon::sim

#endif  // ETALON_SIM_API_FLAGS_EXTENSION_H_
