// EnumerateTraceGuids: every provider GUID that somebody has registered, and who enabled it last.
#include <algorithm>

#include "sim/api/api.h"
#include "sim/api/caller_memory.h"
#include "sim/api/control_callback.h"
#include "sim/api/fail_if.h"
#include "sim/api/known_providers.h"

namespace etalon::sim {
namespace {

constexpr ULONG kLargestArray = 1024;  // of which the end is looked for

TRACE_GUID_PROPERTIES PropertiesOf(const ProviderRegistry& providers, const GUID& guid) {
  TRACE_GUID_PROPERTIES properties = {};
  properties.Guid = guid;
  const ProviderEnablement* const enablement = providers.EnablementOf(guid);
  if (enablement == nullptr) return properties;
  const Enablement newest = ClassicForm(enablement->requests.back());
  properties.LoggerId = static_cast<uint16_t>(newest.session);
  properties.EnableLevel = newest.level;
  properties.EnableFlags = newest.flags;
  properties.IsEnable = TRUE;
  return properties;
}

}  // namespace

ULONG EnumerateTraceGuids(Machine& machine, PTRACE_GUID_PROPERTIES* array, ULONG capacity,
                          PULONG count) {
  machine.host().scheduler->Yield();
  MachineHold hold(machine.lock());
  FAIL_IF(!CanRead(machine, array, std::min(capacity, kLargestArray)) || !CanWrite(machine, count),
          ENUMGUIDS_U90);
  FAIL_IF(array == nullptr, ENUMGUIDS_E02);
  FAIL_IF(capacity == 0, ENUMGUIDS_E01);
  FAIL_IF(count == nullptr, ENUMGUIDS_U01);
  const std::vector<GUID> registered = RegisteredProviders(machine.providers());
  const size_t filled = std::min<size_t>(registered.size(), capacity);
  for (size_t i = 0; i < filled; ++i) FAIL_IF(array[i] == nullptr, ENUMGUIDS_U02);

  for (size_t i = 0; i < filled; ++i) {
    *array[i] = PropertiesOf(machine.providers(), registered[i]);
  }
  *count = static_cast<ULONG>(registered.size());
  FAIL_IF(registered.size() > capacity, ENUMGUIDS_E03);
  return ERROR_SUCCESS;
}

}  // namespace etalon::sim
