// ProcessTrace: blocks its caller, who gets the events in callbacks on his own thread.
#include <algorithm>
#include <vector>

#include "sim/api/api.h"
#include "sim/api/caller_memory.h"
#include "sim/api/close.h"
#include "sim/api/control_callback.h"
#include "sim/api/fail_if.h"
#include "sim/consumer/processing.h"

namespace etalon::sim {
namespace {

constexpr ULONG kMaximumHandles = 64;

std::optional<Ticks> ToTicks(const FILETIME* time) {
  if (time == nullptr) return std::nullopt;
  return static_cast<Ticks>(uint64_t{time->dwHighDateTime} << 32 | time->dwLowDateTime);
}

// A handle of this process that nobody processes or closes. Null: none.
Trace* FindIdle(Machine& machine, TRACEHANDLE handle) {
  Trace* trace = machine.traces().Find(handle);
  const bool is_idle = trace != nullptr && trace->process == machine.caller().process &&
                       !trace->processing && !trace->close_pending;
  return is_idle ? trace : nullptr;
}

bool HasTwice(const TRACEHANDLE* handles, ULONG count, ULONG index) {
  return std::count(handles, handles + count, handles[index]) > 1;
}

bool HasStream(const std::vector<Trace*>& traces) {
  return std::any_of(traces.begin(), traces.end(),
                     [](const Trace* trace) { return trace->stream != nullptr; });
}

// Processes with the lock let go, and closes what CloseTrace asked to be closed meanwhile.
ProcessingResult Run(Machine& machine, MachineHold& hold, const std::vector<Trace*>& traces,
                     const TimeRange& range) {
  for (Trace* trace : traces) trace->processing = true;
  hold.unlock();
  const ProcessingHost host = {machine.host(), machine.lock(), machine.sessions(),
                               machine.traces().class_callbacks()};
  const ProcessingResult result = ProcessTraces(host, traces, range);
  hold.lock();
  for (Trace* trace : traces) {
    trace->processing = false;
    if (trace->close_pending) Close(machine, hold, *trace);
  }
  return result;
}

}  // namespace

ULONG ProcessTrace(Machine& machine, PTRACEHANDLE handles, ULONG count, LPFILETIME start_time,
                   LPFILETIME end_time) {
  machine.host().scheduler->Yield();
  MachineHold hold(machine.lock());
  FAIL_IF(!CanRead(machine, handles, std::min(count, kMaximumHandles)) ||
              !CanRead(machine, start_time) || !CanRead(machine, end_time),
          PROCTRACE_U90);
  FAIL_IF(handles == nullptr, PROCTRACE_E05);
  FAIL_IF(count == 0, PROCTRACE_E01);
  FAIL_IF(count > kMaximumHandles, PROCTRACE_E02);
  TimeRange range = {ToTicks(start_time), ToTicks(end_time)};
  FAIL_IF(range.start && range.end && *range.end < *range.start, PROCTRACE_E04);
  std::vector<Trace*> traces;
  for (ULONG i = 0; i < count; ++i) {
    Trace* trace = FindIdle(machine, handles[i]);
    FAIL_IF(trace == nullptr || HasTwice(handles, count, i), PROCTRACE_E03);
    traces.push_back(trace);
  }
  const auto real_time = std::count_if(traces.begin(), traces.end(),
                                       [](const Trace* trace) { return trace->real_time; });
  FAIL_IF(real_time != 0 && real_time != static_cast<ptrdiff_t>(count), PROCTRACE_E06);
  FAIL_IF(real_time > 1, PROCTRACE_E07);
  FAIL_IF(real_time > 1, PROCTRACE_E08);
  FAIL_IF(count > 1 && HasStream(traces), PROCTRACE_U03);
  if (real_time != 0 && Holds(clauses::PROCTRACE_S31)) range.end.reset();
  if (real_time == 1) {
    const Session* session = machine.sessions().FindByName(traces.front()->name);
    FAIL_IF(session == nullptr, PROCTRACE_E11);
    FAIL_IF((session->settings().log_file_mode & EVENT_TRACE_REAL_TIME_MODE) == 0, PROCTRACE_E12);
  }

  const ProcessingResult result = Run(machine, hold, traces, range);
  FAIL_IF(result == ProcessingResult::kCancelled, PROCTRACE_E10);
  FAIL_IF(result == ProcessingResult::kCallbackFault, PROCTRACE_E09);
  FAIL_IF(result == ProcessingResult::kSessionNotRunning, PROCTRACE_E11);
  FAIL_IF(result == ProcessingResult::kFileUnreadable, PROCTRACE_U01);
  FAIL_IF(result == ProcessingResult::kFileDamaged, PROCTRACE_U02);
  return ERROR_SUCCESS;
}

}  // namespace etalon::sim
