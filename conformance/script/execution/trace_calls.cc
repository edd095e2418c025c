// Consumers: callbacks for single classes, and questions about a trace.
#include <algorithm>

#include "conformance/script/execution/call.h"
#include "conformance/script/execution/scripted_callback.h"

namespace etalon {
namespace {

constexpr uint8_t kPattern = 0x5A;

Call::Argument LayPattern(Call& call, const char* name, Place place, uint32_t bytes) {
  const Call::Argument argument = call.Lay(name, place, bytes, 8);
  if (argument.block != nullptr) std::fill_n(argument.block->data(), bytes, kPattern);
  return argument;
}

}  // namespace

Outcome Carry(Execution& execution, const SetTraceCallback& op) {
  const auto function = execution.api.SetTraceCallback;
  Call call(execution, "SetTraceCallback", function != nullptr);
  const GUID* const guid = call.LayGuid("guid", op.guid_place, op.guid).As<const GUID>();
  const ScriptedCallback* const callback = AddCallback(call, op.callback, "class");
  call.Invoke([&] {
    return function(guid, callback == nullptr ? nullptr : callback->functions().event());
  });
  if (call.succeeded()) Undo(execution, RemoveTraceCallback{.guid = op.guid, .on = op.on});
  return call.Finish();
}

Outcome Carry(Execution& execution, const RemoveTraceCallback& op) {
  const auto function = execution.api.RemoveTraceCallback;
  Call call(execution, "RemoveTraceCallback", function != nullptr);
  const GUID* const guid = call.LayGuid("guid", op.guid_place, op.guid).As<const GUID>();
  call.Invoke([&] { return function(guid); });
  return call.Finish();
}

Outcome Carry(Execution& execution, const QueryTraceProcessingHandle& op) {
  const auto function = execution.api.QueryTraceProcessingHandle;
  Call call(execution, "QueryTraceProcessingHandle", function != nullptr);
  const uint64_t trace = call.Resolve(op.trace);
  const Call::Argument in = LayPattern(call, "in", op.in, op.in_size);
  const Call::Argument out = LayPattern(call, "out", op.out, op.out_size);
  const Call::Argument length =
      call.LayCell("return_length", op.return_length, {.members = NumberMembers()}, 4);
  call.Invoke([&] {
    return function(trace, static_cast<ETW_PROCESS_HANDLE_INFO_TYPE>(op.information), in.address,
                    op.in_size, out.address, op.out_size, length.As<ULONG>());
  });
  return call.Finish();
}

}  // namespace etalon
