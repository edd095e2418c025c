// Information about providers, sessions and tracing at large.
#include <algorithm>

#include "conformance/script/execution/call.h"

namespace etalon {
namespace {

constexpr size_t kPropertiesBytes = sizeof(TRACE_GUID_PROPERTIES);
constexpr uint32_t kMostEmptyEntries = 1024;

Call::Argument LayNumber(Call& call, const char* name, Place place) {
  return call.LayCell(name, place, {.members = NumberMembers()}, 4);
}

TRACE_QUERY_INFO_CLASS ToApi(InformationClass information_class) {
  return static_cast<TRACE_QUERY_INFO_CLASS>(information_class);
}

}  // namespace

Outcome Carry(Execution& execution, const EnumerateTraceGuids& op) {
  const auto function = execution.api.EnumerateTraceGuids;
  Call call(execution, "EnumerateTraceGuids", function != nullptr);
  const size_t entries = std::max(op.blocks, std::min(op.count.value_or(0), kMostEmptyEntries));
  const Call::Argument array =
      call.Lay("array", op.array, entries * sizeof(PTRACE_GUID_PROPERTIES), 8);
  const Call::Argument providers =
      call.Lay("providers", Place::kBlock, op.blocks * kPropertiesBytes, 4,
               {.members = GuidPropertiesMembers(),
                .elements = op.blocks,
                .element_bytes = kPropertiesBytes});
  for (uint32_t i = 0; array.block != nullptr && i < op.blocks; ++i) {
    const uint8_t* const element = providers.address + i * kPropertiesBytes;
    array.block->Put(i * sizeof element, element);
  }
  const Call::Argument count = LayNumber(call, "guid_count", op.guid_count);
  call.Invoke([&] {
    return function(array.As<PTRACE_GUID_PROPERTIES>(), op.count.value_or(op.blocks),
                    count.As<ULONG>());
  });
  return call.Finish();
}

Outcome Carry(Execution& execution, const EnumerateTraceGuidsEx& op) {
  const auto function = execution.api.EnumerateTraceGuidsEx;
  Call call(execution, "EnumerateTraceGuidsEx", function != nullptr);
  const Call::Argument guid =
      op.guid ? call.LayGuid("guid", op.guid_place, *op.guid) : Call::Argument{};
  const Call::Argument out = call.Lay("out", op.out, op.bytes, 8);
  const Call::Argument length = LayNumber(call, "return_length", op.return_length);
  call.Invoke([&] {
    return function(ToApi(op.information_class), guid.address,
                    op.in_size.value_or(op.guid ? sizeof(GUID) : 0), out.address,
                    op.out_size.value_or(op.bytes), length.As<ULONG>());
  });
  call.TellFilled(out, length);
  return call.Finish();
}

Outcome Carry(Execution& execution, const TraceSetInformation& op) {
  const auto function = execution.api.TraceSetInformation;
  Call call(execution, "TraceSetInformation", function != nullptr);
  const uint64_t session = call.Resolve(op.session);
  const Call::Argument information = call.Lay("information", op.place, op.information.size(), 8);
  if (information.block != nullptr) {
    information.block->PutBytes(0, op.information.data(), op.information.size());
  }
  call.Invoke([&] {
    return function(session, ToApi(op.information_class), information.address,
                    op.length.value_or(static_cast<uint32_t>(op.information.size())));
  });
  return call.Finish();
}

Outcome Carry(Execution& execution, const TraceQueryInformation& op) {
  const auto function = execution.api.TraceQueryInformation;
  Call call(execution, "TraceQueryInformation", function != nullptr);
  const uint64_t session = call.Resolve(op.session);
  const Call::Argument information = call.Lay("information", op.place, op.bytes, 8);
  if (information.block != nullptr) {
    information.block->PutBytes(0, op.information.data(), op.information.size());
  }
  const Call::Argument length = LayNumber(call, "return_length", op.return_length);
  call.Invoke([&] {
    return function(session, ToApi(op.information_class), information.address,
                    op.length.value_or(op.bytes), length.As<ULONG>());
  });
  call.TellFilled(information, length);
  return call.Finish();
}

}  // namespace etalon
