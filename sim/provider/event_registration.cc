#include "sim/provider/event_registration.h"

#include <algorithm>

namespace etalon::sim {
namespace {

// Of a self-describing event: its metadata is a size, tags (bytes until one below 0x80), and the
// name with its zero. "" without metadata.
std::string EventName(uint32_t data_count, const EVENT_DATA_DESCRIPTOR* data) {
  for (uint32_t i = 0; i < data_count; ++i) {
    if (data[i].Type != EVENT_DATA_DESCRIPTOR_TYPE_EVENT_METADATA) continue;
    const auto* const bytes = reinterpret_cast<const char*>(static_cast<uintptr_t>(data[i].Ptr));
    const char* const end = bytes + data[i].Size;
    if (data[i].Size < 3) return "";
    const char* tags_end = std::find_if(bytes + 2, end, [](char c) { return (c & 0x80) == 0; });
    if (tags_end == end) return "";
    return std::string(tags_end + 1, std::find(tags_end + 1, end, '\0'));
  }
  return "";
}

}  // namespace

bool EnabledSession::PassesFilters(const EventFilters& filters, const EVENT_DESCRIPTOR& event,
                                   uint32_t data_count, const EVENT_DATA_DESCRIPTOR* data) {
  if (filters.event_ids && !filters.event_ids->Admits(event.Id)) return false;
  return !filters.event_names ||
         filters.event_names->Admits(event.Level, event.Keyword, EventName(data_count, data));
}

bool EnabledSession::PassesStackFilters(const EventFilters& filters, const EVENT_DESCRIPTOR& event,
                                        uint32_t data_count, const EVENT_DATA_DESCRIPTOR* data) {
  if (filters.stack_ids && !filters.stack_ids->Admits(event.Id)) return false;
  if (filters.stack_level_keyword &&
      !filters.stack_level_keyword->Admits(event.Level, event.Keyword)) {
    return false;
  }
  return !filters.stack_names ||
         filters.stack_names->Admits(event.Level, event.Keyword, EventName(data_count, data));
}

Composite EventRegistration::composite() const {
  Composite all;
  for (uint32_t left = enabled_places(); left != 0; left &= left - 1) {
    const Wanted one = places_[std::countr_zero(left)].wanted();
    if (!all.is_enabled) all = {true, one};
    all.wanted.level = std::max(all.wanted.level, one.level);
    all.wanted.match_any |= one.match_any;
    all.wanted.match_all &= one.match_all;
  }
  return all;
}

bool EventRegistration::IsEnabledBy(const Session& session) const {
  for (uint32_t left = enabled_places(); left != 0; left &= left - 1) {
    if (&places_[std::countr_zero(left)].session() == &session) return true;
  }
  return false;
}

void EventRegistration::Occupy(REGHANDLE handle, Process& process, const GUID& provider,
                               PENABLECALLBACK callback, void* context) {
  process_.store(&process, std::memory_order_relaxed);
  provider_ = provider;
  callback_ = callback;
  context_ = context;
  handle_.store(handle, std::memory_order_release);
}

void EventRegistration::Vacate() {
  handle_.store(0, std::memory_order_release);
  enabled_places_.store(0, std::memory_order_release);
  group_.reset();
  traits_ = nullptr;
  uses_descriptor_type_ = false;
}

void EventRegistration::SetTraits(const ProviderTraits* traits) {
  traits_.store(traits, std::memory_order_release);
  uses_descriptor_type_ = true;
}

void EventRegistration::Put(size_t place, Session* session, const Wanted& wanted,
                            uint32_t properties, const EventFilters* filters) {
  const uint32_t bit = uint32_t{1} << place;
  if (session == nullptr) {
    enabled_places_.fetch_and(~bit, std::memory_order_release);
    return;
  }
  EnabledSession& enabled = places_[place];
  enabled.session_.store(session, std::memory_order_relaxed);
  enabled.any_.store(wanted.match_any, std::memory_order_relaxed);
  enabled.all_.store(wanted.match_all, std::memory_order_relaxed);
  enabled.filters_.store(filters, std::memory_order_relaxed);
  enabled.properties_.store(properties, std::memory_order_relaxed);
  enabled.level_.store(wanted.level, std::memory_order_relaxed);
  enabled_places_.fetch_or(bit, std::memory_order_release);
}

}  // namespace etalon::sim
