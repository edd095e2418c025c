// Consumers: open, process, close.
#include "conformance/script/encodings.h"
#include "conformance/script/execution/call.h"
#include "conformance/script/execution/layouts.h"
#include "conformance/script/execution/scripted_callback.h"

namespace etalon {
namespace {

using Logfile = EVENT_TRACE_LOGFILEW;  // the A form has the same layout
constexpr uint64_t kInvalidTrace = ~uint64_t{0};

template <Form kForm>
void PutName(Call& call, Block& block, size_t offset, const char* name,
             const std::optional<std::u16string>& text) {
  if (!text) return;
  block.Put(offset, call.template LayText<kForm>(name, Place::kBlock, *text));
}

// The API has one context for both callbacks: the event callback's, where there is one.
void PutCallbacks(Call& call, Block& block, const Callback& event_script,
                  const Callback& buffer_script, uint32_t mode) {
  ScriptedCallback* const event = AddCallback(call, event_script, "event");
  ScriptedCallback* const buffer = AddCallback(call, buffer_script, "buffer");
  void* const context = event != nullptr    ? event->context()
                        : buffer != nullptr ? buffer->context()
                                            : nullptr;
  if (buffer != nullptr) {
    buffer->set_context(context);
    block.Put(offsetof(Logfile, BufferCallback), buffer->functions().buffer());
  }
  if (event != nullptr && (mode & PROCESS_TRACE_MODE_EVENT_RECORD) != 0) {
    block.Put(offsetof(Logfile, EventRecordCallback), event->functions().record());
  } else if (event != nullptr) {
    block.Put(offsetof(Logfile, EventCallback), event->functions().event());
  }
  block.Put(offsetof(Logfile, Context), context);
}

}  // namespace

template <Form kForm>
Outcome Carry(Execution& execution, const OpenTraceOp<kForm>& op) {
  constexpr bool kWide = kForm == Form::kWide;
  const bool exists =
      kWide ? execution.api.OpenTraceW != nullptr : execution.api.OpenTraceA != nullptr;
  Call call(execution, kWide ? "OpenTraceW" : "OpenTraceA", exists);
  const Call::Argument argument =
      call.LayNamed(op.block, "logfile", op.place, sizeof(Logfile), {.members = LogfileMembers()});
  if (argument.block != nullptr) {
    Block& block = *argument.block;
    PutName<kForm>(call, block, offsetof(Logfile, LogFileName), "log_file", op.log_file);
    PutName<kForm>(call, block, offsetof(Logfile, LoggerName), "logger_name", op.logger_name);
    const uint32_t mode = op.mode.value_or(op.logger_name ? PROCESS_TRACE_MODE_REAL_TIME : 0);
    block.Put(offsetof(Logfile, ProcessTraceMode), mode);
    PutCallbacks(call, block, op.event_callback, op.buffer_callback, mode);
  }
  call.KeepBlocks();
  call.outcome().returns_value = true;
  call.Invoke([&] {
    if constexpr (kWide) {
      return execution.api.OpenTraceW(argument.As<EVENT_TRACE_LOGFILEW>());
    } else {
      return execution.api.OpenTraceA(argument.As<EVENT_TRACE_LOGFILEA>());
    }
  });
  const uint64_t trace = call.outcome().returns;
  if (call.returned() && trace != kInvalidTrace) call.Bear(HandleKind::kTrace, trace);
  return call.Finish();
}

template Outcome Carry(Execution&, const OpenTraceW&);
template Outcome Carry(Execution&, const OpenTraceA&);

Outcome Carry(Execution& execution, const ProcessTrace& op) {
  const auto function = execution.api.ProcessTrace;
  Call call(execution, "ProcessTrace", function != nullptr);
  const Call::Argument array = call.Lay("handles", op.array, 8 * op.handles.size(), 8);
  for (size_t i = 0; i < op.handles.size(); ++i) {
    const uint64_t handle = call.Resolve(op.handles[i]);
    if (array.block != nullptr) array.block->Put(8 * i, handle);
  }
  const auto lay_time = [&](const char* name, const std::optional<int64_t>& time) -> FILETIME* {
    if (!time) return nullptr;
    const Call::Argument argument = call.Lay(name, Place::kBlock, sizeof *time, 4);
    argument.block->Put(0, *time);
    return argument.As<FILETIME>();
  };
  FILETIME* const start_time = lay_time("start_time", op.start_time);
  FILETIME* const end_time = lay_time("end_time", op.end_time);
  const ULONG count = op.count.value_or(static_cast<uint32_t>(op.handles.size()));
  call.Invoke([&] { return function(array.As<TRACEHANDLE>(), count, start_time, end_time); });
  return call.Finish();
}

Outcome Carry(Execution& execution, const CloseTrace& op) {
  const auto function = execution.api.CloseTrace;
  Call call(execution, "CloseTrace", function != nullptr);
  const uint64_t trace = call.Resolve(op.trace);
  call.Invoke([&] { return function(trace); });
  // ERROR_CTX_CLOSE_PENDING closes it as well, a little later.
  if (call.succeeded() || (call.returned() && call.outcome().returns == ERROR_CTX_CLOSE_PENDING)) {
    call.MarkClosed(HandleKind::kTrace, trace);
  }
  return call.Finish();
}

}  // namespace etalon
