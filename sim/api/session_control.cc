#include "sim/api/session_control.h"

#include <utility>

#include "sim/api/access.h"
#include "sim/api/enable_provider.h"
#include "sim/api/fail_if.h"
#include "sim/api/log_file.h"
#include "sim/api/private_sessions.h"

namespace etalon::sim {
namespace {

// ETW disables what the session enabled, and tells the providers, classic ones since Windows 8.
void DisableProviders(Machine& machine, MachineHold& hold, const Session& session) {
  for (const GUID& guid : machine.providers().EnabledBy(session)) {
    DisableProvider(machine, hold, guid, session, {}, INFINITE,
                    !Holds(clauses::CONTROLTRACE_S32));
  }
}

}  // namespace

bool IsLogFileOf(Machine& machine, const Session& session, const std::u16string& name) {
  const std::u16string& own = session.settings().log_file_name;
  if (own.empty() || name.empty()) return false;
  const Disk& disk = *machine.host().disk;
  return UpperCase(disk.FullName(own)) == UpperCase(disk.FullName(name));
}

ULONG ReportSession(Machine& machine, const Session& session, const PropertiesBlock& properties) {
  properties.WriteSettings(session, machine.host().clock.Now());
  const bool session_name_fits = properties.WriteSessionName(session.settings().name);
  const bool file_name_fits = properties.WriteLogFileName(session.settings().log_file_name);
  FAIL_IF(!session_name_fits || !file_name_fits, CONTROLTRACE_E11);
  return ERROR_SUCCESS;
}

ULONG StopSession(Machine& machine, MachineHold& hold, Session& session,
                  const PropertiesBlock& properties) {
  FAIL_IF(session.state() == Session::State::kStopping, CONTROLTRACE_E15);
  FAIL_IF((session.settings().log_file_mode & EVENT_TRACE_NONSTOPPABLE_MODE) != 0,
          CONTROLTRACE_U05);
  if (session.settings().system_logger) machine.kernel_log().RunDown(session, false);
  machine.heaps().StopTracing(session);
  session.BeginStop();
  StopInstances(machine, session);
  DisableProviders(machine, hold, session);
  session.Finish();
  return ReportSession(machine, session, properties);
}

void EndSession(Machine& machine, Session& session) {
  {
    MachineHold hold(machine.lock());
    if (!session.must_end()) return;  // somebody has stopped it meanwhile
    machine.heaps().StopTracing(session);
    session.BeginStop();
    StopInstances(machine, session);
  }
  // Providers may take their time when they are told; a timer may not.
  machine.host().scheduler->Spawn([&machine, &session] {
    Caller nobody{.machine = &machine};
    const CallerScope scope(nobody);
    MachineHold hold(machine.lock());
    DisableProviders(machine, hold, session);
    session.Finish();
  });
}

ULONG FlushSession(Machine& machine, Session& session, const PropertiesBlock& properties) {
  if ((session.settings().log_file_mode & EVENT_TRACE_BUFFERING_MODE) != 0) {
    const std::u16string log_file = properties.LogFileName();
    FAIL_IF(log_file.empty(), CONTROLTRACE_U07);
    std::unique_ptr<File> file;
    const ULONG error = CreateFurtherLogFile(machine, session, log_file, &file);
    if (error != ERROR_SUCCESS) return error;
    const FileError written = session.WriteSnapshot(log_file, std::move(file));
    FAIL_IF(written != FileError::kNone, CONTROLTRACE_U10);
  }
  session.Flush();
  for (Session* instance : session.instances()) instance->Flush();
  return ReportSession(machine, session, properties);
}

ULONG IncrementFile(Machine& machine, Session& session, const PropertiesBlock& properties) {
  FAIL_IF((session.settings().log_file_mode & EVENT_TRACE_FILE_MODE_NEWFILE) == 0,
          CONTROLTRACE_U04);
  const FileError error = session.IncrementFile();
  FAIL_IF(error == FileError::kInUse, CONTROLTRACE_E10);
  FAIL_IF(error != FileError::kNone, CONTROLTRACE_U10);
  return ReportSession(machine, session, properties);
}

ULONG ConvertToRealTime(Machine& machine, Session& session, const PropertiesBlock& properties) {
  const SessionSettings& settings = session.settings();
  // A ring has only had its snapshot written to a file.
  const uint32_t fixed = EVENT_TRACE_PRIVATE_LOGGER_MODE | EVENT_TRACE_BUFFERING_MODE;
  FAIL_IF(settings.log_file_name.empty() || (settings.log_file_mode & fixed) != 0,
          CONTROLTRACE_U11);
  session.ConvertToRealTime();
  return ReportSession(machine, session, properties);
}

ULONG CreateFurtherLogFile(Machine& machine, const Session& session, const std::u16string& name,
                           std::unique_ptr<File>* file) {
  FAIL_IF(!FolderExists(machine, name), CONTROLTRACE_U08);
  FAIL_IF(!MayCreateFile(machine, name), CONTROLTRACE_U09);
  FAIL_IF(IsInUse(machine, name, &session), CONTROLTRACE_E10);
  const FileError error = CreateLogFile(machine, name, session.settings().log_file_mode, file);
  FAIL_IF(error == FileError::kInUse, CONTROLTRACE_E10);
  FAIL_IF(error != FileError::kNone, CONTROLTRACE_U09);
  return ERROR_SUCCESS;
}

}  // namespace etalon::sim
