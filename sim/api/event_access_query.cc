// EventAccessQuery: the permissions of a provider or session, its own or the defaults.
#include <cstring>

#include "sim/api/api.h"
#include "sim/api/caller_memory.h"
#include "sim/api/control_callback.h"
#include "sim/api/fail_if.h"

namespace etalon::sim {

ULONG EventAccessQuery(Machine& machine, LPGUID guid, PSECURITY_DESCRIPTOR buffer,
                       PULONG buffer_size) {
  machine.host().scheduler->Yield();
  MachineHold hold(machine.lock());
  FAIL_IF(!CanRead(machine, guid) || !CanWrite(machine, buffer_size) ||
              (buffer_size != nullptr && !CanWrite(machine, buffer, *buffer_size)),
          ACCQRY_U90);
  FAIL_IF(guid == nullptr || buffer_size == nullptr, ACCQRY_U01);
  FAIL_IF(buffer == nullptr && *buffer_size != 0, ACCQRY_U02);
  const std::vector<uint8_t> bytes = machine.permissions().Of(*guid).SelfRelative();
  const ULONG room = *buffer_size;
  *buffer_size = static_cast<ULONG>(bytes.size());
  FAIL_IF(room < bytes.size(), ACCQRY_E01);

  std::memcpy(buffer, bytes.data(), bytes.size());
  return ERROR_SUCCESS;
}

}  // namespace etalon::sim
