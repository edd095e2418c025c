#include "conformance/heap/heap_trace.h"

#include <algorithm>
#include <string>
#include <utility>

#include "conformance/heap/heap_event.h"
#include "conformance/heap/kernel_event.h"
#include "conformance/heap/ledger.h"
#include "conformance/heap/process_table.h"
#include "sim/consumer/event_merge.h"
#include "sim/include/kernel_guids.h"

namespace etalon::heap {
namespace {

// So many slices of time end with a snapshot of what each stack holds: 32 snapshots at most.
constexpr uint32_t kSlicesASnapshot = TimeAxis::kSlices / 32;

// Longer than any trace: a time outside comes from a damaged file.
constexpr sim::Ticks kLongestTrace = 1000 * 86'400 * sim::kTicksPerSecond;

uint64_t ThreadKey(uint32_t process_id, uint32_t thread_id) {
  return uint64_t{process_id} << 32 | thread_id;
}

// For events without a thread: no process has as large an id.
uint64_t ProcessorKey(uint16_t cpu) { return 0xFFFFFFFF00000000 | cpu; }

// Slices that are right if the file tells how long the session ran.
TimeAxis AxisOf(const sim::HeaderEvent& header) {
  TimeAxis axis;
  axis.start = std::clamp<sim::Ticks>(header.fields.StartTime.QuadPart, 0, INT64_MAX / 2);
  const sim::Ticks end = header.fields.EndTime.QuadPart;
  const bool told = end > axis.start && end - axis.start < kLongestTrace;
  if (told) axis.width = (end - axis.start) / TimeAxis::kSlices + 1;
  return axis;
}

class TraceReading {
 public:
  explicit TraceReading(sim::LogFileReader& reader) : defects_(reader.defects()) {
    trace_.header = reader.header();
    trace_.axis = AxisOf(trace_.header);
    trace_.end = trace_.axis.start;
    EnterSlice(0);
  }

  void Take(const sim::DeliveredEvent& event) {
    ++trace_.events;
    trace_.end = std::max(trace_.end, TimeOf(event));
    if (event.guid == HeapGuid) {
      TakeHeapEvent(event);
    } else if (event.guid == StackWalkGuid) {
      TakeStack(event);
    } else if (event.guid == ProcessGuid) {
      TakeProcess(event);
    } else if (event.guid == ImageLoadGuid) {
      TakeImage(event);
    }
  }

  HeapTrace Finish() {
    ledger_.Close();
    trace_.snapshots.Add({trace_.end, ledger_.TakeChanges()}, true);
    return std::move(trace_);
  }

 private:
  void TakeHeapEvent(const sim::DeliveredEvent& event) {
    HeapEvent parsed;
    if (!ParseHeapEvent(event.type, event.pointer_size, event.payload, &parsed, &reason_)) {
      defects_.Add(event.offset, reason_);
      return;
    }
    ++trace_.heap_events;
    const Moment moment = MomentOf(TimeOf(event));
    const uint32_t heap = event.has_thread ? processes_.HeapOf(event.process_id, parsed.heap)
                                           : processes_.HeapOfSomebody(parsed.heap);
    const uint64_t thread =
        event.has_thread ? ThreadKey(event.process_id, event.thread_id) : ProcessorKey(event.cpu);
    ledger_.Book(heap, parsed, moment, thread, event.stamp);
    if (parsed.type == HeapEventType::kDestroy) processes_.ForgetHeap(heap);
  }

  void TakeStack(const sim::DeliveredEvent& event) {
    if (event.type != kStackWalk) {
      ++trace_.folded_stacks;
      return;
    }
    if (!ParseStackEvent(event, &stack_)) return TooShort(event, "stack");
    uint64_t thread = ThreadKey(stack_.process_id, stack_.thread_id);
    if (!ledger_.Awaits(thread, stack_.stamp)) thread = ProcessorKey(event.cpu);
    if (!ledger_.Awaits(thread, stack_.stamp)) return;  // of another kind of event
    const uint32_t space = processes_.SpaceOf(stack_.process_id);
    ledger_.BookStack(thread, trace_.stacks.Intern(space, stack_.addresses));
    ++trace_.stack_events;
  }

  void TakeProcess(const sim::DeliveredEvent& event) {
    if (event.type < kProcessStart || event.type > kRundownEnd) return;
    ProcessEvent process;
    if (!ParseProcessEvent(event, &process)) return TooShort(event, "process");
    if (event.type == kProcessStart) {
      processes_.Start(process);
    } else if (event.type == kProcessEnd) {
      processes_.End(process, TimeOf(event));
    } else {
      processes_.Name(process);
    }
  }

  void TakeImage(const sim::DeliveredEvent& event) {
    // What was unloaded had been loaded, unless that was before the session.
    const bool is_image =
        event.type == kImageLoad || (event.type >= kImageUnload && event.type <= kRundownEnd);
    if (!is_image) return;
    ImageEvent image;
    if (!ParseImageEvent(event, &image)) return TooShort(event, "image");
    processes_.LoadImage(image);
  }

  void TooShort(const sim::DeliveredEvent& event, const char* what) {
    defects_.Add(event.offset, std::string(what) + " event of type " + std::to_string(event.type) +
                                   " has only " + std::to_string(event.payload.size()) +
                                   " bytes of payload");
  }

  sim::Ticks TimeOf(const sim::DeliveredEvent& event) const {
    return std::clamp(event.order_time, trace_.axis.start, trace_.axis.start + kLongestTrace);
  }

  Moment MomentOf(sim::Ticks time) {
    if (time >= slice_end_) [[unlikely]]
      PassSlices(time);
    constexpr sim::Ticks kMillisecond = sim::kTicksPerSecond / 1000;
    const sim::Ticks ms = (time - trace_.axis.start) / kMillisecond;
    return {time, slice_, static_cast<uint32_t>(std::min<sim::Ticks>(ms, UINT32_MAX))};
  }

  void PassSlices(sim::Ticks time) {
    while (trace_.axis.SliceOf(time) >= TimeAxis::kSlices) Lengthen();
    const uint32_t slice = static_cast<uint32_t>(trace_.axis.SliceOf(time));
    const uint32_t snapshot = slice_ / kSlicesASnapshot;
    if (slice / kSlicesASnapshot != snapshot && ledger_.has_changes()) {
      const uint32_t last = (snapshot + 1) * kSlicesASnapshot - 1;
      trace_.snapshots.Add({trace_.axis.EndOf(last), ledger_.TakeChanges()}, false);
    }
    EnterSlice(slice);
  }

  void EnterSlice(uint32_t slice) {
    slice_ = slice;
    slice_end_ = trace_.axis.EndOf(slice);
  }

  void Lengthen() {
    trace_.axis.width *= 2;
    for (Process& process : trace_.processes) process.history.Halve();
    for (Heap& heap : trace_.heaps) heap.history.Halve();
    trace_.snapshots.Halve();
    EnterSlice(slice_ / 2);
  }

  sim::DefectLog& defects_;
  HeapTrace trace_;
  ProcessTable processes_{&trace_};
  Ledger ledger_{&trace_};
  StackEvent stack_;    // scratch
  std::string reason_;  // scratch
  uint32_t slice_ = 0;
  sim::Ticks slice_end_ = 0;
};

}  // namespace

HeapTrace ReadHeapTrace(sim::LogFileReader& reader,
                        const std::function<void(uint64_t)>& bytes_read) {
  TraceReading reading(reader);
  sim::FileEvents events(reader);
  sim::DeliveredEvent event;
  sim::BufferInfo buffer;
  bool first = true;
  for (sim::Step step; (step = events.Next(&event, &buffer)) != sim::Step::kNone;) {
    if (step == sim::Step::kBufferEnd) {
      bytes_read(buffer.size);
    } else if (!sim::IsLogFileHeader(event, std::exchange(first, false))) {
      reading.Take(event);
    }
  }
  return reading.Finish();
}

}  // namespace etalon::heap
