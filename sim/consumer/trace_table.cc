#include "sim/consumer/trace_table.h"

#include <algorithm>
#include <utility>
#include <vector>

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

void TraceTable::Remove(TRACEHANDLE trace_handle) {
  const auto found = traces_.find(trace_handle);
  if (found == traces_.end()) return;
  const Process* const process = found->second->process;
  traces_.erase(found);
  const bool has_more = std::any_of(traces_.begin(), traces_.end(), [&](const auto& entry) {
    return entry.second->process == process;
  });
  if (!has_more) class_callbacks_.RemoveAllOf(*process);
}

Trace* TraceTable::FindHolder(const Process& process, const void* buffer) const {
  for (const auto& [handle, trace] : traces_) {
    if (trace->process == &process && trace->references.Has(buffer)) return trace.get();
  }
  return nullptr;
}

void TraceTable::Describe(const StateWriter& out) const {
  for (const auto& [handle, trace] : traces_) {
    const StateWriter one = out.In("trace", handle);
    one.Text("Name", trace->name);
    one.Number("RealTime", trace->real_time ? 1 : 0);
    one.Number("Mode", trace->mode);
    one.Number("Processing", trace->processing ? 1 : 0);
    one.Number("ClosePending", trace->close_pending ? 1 : 0);
  }
  out.In("counter").Number("TraceHandles", next_handle_);
}

void TraceTable::CloseAllOf(const Process& process) {
  std::vector<TRACEHANDLE> idle;
  for (auto& [handle, trace] : traces_) {
    if (trace->process != &process) continue;
    trace->close_pending = true;
    if (!trace->processing) idle.push_back(handle);
  }
  for (const TRACEHANDLE handle : idle) Remove(handle);
}

}  // namespace etalon::sim
