// TraceMessage: TraceMessageVa with the arguments in place of the list. The exported function is
// variadic; its list arrives here.
#include "sim/api/access.h"
#include "sim/api/api.h"
#include "sim/api/fail_if.h"
#include "sim/api/message.h"

namespace etalon::sim {

ULONG TraceMessage(Machine& machine, TRACEHANDLE session_handle, ULONG flags, LPCGUID guid,
                   USHORT number, va_list arguments) {
  FAIL_IF(session_handle == 0, TRACEMSG_E01);
  FAIL_IF(static_cast<uint16_t>(session_handle) == kKernelLoggerId, TRACEMSG_E02);
  const Message message(flags, guid, number, arguments);
  FAIL_IF(message.HasUndefinedFlag(), TRACEMSG_E05);
  FAIL_IF(message.LacksGuid(), TRACEMSG_U04);
  FAIL_IF(message.IsTooLarge(), TRACEMSG_U03);
  FAIL_IF(machine.guards_memory() && !message.IsReadable(machine), TRACEMSG_U90);
  const uint32_t pid = machine.caller().process->pid;
  Session* session = machine.sessions().ForWriting(session_handle, pid);
  FAIL_IF(session == nullptr, TRACEMSG_U02);
  FAIL_IF(!MayWriteTo(machine, *session), TRACEMSG_U05);

  const WriteResult result = message.Write(machine, *session);
  if (result == WriteResult::kWritten) [[likely]] return ERROR_SUCCESS;
  FAIL_IF(result == WriteResult::kNotRunning, TRACEMSG_U02);
  FAIL_IF(result == WriteResult::kTooBig, TRACEMSG_E06);
  FAIL_IF(result == WriteResult::kNoBuffer, TRACEMSG_E03);
  FAIL_IF(result == WriteResult::kNoMemory, TRACEMSG_E04);
  FAIL_IF(result == WriteResult::kStoreFull, TRACEMSG_U06);
  return ERROR_SUCCESS;
}

}  // namespace etalon::sim
