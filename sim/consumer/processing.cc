#include "sim/consumer/processing.h"

#include <algorithm>
#include <mutex>

#include "sim/consumer/file_processing.h"
#include "sim/consumer/session_processing.h"
#include "sim/consumer/stream_processing.h"

namespace etalon::sim {
namespace {

ProcessingResult Run(const ProcessingHost& host, std::span<Trace* const> traces,
                     const TimeRange& range) {
  Trace& first = *traces.front();
  if (first.stream != nullptr) return StreamProcessing(host, first, range).Run();
  if (first.real_time) {
    SessionProcessing processing(host, first, range);
    if (!processing.Attach()) return ProcessingResult::kSessionNotRunning;
    return processing.Run();
  }
  FileProcessing processing(host, range);
  if (!processing.Open(traces)) return ProcessingResult::kFileUnreadable;
  return processing.Run();
}

void WaitForReferences(const ProcessingHost& host, std::span<Trace* const> traces) {
  std::unique_lock<Lock> hold(host.lock);
  const auto none = [&] {
    return std::all_of(traces.begin(), traces.end(),
                       [](const Trace* trace) { return trace->references.empty(); });
  };
  if (none()) return;
  host.host.scheduler->BlockUntil(host.lock, none, kForever,
                                  "ProcessTrace: the release of its buffers");
}

}  // namespace

ProcessingResult ResultOf(Answer answer) {
  return answer == Answer::kFault ? ProcessingResult::kCallbackFault : ProcessingResult::kCancelled;
}

ProcessingResult ProcessTraces(const ProcessingHost& host, std::span<Trace* const> traces,
                               const TimeRange& range) {
  ProcessingResult result = ProcessingResult::kCallbackFault;
  try {
    result = Run(host, traces, range);
  } catch (const ThreadAbandoned&) {
    throw;  // the scheduler's, not a callback's
  } catch (...) {
    result = ProcessingResult::kCallbackFault;
  }
  WaitForReferences(host, traces);
  return result;
}

}  // namespace etalon::sim
