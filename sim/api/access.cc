#include "sim/api/access.h"

#include "sim/api/control_callback.h"
#include "sim/api/fail_if.h"
#include "sim/include/evntrace.h"

namespace etalon::sim {
namespace {

bool Has(const SessionSettings& session, uint32_t mode) {
  return (session.log_file_mode & mode) != 0;
}

bool IsHisOwn(const Machine& machine, const SessionSettings& session) {
  if (Has(session, EVENT_TRACE_PRIVATE_IN_PROC)) {
    return session.owner_pid == machine.caller().process->pid;
  }
  return Has(session, EVENT_TRACE_PRIVATE_LOGGER_MODE) && session.plain_owner;
}

bool Allow(Machine& machine, const GUID& guid, uint32_t rights) {
  return machine.permissions().Allow(machine.caller().process->token, guid, rights);
}

uint32_t RightsToControl(const SessionSettings& session) {
  const uint32_t real_time =
      Has(session, EVENT_TRACE_REAL_TIME_MODE) ? TRACELOG_CREATE_REALTIME : 0;
  const bool writes = !session.log_file_name.empty() || real_time == 0;
  return real_time | (writes ? TRACELOG_CREATE_ONDISK : 0);
}

}  // namespace

bool IsPrivileged(const Process& process) {
  return process.token == Token::kAdministrator || process.token == Token::kLocalSystem;
}

bool MayControl(Machine& machine, const SessionSettings& session) {
  return IsHisOwn(machine, session) || Allow(machine, session.guid, RightsToControl(session));
}

bool MayQuery(Machine& machine, const SessionSettings& session) {
  return IsHisOwn(machine, session) || Allow(machine, session.guid, WMIGUID_QUERY);
}

bool MayEnable(Machine& machine, const GUID& provider, const SessionSettings& session) {
  return IsHisOwn(machine, session) || Allow(machine, provider, TRACELOG_GUID_ENABLE);
}

bool MayConsume(Machine& machine, std::u16string_view session_name) {
  const Session* session = machine.sessions().FindByName(session_name);
  const GUID guid = session == nullptr ? GUID{} : session->settings().guid;
  return Allow(machine, guid, TRACELOG_ACCESS_REALTIME);
}

bool MayRegister(Machine& machine, const GUID& provider) {
  return Allow(machine, provider, TRACELOG_REGISTER_GUIDS);
}

bool MayWriteToSecure(Machine& machine, const Session& session) {
  MachineHold hold(machine.lock());
  if (session.state() == Session::State::kStopped) return true;  // another check's business
  const SessionSettings& settings = session.settings();
  return IsHisOwn(machine, settings) || Allow(machine, settings.guid, TRACELOG_LOG_EVENT);
}

}  // namespace etalon::sim
