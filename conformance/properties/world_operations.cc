// Heaps, processes and the machine.
#include "conformance/properties/operation_source.h"

namespace etalon {

Op OperationSource::Heap(const Model& model) {
  const On on = {.process = AnyProcess(model)};
  if (choices_.OneIn(3)) return HeapControl{.on = on};
  return HeapAlloc{.size = 16u << choices_.Below(8), .times = Times(), .on = on};
}

Op OperationSource::TraceHeap(const Model& model) {
  const std::vector<std::string> traced = {AnyProcess(model)};
  if (choices_.OneIn(3)) return UpdateHeapTrace{.processes = traced};
  return StartHeapTrace{.processes = traced};
}

Op OperationSource::AddProcess(const Model& model) {
  if (model.processes().size() > 3) return EndProcess(model);
  return NewProcess{.name = "p" + std::to_string(++births_),
                    .token = choices_.OneIn(6) ? Token::kUser : Token::kAdministrator,
                    .bits = choices_.OneIn(3) ? 32u : 64u};
}

Op OperationSource::EndProcess(const Model& model) {
  if (model.processes().empty()) return AddProcess(model);
  return ExitProcess{.name = choices_.Of(model.processes()).name};
}

Op OperationSource::Wait(const Model&) {
  constexpr uint32_t kTimesToWait[] = {1, 30, 1000, 2000};
  if (api_only_) return Advance{.ms = 1};  // on a real machine they pass
  return Advance{.ms = choices_.Of(kTimesToWait)};
}

Op OperationSource::SlowDisk(const Model&) {
  constexpr uint64_t kRates[] = {0, 4096, uint64_t{1} << 40};
  const uint64_t rate = leaning_ == Leaning::kFullPool ? 0 : choices_.Of(kRates);
  return SetDisk{.drive = "D:", .bytes_per_second = rate};
}

Op OperationSource::Activity(const Model&) { return EventActivityIdControl{.code = 3}; }

Op OperationSource::Enumerate(const Model&) { return EnumerateTraceGuids{.blocks = 8}; }

}  // namespace etalon
