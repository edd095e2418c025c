// TraceMessageVa: what WPP providers log, with the argument list as a va_list.
#include "sim/api/access.h"
#include "sim/api/api.h"
#include "sim/api/fail_if.h"
#include "sim/api/message.h"

namespace etalon::sim {
namespace {

ULONG Write(Machine& machine, TRACEHANDLE session_handle, ULONG flags, LPCGUID guid, USHORT number,
            va_list arguments) {
  FAIL_IF(session_handle == 0, TRACEMSGVA_E01);
  FAIL_IF(static_cast<uint16_t>(session_handle) == kKernelLoggerId, TRACEMSGVA_E02);
  const Message message(flags, guid, number, arguments);
  FAIL_IF(message.HasUndefinedFlag(), TRACEMSGVA_E05);
  FAIL_IF(message.LacksGuid(), TRACEMSGVA_U04);
  FAIL_IF(message.IsTooLarge(), TRACEMSGVA_U03);
  FAIL_IF(machine.guards_memory() && !message.IsReadable(machine), TRACEMSGVA_U06);
  const uint32_t pid = machine.caller().process->pid;
  Session* session = machine.sessions().ForWriting(session_handle, pid);
  FAIL_IF(session == nullptr, TRACEMSGVA_U02);
  FAIL_IF(!MayWriteTo(machine, *session), TRACEMSGVA_U07);

  const WriteResult result = message.Write(machine, *session);
  if (result == WriteResult::kWritten) [[likely]] return ERROR_SUCCESS;
  FAIL_IF(result == WriteResult::kNotRunning, TRACEMSGVA_U02);
  FAIL_IF(result == WriteResult::kTooBig, TRACEMSGVA_E06);
  FAIL_IF(result == WriteResult::kNoBuffer, TRACEMSGVA_E03);
  FAIL_IF(result == WriteResult::kNoMemory, TRACEMSGVA_E04);
  FAIL_IF(result == WriteResult::kStoreFull, TRACEMSGVA_U08);
  return ERROR_SUCCESS;
}

}  // namespace

ULONG TraceMessageVa(Machine& machine, TRACEHANDLE session_handle, ULONG flags, LPCGUID guid,
                     USHORT number, va_list arguments) {
  const ULONG error = Write(machine, session_handle, flags, guid, number, arguments);
  if (error != ERROR_SUCCESS) [[unlikely]]
    machine.caller().last_error = error;
  return error;
}

}  // namespace etalon::sim
