// The heaps of all processes of a Machine.
#ifndef ETALON_SIM_KERNEL_HEAP_TABLE_H_
#define ETALON_SIM_KERNEL_HEAP_TABLE_H_

#include <cstdint>
#include <map>
#include <memory>
#include <vector>

#include "sim/kernel/process_heaps.h"

namespace etalon::sim {

// Under the machine's lock; a ProcessHeaps& stays good for as long as the table.
class HeapTable {
 public:
  // `sessions` outlive it.
  HeapTable(const SessionTable& sessions, bool has_lookaside, uint64_t seed, bool concurrent);

  // From now on processes whose heaps are asked for first have memory behind them.
  void BackWith(const RegionSource& source) { source_ = source; }

  // Those of a process that has not exited.
  ProcessHeaps& Of(const Process& process);

  // From now on `session`, a heap session that runs, traces the processes that its settings name,
  // and no others. What was asked for is the processes that there are: one that comes later with
  // the same id is not traced.
  void Trace(const Session& session, const ProcessTable& processes);
  void StopTracing(const Session& session);

  // The process has exited.
  void Forget(const Process& process);

 private:
  const SessionTable& sessions_;
  const bool has_lookaside_;
  const uint64_t seed_;
  const bool concurrent_;
  RegionSource source_;
  uint64_t made_ = 0;
  std::map<uint32_t, std::unique_ptr<ProcessHeaps>> heaps_;  // by process id
  std::vector<std::unique_ptr<ProcessHeaps>> gone_;          // of processes that have exited
};

}  // namespace etalon::sim

#endif  // ETALON_SIM_KERNEL_HEAP_TABLE_H_
