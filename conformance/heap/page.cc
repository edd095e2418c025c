#include "conformance/heap/page.h"

#include <algorithm>
#include <map>
#include <set>
#include <string_view>
#include <utility>
#include <vector>

#include "conformance/heap/frames.h"
#include "conformance/heap/holders.h"
#include "conformance/heap/page_template.h"
#include "nlohmann/json.hpp"
#include "sim/consumer/defect.h"

namespace etalon::heap {
namespace {

using nlohmann::ordered_json;

// More stacks than these in all would make a page that no browser likes.
constexpr size_t kMostUses = 5000;

// Where the page has a use: in which of its processes, and as which use of that.
struct Place {
  size_t process = 0;
  size_t use = 0;
  bool shared = false;  // with others
};

// The most that each use held at any snapshot.
std::vector<uint64_t> MostHeld(const HeapTrace& trace) {
  std::vector<uint64_t> most(trace.uses.size());
  for (const Snapshot& snapshot : trace.snapshots.all()) {
    for (const Snapshot::Change& change : snapshot.changes) {
      most[change.use] = std::max(most[change.use], change.totals.bytes());
    }
  }
  return most;
}

// Which uses the page has one by one.
std::vector<bool> LargeUses(const HeapTrace& trace) {
  std::vector<bool> large(trace.uses.size(), trace.uses.size() <= kMostUses);
  if (trace.uses.size() <= kMostUses) return large;
  const std::vector<uint64_t> most = MostHeld(trace);
  std::vector<uint32_t> order(trace.uses.size());
  for (uint32_t use = 0; use < order.size(); ++use) order[use] = use;
  std::stable_sort(order.begin(), order.end(),
                   [&most](uint32_t a, uint32_t b) { return most[a] > most[b]; });
  for (size_t i = 0; i < kMostUses; ++i) large[order[i]] = true;
  return large;
}

ordered_json PointsArray(const SizeHistory& history) {
  ordered_json points = ordered_json::array();
  for (const SizePoint& point : history.points()) {
    points.push_back({point.slice, point.last, point.highest});
  }
  return points;
}

ordered_json HeapObject(const Heap& heap) {
  return {{"handle", sim::Hex(heap.handle)},
          {"destroyed", heap.destroyed},
          {"allocations", heap.allocations},
          {"reallocations", heap.reallocations},
          {"frees", heap.frees},
          {"peak_bytes", heap.level.peak_bytes},
          {"bytes", heap.level.bytes},
          {"blocks", heap.level.blocks},
          {"points", PointsArray(heap.history)}};
}

class PageData {
 public:
  explicit PageData(const HeapTrace& trace)
      : trace_(trace), frames_(trace), large_(LargeUses(trace)), places_(trace.uses.size()) {}

  ordered_json Make(const std::string& name) {
    ordered_json data;
    data["name"] = name;
    data["seconds"] = SecondsAt(trace_, trace_.end);
    data["slice_seconds"] = static_cast<double>(trace_.axis.width) / sim::kTicksPerSecond;
    data["heap_events"] = trace_.heap_events;
    data["events_lost"] = trace_.header.fields.EventsLost;
    data["buffers_lost"] = trace_.header.fields.BuffersLost;
    data["processes"] = ordered_json::array();
    for (const Holders& holders : RankHolders(trace_)) {
      data["processes"].push_back(ProcessObject(holders, data["processes"].size()));
    }
    data["snapshots"] = SnapshotArray();
    data["frames"] = ordered_json::array();
    for (const Frame& frame : frames_.all()) data["frames"].push_back(frame.name);
    return data;
  }

 private:
  ordered_json ProcessObject(const Holders& holders, size_t index) {
    const Process& process = trace_.processes[holders.process];
    ordered_json object = {{"title", ProcessTitle(process)},
                           {"ended_seconds", nullptr},
                           {"bytes", process.level.bytes},
                           {"blocks", process.level.blocks},
                           {"peak_bytes", process.level.peak_bytes},
                           {"peak_seconds", SecondsAt(trace_, process.level.peak_time)},
                           {"points", PointsArray(process.history)},
                           {"heaps", ordered_json::array()},
                           {"uses", ordered_json::array()}};
    if (process.ended.has_value()) object["ended_seconds"] = SecondsAt(trace_, *process.ended);
    for (const uint32_t heap : process.heaps) {
      object["heaps"].push_back(HeapObject(trace_.heaps[heap]));
    }
    for (const uint32_t use : holders.uses) {
      if (large_[use]) AddUse(process, use, index, &object["uses"]);
    }
    ShareRest(holders, index, &object["uses"]);
    return object;
  }

  void AddUse(const Process& process, uint32_t use, size_t index, ordered_json* uses) {
    places_[use] = {index, uses->size(), false};
    std::vector<uint32_t> stack = frames_.Of(trace_.uses[use].stack);
    std::reverse(stack.begin(), stack.end());  // the outermost first
    const auto heap = std::find(process.heaps.begin(), process.heaps.end(), trace_.uses[use].heap);
    uses->push_back({{"heap", heap - process.heaps.begin()}, {"frames", std::move(stack)}});
  }

  // One use, of no heap, for all that are not large.
  void ShareRest(const Holders& holders, size_t index, ordered_json* uses) {
    bool any = false;
    for (const uint32_t use : holders.uses) {
      if (large_[use]) continue;
      places_[use] = {index, uses->size(), true};
      any = true;
    }
    if (!any) return;
    const uint32_t frame = frames_.Made("(smaller stacks)");
    uses->push_back({{"heap", -1}, {"frames", ordered_json::array({frame})}});
  }

  ordered_json SnapshotArray() {
    ordered_json snapshots = ordered_json::array();
    std::vector<UseTotals> before(trace_.uses.size());
    std::map<std::pair<size_t, size_t>, UseTotals> shared;  // by process and use of the page
    for (const Snapshot& snapshot : trace_.snapshots.all()) {
      ordered_json changes = ordered_json::array();
      std::set<std::pair<size_t, size_t>> touched;
      for (const Snapshot::Change& change : snapshot.changes) {
        const Place& place = places_[change.use];
        if (!place.shared) {
          changes.push_back(ChangeArray(place.process, place.use, change.totals));
          continue;
        }
        AddDifference(change.totals, before[change.use], &shared[{place.process, place.use}]);
        before[change.use] = change.totals;
        touched.insert({place.process, place.use});
      }
      for (const auto& at : touched) {
        changes.push_back(ChangeArray(at.first, at.second, shared[at]));
      }
      const double seconds = SecondsAt(trace_, std::min(snapshot.time, trace_.end));
      snapshots.push_back({{"seconds", seconds}, {"changes", std::move(changes)}});
    }
    return snapshots;
  }

  static ordered_json ChangeArray(size_t process, size_t use, const UseTotals& totals) {
    return {process,           use, totals.allocations, totals.frees, totals.allocated_bytes,
            totals.freed_bytes};
  }

  static void AddDifference(const UseTotals& now, const UseTotals& before, UseTotals* sum) {
    sum->allocations += now.allocations - before.allocations;
    sum->frees += now.frees - before.frees;
    sum->allocated_bytes += now.allocated_bytes - before.allocated_bytes;
    sum->freed_bytes += now.freed_bytes - before.freed_bytes;
  }

  const HeapTrace& trace_;
  Frames frames_;
  const std::vector<bool> large_;
  std::vector<Place> places_;
};

// JSON that may stand inside a script element: no name in it can end that.
std::string ScriptSafe(std::string json) {
  for (size_t at = 0; (at = json.find('<', at)) != std::string::npos;) {
    json.replace(at, 1, "\\u003c");
  }
  return json;
}

}  // namespace

void WritePage(const HeapTrace& trace, const std::string& name, std::ostream& out) {
  constexpr std::string_view kPlace = "@DATA@";
  const std::string_view page = PageTemplate();
  const size_t at = page.find(kPlace);
  out << page.substr(0, at)
      << ScriptSafe(PageData(trace).Make(name).dump(-1, ' ', false,
                                                    ordered_json::error_handler_t::replace))
      << page.substr(at + kPlace.size());
}

}  // namespace etalon::heap
