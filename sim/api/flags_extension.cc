#include "sim/api/flags_extension.h"

#include <span>

#include "sim/kernel/kernel_classes.h"
#include "sim/session/little_endian.h"

namespace etalon::sim {
namespace {

constexpr uint32_t kListLength = 0xFF;
constexpr size_t kMaximumGroupMasks = 8;

enum ItemType : uint16_t { kGroupMasks = 1, kPids = 2, kStackHooks = 3 };

using Words = std::span<const uint8_t>;  // of four bytes each

size_t Count(Words words) { return words.size() / 4; }

std::vector<uint32_t> Numbers(Words words) {
  std::vector<uint32_t> numbers;
  for (size_t i = 0; i < Count(words); ++i) numbers.push_back(Load<uint32_t>(&words[4 * i]));
  return numbers;
}

// What lies at the offset, to the end of the block; empty when it is not behind the structure.
Words Behind(const EVENT_TRACE_PROPERTIES& properties) {
  const uint32_t offset = properties.EnableFlags & 0xFFFF;
  if (offset < sizeof properties || offset % 4 != 0 || offset >= properties.Wnode.BufferSize) {
    return {};
  }
  const auto* const block = reinterpret_cast<const uint8_t*>(&properties);
  return {block + offset, (properties.Wnode.BufferSize - offset) & ~size_t{3}};
}

void Take(uint16_t type, Words item, FlagsExtension* extension) {
  if (type == kGroupMasks) extension->group_masks = Numbers(item);
  if (type == kPids) extension->pids = Numbers(item);
  if (type == kStackHooks) extension->stack_hooks = Numbers(item);
}

// A header, then items with a header each: the length in words, headers included, and the number of
// items or the type.
std::optional<FlagsExtension> ReadList(Words words) {
  if (words.empty()) return std::nullopt;
  const uint16_t length = Load<uint16_t>(&words[0]);
  const uint16_t items = Load<uint16_t>(&words[2]);
  if (length == 0 || length > Count(words)) return std::nullopt;
  Words rest = words.subspan(4, 4 * (length - size_t{1}));
  FlagsExtension extension;
  extension.is_list = true;
  for (uint16_t i = 0; i < items; ++i) {
    if (rest.empty()) return std::nullopt;
    const uint16_t item_length = Load<uint16_t>(&rest[0]);
    const uint16_t type = Load<uint16_t>(&rest[2]);
    if (item_length == 0 || item_length > Count(rest)) return std::nullopt;
    Take(type, rest.subspan(4, 4 * (item_length - size_t{1})), &extension);
    rest = rest.subspan(4 * size_t{item_length});
  }
  if (extension.group_masks.size() > kMaximumGroupMasks) return std::nullopt;
  return extension;
}

}  // namespace

bool HasExtension(const EVENT_TRACE_PROPERTIES& properties) {
  return (properties.EnableFlags & EVENT_TRACE_FLAG_EXTENSION) != 0;
}

bool HasInvalidFlags(const EVENT_TRACE_PROPERTIES& properties) {
  return properties.Wnode.BufferSize >= sizeof properties && !HasExtension(properties) &&
         HasInvalidTraceFlag(properties.EnableFlags);
}

std::optional<FlagsExtension> ReadExtension(const EVENT_TRACE_PROPERTIES& properties) {
  if (properties.EnableFlags >> 24 != EVENT_TRACE_FLAG_EXTENSION >> 24) return std::nullopt;
  const Words words = Behind(properties);
  const size_t length = properties.EnableFlags >> 16 & 0xFF;
  if (length == kListLength) return ReadList(words);
  if (length == 0 || length > kMaximumGroupMasks || length > Count(words)) return std::nullopt;
  FlagsExtension extension;
  extension.group_masks = Numbers(words.first(4 * length));
  return extension;
}

void ApplyExtension(Machine& machine, const FlagsExtension& extension, SessionSettings* settings) {
  if (settings->system_logger) {
    settings->enable_flags = extension.flags();
    settings->stack_events.clear();
    for (const uint32_t hook : extension.stack_hooks) {
      const std::optional<StackEvent> event = EventOfHook(hook);
      if (event) settings->stack_events.push_back(*event);
    }
  }
  if (!settings->heap) return;
  settings->heap_pids.clear();
  settings->heap_stack_types.clear();
  for (const uint32_t pid : extension.pids) {
    if (machine.processes().Find(pid) != nullptr) settings->heap_pids.push_back(pid);
  }
  for (const uint32_t hook : extension.stack_hooks) {
    if (hook >> 8 == kHeapGroup) settings->heap_stack_types.push_back(static_cast<uint8_t>(hook));
  }
}

}  // namespace etalon::sim
