#include "sim/consumer/trace_table.h"

#include <utility>

namespace etalon::sim {

Trace& TraceTable::Add(std::unique_ptr<Trace> trace) {
  trace->handle = next_handle_++;
  Trace& added = *trace;
  traces_.emplace(added.handle, std::move(trace));
  return added;
}

Trace* TraceTable::Find(TRACEHANDLE trace_handle) const {
  const auto found = traces_.find(trace_handle);
  return found == traces_.end() ? nullptr : found->second.get();
}

void TraceTable::Remove(TRACEHANDLE trace_handle) { traces_.erase(trace_handle); }

}  // namespace etalon::sim
