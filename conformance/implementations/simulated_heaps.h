// The heaps of a simulated computer's processes, by the names that a script gives them.
#ifndef ETALON_CONFORMANCE_IMPLEMENTATIONS_SIMULATED_HEAPS_H_
#define ETALON_CONFORMANCE_IMPLEMENTATIONS_SIMULATED_HEAPS_H_

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "conformance/script/world.h"
#include "sim/machine.h"

namespace etalon {

// Acts for the thread that calls, which stands in a CallerScope, in the process named `process`.
class SimulatedHeaps {
 public:
  explicit SimulatedHeaps(sim::Machine& machine) : machine_(machine) {}

  HeapAnswer Do(const std::string& process, const HeapCreate& op);
  HeapAnswer Do(const std::string& process, const HeapAlloc& op);
  HeapAnswer Do(const std::string& process, const HeapReAlloc& op);
  HeapAnswer Do(const std::string& process, const HeapFree& op);
  HeapAnswer Do(const std::string& process, const HeapDestroy& op);
  HeapAnswer Do(const std::string& process, const HeapControl& op);

 private:
  using Name = std::pair<std::string, std::string>;  // of the process, of the thing

  sim::ProcessHeaps& heaps() const;
  sim::KernelCaller Here(const std::vector<uint64_t>& frames) const;
  std::optional<uint64_t> Handle(const Name& name, const sim::KernelCaller& caller);

  sim::Machine& machine_;
  std::map<Name, uint64_t> handles_;
  std::map<Name, uint64_t> blocks_;
};

}  // namespace etalon

#endif  // ETALON_CONFORMANCE_IMPLEMENTATIONS_SIMULATED_HEAPS_H_
