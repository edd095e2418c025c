// Consumers. Log files and streams of buffers are read in this process, by its own machine;
// sessions are at the other one, and the handles of their traces have a bit that says so.
#include <algorithm>
#include <mutex>
#include <vector>

#include "sim/api/api.h"
#include "sim/c_api/default_machine.h"
#include "sim/remote/arguments.h"
#include "sim/remote/functions.h"
#include "sim/remote/held_buffers.h"
#include "sim/remote/program.h"
#include "sim/remote/remote_handle.h"

namespace etalon::sim::remote {
namespace {

Machine& Here() { return *CallerOfThisThread().machine; }

template <typename T>
bool IsOfSession(const T* logfile) {
  return logfile != nullptr && logfile->LoggerName != nullptr && logfile->LogFileName == nullptr;
}

TRACEHANDLE Tagged(uint64_t handle) {
  return handle == INVALID_PROCESSTRACE_HANDLE ? handle : handle | kRemoteTrace;
}

uint64_t TicksOf(const FILETIME& time) {
  return uint64_t{time.dwHighDateTime} << 32 | time.dwLowDateTime;
}

// Why traces of both machines cannot be processed: what would be wrong in either comes first.
ULONG RefusalOfBoth(const std::vector<TRACEHANDLE>& traces, ULONG trace_count,
                    const FILETIME* start_time, const FILETIME* end_time) {
  if (trace_count > traces.size()) return ERROR_BAD_LENGTH;  // PROCTRACE-E02
  if (start_time != nullptr && end_time != nullptr && TicksOf(*end_time) < TicksOf(*start_time)) {
    return ERROR_INVALID_TIME;  // PROCTRACE-E04
  }
  Machine& here = Here();
  const std::lock_guard<Lock> hold(here.lock());
  for (const TRACEHANDLE trace : traces) {
    const bool is_known = IsRemoteTrace(trace) || here.traces().Find(trace) != nullptr;
    if (!is_known) return ERROR_INVALID_HANDLE;  // PROCTRACE-E03
  }
  return ERROR_INVALID_PARAMETER;  // PROCTRACE-E06
}

template <typename T>
TRACEHANDLE OpenSessionOf(Function function, T* logfile) {
  Call call(function);
  Logfile(call.arguments(), logfile);
  return Tagged(call.Send());
}

}  // namespace

TRACEHANDLE OpenTraceW(PEVENT_TRACE_LOGFILEW logfile) {
  return IsOfSession(logfile) ? OpenSessionOf(Function::kOpenTraceW, logfile)
                              : sim::OpenTraceW(Here(), logfile);
}

TRACEHANDLE OpenTraceA(PEVENT_TRACE_LOGFILEA logfile) {
  return IsOfSession(logfile) ? OpenSessionOf(Function::kOpenTraceA, logfile)
                              : sim::OpenTraceA(Here(), logfile);
}

ULONG ProcessTrace(PTRACEHANDLE traces, ULONG trace_count, LPFILETIME start_time,
                   LPFILETIME end_time) {
  constexpr ULONG kMaximum = 64;
  const ULONG some = traces == nullptr ? 0 : std::min(trace_count, kMaximum);
  const auto remote = static_cast<ULONG>(std::count_if(traces, traces + some, IsRemoteTrace));
  if (remote == 0) return sim::ProcessTrace(Here(), traces, trace_count, start_time, end_time);
  std::vector<TRACEHANDLE> handles(traces, traces + some);
  if (remote != some) return RefusalOfBoth(handles, trace_count, start_time, end_time);
  for (TRACEHANDLE& handle : handles) handle &= ~kRemoteTrace;
  Call call(Function::kProcessTrace);
  call.arguments().In(handles.data(), handles.size() * sizeof(TRACEHANDLE));
  call.arguments().Value(trace_count);
  In(call.arguments(), start_time);
  In(call.arguments(), end_time);
  return static_cast<ULONG>(call.Send());
}

ULONG CloseTrace(TRACEHANDLE trace) {
  if (!IsRemoteTrace(trace)) return sim::CloseTrace(Here(), trace);
  Call call(Function::kCloseTrace);
  call.arguments().Value(trace & ~kRemoteTrace);
  return static_cast<ULONG>(call.Send());
}

TRACEHANDLE OpenTraceFromFile(LPCWSTR name, const ETW_OPEN_TRACE_OPTIONS* options,
                              PTRACE_LOGFILE_HEADER header) {
  return sim::OpenTraceFromFile(Here(), name, options, header);
}

TRACEHANDLE OpenTraceFromRealTimeLogger(LPCWSTR name, const ETW_OPEN_TRACE_OPTIONS* options,
                                        PTRACE_LOGFILE_HEADER header) {
  Call call(Function::kOpenTraceFromRealTimeLogger);
  Text(call.arguments(), name);
  In(call.arguments(), options);
  InOut(call.arguments(), header);
  return Tagged(call.Send());
}

TRACEHANDLE OpenTraceFromRealTimeLoggerWithAllocationOptions(LPCWSTR name,
                                                             const ETW_OPEN_TRACE_OPTIONS* options,
                                                             ULONG_PTR allocation_size,
                                                             HANDLE memory_partition,
                                                             PTRACE_LOGFILE_HEADER header) {
  Call call(Function::kOpenTraceFromRealTimeLoggerWithAllocationOptions);
  Text(call.arguments(), name);
  In(call.arguments(), options);
  call.arguments().Value(allocation_size);
  call.arguments().Pointer(memory_partition);
  InOut(call.arguments(), header);
  return Tagged(call.Send());
}

TRACEHANDLE OpenTraceFromBufferStream(const ETW_OPEN_TRACE_OPTIONS* options,
                                      PETW_BUFFER_COMPLETION_CALLBACK completion, PVOID context) {
  return sim::OpenTraceFromBufferStream(Here(), options, completion, context);
}

ULONG ProcessTraceAddBufferToBufferStream(TRACEHANDLE trace, const ETW_BUFFER_HEADER* buffer,
                                          ULONG size) {
  return sim::ProcessTraceAddBufferToBufferStream(Here(), trace, buffer, size);
}

ULONG ProcessTraceBufferIncrementReference(TRACEHANDLE trace, const ETW_BUFFER_HEADER* buffer) {
  if (HeldBuffers::OfThisProcess().Increment(trace, buffer)) return ERROR_SUCCESS;
  return sim::ProcessTraceBufferIncrementReference(Here(), trace, buffer);
}

ULONG ProcessTraceBufferDecrementReference(const ETW_BUFFER_HEADER* buffer) {
  HeldBuffers& held = HeldBuffers::OfThisProcess();
  if (!held.Has(buffer)) return sim::ProcessTraceBufferDecrementReference(Here(), buffer);
  held.Decrement(buffer);
  return ERROR_SUCCESS;
}

// For the traces of both machines.
ULONG SetTraceCallback(LPCGUID class_guid, PEVENT_CALLBACK callback) {
  const ULONG error = sim::SetTraceCallback(Here(), class_guid, callback);
  if (error != ERROR_SUCCESS) return error;
  RememberClassCallback(*class_guid, reinterpret_cast<void*>(callback));
  Call call(Function::kSetTraceCallback);
  In(call.arguments(), class_guid);
  call.arguments().Pointer(reinterpret_cast<const void*>(callback));
  return static_cast<ULONG>(call.Send());
}

ULONG RemoveTraceCallback(LPCGUID class_guid) {
  const ULONG error = sim::RemoveTraceCallback(Here(), class_guid);
  if (error != ERROR_SUCCESS) return error;
  Call call(Function::kRemoveTraceCallback);
  In(call.arguments(), class_guid);
  const auto result = static_cast<ULONG>(call.Send());
  RememberClassCallback(*class_guid, nullptr);
  return result;
}

ULONG QueryTraceProcessingHandle(TRACEHANDLE trace, ETW_PROCESS_HANDLE_INFO_TYPE information,
                                 PVOID in, ULONG in_size, PVOID out, ULONG out_size,
                                 PULONG return_length) {
  if (!IsRemoteTrace(trace)) {
    return sim::QueryTraceProcessingHandle(Here(), trace, information, in, in_size, out, out_size,
                                           return_length);
  }
  Call call(Function::kQueryTraceProcessingHandle);
  call.arguments().Value(trace & ~kRemoteTrace);
  call.arguments().Value(static_cast<uint64_t>(information));
  call.arguments().In(in, in_size);
  call.arguments().Value(in_size);
  call.arguments().InOut(out, out_size);
  call.arguments().Value(out_size);
  InOut(call.arguments(), return_length);
  return static_cast<ULONG>(call.Send());
}

ULONG CreateMergedTraceFile(LPCWSTR merged_file, LPCWSTR* trace_files, ULONG trace_file_count,
                            DWORD extended_data_flags) {
  return sim::CreateMergedTraceFile(Here(), merged_file, trace_files, trace_file_count,
                                    extended_data_flags);
}

}  // namespace etalon::sim::remote
