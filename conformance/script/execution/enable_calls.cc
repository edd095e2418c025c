// EnableTraceEx and EnableTraceEx2.
#include <vector>

#include "conformance/script/execution/call.h"

namespace etalon {
namespace {

// The array of EVENT_FILTER_DESCRIPTORs, and what they point to.
PEVENT_FILTER_DESCRIPTOR LayFilters(Call& call, const std::vector<FilterDescriptor>& filters,
                                    Place place) {
  constexpr size_t kBytes = sizeof(EVENT_FILTER_DESCRIPTOR);
  if (filters.empty() && place == Place::kBlock) return nullptr;
  const Call::Argument array = call.Lay("filters", place, kBytes * filters.size(), 8);
  for (size_t i = 0; array.block != nullptr && i < filters.size(); ++i) {
    const FilterDescriptor& filter = filters[i];
    Bytes data = filter.data;
    for (const std::string& name : filter.processes) {
      const std::optional<uint32_t> pid = call.execution().world.ProcessId(name);
      if (!pid) call.Refuse("there is no process " + name);
      for (int shift = 0; shift < 32; shift += 8) {
        data.push_back(static_cast<uint8_t>(pid.value_or(0) >> shift));
      }
    }
    uint64_t address = 0;
    if (!data.empty() || filter.place != Place::kBlock) {
      const std::string name = "filters[" + std::to_string(i) + "]";
      const Call::Argument block = call.Lay(name, filter.place, data.size(), 8);
      if (block.block != nullptr) block.block->PutBytes(0, data.data(), data.size());
      address = reinterpret_cast<uintptr_t>(block.address);
    }
    const EVENT_FILTER_DESCRIPTOR descriptor = {
        address, filter.size.value_or(static_cast<uint32_t>(data.size())), filter.type};
    array.block->Put(i * kBytes, descriptor);
  }
  return array.As<EVENT_FILTER_DESCRIPTOR>();
}

PENABLE_TRACE_PARAMETERS LayParameters(Call& call, const EnableParameters& parameters) {
  const bool is_short = parameters.version == ENABLE_TRACE_PARAMETERS_VERSION;
  const size_t bytes =
      is_short ? sizeof(ENABLE_TRACE_PARAMETERS_V1) : sizeof(ENABLE_TRACE_PARAMETERS);
  const Call::Argument block = call.Lay("parameters", parameters.place, bytes, 8);
  if (block.block == nullptr) return block.As<ENABLE_TRACE_PARAMETERS>();
  ENABLE_TRACE_PARAMETERS whole = {};
  whole.Version = parameters.version;
  whole.EnableProperty = parameters.enable_property;
  whole.ControlFlags = parameters.control_flags;
  std::memcpy(&whole.SourceId, &parameters.source, sizeof whole.SourceId);
  whole.EnableFilterDesc = LayFilters(call, parameters.filters, parameters.filters_place);
  whole.FilterDescCount =
      parameters.filter_count.value_or(static_cast<uint32_t>(parameters.filters.size()));
  block.block->PutBytes(0, &whole, bytes);
  return block.As<ENABLE_TRACE_PARAMETERS>();
}

}  // namespace

Outcome Carry(Execution& execution, const EnableTraceEx2& op) {
  const auto function = execution.api.EnableTraceEx2;
  Call call(execution, "EnableTraceEx2", function != nullptr);
  const uint64_t session = call.Resolve(op.session);
  const GUID* const guid = call.LayGuid("guid", op.guid_place, op.guid).As<const GUID>();
  PENABLE_TRACE_PARAMETERS const parameters =
      op.parameters ? LayParameters(call, *op.parameters) : nullptr;
  call.Invoke([&] {
    return function(session, guid, op.control_code, op.level, op.match_any, op.match_all,
                    op.timeout_ms, parameters);
  });
  return call.Finish();
}

Outcome Carry(Execution& execution, const EnableTraceEx& op) {
  const auto function = execution.api.EnableTraceEx;
  Call call(execution, "EnableTraceEx", function != nullptr);
  const GUID* const guid = call.LayGuid("guid", op.guid_place, op.guid).As<const GUID>();
  const GUID* source = nullptr;
  if (op.source) source = call.LayGuid("source", Place::kBlock, *op.source).As<const GUID>();
  const uint64_t session = call.Resolve(op.session);
  const PEVENT_FILTER_DESCRIPTOR filter =
      op.filter ? LayFilters(call, {*op.filter}, Place::kBlock) : nullptr;
  call.Invoke([&] {
    return function(guid, source, session, op.is_enabled, op.level, op.match_any, op.match_all,
                    op.enable_property, filter);
  });
  return call.Finish();
}

}  // namespace etalon
