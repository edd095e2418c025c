#include "conformance/plan/summary.h"

#include <array>
#include <cmath>
#include <iomanip>
#include <sstream>

#include "conformance/plan/examples.h"
#include "conformance/plan/quantity.h"

namespace etalon::plan {
namespace {

std::string RateText(double rate, SinkKind kind) {
  if (kind == SinkKind::kFile) return BytesText(static_cast<uint64_t>(rate)) + "/s";
  return CountText(static_cast<uint64_t>(std::llround(rate))) + " events/s";
}

std::string StreamsText(const Scenario& scenario, const Buffering& buffering) {
  if (!buffering.per_processor) return "one stream (NO_PER_PROCESSOR_BUFFERING)";
  return std::to_string(scenario.processors) +
         (scenario.processors == 1 ? " processor" : " processors");
}

// What the issue of the comparison does not tell.
constexpr std::array<const char*, 3> kUntold = {
    "a process start comes with 40 events of 300 bytes in the same session (images, files, "
    "registry), of which as large a part is lost as of the starts",
    "one parent starts 100 processes a second; 20 or 40 parents share the six processors, which "
    "start 160",
    "the consumer manages 3,400 events a second, a number chosen so that the flat burst loses "
    "about what it lost; the order of the three, and that the larger pool loses none, are what the "
    "model predicts"};

void PrintReason(uint64_t count, const char* reason, std::ostream& out) {
  if (count == 0) return;
  out << "    " << std::setw(12) << CountText(count) << "  " << reason << '\n';
}

void PrintLosses(const Forecast& forecast, std::ostream& out) {
  if (forecast.lost() == 0) {
    out << "  lost          none\n";
    return;
  }
  out << "  lost          " << CountText(forecast.lost()) << " ("
      << ShareText(forecast.lost(), forecast.attempted) << "), the first "
      << DurationText(*forecast.first_loss) << " after the start, the last "
      << DurationText(forecast.last_loss) << '\n';
  PrintReason(forecast.no_buffer, "ERROR_NOT_ENOUGH_MEMORY (8): every buffer is in use", out);
  PrintReason(forecast.no_memory, "ERROR_OUTOFMEMORY (14): no memory for one more buffer", out);
  PrintReason(forecast.store_full,
              "ERROR_LOG_FILE_FULL (1502): nobody consumes, and the playback store is full", out);
  PrintReason(forecast.too_large, "ERROR_MORE_DATA (234): larger than a buffer", out);
  PrintReason(forecast.in_lost_buffers,
              "no error: with their buffers (LogBuffersLost, RealTimeBuffersLost)", out);
  PrintReason(forecast.ended, "the disk was full and the session had ended", out);
}

void PrintSink(const Scenario& scenario, const Forecast& forecast, std::ostream& out) {
  out << "  buffers       " << forecast.peak_in_use << " of " << forecast.adjusted.maximum_buffers
      << " in use at most ("
      << BytesText(uint64_t{forecast.peak_in_use} * forecast.adjusted.buffer_size_kb * 1024)
      << ")\n";
  out << "  QUERY says    EventsLost " << forecast.events_lost << ", LogBuffersLost "
      << forecast.log_buffers_lost << ", RealTimeBuffersLost " << forecast.real_time_buffers_lost
      << ", BuffersWritten " << forecast.buffers_written << '\n';
  if (scenario.sink.kind == SinkKind::kRealTime && scenario.sink.has_consumer) {
    out << "  consumer      has had " << CountText(forecast.delivered) << " events and "
        << CountText(forecast.announcements) << " announcements of losses (RT_LostEvent)\n";
  } else if (scenario.sink.kind == SinkKind::kRealTime) {
    out << "  store         " << CountText(forecast.stored) << " events wait in it at the end\n";
  }
}

void PrintItem(const std::string& text, std::ostream& out) {
  constexpr size_t kWidth = 84;
  std::istringstream words(text);
  std::string line = "  -";
  for (std::string word; words >> word;) {
    if (line.size() + 1 + word.size() > kWidth) {
      out << line << '\n';
      line = "   ";
    }
    line += " " + word;
  }
  out << line << '\n';
}

void PrintRemedies(const std::vector<Remedy>& remedies, std::ostream& out) {
  if (remedies.empty()) {
    out << "  no pool of up to " << BytesText(kLargestPool) << " is enough\n";
    return;
  }
  out << "    BufferSize  MinimumBuffers  MaximumBuffers    memory\n";
  for (const Remedy& remedy : remedies) {
    out << std::setw(11) << remedy.buffering.buffer_size_kb << " KB" << std::setw(16)
        << remedy.buffering.minimum_buffers << std::setw(16) << remedy.buffering.maximum_buffers
        << std::setw(10) << BytesText(remedy.bytes) << '\n';
  }
}

void PrintAdvice(const Scenario& scenario, const Forecast& forecast, const Advice& advice,
                 std::ostream& out) {
  if (forecast.lost() == 0) return;
  out << "\nSettings that lose none (found by running them; leave a margin)\n";
  if (scenario.sink.kind == SinkKind::kRealTime && !scenario.sink.has_consumer) {
    out << "  none: no number of buffers helps where nobody consumes\n";
    return;
  }
  PrintRemedies(advice.buffering, out);
  if (advice.sink_rate) {
    const bool file = scenario.sink.kind == SinkKind::kFile;
    out << "  or, with the buffers as they are, a " << (file ? "disk" : "consumer") << " of "
        << RateText(*advice.sink_rate, scenario.sink.kind) << '\n';
  }
}

void PrintAssumptions(const Scenario& scenario, std::ostream& out) {
  out << "\nThe model assumes\n";
  for (const std::string& assumption : Assumptions(scenario)) PrintItem(assumption, out);
}

}  // namespace

std::string SessionText(const Scenario& scenario, const Buffering& adjusted) {
  std::string text =
      scenario.sink.kind == SinkKind::kFile ? "log file session, " : "real-time session, ";
  text += BytesText(uint64_t{adjusted.buffer_size_kb} * 1024) + " x " +
          CountText(adjusted.minimum_buffers) + ".." + CountText(adjusted.maximum_buffers) +
          " buffers, " + StreamsText(scenario, adjusted) + ", ";
  return text + (adjusted.flush_timer == 0 ? "no flush timer"
                                           : "flush timer " + DurationText(adjusted.flush_timer));
}

std::string SinkText(const Scenario& scenario) {
  const Sink& sink = scenario.sink;
  if (sink.kind == SinkKind::kFile) {
    std::string text = "disk ";
    text += sink.disk_rate == kUnlimited ? "as fast as anybody writes"
                                         : RateText(sink.disk_rate, SinkKind::kFile);
    if (sink.disk_latency > 0) text += ", latency " + DurationText(sink.disk_latency);
    return text;
  }
  if (!sink.has_consumer) return "no consumer, playback store of " + BytesText(sink.store_bytes);
  std::string text = "consumer ";
  text += sink.consumer_rate == kUnlimited ? "as fast as anybody writes"
                                           : RateText(sink.consumer_rate, SinkKind::kRealTime);
  if (sink.consumer_after > 0) text += ", coming after " + DurationText(sink.consumer_after);
  if (sink.stall_length > 0) {
    text +=
        ", stalled at " + DurationText(sink.stall_at) + " for " + DurationText(sink.stall_length);
  }
  return text;
}

std::string BurstText(const Scenario& scenario) {
  std::string text;
  const char* const items = scenario.events_each > 1 ? "items" : "events";
  for (const Burst& burst : scenario.bursts) {
    text += (text.empty() ? "" : "; ") + ToText(burst, items);
  }
  if (scenario.events_each > 1) {
    text += "; an item is " + CountText(scenario.events_each) + " events";
  }
  return text + "; " + CountText(scenario.event_bytes) + " bytes an event";
}

std::vector<std::string> Assumptions(const Scenario& scenario) {
  std::vector<std::string> list = {
      "events come at an even pace, and a producer stays on its processor",
      "the pool grows at once, up to MaximumBuffers; on Windows events at high IRQL (the "
      "kernel's) cannot make it grow: set MinimumBuffers for their bursts",
      "a full buffer is handed on at once: no thread waits for a processor"};
  if (scenario.sink.kind == SinkKind::kFile) {
    list.emplace_back("nobody else uses the disk; it writes one buffer after the other");
  } else if (scenario.sink.has_consumer) {
    list.emplace_back("a buffer is free again when the consumer has seen its last event");
  } else {
    list.emplace_back("the playback store takes no time, and up to so many bytes");
  }
  return list;
}

void PrintSummary(const Scenario& scenario, const Forecast& forecast, const Advice& advice,
                  std::ostream& out) {
  out << SessionText(scenario, forecast.adjusted) << '\n'
      << SinkText(scenario) << '\n'
      << BurstText(scenario) << "\n\n";
  out << "  attempted     " << CountText(forecast.attempted) << " events in "
      << DurationText(scenario.length()) << '\n';
  PrintLosses(forecast, out);
  PrintSink(scenario, forecast, out);
  PrintAdvice(scenario, forecast, advice, out);
  PrintAssumptions(scenario, out);
}

void PrintComparison(std::ostream& out) {
  const Scenario first = *FindExample(RustinelBursts().front().name);
  out << "Karib0u/rustinel, issue 305 (Windows 11, 6 processors): process starts lost\n\n"
      << std::left << std::setw(30) << "" << std::right << std::setw(22) << "32 KB x 2..24"
      << std::setw(22) << "256 KB x 64..128" << '\n'
      << std::left << std::setw(30) << "burst" << std::right << std::setw(11) << "measured"
      << std::setw(11) << "predicted" << std::setw(11) << "measured" << std::setw(11) << "predicted"
      << '\n';
  for (const Measured& burst : RustinelBursts()) {
    Scenario scenario = *FindExample(burst.name);
    const Forecast before = Rehearse(scenario);
    scenario.buffering = RustinelRemedy();
    const Forecast after = Rehearse(scenario);
    out << std::left << std::setw(30) << burst.shape << std::right << std::fixed
        << std::setprecision(1) << std::setw(9) << burst.lost_percent << " %" << std::setw(11)
        << ShareText(before.lost(), before.attempted) << std::setw(11) << "0.0 %" << std::setw(11)
        << ShareText(after.lost(), after.attempted) << '\n';
  }
  out << "\nThe model assumes what the issue does not tell\n";
  for (const char* assumption : kUntold) PrintItem(assumption, out);
  for (const std::string& assumption : Assumptions(first)) PrintItem(assumption, out);
  out << "\nEach of them in detail:\n";
  for (const std::string& name : ExampleNames()) {
    out << "  ./etalon plan --example " << name << '\n';
  }
}

}  // namespace etalon::plan
