// OpenTrace: a log file, which is looked into at once, or a real-time session, which may start
// later. Errors are told by the last error.
#include <memory>
#include <utility>

#include "sim/api/access.h"
#include "sim/api/api.h"
#include "sim/api/caller_memory.h"
#include "sim/api/control_callback.h"
#include "sim/api/fail_if.h"
#include "sim/api/log_file.h"
#include "sim/api/record_trace.h"
#include "sim/api/session_name.h"
#include "sim/consumer/log_file_reader.h"

namespace etalon::sim {
namespace {

// The names of a consumer's structure, in whichever form they came.
struct Source {
  std::optional<std::u16string> log_file;
  std::optional<std::u16string> session;
};

template <typename Logfile>
bool CanUseLogfile(Machine& machine, Logfile* logfile) {
  if (logfile == nullptr || !machine.guards_memory()) return true;
  return CanWrite(machine, logfile) && CanReadText(machine, logfile->LogFileName) &&
         CanReadText(machine, logfile->LoggerName);
}

std::unique_ptr<Trace> MakeTrace(const Machine& machine, const Source& source,
                                 const EVENT_TRACE_LOGFILEW& logfile, bool ansi) {
  auto trace = std::make_unique<Trace>();
  trace->process = machine.caller().process;
  trace->real_time = source.session.has_value();
  trace->name = source.session ? *source.session : *source.log_file;
  trace->mode = logfile.ProcessTraceMode;
  if ((trace->mode & PROCESS_TRACE_MODE_EVENT_RECORD) != 0) {
    trace->event_record_callback = logfile.EventRecordCallback;
  } else {
    trace->event_callback = logfile.EventCallback;
  }
  trace->buffer_callback = logfile.BufferCallback;
  trace->context = logfile.Context;
  trace->ansi = ansi;
  trace->logfile = logfile;
  return trace;
}

TRACEHANDLE Open(Machine& machine, const Source& source, EVENT_TRACE_LOGFILEW* logfile, bool ansi) {
  constexpr TRACEHANDLE kFailure = INVALID_PROCESSTRACE_HANDLE;
  machine.host().scheduler->Yield();
  MachineHold hold(machine.lock());
  FAIL_WITH_LAST_ERROR_IF(logfile == nullptr, OPENTRACE_E01, kFailure);
  FAIL_WITH_LAST_ERROR_IF(source.log_file && source.session, OPENTRACE_U01, kFailure);
  if (source.session) {
    FAIL_WITH_LAST_ERROR_IF(!MayConsume(machine, *source.session), OPENTRACE_E03, kFailure);
    FillFromSession(machine, *source.session, logfile);
  } else {
    const bool is_named = source.log_file && !source.log_file->empty();
    FAIL_WITH_LAST_ERROR_IF(!is_named || !IsValidPath(machine, *source.log_file), OPENTRACE_E02,
                            kFailure);
    const OpenedLogFile opened = OpenLogFile(machine.host(), *source.log_file);
    FAIL_WITH_LAST_ERROR_IF(opened.error != FileError::kNone, OPENTRACE_U02, kFailure);
    FAIL_WITH_LAST_ERROR_IF(opened.reader == nullptr, OPENTRACE_U04, kFailure);
    FillLogfile(opened.reader->header(), logfile);
  }
  return machine.traces().Add(MakeTrace(machine, source, *logfile, ansi)).handle;
}

}  // namespace

TRACEHANDLE OpenTraceW(Machine& machine, PEVENT_TRACE_LOGFILEW logfile) {
  FAIL_WITH_LAST_ERROR_IF(!CanUseLogfile(machine, logfile), OPENTRACE_U90,
                          INVALID_PROCESSTRACE_HANDLE);
  Source source;
  if (logfile != nullptr) source = {Text(logfile->LogFileName), Text(logfile->LoggerName)};
  return Open(machine, source, logfile, false);
}

TRACEHANDLE OpenTraceA(Machine& machine, PEVENT_TRACE_LOGFILEA logfile) {
  static_assert(sizeof(EVENT_TRACE_LOGFILEA) == sizeof(EVENT_TRACE_LOGFILEW));
  FAIL_WITH_LAST_ERROR_IF(!CanUseLogfile(machine, logfile), OPENTRACE_U90,
                          INVALID_PROCESSTRACE_HANDLE);
  Source source;
  if (logfile != nullptr) source = {Text(logfile->LogFileName), Text(logfile->LoggerName)};
  return Open(machine, source, reinterpret_cast<EVENT_TRACE_LOGFILEW*>(logfile), true);
}

}  // namespace etalon::sim
