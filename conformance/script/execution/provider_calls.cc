// Providers: register, ask, and write events.
#include <algorithm>
#include <cstdarg>

#include "conformance/script/execution/call.h"
#include "conformance/script/execution/layouts.h"
#include "conformance/script/execution/scripted_callback.h"

namespace etalon {
namespace {

constexpr uint64_t kAllOnesValue = ~uint64_t{0};
constexpr size_t kMostArguments = 16;

// The classes array of RegisterTraceGuids.
Call::Argument LayClasses(Call& call, const std::vector<Guid>& classes, Place place,
                          Place guids_place) {
  constexpr size_t kBytes = sizeof(TRACE_GUID_REGISTRATION);
  const Call::Argument array = call.Lay(
      "classes", place, kBytes * classes.size(), 8,
      {.members = ClassRegistrationMembers(), .elements = classes.size(), .element_bytes = kBytes});
  for (size_t i = 0; array.block != nullptr && i < classes.size(); ++i) {
    const Call::Argument guid =
        call.LayGuid("class_guids[" + std::to_string(i) + "]", guids_place, classes[i]);
    array.block->Put(i * kBytes, guid.address);
  }
  return array;
}

// The registration, then its classes.
void BearRegistration(Call& call, const Call::Argument& cell, const Call::Argument& classes,
                      size_t count) {
  if (!call.returned() || cell.block == nullptr) return;
  if (!call.succeeded()) return call.LeaveBehind(HandleKind::kRegistration, cell);
  call.Bear(HandleKind::kRegistration, cell.block->Get<uint64_t>(0));
  cell.block->Remember();
  if (classes.block == nullptr) return;
  for (size_t i = 0; i < count; ++i) {
    const size_t at =
        i * sizeof(TRACE_GUID_REGISTRATION) + offsetof(TRACE_GUID_REGISTRATION, RegHandle);
    call.Bear(HandleKind::kClass, classes.block->Get<uint64_t>(at));
  }
  classes.block->Remember();
}

// The pairs of TraceMessage: pointer, size, pointer, size, ..., NULL.
struct MessageArguments {
  MessageArguments(Call& call, const std::vector<Argument>& arguments) {
    if (arguments.size() > kMostArguments) call.Refuse("more than 16 arguments");
    for (size_t i = 0; i < arguments.size() && i < kMostArguments; ++i) {
      const Argument& argument = arguments[i];
      const std::string name = "arguments[" + std::to_string(i) + "]";
      const Call::Argument data = call.LayBytes(name, argument.place, argument.data, argument.fill);
      values[2 * i] = reinterpret_cast<uintptr_t>(data.address);
      values[2 * i + 1] = argument.size.value_or(argument.data.size() + argument.fill);
    }
  }

  uintptr_t values[2 * kMostArguments + 1] = {};
};

// Calls f(first arguments..., all 33 values): what lies behind the NULL is not looked at.
template <typename F, size_t... kIndex>
auto Spread(F f, const uintptr_t* values, std::index_sequence<kIndex...>) {
  return f(values[kIndex]...);
}

template <typename F>
auto Spread(F f, const MessageArguments& arguments) {
  return Spread(f, arguments.values, std::make_index_sequence<2 * kMostArguments + 1>{});
}

struct VaCall {
  decltype(EtwApi::TraceMessageVa) function;
  uint64_t session;
  ULONG flags;
  const GUID* guid;
  USHORT number;
};

ULONG CallVa(const VaCall* call, ...) {
  va_list arguments;
  va_start(arguments, call);
  const ULONG result =
      call->function(call->session, call->flags, call->guid, call->number, arguments);
  va_end(arguments);
  return result;
}

template <typename Op>
const GUID* LayMessageGuid(Call& call, const Op& op) {
  if (!op.component_id)
    return call.LayGuid("guid", op.guid_place, op.guid).template As<const GUID>();
  const Call::Argument number = call.Lay("component_id", op.guid_place, 4, 4);
  if (number.block != nullptr) number.block->Put(0, *op.component_id);
  return number.As<const GUID>();
}

template <typename Function>
Outcome Ask(Execution& execution, const std::optional<Handle>& session, const char* name,
            Function function) {
  Call call(execution, name, function != nullptr);
  const uint64_t handle = session ? call.Resolve(*session) : execution.symbols.newest_logger();
  call.outcome().returns_value = true;
  call.Invoke([&] { return function(handle); });
  return call.Finish();
}

}  // namespace

template <Form kForm>
Outcome Carry(Execution& execution, const RegisterTraceGuidsOp<kForm>& op) {
  constexpr bool kWide = kForm == Form::kWide;
  const bool exists = kWide ? execution.api.RegisterTraceGuidsW != nullptr
                            : execution.api.RegisterTraceGuidsA != nullptr;
  Call call(execution, kWide ? "RegisterTraceGuidsW" : "RegisterTraceGuidsA", exists);
  ScriptedCallback* const callback = AddCallback(call, op.callback, "control");
  const WMIDPREQUEST function = callback == nullptr ? nullptr : callback->functions().control();
  void* const context = callback == nullptr ? nullptr : callback->context();
  const GUID* const guid = call.LayGuid("guid", op.guid_place, op.guid).template As<const GUID>();
  const Call::Argument classes =
      LayClasses(call, op.classes, op.classes_place, op.class_guids_place);
  auto* const array = classes.As<TRACE_GUID_REGISTRATION>();
  const ULONG count = op.class_count.value_or(static_cast<uint32_t>(op.classes.size()));
  const Call::Argument cell =
      call.LayCell("registration", op.registration, {.members = HandleMembers()}, 8);
  auto* const handle = cell.As<TRACEHANDLE>();
  call.Invoke([&] {
    if constexpr (kWide) {
      return execution.api.RegisterTraceGuidsW(function, context, guid, count, array, nullptr,
                                               nullptr, handle);
    } else {
      return execution.api.RegisterTraceGuidsA(function, context, guid, count, array, nullptr,
                                               nullptr, handle);
    }
  });
  BearRegistration(call, cell, classes, std::min<size_t>(count, op.classes.size()));
  return call.Finish();
}

template Outcome Carry(Execution&, const RegisterTraceGuidsW&);
template Outcome Carry(Execution&, const RegisterTraceGuidsA&);

Outcome Carry(Execution& execution, const UnregisterTraceGuids& op) {
  const auto function = execution.api.UnregisterTraceGuids;
  Call call(execution, "UnregisterTraceGuids", function != nullptr);
  const uint64_t registration = call.Resolve(op.registration);
  call.Invoke([&] { return function(registration); });
  if (call.succeeded()) call.MarkClosed(HandleKind::kRegistration, registration);
  return call.Finish();
}

Outcome Carry(Execution& execution, const GetTraceLoggerHandle& op) {
  void* const passed = CurrentSurroundings().control_block;
  const auto function = execution.api.GetTraceLoggerHandle;
  Call call(execution, "GetTraceLoggerHandle", function != nullptr);
  void* buffer = passed;
  if (passed == nullptr || op.buffer != LoggerBuffer{}) {
    const Call::Argument argument =
        call.LayNamed(op.buffer.block, "buffer", op.buffer.place, sizeof(WNODE_HEADER),
                      {.members = WnodeMembers()});
    buffer = argument.address;
    if (argument.block != nullptr) {
      const uint32_t size = op.buffer.buffer_size.value_or(sizeof(WNODE_HEADER));
      argument.block->Put(offsetof(WNODE_HEADER, BufferSize), size);
      const uint64_t context = call.Resolve(op.buffer.historical_context.value_or(kNoHandle));
      argument.block->Put(offsetof(WNODE_HEADER, HistoricalContext), context);
    }
  }
  call.outcome().returns_value = true;
  call.Invoke([&] { return function(buffer); });
  const uint64_t handle = call.outcome().returns;
  if (call.returned() && handle != kAllOnesValue) call.Bear(HandleKind::kLogger, handle);
  return call.Finish();
}

Outcome Carry(Execution& execution, const GetTraceEnableLevel& op) {
  return Ask(execution, op.session, "GetTraceEnableLevel", execution.api.GetTraceEnableLevel);
}

Outcome Carry(Execution& execution, const GetTraceEnableFlags& op) {
  return Ask(execution, op.session, "GetTraceEnableFlags", execution.api.GetTraceEnableFlags);
}

Outcome Carry(Execution& execution, const CreateTraceInstanceId& op) {
  const auto function = execution.api.CreateTraceInstanceId;
  Call call(execution, "CreateTraceInstanceId", function != nullptr);
  const HANDLE class_handle = reinterpret_cast<HANDLE>(call.Resolve(op.class_handle));
  auto* const instance = LayInstance(call, op.instance, "instance").As<EVENT_INSTANCE_INFO>();
  call.Invoke([&] { return function(class_handle, instance); });
  return call.Finish();
}

Outcome Carry(Execution& execution, const TraceEvent& op) {
  const auto function = execution.api.TraceEvent;
  Call call(execution, "TraceEvent", function != nullptr);
  const uint64_t session = call.Resolve(op.session);
  EVENT_TRACE_HEADER* const event = LayEvent(call, op.event);
  if (op.times == 0) call.Refuse("times is 0");
  uint32_t& failures = call.outcome().failures;
  call.Invoke([&] {
    for (uint32_t i = 1; i < op.times; ++i) {
      if (function(session, event) != 0) ++failures;
    }
    return function(session, event);
  });
  return call.Finish();
}

Outcome Carry(Execution& execution, const TraceEventInstance& op) {
  const auto function = execution.api.TraceEventInstance;
  Call call(execution, "TraceEventInstance", function != nullptr);
  const uint64_t session = call.Resolve(op.session);
  const Call::Argument instance = LayInstance(call, op.instance, "instance");
  auto* const parent =
      op.parent ? LayInstance(call, *op.parent, "parent").As<EVENT_INSTANCE_INFO>() : nullptr;
  const uint64_t class_handle =
      instance.block == nullptr
          ? 0
          : instance.block->Get<uint64_t>(offsetof(EVENT_INSTANCE_INFO, RegHandle));
  EVENT_INSTANCE_HEADER* const event = LayInstanceEvent(call, op.event, class_handle);
  call.Invoke([&] { return function(session, event, instance.As<EVENT_INSTANCE_INFO>(), parent); });
  return call.Finish();
}

Outcome Carry(Execution& execution, const TraceMessage& op) {
  const auto function = execution.api.TraceMessage;
  Call call(execution, "TraceMessage", function != nullptr);
  const uint64_t session = call.Resolve(op.session);
  const GUID* const guid = LayMessageGuid(call, op);
  const MessageArguments arguments(call, op.arguments);
  call.Invoke([&] {
    return Spread(
        [&](auto... values) { return function(session, op.flags, guid, op.number, values...); },
        arguments);
  });
  return call.Finish();
}

Outcome Carry(Execution& execution, const TraceMessageVa& op) {
  const auto function = execution.api.TraceMessageVa;
  Call call(execution, "TraceMessageVa", function != nullptr);
  const uint64_t session = call.Resolve(op.session);
  const VaCall va = {function, session, op.flags, LayMessageGuid(call, op), op.number};
  const MessageArguments arguments(call, op.arguments);
  call.Invoke(
      [&] { return Spread([&](auto... values) { return CallVa(&va, values...); }, arguments); });
  return call.Finish();
}

}  // namespace etalon
