// Controllers: sessions, and the providers that they enable.
#include <algorithm>

#include "sim/remote/arguments.h"
#include "sim/remote/functions.h"
#include "sim/remote/program.h"

namespace etalon::sim::remote {
namespace {

template <typename Character>
ULONG Control(Function function, TRACEHANDLE session, const Character* name,
              EVENT_TRACE_PROPERTIES* properties) {
  Call call(function);
  call.arguments().Value(session);
  Text(call.arguments(), name);
  Properties(call.arguments(), properties);
  return static_cast<ULONG>(call.Send());
}

template <typename Character>
ULONG ControlBy(Function function, TRACEHANDLE session, const Character* name,
                EVENT_TRACE_PROPERTIES* properties, ULONG code) {
  Call call(function);
  call.arguments().Value(session);
  Text(call.arguments(), name);
  Properties(call.arguments(), properties);
  call.arguments().Value(code);
  return static_cast<ULONG>(call.Send());
}

template <typename Character>
ULONG Start(Function function, TRACEHANDLE* session, const Character* name,
            EVENT_TRACE_PROPERTIES* properties) {
  Call call(function);
  InOut(call.arguments(), session);
  Text(call.arguments(), name);
  Properties(call.arguments(), properties);
  return static_cast<ULONG>(call.Send());
}

ULONG QueryAll(Function function, EVENT_TRACE_PROPERTIES** properties, ULONG count,
               ULONG* session_count) {
  Call call(function);
  PropertiesArray(call.arguments(), properties, count);
  call.arguments().Value(count);
  InOut(call.arguments(), session_count);
  return static_cast<ULONG>(call.Send());
}

void Stacks(FrameBuilder& frame, const STACK_TRACING_EVENT_ID* events, ULONG count) {
  constexpr ULONG kMost = 4096;
  frame.In(events, std::min(count, kMost) * sizeof(*events));
  frame.Value(count);
}

void Pids(FrameBuilder& frame, const ULONG* pids, ULONG count) {
  constexpr ULONG kMost = 4096;
  frame.In(pids, std::min(count, kMost) * sizeof(*pids));
  frame.Value(count);
}

}  // namespace

#define ETALON_SESSION_FUNCTIONS(form, text)                                                      \
  ULONG StartTrace##form(TRACEHANDLE* handle, text name, PEVENT_TRACE_PROPERTIES properties) {    \
    return Start(Function::kStartTrace##form, handle, name, properties);                          \
  }                                                                                               \
  ULONG ControlTrace##form(TRACEHANDLE handle, text name, PEVENT_TRACE_PROPERTIES properties,     \
                           ULONG code) {                                                          \
    return ControlBy(Function::kControlTrace##form, handle, name, properties, code);              \
  }                                                                                               \
  ULONG StopTrace##form(TRACEHANDLE handle, text name, PEVENT_TRACE_PROPERTIES properties) {      \
    return Control(Function::kStopTrace##form, handle, name, properties);                         \
  }                                                                                               \
  ULONG QueryTrace##form(TRACEHANDLE handle, text name, PEVENT_TRACE_PROPERTIES properties) {     \
    return Control(Function::kQueryTrace##form, handle, name, properties);                        \
  }                                                                                               \
  ULONG UpdateTrace##form(TRACEHANDLE handle, text name, PEVENT_TRACE_PROPERTIES properties) {    \
    return Control(Function::kUpdateTrace##form, handle, name, properties);                       \
  }                                                                                               \
  ULONG FlushTrace##form(TRACEHANDLE handle, text name, PEVENT_TRACE_PROPERTIES properties) {     \
    return Control(Function::kFlushTrace##form, handle, name, properties);                        \
  }                                                                                               \
  ULONG QueryAllTraces##form(PEVENT_TRACE_PROPERTIES* properties, ULONG count, PULONG sessions) { \
    return QueryAll(Function::kQueryAllTraces##form, properties, count, sessions);                \
  }
ETALON_SESSION_FUNCTIONS(W, LPCWSTR)
ETALON_SESSION_FUNCTIONS(A, LPCSTR)
#undef ETALON_SESSION_FUNCTIONS

ULONG EnableTrace(ULONG enable, ULONG flags, ULONG level, LPCGUID control_guid,
                  TRACEHANDLE session) {
  Call call(Function::kEnableTrace);
  for (const ULONG value : {enable, flags, level}) call.arguments().Value(value);
  In(call.arguments(), control_guid);
  call.arguments().Value(session);
  return static_cast<ULONG>(call.Send());
}

ULONG EnableTraceEx(LPCGUID provider, LPCGUID source_id, TRACEHANDLE session, ULONG is_enabled,
                    UCHAR level, ULONGLONG match_any, ULONGLONG match_all, ULONG properties,
                    PEVENT_FILTER_DESCRIPTOR filter) {
  Call call(Function::kEnableTraceEx);
  In(call.arguments(), provider);
  In(call.arguments(), source_id);
  for (const uint64_t value : {uint64_t{session}, uint64_t{is_enabled}, uint64_t{level},
                               uint64_t{match_any}, uint64_t{match_all}, uint64_t{properties}}) {
    call.arguments().Value(value);
  }
  Filters(call.arguments(), filter, 1);
  return static_cast<ULONG>(call.Send());
}

ULONG EnableTraceEx2(TRACEHANDLE session, LPCGUID provider, ULONG control_code, UCHAR level,
                     ULONGLONG match_any, ULONGLONG match_all, ULONG timeout,
                     PENABLE_TRACE_PARAMETERS parameters) {
  Call call(Function::kEnableTraceEx2);
  call.arguments().Value(session);
  In(call.arguments(), provider);
  for (const uint64_t value : {uint64_t{control_code}, uint64_t{level}, uint64_t{match_any},
                               uint64_t{match_all}, uint64_t{timeout}}) {
    call.arguments().Value(value);
  }
  EnableParameters(call.arguments(), parameters);
  return static_cast<ULONG>(call.Send());
}

ULONG StartHeapTrace(PTRACEHANDLE handle, PEVENT_TRACE_PROPERTIES properties, LPCWSTR name,
                     const ULONG* pids, ULONG pid_count, const STACK_TRACING_EVENT_ID* stack_events,
                     ULONG stack_event_count) {
  Call call(Function::kStartHeapTrace);
  InOut(call.arguments(), handle);
  Properties(call.arguments(), properties);
  Text(call.arguments(), name);
  Pids(call.arguments(), pids, pid_count);
  Stacks(call.arguments(), stack_events, stack_event_count);
  return static_cast<ULONG>(call.Send());
}

ULONG UpdateHeapTrace(PEVENT_TRACE_PROPERTIES properties, LPCWSTR name, const ULONG* pids,
                      ULONG pid_count, const STACK_TRACING_EVENT_ID* stack_events,
                      ULONG stack_event_count) {
  Call call(Function::kUpdateHeapTrace);
  Properties(call.arguments(), properties);
  Text(call.arguments(), name);
  Pids(call.arguments(), pids, pid_count);
  Stacks(call.arguments(), stack_events, stack_event_count);
  return static_cast<ULONG>(call.Send());
}

ULONG StartKernelTrace(PTRACEHANDLE handle, PEVENT_TRACE_PROPERTIES properties,
                       const STACK_TRACING_EVENT_ID* stack_events, ULONG stack_event_count) {
  Call call(Function::kStartKernelTrace);
  InOut(call.arguments(), handle);
  Properties(call.arguments(), properties);
  Stacks(call.arguments(), stack_events, stack_event_count);
  return static_cast<ULONG>(call.Send());
}

}  // namespace etalon::sim::remote
