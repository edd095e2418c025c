#include "conformance/heap/holders.h"

#include <algorithm>
#include <tuple>

namespace etalon::heap {
namespace {

auto HeldBy(const HeapTrace& trace, uint32_t use) {
  const UseTotals& totals = trace.uses[use].totals;
  return std::make_tuple(totals.bytes(), totals.blocks(), totals.allocated_bytes);
}

}  // namespace

std::vector<Holders> RankHolders(const HeapTrace& trace) {
  std::vector<Holders> of_process(trace.processes.size());
  for (uint32_t use = 0; use < trace.uses.size(); ++use) {
    Holders& holders = of_process[trace.heaps[trace.uses[use].heap].process];
    holders.uses.push_back(use);
    holders.outstanding += trace.uses[use].totals.blocks() != 0 ? 1 : 0;
  }
  std::vector<Holders> ranked;
  for (uint32_t process = 0; process < trace.processes.size(); ++process) {
    if (trace.processes[process].heaps.empty()) continue;
    ranked.push_back(std::move(of_process[process]));
    ranked.back().process = process;
  }
  for (Holders& holders : ranked) {
    std::stable_sort(holders.uses.begin(), holders.uses.end(),
                     [&](uint32_t a, uint32_t b) { return HeldBy(trace, a) > HeldBy(trace, b); });
  }
  std::stable_sort(ranked.begin(), ranked.end(), [&](const Holders& a, const Holders& b) {
    return trace.processes[a.process].level.bytes > trace.processes[b.process].level.bytes;
  });
  return ranked;
}

std::string ProcessTitle(const Process& process) {
  if (!process.id_known) return "unknown process";
  const std::string id = std::to_string(process.id);
  const std::string again =
      process.incarnation == 1 ? "" : ", use " + std::to_string(process.incarnation) + " of the id";
  if (process.name.empty()) return "process " + id + again;
  return process.name + " (" + id + again + ")";
}

double SecondsAt(const HeapTrace& trace, sim::Ticks time) {
  return static_cast<double>(time - trace.start()) / static_cast<double>(sim::kTicksPerSecond);
}

}  // namespace etalon::heap
