// EventRegister and EventUnregister.
#include "conformance/script/execution/call.h"
#include "conformance/script/execution/scripted_callback.h"

namespace etalon {

Outcome Carry(Execution& execution, const EventRegister& op) {
  const auto function = execution.api.EventRegister;
  Call call(execution, "EventRegister", function != nullptr);
  ScriptedCallback* const callback = AddCallback(call, op.callback, "enable");
  const PENABLECALLBACK enable = callback == nullptr ? nullptr : callback->functions().enable();
  void* const context = callback == nullptr ? nullptr : callback->context();
  const GUID* const guid = call.LayGuid("guid", op.guid_place, op.guid).As<const GUID>();
  const Call::Argument cell = call.LayCell("handle", op.handle, {.members = HandleMembers()}, 8);
  call.Invoke([&] { return function(guid, enable, context, cell.As<REGHANDLE>()); });
  if (call.succeeded() && cell.block != nullptr) {
    call.Bear(HandleKind::kEventRegistration, cell.block->Get<uint64_t>(0));
    cell.block->Remember();
  }
  return call.Finish();
}

Outcome Carry(Execution& execution, const EventUnregister& op) {
  const auto function = execution.api.EventUnregister;
  Call call(execution, "EventUnregister", function != nullptr);
  const uint64_t handle = call.Resolve(op.handle);
  call.Invoke([&] { return function(handle); });
  if (call.succeeded()) call.MarkClosed(HandleKind::kEventRegistration, handle);
  return call.Finish();
}

}  // namespace etalon
