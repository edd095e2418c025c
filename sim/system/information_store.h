// What was set by TraceSetInformation, in the format of each class.
#ifndef ETALON_SIM_SYSTEM_INFORMATION_STORE_H_
#define ETALON_SIM_SYSTEM_INFORMATION_STORE_H_

#include <cstdint>
#include <cstring>
#include <map>
#include <span>
#include <vector>

#include "sim/include/evntrace.h"

namespace etalon::sim {

// Of one session. Under the machine's lock.
class InformationStore {
 public:
  // In the place of what was there before; nothing: as if it had never been set.
  void Set(TRACE_INFO_CLASS information_class, std::span<const uint8_t> bytes) {
    values_[information_class].assign(bytes.begin(), bytes.end());
  }

  // Empty when it was never set.
  std::span<const uint8_t> Of(TRACE_INFO_CLASS information_class) const {
    const auto found = values_.find(information_class);
    if (found == values_.end()) return {};
    return found->second;
  }

  // A class whose format is an array: CLASSIC_EVENT_ID for TraceStackTracingInfo and
  // TracePmcEventListInfo, ULONG for TracePmcCounterListInfo, GUID for TraceSetDisallowList.
  template <typename Element>
  std::vector<Element> ListOf(TRACE_INFO_CLASS information_class) const {
    const std::span<const uint8_t> bytes = Of(information_class);
    std::vector<Element> list(bytes.size() / sizeof(Element));
    if (!list.empty()) std::memcpy(list.data(), bytes.data(), list.size() * sizeof(Element));
    return list;
  }

 private:
  std::map<TRACE_INFO_CLASS, std::vector<uint8_t>> values_;
};

}  // namespace etalon::sim

#endif  // ETALON_SIM_SYSTEM_INFORMATION_STORE_H_
