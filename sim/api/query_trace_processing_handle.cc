// QueryTraceProcessingHandle.
//
// No simulated file comes from another partition than the host's, so what is told of partitions is
// zero. When events were dropped is known of a session that runs, not of a file.
#include <cstring>
#include <vector>

#include "sim/api/api.h"
#include "sim/api/caller_memory.h"
#include "sim/api/control_callback.h"
#include "sim/api/fail_if.h"

namespace etalon::sim {
namespace {

using Information = std::vector<uint8_t>;

bool IsKnown(ETW_PROCESS_HANDLE_INFO_TYPE information) {
  return information >= EtwQueryPartitionInformation && information <= EtwQueryLogFileHeader;
}

// A count, and a stamp a processor, aligned as in a structure.
Information LastDroppedTimes(Machine& machine, const Trace& trace) {
  constexpr size_t kFirstAt = 8;
  std::vector<int64_t> stamps(trace.logfile.LogfileHeader.NumberOfProcessors);
  const Session* session = trace.real_time ? machine.sessions().FindByName(trace.name) : nullptr;
  if (session != nullptr) stamps = session->LastLostStamps();
  const uint32_t count = static_cast<uint32_t>(stamps.size());
  Information answer(kFirstAt + count * sizeof(int64_t));
  std::memcpy(answer.data(), &count, sizeof(count));
  for (size_t i = 0; i < count; ++i) {
    std::memcpy(&answer[kFirstAt + i * sizeof(int64_t)], &stamps[i], sizeof(int64_t));
  }
  return answer;
}

Information Ask(Machine& machine, const Trace& trace, ETW_PROCESS_HANDLE_INFO_TYPE information) {
  switch (information) {
    case EtwQueryPartitionInformation:
      return Information(sizeof(ETW_TRACE_PARTITION_INFORMATION));
    case EtwQueryPartitionInformationV2:
      return Information(sizeof(ETW_TRACE_PARTITION_INFORMATION_V2));
    case EtwQueryLastDroppedTimes:
      return LastDroppedTimes(machine, trace);
    default: {
      Information answer(sizeof(TRACE_LOGFILE_HEADER));
      std::memcpy(answer.data(), &trace.logfile.LogfileHeader, answer.size());
      return answer;
    }
  }
}

}  // namespace

ULONG QueryTraceProcessingHandle(Machine& machine, TRACEHANDLE handle,
                                 ETW_PROCESS_HANDLE_INFO_TYPE information, PVOID in, ULONG in_size,
                                 PVOID out, ULONG out_size, PULONG return_length) {
  machine.host().scheduler->Yield();
  MachineHold hold(machine.lock());
  FAIL_IF(!CanWrite(machine, out, out_size, size_t{1}) || !CanWrite(machine, return_length),
          QTPH_U90);
  FAIL_IF(return_length == nullptr, QTPH_U02);
  FAIL_IF(in != nullptr || in_size != 0, QTPH_U03);
  const Trace* const trace = machine.traces().Find(handle);
  const bool is_own = trace != nullptr && trace->process == machine.caller().process;
  FAIL_IF(!is_own, QTPH_U01);
  FAIL_IF(!IsKnown(information), QTPH_U04);
  const Information answer = Ask(machine, *trace, information);
  *return_length = static_cast<ULONG>(answer.size());
  FAIL_IF(out == nullptr || out_size < answer.size(), QTPH_U05);

  std::memcpy(out, answer.data(), answer.size());
  return ERROR_SUCCESS;
}

}  // namespace etalon::sim
