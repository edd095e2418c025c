#include "sim/api/caller_memory.h"

#include <algorithm>
#include <cstring>

#include "sim/include/evntrace.h"

namespace etalon::sim {
namespace {

// Headers of events need no more, whatever their type says: programs put them on any such address.
constexpr size_t kEventAlignment = 4;

bool IsAligned(const void* memory, size_t alignment) {
  return reinterpret_cast<uintptr_t>(memory) % alignment == 0;
}

// What `data` holds behind an event's header: bytes, or fields that point to bytes.
bool CanReadData(Machine& machine, const uint8_t* data, size_t bytes, uint32_t flags) {
  if (!CanRead(machine, data, bytes, size_t{1})) return false;
  if ((flags & WNODE_FLAG_USE_MOF_PTR) == 0) return true;
  const size_t fields = std::min<size_t>(bytes / sizeof(MOF_FIELD), MAX_MOF_FIELDS);
  for (size_t i = 0; i < fields; ++i) {
    MOF_FIELD field;
    std::memcpy(&field, data + i * sizeof(field), sizeof(field));
    const auto* at = reinterpret_cast<const uint8_t*>(static_cast<uintptr_t>(field.DataPtr));
    if (at == nullptr && field.Length != 0) return false;
    if (!CanRead(machine, at, size_t{field.Length}, size_t{1})) return false;
  }
  return true;
}

template <typename Header>
bool CanUseEvent(Machine& machine, Header* event) {
  if (!CanWrite(machine, static_cast<void*>(event), sizeof(Header), kEventAlignment)) return false;
  if (event->Size <= sizeof(Header)) return true;
  return CanReadData(machine, reinterpret_cast<const uint8_t*>(event + 1),
                     event->Size - sizeof(Header), event->Flags);
}

}  // namespace

bool CanRead(Machine& machine, const void* memory, size_t bytes, size_t alignment) {
  const GuardedCall& guarded_call = machine.host().guarded_call;
  if (memory == nullptr || !guarded_call.armed()) return true;
  return IsAligned(memory, alignment) && guarded_call.CanRead(memory, bytes);
}

bool CanWrite(Machine& machine, void* memory, size_t bytes, size_t alignment) {
  const GuardedCall& guarded_call = machine.host().guarded_call;
  if (memory == nullptr || !guarded_call.armed()) return true;
  return IsAligned(memory, alignment) && guarded_call.CanWrite(memory, bytes);
}

bool CanUse(Machine& machine, EVENT_TRACE_PROPERTIES* properties) {
  if (properties == nullptr || !machine.guards_memory()) return true;
  if (!CanWrite(machine, static_cast<void*>(properties), sizeof(WNODE_HEADER),
                alignof(EVENT_TRACE_PROPERTIES))) {
    return false;
  }
  const size_t bytes = properties->Wnode.BufferSize;
  return bytes < sizeof(*properties) ||
         CanWrite(machine, static_cast<void*>(properties), bytes, size_t{1});
}

bool CanReadFilters(Machine& machine, const EVENT_FILTER_DESCRIPTOR* filters, ULONG count) {
  constexpr ULONG kMostFilters = 64;
  if (filters == nullptr || !machine.guards_memory()) return true;
  count = std::min(count, kMostFilters);
  if (!CanRead(machine, filters, count)) return false;
  return std::all_of(filters, filters + count, [&](const EVENT_FILTER_DESCRIPTOR& filter) {
    const auto* data = reinterpret_cast<const uint8_t*>(static_cast<uintptr_t>(filter.Ptr));
    return filter.Size > MAX_EVENT_FILTER_DATA_SIZE || CanRead(machine, data, size_t{filter.Size});
  });
}

bool CanReadParameters(Machine& machine, const ENABLE_TRACE_PARAMETERS* parameters) {
  if (parameters == nullptr || !machine.guards_memory()) return true;
  if (!CanRead(machine, static_cast<const void*>(parameters), sizeof(ULONG), alignof(void*))) {
    return false;
  }
  const bool is_first = parameters->Version == ENABLE_TRACE_PARAMETERS_VERSION;
  const size_t bytes = is_first ? sizeof(ENABLE_TRACE_PARAMETERS_V1) : sizeof(*parameters);
  if (!CanRead(machine, static_cast<const void*>(parameters), bytes)) return false;
  return CanReadFilters(machine, parameters->EnableFilterDesc,
                        is_first ? 1 : parameters->FilterDescCount);
}

bool CanReadData(Machine& machine, const EVENT_DATA_DESCRIPTOR* data, ULONG count) {
  constexpr ULONG kLargestEvent = 0xFFFF;
  if (data == nullptr || count > MAX_EVENT_DATA_DESCRIPTORS) return true;
  if (!CanRead(machine, data, count)) return false;
  return std::all_of(data, data + count, [&](const EVENT_DATA_DESCRIPTOR& one) {
    const auto* at = reinterpret_cast<const uint8_t*>(static_cast<uintptr_t>(one.Ptr));
    if (one.Size == 0 || one.Size > kLargestEvent) return true;
    return at != nullptr && CanRead(machine, at, size_t{one.Size});
  });
}

bool CanUse(Machine& machine, EVENT_TRACE_HEADER* event) {
  if (!CanUseEvent(machine, event)) return false;
  if ((event->Flags & WNODE_FLAG_USE_GUID_PTR) == 0) return true;
  const auto* guid = reinterpret_cast<const GUID*>(static_cast<uintptr_t>(event->GuidPtr));
  return guid != nullptr && CanRead(machine, guid);
}

bool CanUse(Machine& machine, EVENT_INSTANCE_HEADER* event) { return CanUseEvent(machine, event); }

}  // namespace etalon::sim
