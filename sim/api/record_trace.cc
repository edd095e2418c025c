#include "sim/api/record_trace.h"

#include <utility>
#include <vector>

#include "sim/consumer/log_file_reader.h"

namespace etalon::sim {

std::unique_ptr<Trace> MakeRecordTrace(const Machine& machine,
                                       const ETW_OPEN_TRACE_OPTIONS& options) {
  auto trace = std::make_unique<Trace>();
  trace->process = machine.caller().process;
  trace->mode = PROCESS_TRACE_MODE_EVENT_RECORD;
  if ((options.ProcessTraceModes & ETW_PROCESS_TRACE_MODE_RAW_TIMESTAMP) != 0) {
    trace->mode |= PROCESS_TRACE_MODE_RAW_TIMESTAMP;
  }
  trace->event_record_callback = options.EventCallback;
  trace->context = options.EventCallbackContext;
  trace->raw_buffer_callback = options.BufferCallback;
  trace->raw_buffer_context = options.BufferCallbackContext;
  return trace;
}

TRACEHANDLE OpenSession(Machine& machine, const std::u16string& name,
                        const ETW_OPEN_TRACE_OPTIONS& options, PTRACE_LOGFILE_HEADER header) {
  std::unique_ptr<Trace> trace = MakeRecordTrace(machine, options);
  trace->real_time = true;
  trace->name = name;
  trace->mode |= PROCESS_TRACE_MODE_REAL_TIME;
  FillFromSession(machine, name, &trace->logfile);
  if (header != nullptr) *header = trace->logfile.LogfileHeader;
  return machine.traces().Add(std::move(trace)).handle;
}

void FillFromSession(Machine& machine, const std::u16string& name, EVENT_TRACE_LOGFILEW* logfile) {
  const Session* session = machine.sessions().FindByName(name);
  if (session == nullptr) return;
  const std::vector<uint8_t> header_buffer = session->HeaderBuffer();
  Defect defect;
  const auto reader = LogFileReader::Open(std::make_unique<MemoryBytes>(header_buffer), &defect);
  if (reader != nullptr) FillLogfile(reader->header(), logfile);
}

}  // namespace etalon::sim
