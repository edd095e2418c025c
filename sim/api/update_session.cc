// ControlTrace UPDATE: what of a session can change while it runs.
#include <algorithm>
#include <utility>

#include "sim/api/fail_if.h"
#include "sim/api/flags_extension.h"
#include "sim/api/log_file_mode.h"
#include "sim/api/private_sessions.h"
#include "sim/api/session_control.h"

namespace etalon::sim {
namespace {

uint32_t WithRealTime(uint32_t log_file_mode, bool real_time) {
  return real_time ? log_file_mode | EVENT_TRACE_REAL_TIME_MODE
                   : log_file_mode & ~uint32_t{EVENT_TRACE_REAL_TIME_MODE};
}

// Modes that exclude each other, among those that are asked for or among those that would result.
// What the session has already is no matter: a NEWFILE session is told to be SEQUENTIAL, too.
bool ModesConflict(const SessionSettings& settings, const EVENT_TRACE_PROPERTIES& asked,
                   bool new_log_file) {
  const bool real_time = (asked.LogFileMode & EVENT_TRACE_REAL_TIME_MODE) != 0;
  const ModeRequest alone = {.log_file_mode = asked.LogFileMode};
  const ModeRequest before = {.log_file_mode = settings.log_file_mode,
                              .log_file = !settings.log_file_name.empty(),
                              .maximum_size = settings.maximum_file_size != 0,
                              .system_logger = settings.system_logger};
  ModeRequest result = before;
  result.log_file_mode = WithRealTime(settings.log_file_mode, real_time);
  result.log_file |= new_log_file;
  const auto arises = [&](ModeConflict kind) {
    return Conflicts(kind, result) && !Conflicts(kind, before);
  };
  return Conflicts(ModeConflict::kAgreed, alone) || Conflicts(ModeConflict::kContested, alone) ||
         arises(ModeConflict::kAgreed) || arises(ModeConflict::kContested) ||
         arises(ModeConflict::kUnwritten);
}

// What private sessions cannot change.
void ChangeBuffersAndDelivery(Session& session, const EVENT_TRACE_PROPERTIES& asked) {
  const SessionSettings& settings = session.settings();
  if (asked.MaximumBuffers != 0) {
    session.SetMaximumBuffers(std::max<uint32_t>(asked.MaximumBuffers, settings.minimum_buffers));
  }
  const bool was_real_time = (settings.log_file_mode & EVENT_TRACE_REAL_TIME_MODE) != 0;
  const bool real_time = (asked.LogFileMode & EVENT_TRACE_REAL_TIME_MODE) != 0;
  if (real_time != was_real_time) session.SetRealTime(real_time);
  if (settings.system_logger && !HasExtension(asked)) session.SetEnableFlags(asked.EnableFlags);
}

bool ExtensionIsInvalid(const EVENT_TRACE_PROPERTIES& asked) {
  if (!HasExtension(asked)) return false;
  const std::optional<FlagsExtension> extension = ReadExtension(asked);
  return !extension || extension->stack_hooks.size() > kMaximumStackHooks;
}

// More flags, other processes, other stacks.
void ChangeByExtension(Machine& machine, Session& session, const EVENT_TRACE_PROPERTIES& asked) {
  const std::optional<FlagsExtension> extension = ReadExtension(asked);
  if (!extension) return;
  ApplyExtension(machine, *extension, &session.mutable_targets());
  if (session.settings().heap) machine.heaps().Trace(session, machine.processes());
}

}  // namespace

ULONG UpdateSession(Machine& machine, Session& session, const PropertiesBlock& properties) {
  const SessionSettings& settings = session.settings();
  const std::u16string log_file = properties.LogFileName();
  FAIL_IF(ModesConflict(settings, *properties, !log_file.empty()), CONTROLTRACE_E08);
  // UpdateHeapTrace allows flags, which have no effect.
  FAIL_IF(properties->EnableFlags != 0 && !settings.system_logger && !settings.heap,
          CONTROLTRACE_U02);
  FAIL_IF(ExtensionIsInvalid(*properties), CONTROLTRACE_U17);
  std::unique_ptr<File> file;
  if (!log_file.empty()) {
    const ULONG error = CreateFurtherLogFile(machine, session, log_file, &file);
    if (error != ERROR_SUCCESS) return error;
  }

  // First what may fail: nothing else has changed then.
  if (file != nullptr) {
    const FileError opened = session.SetLogFile(log_file, std::move(file));
    FAIL_IF(opened != FileError::kNone, CONTROLTRACE_U10);
  }
  const bool is_private = (settings.log_file_mode & EVENT_TRACE_PRIVATE_LOGGER_MODE) != 0;
  if (!is_private) ChangeBuffersAndDelivery(session, *properties);
  ChangeByExtension(machine, session, *properties);
  if (properties->FlushTimer != 0) session.SetFlushTimer(properties->FlushTimer);
  if (is_private) UpdateInstances(machine, session, !log_file.empty());
  return ReportSession(machine, session, properties);
}

}  // namespace etalon::sim
