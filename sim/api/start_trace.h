// Starting a session: shared by StartTrace, StartHeapTrace, which starts one for heap events, and
// StartKernelTrace.
#ifndef ETALON_SIM_API_START_TRACE_H_
#define ETALON_SIM_API_START_TRACE_H_

#include <optional>
#include <string>
#include <vector>

#include "sim/api/heap_targets.h"
#include "sim/api/properties.h"
#include "sim/machine.h"

namespace etalon::sim {

struct StartRequest {
  TRACEHANDLE* handle = nullptr;
  std::optional<std::u16string> name;
  PropertiesBlock properties;
  std::optional<HeapTargets> heap = std::nullopt;  // given by StartHeapTrace
  bool is_kernel_trace = false;                    // StartKernelTrace
  std::vector<StackEvent> stack_events = {};       // given by it
  bool from_registry = false;                      // the computer starts it: see boot.h
};

// Every check of StartTrace, then its effect. A failure leaves 0 in *handle.
ULONG StartSession(Machine& machine, const StartRequest& request);

}  // namespace etalon::sim

#endif  // ETALON_SIM_API_START_TRACE_H_
