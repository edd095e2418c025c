#include "sim/kernel/heap_table.h"

#include <algorithm>
#include <utility>

#include "sim/kernel/heap_events.h"

namespace etalon::sim {
namespace {

// Types outside of 0x20..0x3F are no heap events.
uint32_t StackTypes(const std::vector<uint8_t>& types) {
  uint32_t mask = 0;
  for (const uint8_t type : types) {
    if (type >= kHeapCreated && type < kHeapCreated + 32) mask |= 1u << (type - kHeapCreated);
  }
  return mask;
}

}  // namespace

HeapTable::HeapTable(const SessionTable& sessions, bool has_lookaside, uint64_t seed,
                     bool concurrent)
    : sessions_(sessions), has_lookaside_(has_lookaside), seed_(seed), concurrent_(concurrent) {}

ProcessHeaps& HeapTable::Of(const Process& process) {
  std::unique_ptr<ProcessHeaps>& heaps = heaps_[process.pid];
  if (heaps == nullptr) {
    const uint64_t seed = Random(seed_ ^ (uint64_t{process.pid} << 32 | ++made_)).Next();
    heaps = std::make_unique<ProcessHeaps>(process, sessions_, has_lookaside_, seed, concurrent_,
                                           source_);
  }
  return *heaps;
}

void HeapTable::Trace(const Session& session, const ProcessTable& processes) {
  const SessionSettings& settings = session.settings();
  const HeapTarget target = {session.logger_id(), StackTypes(settings.heap_stack_types)};
  std::vector<const ProcessHeaps*> traced;
  for (const uint32_t pid : settings.heap_pids) {
    const Process* const process = processes.Find(pid);
    if (process == nullptr) continue;
    ProcessHeaps& heaps = Of(*process);
    // One that runs has had its heap for long.
    if (process->state == Process::State::kRunning) heaps.ProcessHeap({});
    heaps.Trace(target);
    traced.push_back(&heaps);
  }
  for (const auto& [pid, heaps] : heaps_) {
    const bool is_traced = std::count(traced.begin(), traced.end(), heaps.get()) != 0;
    if (!is_traced && heaps->target().logger_id == target.logger_id) heaps->Trace({});
  }
}

void HeapTable::StopTracing(const Session& session) {
  for (const auto& [pid, heaps] : heaps_) {
    if (heaps->target().logger_id == session.logger_id()) heaps->Trace({});
  }
}

void HeapTable::Forget(const Process& process) {
  const auto found = heaps_.find(process.pid);
  if (found == heaps_.end()) return;
  found->second->Forget();
  gone_.push_back(std::move(found->second));
  heaps_.erase(found);
}

}  // namespace etalon::sim
