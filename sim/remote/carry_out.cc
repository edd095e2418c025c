// The calls of programs in other processes, carried out by the functions of sim/api.
#include <cstdarg>
#include <type_traits>
#include <utility>

#include "sim/api/api.h"
#include "sim/remote/callbacks.h"
#include "sim/remote/served_program.h"

namespace etalon::sim::remote {
namespace {

template <typename T>
T Argument(const Frame& frame, size_t index) {
  if constexpr (std::is_pointer_v<T>) {
    return reinterpret_cast<T>(frame.arguments[index]);
  } else {
    return static_cast<T>(frame.arguments[index]);
  }
}

template <typename Result, typename... Arguments, size_t... index>
uint64_t Invoke(Result (*function)(Machine&, Arguments...), Machine& machine, const Frame& frame,
                std::index_sequence<index...>) {
  return static_cast<uint64_t>(function(machine, Argument<Arguments>(frame, index)...));
}

template <typename Result, typename... Arguments>
uint64_t Invoke(Result (*function)(Machine&, Arguments...), Machine& machine, const Frame& frame) {
  static_assert(sizeof...(Arguments) <= Frame::kMaximumArguments);
  return Invoke(function, machine, frame, std::index_sequence_for<Arguments...>());
}

uint64_t CallFunction(Machine& machine, const Frame& frame) {
  switch (static_cast<Function>(frame.function)) {
#define X(result, name, parameters, arguments) \
  case Function::k##name:                      \
    return Invoke(&sim::name, machine, frame);
#include "sim/c_api/functions.inc"
#undef X
    case Function::kLendThread:
      break;
  }
  return ERROR_CALL_NOT_IMPLEMENTED;
}

// The whole message is one part.
ULONG WriteMessage(Machine* machine, TRACEHANDLE session, ULONG flags, LPCGUID guid, ULONG number,
                   ...) {
  va_list arguments;
  va_start(arguments, number);
  const ULONG result =
      sim::TraceMessageVa(*machine, session, flags, guid, static_cast<USHORT>(number), arguments);
  va_end(arguments);
  return result;
}

ULONG CallTraceMessage(Machine& machine, const Frame& frame) {
  return WriteMessage(&machine, frame.arguments[0], Argument<ULONG>(frame, 1),
                      Argument<LPCGUID>(frame, 2), Argument<ULONG>(frame, 3),
                      Argument<const void*>(frame, 4), static_cast<size_t>(frame.arguments[5]),
                      static_cast<const void*>(nullptr));
}

// Puts a record in the place of a provider's callback and context.
void ReplaceCallback(ServedProgram& program, Frame& frame, size_t index, uint64_t replacement) {
  if (frame.arguments[index] == 0) return;
  CallbackRecord& record = program.NewRecord();
  record.callback = std::exchange(frame.arguments[index], replacement);
  record.context = std::exchange(frame.arguments[index + 1], reinterpret_cast<uint64_t>(&record));
}

template <typename Pointer>
uint64_t Number(Pointer pointer) {
  return reinterpret_cast<uint64_t>(pointer);
}

// What stands at a place for the program.
uint64_t OriginalAt(Frame& frame, const void* place) {
  for (uint32_t i = 0; i < frame.relocation_count; ++i) {
    const Relocation& one = frame.relocations()[i];
    if (frame.at(one.place) == place) return one.original;
  }
  return 0;
}

uint64_t OpenLogfile(ServedProgram& program, Frame& frame) {
  auto& logfile = *Argument<EVENT_TRACE_LOGFILEW*>(frame, 0);
  CallbackRecord& record = program.NewRecord();
  record = {.program = &program,
            .callback = Number(logfile.EventCallback),
            .context = Number(logfile.Context),
            .buffer_callback = Number(logfile.BufferCallback),
            .buffer_context = 0,
            .log_file_name = OriginalAt(frame, &logfile.LogFileName),
            .logger_name = OriginalAt(frame, &logfile.LoggerName)};
  const bool as_record = (logfile.ProcessTraceMode & PROCESS_TRACE_MODE_EVENT_RECORD) != 0;
  logfile.Context = &record;
  if (record.buffer_callback != 0) logfile.BufferCallback = OnBuffer;
  if (record.callback != 0 && as_record) logfile.EventRecordCallback = OnEventRecord;
  if (record.callback != 0 && !as_record) logfile.EventCallback = OnEvent;
  const uint64_t trace = CallFunction(program.machine(), frame);
  program.Remember(trace, record);
  logfile.Context = reinterpret_cast<void*>(record.context);
  logfile.BufferCallback = reinterpret_cast<PEVENT_TRACE_BUFFER_CALLBACKW>(record.buffer_callback);
  logfile.EventCallback = reinterpret_cast<PEVENT_CALLBACK>(record.callback);
  return trace;
}

uint64_t OpenWithOptions(ServedProgram& program, Frame& frame) {
  auto* const options = Argument<ETW_OPEN_TRACE_OPTIONS*>(frame, 1);
  if (options == nullptr) return CallFunction(program.machine(), frame);
  CallbackRecord& record = program.NewRecord();
  record.callback = Number(options->EventCallback);
  record.context = Number(options->EventCallbackContext);
  record.buffer_callback = Number(options->BufferCallback);
  record.buffer_context = Number(options->BufferCallbackContext);
  if (record.callback != 0) options->EventCallback = OnEventRecord;
  if (record.buffer_callback != 0) options->BufferCallback = OnRawBuffer;
  options->EventCallbackContext = &record;
  options->BufferCallbackContext = &record;
  const uint64_t trace = CallFunction(program.machine(), frame);
  program.Remember(trace, record);
  return trace;
}

uint64_t Process(ServedProgram& program, Frame& frame) {
  const auto* const traces = Argument<const TRACEHANDLE*>(frame, 0);
  const ProcessingScope scope(traces == nullptr ? nullptr : program.RecordOf(traces[0]));
  return CallFunction(program.machine(), frame);
}

uint64_t Dispatch(ServedProgram& program, Frame& frame) {
  switch (static_cast<Function>(frame.function)) {
    case Function::kTraceMessageVa:
      return CallTraceMessage(program.machine(), frame);
    case Function::kRegisterTraceGuidsW:
    case Function::kRegisterTraceGuidsA:
      ReplaceCallback(program, frame, 0, Number(OnControl));
      break;
    case Function::kEventRegister:
      ReplaceCallback(program, frame, 1, Number(OnEnable));
      break;
    case Function::kSetTraceCallback:
      if (frame.arguments[1] != 0) frame.arguments[1] = Number(OnClassEvent);
      break;
    case Function::kOpenTraceW:
    case Function::kOpenTraceA:
      return OpenLogfile(program, frame);
    case Function::kOpenTraceFromRealTimeLogger:
    case Function::kOpenTraceFromRealTimeLoggerWithAllocationOptions:
      return OpenWithOptions(program, frame);
    case Function::kProcessTrace:
      return Process(program, frame);
    default:
      break;
  }
  return CallFunction(program.machine(), frame);
}

}  // namespace

void CarryOut(ServedProgram& program, Frame& frame) {
  Caller& caller = *CurrentCaller();
  caller.last_error = frame.last_error;
  frame.result = Dispatch(program, frame);
  frame.last_error = caller.last_error;
}

}  // namespace etalon::sim::remote
