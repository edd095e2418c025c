// Consumers: the newer functions that open a trace, and buffers as they stand in log files.
#include <algorithm>

#include "conformance/script/execution/call.h"
#include "conformance/script/execution/layouts.h"
#include "conformance/script/execution/scripted_callback.h"

namespace etalon {
namespace {

constexpr uint64_t kInvalidTrace = ~uint64_t{0};

const ETW_OPEN_TRACE_OPTIONS* LayOptions(Call& call, const OpenTraceOptions& options) {
  const Call::Argument argument =
      call.Lay("options", options.place, sizeof(ETW_OPEN_TRACE_OPTIONS), 8);
  ScriptedCallback* const event = AddCallback(call, options.event_callback, "event");
  ScriptedCallback* const buffer = AddCallback(call, options.buffer_callback, "buffer");
  if (argument.block == nullptr) return argument.As<const ETW_OPEN_TRACE_OPTIONS>();
  ETW_OPEN_TRACE_OPTIONS written = {};
  written.ProcessTraceModes = static_cast<ETW_PROCESS_TRACE_MODES>(options.modes);
  if (event != nullptr) {
    written.EventCallback = event->functions().record();
    written.EventCallbackContext = event->context();
  }
  if (buffer != nullptr) {
    written.BufferCallback = buffer->functions().trace_buffer();
    written.BufferCallbackContext = buffer->context();
  }
  argument.block->Put(0, written);
  return argument.As<const ETW_OPEN_TRACE_OPTIONS>();
}

LPCWSTR LayName(Call& call, const char* name, Place place,
                const std::optional<std::u16string>& text) {
  if (!text && place == Place::kBlock) return nullptr;
  return call.LayText<Form::kWide>(name, place, text.value_or(u""));
}

PTRACE_LOGFILE_HEADER LayHeader(Call& call, Place place) {
  return call
      .Lay("header", place, sizeof(TRACE_LOGFILE_HEADER), 8, {.members = LogfileHeaderMembers()})
      .As<TRACE_LOGFILE_HEADER>();
}

template <typename F>
Outcome InvokeOpen(Call& call, F open) {
  call.KeepBlocks();
  call.outcome().returns_value = true;
  call.Invoke(open);
  const uint64_t trace = call.outcome().returns;
  if (call.returned() && trace != kInvalidTrace) call.Bear(HandleKind::kTrace, trace);
  return call.Finish();
}

// The bytes of one buffer of a log file; empty where there is none, which makes it one of zeroes.
Bytes BufferOf(Execution& execution, const TraceBuffer& buffer) {
  const Bytes file = execution.world.Get(GetFile{.path = buffer.log_file}).value_or(Bytes{});
  size_t at = 0;
  for (uint32_t index = 0;; ++index) {
    uint32_t size = 0;
    if (file.size() < sizeof(ETW_BUFFER_HEADER) || at > file.size() - sizeof(ETW_BUFFER_HEADER)) {
      return {};
    }
    std::memcpy(&size, &file[at], sizeof size);
    if (size < sizeof(ETW_BUFFER_HEADER)) return {};
    const size_t end = std::min(file.size(), at + size);
    if (index == buffer.index) return Bytes(&file[at], &file[at] + (end - at));
    at = end;
  }
}

// A buffer that is none of ETW's: from a file, or zero.
Call::Argument LayFileBuffer(Call& call, const TraceBuffer& buffer, const Bytes& contents) {
  const size_t extent = buffer.bytes.value_or(
      contents.empty() ? sizeof(ETW_BUFFER_HEADER) : static_cast<uint32_t>(contents.size()));
  const Call::Argument argument = call.LayNamed(buffer.block, "buffer", buffer.place, extent, {});
  if (argument.block == nullptr || !argument.fresh) return argument;
  argument.block->PutBytes(0, contents.data(), std::min(extent, contents.size()));
  if (buffer.filled_bytes) {
    argument.block->Put(offsetof(ETW_BUFFER_HEADER, FilledBytes), *buffer.filled_bytes);
  }
  return argument;
}

// The buffer that the callback was given in which this call is a step, or one that was named in
// such a step before, or else a block.
const ETW_BUFFER_HEADER* LayBuffer(Call& call, const TraceBuffer& buffer, const void* given) {
  auto& named = call.execution().given_buffers;
  const bool is_plain = buffer.place == Place::kBlock && buffer.log_file.empty();
  if (is_plain && given != nullptr) {
    if (!buffer.block.empty()) named[buffer.block] = given;
    return static_cast<const ETW_BUFFER_HEADER*>(given);
  }
  const auto known = named.find(buffer.block);
  if (is_plain && known != named.end()) return static_cast<const ETW_BUFFER_HEADER*>(known->second);
  return LayFileBuffer(call, buffer, {}).As<const ETW_BUFFER_HEADER>();
}

}  // namespace

Outcome Carry(Execution& execution, const OpenTraceFromFile& op) {
  const auto function = execution.api.OpenTraceFromFile;
  Call call(execution, "OpenTraceFromFile", function != nullptr);
  const LPCWSTR name = LayName(call, "log_file", op.name_place, op.log_file);
  const ETW_OPEN_TRACE_OPTIONS* const options = LayOptions(call, op.options);
  const PTRACE_LOGFILE_HEADER header = LayHeader(call, op.header);
  return InvokeOpen(call, [&] { return function(name, options, header); });
}

Outcome Carry(Execution& execution, const OpenTraceFromRealTimeLogger& op) {
  const auto function = execution.api.OpenTraceFromRealTimeLogger;
  Call call(execution, "OpenTraceFromRealTimeLogger", function != nullptr);
  const LPCWSTR name = LayName(call, "logger_name", op.name_place, op.logger_name);
  const ETW_OPEN_TRACE_OPTIONS* const options = LayOptions(call, op.options);
  const PTRACE_LOGFILE_HEADER header = LayHeader(call, op.header);
  return InvokeOpen(call, [&] { return function(name, options, header); });
}

Outcome Carry(Execution& execution, const OpenTraceFromRealTimeLoggerWithAllocationOptions& op) {
  const auto function = execution.api.OpenTraceFromRealTimeLoggerWithAllocationOptions;
  Call call(execution, "OpenTraceFromRealTimeLoggerWithAllocationOptions", function != nullptr);
  const LPCWSTR name = LayName(call, "logger_name", op.name_place, op.logger_name);
  const ETW_OPEN_TRACE_OPTIONS* const options = LayOptions(call, op.options);
  const auto partition = reinterpret_cast<HANDLE>(call.Resolve(op.memory_partition));
  const PTRACE_LOGFILE_HEADER header = LayHeader(call, op.header);
  return InvokeOpen(call, [&] {
    return function(name, options, static_cast<ULONG_PTR>(op.allocation_size), partition, header);
  });
}

Outcome Carry(Execution& execution, const OpenTraceFromBufferStream& op) {
  const auto function = execution.api.OpenTraceFromBufferStream;
  Call call(execution, "OpenTraceFromBufferStream", function != nullptr);
  const ETW_OPEN_TRACE_OPTIONS* const options = LayOptions(call, op.options);
  const ScriptedCallback* const completion =
      AddCallback(call, op.completion_callback, "completion");
  return InvokeOpen(call, [&] {
    if (completion == nullptr) return function(options, nullptr, nullptr);
    return function(options, completion->functions().completion(), completion->context());
  });
}

Outcome Carry(Execution& execution, const ProcessTraceAddBufferToBufferStream& op) {
  const auto function = execution.api.ProcessTraceAddBufferToBufferStream;
  const bool is_from_file = !op.buffer.log_file.empty();
  const Bytes contents = is_from_file ? BufferOf(execution, op.buffer) : Bytes{};
  Call call(execution, "ProcessTraceAddBufferToBufferStream", function != nullptr);
  const uint64_t trace = call.Resolve(op.trace);
  const Call::Argument buffer = LayFileBuffer(call, op.buffer, contents);
  const size_t extent = buffer.block != nullptr ? buffer.block->size() : sizeof(ETW_BUFFER_HEADER);
  call.KeepBlocks();
  call.Invoke([&] {
    return function(trace, buffer.As<const ETW_BUFFER_HEADER>(),
                    op.size.value_or(static_cast<uint32_t>(extent)));
  });
  return call.Finish();
}

Outcome Carry(Execution& execution, const ProcessTraceBufferIncrementReference& op) {
  const auto function = execution.api.ProcessTraceBufferIncrementReference;
  const void* const given = CurrentSurroundings().trace_buffer;
  Call call(execution, "ProcessTraceBufferIncrementReference", function != nullptr);
  const uint64_t trace = call.Resolve(op.trace);
  const ETW_BUFFER_HEADER* const buffer = LayBuffer(call, op.buffer, given);
  call.Invoke([&] { return function(trace, buffer); });
  return call.Finish();
}

Outcome Carry(Execution& execution, const ProcessTraceBufferDecrementReference& op) {
  const auto function = execution.api.ProcessTraceBufferDecrementReference;
  const void* const given = CurrentSurroundings().trace_buffer;
  Call call(execution, "ProcessTraceBufferDecrementReference", function != nullptr);
  const ETW_BUFFER_HEADER* const buffer = LayBuffer(call, op.buffer, given);
  call.Invoke([&] { return function(buffer); });
  return call.Finish();
}

}  // namespace etalon
