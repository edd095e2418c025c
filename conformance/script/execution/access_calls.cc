// Permissions: asked for, and changed.
#include "conformance/script/execution/call.h"
#include "conformance/script/sid_text.h"

namespace etalon {

Outcome Carry(Execution& execution, const EventAccessControl& op) {
  const auto function = execution.api.EventAccessControl;
  Call call(execution, "EventAccessControl", function != nullptr);
  auto* const guid = call.LayGuid("guid", op.guid_place, op.guid).As<GUID>();
  const std::optional<Bytes> bytes = SidBytes(op.sid);
  if (!bytes) call.Refuse(op.sid + " is no SID");
  const Call::Argument sid = call.Lay("sid", op.sid_place, bytes.value_or(Bytes{}).size(), 4);
  if (sid.block != nullptr && bytes) sid.block->PutBytes(0, bytes->data(), bytes->size());
  call.Invoke([&] {
    return function(guid, static_cast<ULONG>(op.operation), sid.address, op.rights, op.allow);
  });
  if (call.succeeded()) Undo(execution, EventAccessRemove{.guid = op.guid});
  return call.Finish();
}

Outcome Carry(Execution& execution, const EventAccessQuery& op) {
  const auto function = execution.api.EventAccessQuery;
  Call call(execution, "EventAccessQuery", function != nullptr);
  auto* const guid = call.LayGuid("guid", op.guid_place, op.guid).As<GUID>();
  const Call::Argument buffer = call.Lay("buffer", op.buffer, op.bytes, 8);
  const Call::Argument size =
      call.LayCell("buffer_size", op.size_place, {.members = NumberMembers()}, 4);
  if (size.block != nullptr) size.block->Put(0, op.buffer_size.value_or(op.bytes));
  call.Invoke([&] { return function(guid, buffer.address, size.As<ULONG>()); });
  call.TellFilled(buffer, size);
  return call.Finish();
}

Outcome Carry(Execution& execution, const EventAccessRemove& op) {
  const auto function = execution.api.EventAccessRemove;
  Call call(execution, "EventAccessRemove", function != nullptr);
  auto* const guid = call.LayGuid("guid", op.guid_place, op.guid).As<GUID>();
  call.Invoke([&] { return function(guid); });
  return call.Finish();
}

}  // namespace etalon
