// What there is to be asked, and who may do what.
#include <algorithm>

#include "sim/remote/arguments.h"
#include "sim/remote/functions.h"
#include "sim/remote/program.h"

namespace etalon::sim::remote {

ULONG EnumerateTraceGuids(PTRACE_GUID_PROPERTIES* properties, ULONG properties_count,
                          PULONG guid_count) {
  constexpr ULONG kMost = 1 << 16;
  Call call(Function::kEnumerateTraceGuids);
  FrameBuilder& frame = call.arguments();
  const ULONG some = std::min(properties_count, kMost);
  const size_t at = frame.In(properties, some * sizeof(*properties));
  for (ULONG i = 0; properties != nullptr && i < some; ++i) {
    if (properties[i] == nullptr) continue;
    const size_t target = frame.Put(properties[i], sizeof(**properties));
    frame.Keep(properties[i], sizeof(**properties), target);
    frame.Point(at + i * sizeof(*properties), target);
  }
  frame.Value(properties_count);
  InOut(frame, guid_count);
  return static_cast<ULONG>(call.Send());
}

ULONG EnumerateTraceGuidsEx(TRACE_QUERY_INFO_CLASS information_class, PVOID in, ULONG in_size,
                            PVOID out, ULONG out_size, PULONG return_length) {
  Call call(Function::kEnumerateTraceGuidsEx);
  call.arguments().Value(static_cast<uint64_t>(information_class));
  call.arguments().In(in, in_size);
  call.arguments().Value(in_size);
  call.arguments().InOut(out, out_size);
  call.arguments().Value(out_size);
  InOut(call.arguments(), return_length);
  return static_cast<ULONG>(call.Send());
}

ULONG TraceSetInformation(TRACEHANDLE session, TRACE_INFO_CLASS information_class,
                          PVOID information, ULONG length) {
  Call call(Function::kTraceSetInformation);
  call.arguments().Value(session);
  call.arguments().Value(static_cast<uint64_t>(information_class));
  call.arguments().InOut(information, length);
  call.arguments().Value(length);
  return static_cast<ULONG>(call.Send());
}

ULONG TraceQueryInformation(TRACEHANDLE session, TRACE_INFO_CLASS information_class,
                            PVOID information, ULONG length, PULONG return_length) {
  Call call(Function::kTraceQueryInformation);
  call.arguments().Value(session);
  call.arguments().Value(static_cast<uint64_t>(information_class));
  call.arguments().InOut(information, length);
  call.arguments().Value(length);
  InOut(call.arguments(), return_length);
  return static_cast<ULONG>(call.Send());
}

ULONG EventAccessControl(LPGUID guid, ULONG operation, PSID sid, ULONG rights, BOOLEAN allow) {
  Call call(Function::kEventAccessControl);
  In(call.arguments(), guid);
  call.arguments().Value(operation);
  Sid(call.arguments(), sid);
  call.arguments().Value(rights);
  call.arguments().Value(allow);
  return static_cast<ULONG>(call.Send());
}

ULONG EventAccessQuery(LPGUID guid, PSECURITY_DESCRIPTOR buffer, PULONG buffer_size) {
  Call call(Function::kEventAccessQuery);
  In(call.arguments(), guid);
  call.arguments().InOut(buffer, buffer_size == nullptr ? 0 : *buffer_size);
  InOut(call.arguments(), buffer_size);
  return static_cast<ULONG>(call.Send());
}

ULONG EventAccessRemove(LPGUID guid) {
  Call call(Function::kEventAccessRemove);
  In(call.arguments(), guid);
  return static_cast<ULONG>(call.Send());
}

}  // namespace etalon::sim::remote
