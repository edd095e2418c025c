// TraceEventInstance: an event of a transaction. What is recorded are class GUIDs, which the class
// handles of InstInfo and ParentInstInfo stand for; the handles in the header itself are not looked
// at.
#include "sim/api/access.h"
#include "sim/api/api.h"
#include "sim/api/caller_memory.h"
#include "sim/api/control_callback.h"
#include "sim/api/event_payload.h"
#include "sim/api/fail_if.h"
#include "sim/session/event_layout.h"

namespace etalon::sim {
namespace {

std::optional<GUID> ClassGuid(Machine& machine, HANDLE class_handle) {
  const MachineHold hold(machine.lock());
  const RegisteredClass* event_class =
      machine.providers().FindClass(*machine.caller().process, class_handle);
  return event_class != nullptr ? std::optional(event_class->class_guid) : std::nullopt;
}

InstanceHeader MakeHeader(const EVENT_INSTANCE_HEADER& event, const Caller& caller, uint64_t size) {
  InstanceHeader header;
  header.full.size = static_cast<uint16_t>(size);
  header.full.type = event.Class.Type;
  header.full.level = event.Class.Level;
  header.full.version = event.Class.Version;
  header.full.thread_id = caller.thread_id;
  header.full.process_id = caller.process->pid;
  return header;
}

void Return(const InstanceHeader& header, EVENT_INSTANCE_HEADER* event) {
  event->ThreadId = header.full.thread_id;
  event->ProcessId = header.full.process_id;
  event->TimeStamp.QuadPart = header.full.stamp;
  event->InstanceId = header.instance_id;
  event->ParentInstanceId = header.parent_instance_id;
}

}  // namespace

ULONG TraceEventInstance(Machine& machine, TRACEHANDLE session_handle, PEVENT_INSTANCE_HEADER event,
                         PEVENT_INSTANCE_INFO instance, PEVENT_INSTANCE_INFO parent) {
  FAIL_IF(event == nullptr, TRACEINST_E03);
  FAIL_IF(instance == nullptr, TRACEINST_E04);
  FAIL_IF(session_handle == 0, TRACEINST_E06);
  FAIL_IF(static_cast<uint16_t>(session_handle) == kKernelLoggerId, TRACEINST_E09);
  FAIL_IF(machine.guards_memory() &&
              !(CanUse(machine, event) && CanRead(machine, instance) && CanRead(machine, parent)),
          TRACEINST_U01);
  FAIL_IF(event->Size < sizeof(EVENT_INSTANCE_HEADER), TRACEINST_E07);
  FAIL_IF((event->Flags & WNODE_FLAG_TRACED_GUID) == 0, TRACEINST_E01);
  FAIL_IF(instance->RegHandle == nullptr || instance->InstanceId == 0, TRACEINST_E05);
  const std::optional<GUID> class_guid = ClassGuid(machine, instance->RegHandle);
  const std::optional<GUID> parent_guid =
      parent != nullptr ? ClassGuid(machine, parent->RegHandle) : GUID{};
  FAIL_IF(!class_guid, TRACEINST_U02);
  FAIL_IF(!parent_guid, TRACEINST_U03);
  const uint32_t payload_bytes = static_cast<uint32_t>(event->Size - sizeof(EVENT_INSTANCE_HEADER));
  const EventPayload payload(event + 1, payload_bytes, event->Flags);
  FAIL_IF(payload.HasTooManyFields(), TRACEINST_U04);
  FAIL_IF(machine.host().faults.ShouldFail(Fault::kPropertiesMemory), TRACEINST_E02);
  const Caller& caller = machine.caller();
  Session* session = machine.sessions().ForWriting(session_handle, caller.process->pid);
  FAIL_IF(session == nullptr, TRACEINST_E08);
  FAIL_IF(!MayWriteTo(machine, *session), TRACEINST_U05);
  const uint64_t size = kInstanceHeaderBytes + payload.bytes();

  InstanceHeader header = MakeHeader(*event, caller, size);
  header.full.guid = *class_guid;
  header.instance_id = instance->InstanceId;
  header.parent_instance_id = parent != nullptr ? parent->InstanceId : 0;
  header.parent_guid = *parent_guid;
  const bool has_stamp = (event->Flags & WNODE_FLAG_USE_TIMESTAMP) != 0;
  const auto fill = [&](uint8_t* out, int64_t stamp) {
    header.full.stamp = has_stamp ? event->TimeStamp.QuadPart : stamp;
    EncodeInstanceHeader(header, caller.process->bits, out);
    payload.CopyTo(out + kInstanceHeaderBytes);
  };
  const WriteResult result = size <= kMaximumEventBytes
                                 ? session->Write(caller.cpu, static_cast<uint32_t>(size), fill)
                                 : session->RefuseTooBig(caller.cpu);
  FAIL_IF(result == WriteResult::kNotRunning, TRACEINST_E08);
  FAIL_IF(result == WriteResult::kTooBig, TRACEINST_E12);
  FAIL_IF(result == WriteResult::kNoBuffer, TRACEINST_E10);
  FAIL_IF(result == WriteResult::kNoMemory, TRACEINST_E11);
  FAIL_IF(result == WriteResult::kStoreFull, TRACEINST_U06);
  Return(header, event);
  return ERROR_SUCCESS;
}

}  // namespace etalon::sim
