// Whether a caller's pointers lead to memory that a call can use.
#ifndef ETALON_SIM_API_CALLER_MEMORY_H_
#define ETALON_SIM_API_CALLER_MEMORY_H_

#include <cstddef>
#include <cstdint>

#include "sim/machine.h"

namespace etalon::sim {

// Answered where the host guards (sim/host/guarded_call.h); elsewhere memory is taken to be what it
// is said to be, as by any C library. NULL, which has clauses of its own, is always good. Memory
// that is not aligned for its type is not.

bool CanRead(Machine& machine, const void* memory, size_t bytes, size_t alignment = 1);
bool CanWrite(Machine& machine, void* memory, size_t bytes, size_t alignment = 1);

// An object, or the first of several.
template <typename T>
bool CanRead(Machine& machine, const T* object, size_t count = 1) {
  return CanRead(machine, static_cast<const void*>(object), count * sizeof(T), alignof(T));
}
template <typename T>
bool CanWrite(Machine& machine, T* object, size_t count = 1) {
  return CanWrite(machine, static_cast<void*>(object), count * sizeof(T), alignof(T));
}

// A string up to its end.
template <typename Character>
bool CanReadText(Machine& machine, const Character* text) {
  if (text == nullptr) return true;
  const GuardedCall& guarded_call = machine.host().guarded_call;
  if (!guarded_call.armed()) return true;
  return reinterpret_cast<uintptr_t>(text) % alignof(Character) == 0 &&
         guarded_call.CanReadText(text);
}

// The structure, and the block behind it as far as Wnode.BufferSize says.
bool CanUse(Machine& machine, EVENT_TRACE_PROPERTIES* properties);

// The same, and the name of a session.
template <typename Character>
bool CanUse(Machine& machine, const Character* name, EVENT_TRACE_PROPERTIES* properties) {
  return CanReadText(machine, name) && CanUse(machine, properties);
}

// The descriptors and what they point to. Data that is larger than any filter's is not looked at.
bool CanReadFilters(Machine& machine, const EVENT_FILTER_DESCRIPTOR* filters, ULONG count);

// The structure, as long as its version has it, and its filters.
bool CanReadParameters(Machine& machine, const ENABLE_TRACE_PARAMETERS* parameters);

// The descriptors of an event's data and what they point to. Data that is larger than any event's
// is not looked at.
bool CanReadData(Machine& machine, const EVENT_DATA_DESCRIPTOR* data, ULONG count);

// Everything that the functions which write events read and write: header, data or fields, GUIDs.
// Not to be asked unless Machine::guards_memory().
bool CanUse(Machine& machine, EVENT_TRACE_HEADER* event);
bool CanUse(Machine& machine, EVENT_INSTANCE_HEADER* event);

}  // namespace etalon::sim

#endif  // ETALON_SIM_API_CALLER_MEMORY_H_
