#include "sim/system/profile_sources.h"

#include <algorithm>

namespace etalon::sim {
namespace {

constexpr uint32_t kTimerInterval = 10000;  // 1 ms
constexpr uint32_t kCounterInterval = 65536;
constexpr uint32_t kSmallestCount = 4096;
constexpr uint32_t kLargestCount = 0x7FFFFFFF;

ProfileSource Counter(uint32_t id, std::u16string_view name) {
  return {id, name, kSmallestCount, kLargestCount, kCounterInterval};
}

}  // namespace

// Numbers, names and ranges as Windows' tools list them on common processors.
ProfileSources::ProfileSources()
    : sources_({{0, u"Timer", 1221, 1000000, kTimerInterval},
                Counter(2, u"TotalIssues"),
                Counter(6, u"BranchInstructions"),
                Counter(10, u"CacheMisses"),
                Counter(11, u"BranchMispredictions"),
                Counter(19, u"TotalCycles")}) {}

const ProfileSource* ProfileSources::Find(uint32_t id) const {
  const auto found = std::find_if(sources_.begin(), sources_.end(),
                                  [&](const ProfileSource& source) { return source.id == id; });
  return found == sources_.end() ? nullptr : &*found;
}

void ProfileSources::SetInterval(uint32_t id, uint32_t interval) {
  for (ProfileSource& source : sources_) {
    if (source.id != id) continue;
    source.interval = std::clamp(interval, source.smallest_interval, source.largest_interval);
  }
}

}  // namespace etalon::sim
