#include "conformance/heap/json_report.h"

#include <vector>

#include "conformance/heap/frames.h"
#include "conformance/heap/holders.h"
#include "conformance/script/encodings.h"
#include "nlohmann/json.hpp"
#include "sim/consumer/defect.h"

namespace etalon::heap {
namespace {

using nlohmann::ordered_json;

ordered_json LevelObject(const HeapTrace& trace, const Level& level) {
  return {{"outstanding_bytes", level.bytes},
          {"outstanding_blocks", level.blocks},
          {"peak_bytes", level.peak_bytes},
          {"peak_seconds", SecondsAt(trace, level.peak_time)}};
}

ordered_json HeapObject(const HeapTrace& trace, const Heap& heap) {
  ordered_json object = {{"handle", sim::Hex(heap.handle)},
                         {"created", heap.created},
                         {"destroyed", heap.destroyed},
                         {"allocations", heap.allocations},
                         {"reallocations", heap.reallocations},
                         {"frees", heap.frees},
                         {"failures", heap.failures},
                         {"early_blocks", heap.early_blocks},
                         {"missing_frees", heap.missing_frees},
                         {"other_events", heap.other_events},
                         {"released_bytes", heap.released_bytes},
                         {"released_blocks", heap.released_blocks},
                         {"committed_bytes", heap.committed},
                         {"reserved_bytes", heap.reserved}};
  object.update(LevelObject(trace, heap.level));
  return object;
}

ordered_json UseObject(const HeapTrace& trace, const Use& use, Frames& frames) {
  ordered_json names = ordered_json::array();
  if (use.stack != Stacks::kNoStack) {
    for (const uint32_t frame : frames.Of(use.stack)) names.push_back(frames.all()[frame].name);
  }
  return {{"heap", sim::Hex(trace.heaps[use.heap].handle)},
          {"outstanding_bytes", use.totals.bytes()},
          {"outstanding_blocks", use.totals.blocks()},
          {"allocated_bytes", use.totals.allocated_bytes},
          {"allocations", use.totals.allocations},
          {"oldest_seconds", use.oldest_ms / 1000.0},
          {"newest_seconds", use.newest_ms / 1000.0},
          {"frames", std::move(names)}};
}

ordered_json ProcessObject(const HeapTrace& trace, const Holders& holders, Frames& frames) {
  const Process& process = trace.processes[holders.process];
  ordered_json object;
  object["process_id"] = process.id_known ? ordered_json(process.id) : ordered_json();
  object["incarnation"] = process.incarnation;
  object["name"] = process.name;
  object["ended_seconds"] =
      process.ended.has_value() ? ordered_json(SecondsAt(trace, *process.ended)) : ordered_json();
  object["exit_code"] =
      process.ended.has_value() ? ordered_json(process.exit_code) : ordered_json();
  object.update(LevelObject(trace, process.level));
  object["heaps"] = ordered_json::array();
  for (const uint32_t heap : process.heaps) {
    object["heaps"].push_back(HeapObject(trace, trace.heaps[heap]));
  }
  object["stacks"] = ordered_json::array();
  for (size_t i = 0; i < holders.outstanding; ++i) {
    object["stacks"].push_back(UseObject(trace, trace.uses[holders.uses[i]], frames));
  }
  return object;
}

}  // namespace

void WriteJsonReport(const HeapTrace& trace, std::ostream& out) {
  Frames frames(trace);
  ordered_json report;
  report["session"] = Utf16ToUtf8Lossy(trace.header.logger_name);
  report["seconds"] = SecondsAt(trace, trace.end);
  report["events"] = trace.events;
  report["heap_events"] = trace.heap_events;
  report["stack_events"] = trace.stack_events;
  report["events_lost"] = trace.header.fields.EventsLost;
  report["buffers_lost"] = trace.header.fields.BuffersLost;
  report["processes"] = ordered_json::array();
  for (const Holders& holders : RankHolders(trace)) {
    report["processes"].push_back(ProcessObject(trace, holders, frames));
  }
  out << report.dump(1, ' ', false, ordered_json::error_handler_t::replace) << "\n";
}

}  // namespace etalon::heap
