// Providers: registrations and events.
#include <algorithm>
#include <cstring>
#include <vector>

#include "sim/remote/arguments.h"
#include "sim/remote/functions.h"
#include "sim/remote/program.h"

namespace etalon::sim::remote {
namespace {

constexpr ULONG kMaximumClasses = 65536;

// The array, which gets the handles, and the GUIDs that it points to. Where there are too many the
// machine refuses the number and looks at none, and so must we: they may not be there.
void Classes(FrameBuilder& frame, TRACE_GUID_REGISTRATION* classes, ULONG count) {
  const ULONG some = count > kMaximumClasses ? 0 : count;
  const size_t at = frame.InOut(classes, some * sizeof(*classes));
  for (ULONG i = 0; classes != nullptr && i < some; ++i) {
    if (classes[i].Guid == nullptr) continue;
    frame.Point(at + i * sizeof(*classes) + offsetof(TRACE_GUID_REGISTRATION, Guid),
                frame.Put(classes[i].Guid, sizeof(GUID)));
  }
}

ULONG Register(Function function, WMIDPREQUEST callback, PVOID context, LPCGUID control_guid,
               ULONG class_count, PTRACE_GUID_REGISTRATION classes, TRACEHANDLE* registration) {
  AwaitCallbacks();
  Call call(function);
  call.arguments().Pointer(reinterpret_cast<const void*>(callback));
  call.arguments().Pointer(context);
  In(call.arguments(), control_guid);
  call.arguments().Value(class_count);
  Classes(call.arguments(), classes, class_count);
  call.arguments().Value(0);
  call.arguments().Value(0);
  InOut(call.arguments(), registration);
  return static_cast<ULONG>(call.Send());
}

ULONG SendValue(Function function, uint64_t value) {
  Call call(function);
  call.arguments().Value(value);
  return static_cast<ULONG>(call.Send());
}

// What a message is made of, one part behind the other. The machine's limit is far below this one.
std::vector<uint8_t> Parts(va_list arguments) {
  constexpr size_t kMost = 1 << 17;
  std::vector<uint8_t> parts;
  while (const void* data = va_arg(arguments, const void*)) {
    const size_t bytes = va_arg(arguments, size_t);
    const size_t room = kMost - parts.size();
    const auto* const first = static_cast<const uint8_t*>(data);
    if (bytes > room) {
      parts.resize(kMost);
      break;
    }
    parts.insert(parts.end(), first, first + bytes);
  }
  return parts;
}

}  // namespace

ULONG RegisterTraceGuidsW(WMIDPREQUEST callback, PVOID context, LPCGUID control_guid,
                          ULONG class_count, PTRACE_GUID_REGISTRATION classes, LPCWSTR, LPCWSTR,
                          TRACEHANDLE* registration) {
  return Register(Function::kRegisterTraceGuidsW, callback, context, control_guid, class_count,
                  classes, registration);
}

ULONG RegisterTraceGuidsA(WMIDPREQUEST callback, PVOID context, LPCGUID control_guid,
                          ULONG class_count, PTRACE_GUID_REGISTRATION classes, LPCSTR, LPCSTR,
                          TRACEHANDLE* registration) {
  return Register(Function::kRegisterTraceGuidsA, callback, context, control_guid, class_count,
                  classes, registration);
}

ULONG UnregisterTraceGuids(TRACEHANDLE registration) {
  return SendValue(Function::kUnregisterTraceGuids, registration);
}

TRACEHANDLE GetTraceLoggerHandle(PVOID buffer) {
  Call call(Function::kGetTraceLoggerHandle);
  const size_t bytes =
      buffer == nullptr ? 0
                        : std::clamp<size_t>(static_cast<const WNODE_HEADER*>(buffer)->BufferSize,
                                             sizeof(ULONG), sizeof(WNODE_HEADER));
  call.arguments().InOut(buffer, bytes, sizeof(WNODE_HEADER));
  return call.Send();
}

UCHAR GetTraceEnableLevel(TRACEHANDLE session) {
  return static_cast<UCHAR>(SendValue(Function::kGetTraceEnableLevel, session));
}

ULONG GetTraceEnableFlags(TRACEHANDLE session) {
  return SendValue(Function::kGetTraceEnableFlags, session);
}

ULONG CreateTraceInstanceId(HANDLE class_handle, PEVENT_INSTANCE_INFO instance) {
  Call call(Function::kCreateTraceInstanceId);
  call.arguments().Pointer(class_handle);
  InOut(call.arguments(), instance);
  return static_cast<ULONG>(call.Send());
}

ULONG TraceEvent(TRACEHANDLE session, PEVENT_TRACE_HEADER event) {
  Call call(Function::kTraceEvent);
  call.arguments().Value(session);
  Event(call.arguments(), event, sizeof(*event));
  return static_cast<ULONG>(call.Send());
}

ULONG TraceEventInstance(TRACEHANDLE session, PEVENT_INSTANCE_HEADER event,
                         PEVENT_INSTANCE_INFO instance, PEVENT_INSTANCE_INFO parent) {
  Call call(Function::kTraceEventInstance);
  call.arguments().Value(session);
  Event(call.arguments(), event, sizeof(*event));
  In(call.arguments(), instance);
  In(call.arguments(), parent);
  return static_cast<ULONG>(call.Send());
}

ULONG TraceMessageVa(TRACEHANDLE session, ULONG flags, LPCGUID guid, USHORT number,
                     va_list arguments) {
  const bool has_component = (flags & TRACE_MESSAGE_COMPONENTID) != 0;
  const bool has_guid = (flags & TRACE_MESSAGE_GUID) != 0;
  const size_t guid_bytes = has_component ? sizeof(ULONG) : has_guid ? sizeof(GUID) : 0;
  const std::vector<uint8_t> parts = Parts(arguments);
  Call call(Function::kTraceMessageVa);
  call.arguments().Value(session);
  call.arguments().Value(flags);
  if (guid_bytes != 0) {
    call.arguments().In(guid, guid_bytes);
  } else {
    call.arguments().Value(guid != nullptr ? 1 : 0);
  }
  call.arguments().Value(number);
  call.arguments().In(parts.data(), parts.size());
  call.arguments().Value(parts.size());
  return static_cast<ULONG>(call.Send());
}

ULONG EventRegister(LPCGUID provider, PENABLECALLBACK callback, PVOID context, PREGHANDLE handle) {
  if (callback != nullptr) AwaitCallbacks();
  Call call(Function::kEventRegister);
  In(call.arguments(), provider);
  call.arguments().Pointer(reinterpret_cast<const void*>(callback));
  call.arguments().Pointer(context);
  InOut(call.arguments(), handle);
  return static_cast<ULONG>(call.Send());
}

ULONG EventUnregister(REGHANDLE handle) { return SendValue(Function::kEventUnregister, handle); }

ULONG EventSetInformation(REGHANDLE registration, EVENT_INFO_CLASS info_class, PVOID information,
                          ULONG bytes) {
  Call call(Function::kEventSetInformation);
  call.arguments().Value(registration);
  call.arguments().Value(static_cast<uint64_t>(info_class));
  call.arguments().InOut(information, bytes);
  call.arguments().Value(bytes);
  return static_cast<ULONG>(call.Send());
}

BOOLEAN EventEnabled(REGHANDLE registration, PCEVENT_DESCRIPTOR event) {
  Call call(Function::kEventEnabled);
  call.arguments().Value(registration);
  In(call.arguments(), event);
  return static_cast<BOOLEAN>(call.Send());
}

BOOLEAN EventProviderEnabled(REGHANDLE registration, UCHAR level, ULONGLONG keyword) {
  Call call(Function::kEventProviderEnabled);
  call.arguments().Value(registration);
  call.arguments().Value(level);
  call.arguments().Value(keyword);
  return static_cast<BOOLEAN>(call.Send());
}

ULONG EventWrite(REGHANDLE registration, PCEVENT_DESCRIPTOR event, ULONG count,
                 PEVENT_DATA_DESCRIPTOR data) {
  Call call(Function::kEventWrite);
  call.arguments().Value(registration);
  In(call.arguments(), event);
  call.arguments().Value(count);
  EventData(call.arguments(), data, count);
  return static_cast<ULONG>(call.Send());
}

ULONG EventWriteTransfer(REGHANDLE registration, PCEVENT_DESCRIPTOR event, LPCGUID activity,
                         LPCGUID related, ULONG count, PEVENT_DATA_DESCRIPTOR data) {
  Call call(Function::kEventWriteTransfer);
  call.arguments().Value(registration);
  In(call.arguments(), event);
  In(call.arguments(), activity);
  In(call.arguments(), related);
  call.arguments().Value(count);
  EventData(call.arguments(), data, count);
  return static_cast<ULONG>(call.Send());
}

ULONG EventWriteEx(REGHANDLE registration, PCEVENT_DESCRIPTOR event, ULONG64 filter, ULONG flags,
                   LPCGUID activity, LPCGUID related, ULONG count, PEVENT_DATA_DESCRIPTOR data) {
  Call call(Function::kEventWriteEx);
  call.arguments().Value(registration);
  In(call.arguments(), event);
  call.arguments().Value(filter);
  call.arguments().Value(flags);
  In(call.arguments(), activity);
  In(call.arguments(), related);
  call.arguments().Value(count);
  EventData(call.arguments(), data, count);
  return static_cast<ULONG>(call.Send());
}

ULONG EventWriteString(REGHANDLE registration, UCHAR level, ULONGLONG keyword, PCWSTR text) {
  Call call(Function::kEventWriteString);
  call.arguments().Value(registration);
  call.arguments().Value(level);
  call.arguments().Value(keyword);
  Text(call.arguments(), text);
  return static_cast<ULONG>(call.Send());
}

ULONG EventActivityIdControl(ULONG code, LPGUID activity) {
  Call call(Function::kEventActivityIdControl);
  call.arguments().Value(code);
  InOut(call.arguments(), activity);
  return static_cast<ULONG>(call.Send());
}

}  // namespace etalon::sim::remote
