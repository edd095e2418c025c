#include "sim/api/enable_callback.h"

#include <bit>
#include <cstddef>
#include <cstring>
#include <vector>

namespace etalon::sim {
namespace {

// What FilterData points to while a callback runs: a copy, so that nothing else can change it.
//
// Schematized filters form one list over all sessions, chained by EVENT_FILTER_HEADER.NextOffset,
// each with its session's bit as InstanceId. A filter of the provider's own type comes alone: that
// of the session that asks.
class FilterData {
 public:
  FilterData(const EventRegistration& registration, const EnableNotice& notice) {
    const bool has_given = notice.given != nullptr && notice.given->for_provider;
    if (has_given && notice.given->for_provider->type != EVENT_FILTER_TYPE_SCHEMATIZED) {
      type_ = notice.given->for_provider->type;
      bytes_ = notice.given->for_provider->bytes;
    } else {
      AddSchematized(registration);
    }
    descriptor_.Ptr = reinterpret_cast<uintptr_t>(bytes_.data());
    descriptor_.Size = static_cast<ULONG>(bytes_.size());
    descriptor_.Type = type_;
  }
  FilterData(const FilterData&) = delete;
  FilterData& operator=(const FilterData&) = delete;

  PEVENT_FILTER_DESCRIPTOR get() { return bytes_.empty() ? nullptr : &descriptor_; }

 private:
  void AddSchematized(const EventRegistration& registration) {
    size_t last = 0;
    for (uint32_t left = registration.enabled_places(); left != 0; left &= left - 1) {
      const int place = std::countr_zero(left);
      const EventFilters* const filters = registration.at(place).filters();
      if (filters == nullptr || !filters->for_provider) continue;
      const ProviderFilter& filter = *filters->for_provider;
      if (filter.type != EVENT_FILTER_TYPE_SCHEMATIZED) continue;
      const size_t start = bytes_.size();
      if (start != 0) Put(last, offsetof(EVENT_FILTER_HEADER, NextOffset), ULONG(start - last));
      bytes_.insert(bytes_.end(), filter.bytes.begin(), filter.bytes.end());
      Put(start, offsetof(EVENT_FILTER_HEADER, InstanceId), ULONGLONG{1} << place);
      Put(start, offsetof(EVENT_FILTER_HEADER, NextOffset), ULONG{0});
      last = start;
      type_ = EVENT_FILTER_TYPE_SCHEMATIZED;
    }
  }

  // Into the header at `start`, as far as the filter is long enough to have one.
  template <typename T>
  void Put(size_t start, size_t offset, const T& value) {
    if (start + offset + sizeof(value) > bytes_.size()) return;
    std::memcpy(bytes_.data() + start + offset, &value, sizeof(value));
  }

  uint32_t type_ = EVENT_FILTER_TYPE_NONE;
  std::vector<uint8_t> bytes_;
  EVENT_FILTER_DESCRIPTOR descriptor_ = {};
};

}  // namespace

void TellEventRegistration(Machine& machine, MachineHold& hold,
                           const EventRegistration& registration, const EnableNotice& notice) {
  const PENABLECALLBACK callback = registration.callback();
  if (callback == nullptr) return;
  // Copies: the callback may end its registration.
  void* const context = registration.context();
  const Composite composite = registration.composite();
  const Wanted wanted = notice.capture_state.value_or(composite.wanted);
  ULONG code = composite.is_enabled ? EVENT_CONTROL_CODE_ENABLE_PROVIDER
                                    : EVENT_CONTROL_CODE_DISABLE_PROVIDER;
  if (notice.capture_state) code = EVENT_CONTROL_CODE_CAPTURE_STATE;
  FilterData filter_data(registration, notice);
  Process& process = *registration.process();
  hold.unlock();
  machine.CallBack(process, [&] {
    callback(&notice.source_id, code, wanted.level, wanted.match_any, wanted.match_all,
             filter_data.get(), context);
  });
  hold.lock();
}

}  // namespace etalon::sim
