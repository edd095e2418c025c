// OpenTraceFromFile: OpenTrace of a log file, for records alone.
#include <utility>

#include "sim/api/api.h"
#include "sim/api/caller_memory.h"
#include "sim/api/control_callback.h"
#include "sim/api/fail_if.h"
#include "sim/api/log_file.h"
#include "sim/api/record_trace.h"
#include "sim/api/session_name.h"
#include "sim/consumer/log_file_reader.h"

namespace etalon::sim {

TRACEHANDLE OpenTraceFromFile(Machine& machine, LPCWSTR file_name,
                              const ETW_OPEN_TRACE_OPTIONS* options, PTRACE_LOGFILE_HEADER header) {
  constexpr TRACEHANDLE kFailure = INVALID_PROCESSTRACE_HANDLE;
  machine.host().scheduler->Yield();
  MachineHold hold(machine.lock());
  FAIL_WITH_LAST_ERROR_IF(
      !CanReadText(machine, file_name) || !CanRead(machine, options) || !CanWrite(machine, header),
      OPENFILE_U90, kFailure);
  FAIL_WITH_LAST_ERROR_IF(options == nullptr, OPENFILE_U02, kFailure);
  const std::u16string name = Text(file_name).value_or(u"");
  FAIL_WITH_LAST_ERROR_IF(name.empty() || !IsValidPath(machine, name), OPENFILE_U01, kFailure);
  const OpenedLogFile opened = OpenLogFile(machine.host(), name);
  FAIL_WITH_LAST_ERROR_IF(opened.error != FileError::kNone, OPENFILE_U03, kFailure);
  FAIL_WITH_LAST_ERROR_IF(opened.reader == nullptr, OPENFILE_U04, kFailure);

  std::unique_ptr<Trace> trace = MakeRecordTrace(machine, *options);
  trace->name = name;
  FillLogfile(opened.reader->header(), &trace->logfile);
  if (header != nullptr) *header = trace->logfile.LogfileHeader;
  return machine.traces().Add(std::move(trace)).handle;
}

}  // namespace etalon::sim
