#include "conformance/heap/speedscope.h"

#include <algorithm>
#include <vector>

#include "conformance/heap/frames.h"
#include "conformance/heap/holders.h"
#include "nlohmann/json.hpp"

namespace etalon::heap {
namespace {

using nlohmann::ordered_json;

// The bytes of a use that a profile shows.
using Weight = uint64_t (*)(const UseTotals&);

ordered_json Profile(const HeapTrace& trace, const Holders& holders, const std::string& name,
                     Weight weight, Frames& frames) {
  ordered_json samples = ordered_json::array();
  ordered_json weights = ordered_json::array();
  uint64_t total = 0;
  for (const uint32_t use : holders.uses) {
    const uint64_t bytes = weight(trace.uses[use].totals);
    if (bytes == 0) continue;
    std::vector<uint32_t> stack = frames.Of(trace.uses[use].stack);
    std::reverse(stack.begin(), stack.end());  // the outermost first
    samples.push_back(std::move(stack));
    weights.push_back(bytes);
    total += bytes;
  }
  return {{"type", "sampled"},
          {"name", name},
          {"unit", "bytes"},
          {"startValue", 0},
          {"endValue", total},
          {"samples", std::move(samples)},
          {"weights", std::move(weights)}};
}

ordered_json FrameArray(const Frames& frames) {
  ordered_json array = ordered_json::array();
  for (const Frame& frame : frames.all()) {
    ordered_json object = {{"name", frame.name}};
    if (!frame.path.empty()) object["file"] = frame.path;
    array.push_back(std::move(object));
  }
  return array;
}

}  // namespace

void WriteSpeedscope(const HeapTrace& trace, const std::string& name, std::ostream& out) {
  Frames frames(trace);
  ordered_json profiles = ordered_json::array();
  for (const Holders& holders : RankHolders(trace)) {
    const std::string title = ProcessTitle(trace.processes[holders.process]);
    profiles.push_back(Profile(
        trace, holders, title + ": outstanding",
        [](const UseTotals& totals) { return totals.bytes(); }, frames));
    profiles.push_back(Profile(
        trace, holders, title + ": all allocations",
        [](const UseTotals& totals) { return totals.allocated_bytes; }, frames));
  }
  ordered_json file;
  file["$schema"] = "https://www.speedscope.app/file-format-schema.json";
  file["name"] = name;
  file["exporter"] = "etalon heap";
  file["activeProfileIndex"] = 0;
  file["shared"]["frames"] = FrameArray(frames);
  file["profiles"] = std::move(profiles);
  out << file.dump(-1, ' ', false, ordered_json::error_handler_t::replace) << "\n";
}

}  // namespace etalon::heap
