// EventActivityIdControl: the activity that the events of a thread belong to unless they say
// otherwise.
#include <mutex>
#include <utility>

#include "sim/api/api.h"
#include "sim/api/caller_memory.h"
#include "sim/api/fail_if.h"

namespace etalon::sim {
namespace {

GUID MakeActivityId(Machine& machine) {
  const std::lock_guard<Lock> hold(machine.lock());
  return machine.MakeActivityId();
}

}  // namespace

ULONG EventActivityIdControl(Machine& machine, ULONG code, LPGUID activity) {
  const bool is_read = code == EVENT_ACTIVITY_CTRL_SET_ID;
  FAIL_IF(is_read ? !CanRead(machine, activity) : !CanWrite(machine, activity), EVTACT_U90);
  const bool is_code =
      code >= EVENT_ACTIVITY_CTRL_GET_ID && code <= EVENT_ACTIVITY_CTRL_CREATE_SET_ID;
  FAIL_IF(!is_code, EVTACT_U01);
  FAIL_IF(activity == nullptr, EVTACT_U02);
  GUID& current = machine.caller().activity_id;

  if (code == EVENT_ACTIVITY_CTRL_GET_ID) *activity = current;
  if (code == EVENT_ACTIVITY_CTRL_SET_ID) current = *activity;
  if (code == EVENT_ACTIVITY_CTRL_CREATE_ID) *activity = MakeActivityId(machine);
  if (code == EVENT_ACTIVITY_CTRL_GET_SET_ID) std::swap(*activity, current);
  if (code == EVENT_ACTIVITY_CTRL_CREATE_SET_ID) {
    *activity = std::exchange(current, MakeActivityId(machine));
  }
  return ERROR_SUCCESS;
}

}  // namespace etalon::sim
