// TraceEvent: the event-writing path. No lock of the machine, no virtual call, no allocation.
//
// KernelTime and UserTime come back in the record alone: in the caller's header they share their
// bytes with ClientContext and Flags, which programs expect to find unchanged at the next call.
#include "sim/api/access.h"
#include "sim/api/api.h"
#include "sim/api/caller_memory.h"
#include "sim/api/event_payload.h"
#include "sim/api/fail_if.h"
#include "sim/session/event_layout.h"

namespace etalon::sim {
namespace {

GUID ClassGuid(const EVENT_TRACE_HEADER& event) {
  if ((event.Flags & WNODE_FLAG_USE_GUID_PTR) == 0) return event.Guid;
  return *reinterpret_cast<const GUID*>(static_cast<uintptr_t>(event.GuidPtr));
}

// Why a session did not take an event.
ULONG Refusal(WriteResult result) {
  FAIL_IF(result == WriteResult::kNotRunning, TRACEEVENT_E02);
  FAIL_IF(result == WriteResult::kTooBig, TRACEEVENT_E09);
  FAIL_IF(result == WriteResult::kNoBuffer, TRACEEVENT_E04);
  FAIL_IF(result == WriteResult::kNoMemory, TRACEEVENT_E05);
  FAIL_IF(result == WriteResult::kStoreFull, TRACEEVENT_U05);
  return ERROR_SUCCESS;
}

ULONG Write(Machine& machine, TRACEHANDLE session_handle, PEVENT_TRACE_HEADER event) {
  FAIL_IF(event == nullptr, TRACEEVENT_E07);
  FAIL_IF(session_handle == 0, TRACEEVENT_E06);
  FAIL_IF(static_cast<uint16_t>(session_handle) == kKernelLoggerId, TRACEEVENT_E03);
  FAIL_IF(machine.guards_memory() && !CanUse(machine, event), TRACEEVENT_U02);
  FAIL_IF(event->Size < sizeof(EVENT_TRACE_HEADER), TRACEEVENT_E08);
  FAIL_IF((event->Flags & WNODE_FLAG_TRACED_GUID) == 0, TRACEEVENT_E01);
  const uint32_t payload_bytes = static_cast<uint32_t>(event->Size - sizeof(EVENT_TRACE_HEADER));
  const EventPayload payload(event + 1, payload_bytes, event->Flags);
  FAIL_IF(payload.HasTooManyFields(), TRACEEVENT_U03);
  const Caller& caller = machine.caller();
  Session* session = machine.sessions().ForWriting(session_handle, caller.process->pid);
  FAIL_IF(session == nullptr, TRACEEVENT_E02);
  FAIL_IF(!MayWriteTo(machine, *session), TRACEEVENT_U04);
  const uint64_t size = kFullHeaderBytes + payload.bytes();

  const uint32_t thread_id = caller.thread_id;
  const uint32_t process_id = caller.process->pid;
  const uint32_t bits = caller.process->bits;
  int64_t recorded = 0;
  const auto fill = [&](uint8_t* out, int64_t stamp) {
    const bool has_stamp = (event->Flags & WNODE_FLAG_USE_TIMESTAMP) != 0;
    recorded = has_stamp ? event->TimeStamp.QuadPart : stamp;
    const FullHeader header = {.size = static_cast<uint16_t>(size),
                               .type = event->Class.Type,
                               .level = event->Class.Level,
                               .version = event->Class.Version,
                               .thread_id = thread_id,
                               .process_id = process_id,
                               .stamp = recorded,
                               .guid = ClassGuid(*event)};
    EncodeFullHeader(header, bits, out);
    payload.CopyTo(out + kFullHeaderBytes);
  };
  const WriteResult result = size <= kMaximumEventBytes
                                 ? session->Write(caller.cpu, static_cast<uint32_t>(size), fill)
                                 : session->RefuseTooBig(caller.cpu);
  if (result != WriteResult::kWritten) [[unlikely]] {
    if (const ULONG error = Refusal(result)) return error;
  }
  event->ThreadId = thread_id;
  event->ProcessId = process_id;
  event->TimeStamp.QuadPart = recorded;
  return ERROR_SUCCESS;
}

}  // namespace

ULONG TraceEvent(Machine& machine, TRACEHANDLE session_handle, PEVENT_TRACE_HEADER event) {
  const ULONG error = Write(machine, session_handle, event);
  if (error != ERROR_SUCCESS) [[unlikely]]
    machine.caller().last_error = error;
  return error;
}

}  // namespace etalon::sim
