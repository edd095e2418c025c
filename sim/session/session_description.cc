// A session as text, to be compared before and after a call.
#include <string>

#include "sim/session/session.h"

namespace etalon::sim {
namespace {

std::string Joined(const auto& numbers) {
  std::string text;
  for (const auto number : numbers) text += (text.empty() ? "" : " ") + std::to_string(number);
  return text;
}

}  // namespace

void Session::DescribeSettings(const StateWriter& out) const {
  out.Text("Wnode.Guid", ToText(settings_.guid));
  out.Number("Wnode.ClientContext", settings_.client_context);
  out.Number("Wnode.Flags", settings_.wnode_flags);
  out.Number("BufferSize", settings_.buffer_size_kb);
  out.Number("MinimumBuffers", settings_.minimum_buffers);
  out.Number("MaximumBuffers", settings_.maximum_buffers);
  out.Number("MaximumFileSize", settings_.maximum_file_size);
  out.Number("LogFileMode", settings_.log_file_mode);
  out.Number("FlushTimer", settings_.flush_timer);
  out.Number("EnableFlags", settings_.enable_flags);
  out.Text("LogFileName", settings_.log_file_name);
  if (!settings_.heap) return;
  out.Text("HeapProcesses", Joined(settings_.heap_pids));
  out.Text("HeapStackTypes", Joined(settings_.heap_stack_types));
}

void Session::DescribeStatistics(const StateWriter& out) const {
  const SessionStatistics now = statistics();
  out.Number("EventsLost", now.events_lost);
  out.Number("BuffersWritten", now.buffers_written);
  out.Number("LogBuffersLost", now.log_buffers_lost);
  out.Number("RealTimeBuffersLost", now.real_time_buffers_lost);
  out.Number("LoggerThreadId", now.logger_thread_id);
  pool_.Describe(out);
}

void Session::Describe(const StateWriter& out) const {
  out.Number("Handle", handle());
  out.Text("State", state_ == State::kRunning ? "running" : "stopping");
  DescribeSettings(out);
  DescribeStatistics(out);
  out.Number("Sequence", sequence_);
  for (const auto& cell : cells_) {
    std::lock_guard<SpinLock> hold(cell->lock);
    const StateWriter of_cell = out.In("cpu", cell->cpu);
    of_cell.Number("Open", cell->open ? 1 : 0);
    of_cell.Number("Filled", cell->buffer == nullptr ? 0 : cell->buffer->offset());
    of_cell.Number("EventLost", cell->event_lost ? 1 : 0);
  }
  real_time_feed_.Describe(out.In("feed"));
  out.Text("OpenLogFile", log_file_full_name());
}

}  // namespace etalon::sim
