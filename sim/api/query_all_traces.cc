// QueryAllTraces: the sessions that the caller may query, by logger id. Names that do not fit a
// block are left out of it, without an error.
#include <algorithm>
#include <vector>

#include "sim/api/access.h"
#include "sim/api/api.h"
#include "sim/api/caller_memory.h"
#include "sim/api/fail_if.h"
#include "sim/api/properties.h"
#include "sim/api/session_control.h"

namespace etalon::sim {
namespace {

std::vector<const Session*> SessionsThatMayBeQueried(Machine& machine) {
  std::vector<const Session*> sessions;
  for (const Session* session : machine.sessions().Running()) {
    const bool is_private =
        (session->settings().log_file_mode & EVENT_TRACE_PRIVATE_LOGGER_MODE) != 0;
    if (!is_private && MayQuery(machine, session->settings())) sessions.push_back(session);
  }
  return sessions;
}

ULONG QueryAll(Machine& machine, PEVENT_TRACE_PROPERTIES* array, ULONG capacity, ULONG* count,
               Encoding encoding) {
  machine.host().scheduler->Yield();
  MachineHold hold(machine.lock());
  const ULONG largest = machine.sessions().capacity();
  FAIL_IF(!CanRead(machine, array, std::min(capacity, largest)) || !CanWrite(machine, count),
          QUERYALL_U90);
  FAIL_IF(array == nullptr, QUERYALL_E03);
  FAIL_IF(capacity == 0, QUERYALL_E01);
  FAIL_IF(count == nullptr, QUERYALL_U01);
  FAIL_IF(capacity > largest, QUERYALL_E02);
  const std::vector<const Session*> sessions = SessionsThatMayBeQueried(machine);
  const size_t filled = std::min<size_t>(sessions.size(), capacity);
  for (size_t i = 0; i < filled; ++i) {
    FAIL_IF(array[i] == nullptr, QUERYALL_U02);
    FAIL_IF(!PropertiesBlock(array[i], encoding).HoldsStructure(), QUERYALL_U03);
  }

  for (size_t i = 0; i < filled; ++i) {
    const PropertiesBlock block(array[i], encoding);
    block.WriteSettings(*sessions[i], machine.host().clock.Now());
    if (block.LoggerNameOffsetIsValid()) block.WriteSessionName(sessions[i]->settings().name);
    if (block.LogFileNameOffsetIsValid())
      block.WriteLogFileName(sessions[i]->settings().log_file_name);
  }
  *count = static_cast<ULONG>(sessions.size());
  FAIL_IF(sessions.size() > capacity, QUERYALL_E04);
  return ERROR_SUCCESS;
}

}  // namespace

ULONG QueryAllTracesW(Machine& machine, PEVENT_TRACE_PROPERTIES* properties, ULONG properties_count,
                      PULONG session_count) {
  return QueryAll(machine, properties, properties_count, session_count, Encoding::kWide);
}

ULONG QueryAllTracesA(Machine& machine, PEVENT_TRACE_PROPERTIES* properties, ULONG properties_count,
                      PULONG session_count) {
  return QueryAll(machine, properties, properties_count, session_count, Encoding::kAnsi);
}

}  // namespace etalon::sim
