// Sessions: start, control, query, enable; and heap tracing.
#include <algorithm>
#include <vector>

#include "conformance/script/execution/call.h"
#include "conformance/script/execution/layouts.h"

namespace etalon {
namespace {

template <Form kForm>
constexpr bool kIsAnsi = kForm == Form::kAnsi;

// A function's A or W form.
template <Form kForm, typename Wide, typename Ansi>
auto Pick(Wide wide, Ansi ansi) {
  if constexpr (kForm == Form::kWide) {
    return wide;
  } else {
    return ansi;
  }
}

template <Form kForm>
const char* PickName(const char* wide, const char* ansi) {
  return kForm == Form::kWide ? wide : ansi;
}

uint64_t ValueIn(const Call::Argument& cell) {
  return cell.block == nullptr ? 0 : cell.block->template Get<uint64_t>(0);
}

// How a handle cell's new value came: by birth, which the handles of the outcome tell.
void BearFrom(Call& call, const Call::Argument& cell, HandleKind kind) {
  if (!call.succeeded() || cell.block == nullptr) return;
  call.Bear(kind, ValueIn(cell));
  cell.block->Remember();
}

void NoteStop(Call& call, uint64_t session) {
  if (call.succeeded()) call.MarkClosed(HandleKind::kSession, session);
}

// What the functions that name a session by handle or name have in common.
template <Form kForm, typename Op>
struct ControlArguments {
  ControlArguments(Call& call, const Op& op, ControlCode code) : handle(call.Resolve(op.handle)) {
    const std::u16string text = op.name.value_or(u"");
    name = op.name ? call.template LayText<kForm>("name", Place::kBlock, text) : nullptr;
    const bool returns_names = code != ControlCode::kUpdate;
    properties = LayProperties(
        call, op.properties,
        {.returns_names = returns_names, .ansi = kIsAnsi<kForm>, .name_characters = text.size()});
  }

  uint64_t handle;
  std::conditional_t<kForm == Form::kWide, const WCHAR*, const char*> name;
  EVENT_TRACE_PROPERTIES* properties;
};

template <Form kForm, ControlCode kCode>
auto AliasOf(const EtwApi& api) {
  if constexpr (kCode == ControlCode::kStop) return Pick<kForm>(api.StopTraceW, api.StopTraceA);
  if constexpr (kCode == ControlCode::kQuery) return Pick<kForm>(api.QueryTraceW, api.QueryTraceA);
  if constexpr (kCode == ControlCode::kUpdate)
    return Pick<kForm>(api.UpdateTraceW, api.UpdateTraceA);
  if constexpr (kCode == ControlCode::kFlush) return Pick<kForm>(api.FlushTraceW, api.FlushTraceA);
}

template <Form kForm, ControlCode kCode>
const char* AliasName() {
  if constexpr (kCode == ControlCode::kStop) return PickName<kForm>("StopTraceW", "StopTraceA");
  if constexpr (kCode == ControlCode::kQuery) return PickName<kForm>("QueryTraceW", "QueryTraceA");
  if constexpr (kCode == ControlCode::kUpdate)
    return PickName<kForm>("UpdateTraceW", "UpdateTraceA");
  if constexpr (kCode == ControlCode::kFlush) return PickName<kForm>("FlushTraceW", "FlushTraceA");
}

// The process and stack lists of the heap trace functions.
struct HeapLists {
  template <typename Op>
  HeapLists(Call& call, const Op& op) {
    std::vector<uint32_t> all;
    for (const std::string& name : op.processes) {
      const std::optional<uint32_t> pid = call.execution().world.ProcessId(name);
      if (!pid) call.Refuse("there is no process " + name);
      all.push_back(pid.value_or(0));
    }
    all.insert(all.end(), op.pids.begin(), op.pids.end());
    pid_count = op.pid_count.value_or(static_cast<uint32_t>(all.size()));
    if (!all.empty() || op.pids_place != Place::kBlock) {
      const Call::Argument argument = call.Lay("pids", op.pids_place, 4 * all.size(), 4);
      if (argument.block != nullptr) argument.block->PutBytes(0, all.data(), 4 * all.size());
      pids = argument.As<const ULONG>();
    }
    event_count = op.stack_event_count.value_or(static_cast<uint32_t>(op.stack_events.size()));
    events = LayStackEvents(call, op.stack_events, op.stack_events_place);
  }

  const ULONG* pids = nullptr;
  ULONG pid_count = 0;
  const STACK_TRACING_EVENT_ID* events = nullptr;
  ULONG event_count = 0;
};

}  // namespace

template <Form kForm>
Outcome Carry(Execution& execution, const StartTraceOp<kForm>& op) {
  const auto function = Pick<kForm>(execution.api.StartTraceW, execution.api.StartTraceA);
  Call call(execution, PickName<kForm>("StartTraceW", "StartTraceA"), function != nullptr);
  const Call::Argument cell = call.LayCell("handle", op.handle, {.members = HandleMembers()}, 8);
  const auto* const name = call.template LayText<kForm>("name", op.name_place, op.name);
  auto* const properties = LayProperties(
      call, op.properties,
      {.starts_session = true, .ansi = kIsAnsi<kForm>, .name_characters = op.name.size()});
  call.Invoke([&] { return function(cell.As<TRACEHANDLE>(), name, properties); });
  BearFrom(call, cell, HandleKind::kSession);
  return call.Finish();
}

template <Form kForm>
Outcome Carry(Execution& execution, const ControlTraceOp<kForm>& op) {
  const auto function = Pick<kForm>(execution.api.ControlTraceW, execution.api.ControlTraceA);
  Call call(execution, PickName<kForm>("ControlTraceW", "ControlTraceA"), function != nullptr);
  const ControlArguments<kForm, ControlTraceOp<kForm>> arguments(call, op, op.code);
  call.Invoke([&] {
    return function(arguments.handle, arguments.name, arguments.properties,
                    static_cast<ULONG>(op.code));
  });
  if (op.code == ControlCode::kStop) NoteStop(call, arguments.handle);
  return call.Finish();
}

template <Form kForm, ControlCode kCode>
Outcome Carry(Execution& execution, const ControlAliasOp<kForm, kCode>& op) {
  const auto function = AliasOf<kForm, kCode>(execution.api);
  Call call(execution, AliasName<kForm, kCode>(), function != nullptr);
  const ControlArguments<kForm, ControlAliasOp<kForm, kCode>> arguments(call, op, kCode);
  call.Invoke([&] { return function(arguments.handle, arguments.name, arguments.properties); });
  if (kCode == ControlCode::kStop) NoteStop(call, arguments.handle);
  return call.Finish();
}

// PropertyArray has so many NULL entries at most, whatever its count says.
constexpr uint32_t kMostEmptyEntries = 1024;

template <Form kForm>
Outcome Carry(Execution& execution, const QueryAllTracesOp<kForm>& op) {
  const auto function = Pick<kForm>(execution.api.QueryAllTracesW, execution.api.QueryAllTracesA);
  Call call(execution, PickName<kForm>("QueryAllTracesW", "QueryAllTracesA"), function != nullptr);
  const size_t entries = std::max(op.blocks, std::min(op.count.value_or(0), kMostEmptyEntries));
  const Call::Argument array =
      call.Lay("array", op.array, entries * sizeof(PEVENT_TRACE_PROPERTIES), 8);
  for (uint32_t i = 0; array.block != nullptr && i < op.blocks; ++i) {
    const std::string name = "properties[" + std::to_string(i) + "]";
    const auto* const block = LayProperties(
        call, {.wnode_buffer_size = op.wnode_buffer_size},
        {.returns_names = true, .ansi = kIsAnsi<kForm>, .name_characters = 0}, name.c_str());
    array.block->Put(i * sizeof block, block);
  }
  const Call::Argument count =
      call.LayCell("logger_count", op.logger_count, {.members = NumberMembers()}, 4);
  call.Invoke([&] {
    return function(array.As<PEVENT_TRACE_PROPERTIES>(), op.count.value_or(op.blocks),
                    count.As<ULONG>());
  });
  return call.Finish();
}

Outcome Carry(Execution& execution, const EnableTrace& op) {
  const auto function = execution.api.EnableTrace;
  Call call(execution, "EnableTrace", function != nullptr);
  const Call::Argument guid = call.LayGuid("guid", op.guid_place, op.guid);
  const uint64_t session = call.Resolve(op.session);
  call.Invoke(
      [&] { return function(op.enable, op.flags, op.level, guid.As<const GUID>(), session); });
  return call.Finish();
}

Outcome Carry(Execution& execution, const StartHeapTrace& op) {
  const auto function = execution.api.StartHeapTrace;
  Call call(execution, "StartHeapTrace", function != nullptr);
  const Call::Argument cell = call.LayCell("handle", op.handle, {.members = HandleMembers()}, 8);
  auto* const properties = LayProperties(
      call, op.properties, {.starts_session = true, .name_characters = op.name.size()});
  const auto* const name = call.LayText<Form::kWide>("name", op.name_place, op.name);
  const HeapLists lists(call, op);
  call.Invoke([&] {
    return function(cell.As<TRACEHANDLE>(), properties, name, lists.pids, lists.pid_count,
                    lists.events, lists.event_count);
  });
  BearFrom(call, cell, HandleKind::kSession);
  return call.Finish();
}

Outcome Carry(Execution& execution, const UpdateHeapTrace& op) {
  const auto function = execution.api.UpdateHeapTrace;
  Call call(execution, "UpdateHeapTrace", function != nullptr);
  auto* const properties = LayProperties(call, op.properties, {.name_characters = op.name.size()});
  const auto* const name = call.LayText<Form::kWide>("name", op.name_place, op.name);
  const HeapLists lists(call, op);
  call.Invoke([&] {
    return function(properties, name, lists.pids, lists.pid_count, lists.events, lists.event_count);
  });
  return call.Finish();
}

template Outcome Carry(Execution&, const StartTraceW&);
template Outcome Carry(Execution&, const StartTraceA&);
template Outcome Carry(Execution&, const ControlTraceW&);
template Outcome Carry(Execution&, const ControlTraceA&);
template Outcome Carry(Execution&, const StopTraceW&);
template Outcome Carry(Execution&, const StopTraceA&);
template Outcome Carry(Execution&, const QueryTraceW&);
template Outcome Carry(Execution&, const QueryTraceA&);
template Outcome Carry(Execution&, const UpdateTraceW&);
template Outcome Carry(Execution&, const UpdateTraceA&);
template Outcome Carry(Execution&, const FlushTraceW&);
template Outcome Carry(Execution&, const FlushTraceA&);
template Outcome Carry(Execution&, const QueryAllTracesW&);
template Outcome Carry(Execution&, const QueryAllTracesA&);

}  // namespace etalon
