// One EventRegister: who it is, who gets its events, and whom to tell.
#ifndef ETALON_SIM_PROVIDER_EVENT_REGISTRATION_H_
#define ETALON_SIM_PROVIDER_EVENT_REGISTRATION_H_

#include <array>
#include <atomic>
#include <bit>
#include <cstdint>
#include <optional>
#include <vector>

#include "sim/include/evntcons.h"
#include "sim/include/evntprov.h"
#include "sim/provider/event_filters.h"
#include "sim/provider/provider_traits.h"
#include "sim/session/session.h"

namespace etalon::sim {

// What is asked of an event: by one session of a provider, or by all of them together.
struct Wanted {
  uint8_t level = 0;       // events up to it; 0: of every level
  uint64_t match_any = 0;  // one of these keywords at least
  uint64_t match_all = 0;  // and all of these

  friend bool operator==(const Wanted&, const Wanted&) = default;
};

// Level and keyword of an event against what is wanted: an event of level 0 or keyword 0 always
// passes its half.
inline bool Passes(const Wanted& wanted, uint8_t level, uint64_t keyword) {
  const bool level_passes = wanted.level == 0 || level <= wanted.level;
  return level_passes && (keyword == 0 || ((keyword & wanted.match_any) != 0 &&
                                           (keyword & wanted.match_all) == wanted.match_all));
}

// One session that a registration writes to: the lines that the event-writing path reads. Written
// under the machine's lock while writers read: one that comes in between may see the old level with
// the new keywords, for the moment of the change; what it refers to never goes away.
class EnabledSession {
 public:
  Session& session() const { return *session_.load(std::memory_order_relaxed); }
  uint32_t properties() const { return properties_.load(std::memory_order_relaxed); }
  Wanted wanted() const {
    return {level_.load(std::memory_order_relaxed), any_.load(std::memory_order_relaxed),
            all_.load(std::memory_order_relaxed)};
  }
  const EventFilters* filters() const { return filters_.load(std::memory_order_relaxed); }

  // What EventEnabled and EventProviderEnabled ask: level, keyword, and IGNORE_KEYWORD_0.
  bool Allows(uint8_t level, uint64_t keyword) const {
    if (keyword == 0 && (properties() & EVENT_ENABLE_PROPERTY_IGNORE_KEYWORD_0) != 0) return false;
    return Passes(wanted(), level, keyword);
  }

  // What the functions that write ask: Allows, and the session's filters of event ids and names.
  bool Admits(const EVENT_DESCRIPTOR& event, uint32_t data_count,
              const EVENT_DATA_DESCRIPTOR* data) const {
    if (!Allows(event.Level, event.Keyword)) return false;
    const EventFilters* const filters = this->filters();
    return filters == nullptr || PassesFilters(*filters, event, data_count, data);
  }

  // Whether the session wants the stack with an event that it admits.
  bool WantsStack(const EVENT_DESCRIPTOR& event, uint32_t data_count,
                  const EVENT_DATA_DESCRIPTOR* data) const {
    if ((properties() & EVENT_ENABLE_PROPERTY_STACK_TRACE) == 0) return false;
    const EventFilters* const filters = this->filters();
    return filters == nullptr || PassesStackFilters(*filters, event, data_count, data);
  }

 private:
  friend class EventRegistration;

  static bool PassesFilters(const EventFilters& filters, const EVENT_DESCRIPTOR& event,
                            uint32_t data_count, const EVENT_DATA_DESCRIPTOR* data);
  static bool PassesStackFilters(const EventFilters& filters, const EVENT_DESCRIPTOR& event,
                                 uint32_t data_count, const EVENT_DATA_DESCRIPTOR* data);

  std::atomic<Session*> session_{nullptr};
  std::atomic<uint64_t> any_{0};
  std::atomic<uint64_t> all_{0};
  std::atomic<const EventFilters*> filters_{nullptr};
  std::atomic<uint32_t> properties_{0};
  std::atomic<uint8_t> level_{0};
};

// Of all the sessions that enable a registration: what its callback is told.
struct Composite {
  bool is_enabled = false;
  Wanted wanted;  // the largest level, the union of match_any, the intersection of match_all
};

// A slot for one EventRegister after the other, never freed while the machine lasts: a writer whose
// handle has just been unregistered finds a slot of another handle, not freed memory.
//
// The event-writing path, without a lock or an allocation:
//
//   const EventRegistration* provider = machine.providers().ForWriting(handle, *caller.process);
//   FAIL_IF(provider == nullptr, EVTWRITE_U01);
//   for (uint32_t places = provider->enabled_places(); places != 0; places &= places - 1) {
//     const size_t place = std::countr_zero(places);
//     if ((filter >> place & 1) != 0) continue;                   // EventWriteEx's Filter
//     const EnabledSession& enabled = provider->at(place);
//     if (enabled.Admits(*event, count, data)) enabled.session().Write(...);
//   }
//
// Everything else under the machine's lock.
class EventRegistration {
 public:
  // Eight sessions may enable a provider, and eight more the group that it belongs to.
  static constexpr size_t kSessionsOfOne = 8;
  static constexpr size_t kPlaces = 2 * kSessionsOfOne;

  // ---- The event-writing path

  // Compare with the handle and process of the call before anything else: see
  // ProviderRegistry::ForWriting.
  REGHANDLE handle() const { return handle_.load(std::memory_order_acquire); }  // 0: vacant
  Process* process() const { return process_.load(std::memory_order_relaxed); }

  // One bit a place where a session is; 0 when the provider is not enabled. The bit's value is the
  // session's EVENT_FILTER_HEADER.InstanceId, which EventWriteEx takes in Filter. No session stands
  // at two places.
  uint32_t enabled_places() const { return enabled_places_.load(std::memory_order_acquire); }
  const EnabledSession& at(size_t place) const { return places_[place]; }

  // Whether some session would have an event of this level and keyword.
  bool Allows(uint8_t level, uint64_t keyword) const {
    for (uint32_t left = enabled_places(); left != 0; left &= left - 1) {
      if (places_[std::countr_zero(left)].Allows(level, keyword)) return true;
    }
    return false;
  }

  const GUID& provider() const { return provider_; }

  // EventSetInformation's: the provider traits (null: none), and whether EVENT_DATA_DESCRIPTOR.Type
  // is read.
  const ProviderTraits* traits() const { return traits_.load(std::memory_order_acquire); }
  bool uses_descriptor_type() const {
    return uses_descriptor_type_.load(std::memory_order_relaxed);
  }

  // ---- Under the machine's lock

  PENABLECALLBACK callback() const { return callback_; }
  void* context() const { return context_; }
  const std::optional<GUID>& group() const { return group_; }  // see ProviderRegistry::JoinGroup
  Composite composite() const;
  bool IsEnabledBy(const Session& session) const;

  // For the registry.
  void Occupy(REGHANDLE handle, Process& process, const GUID& provider, PENABLECALLBACK callback,
              void* context);
  void Vacate();
  void SetGroup(const GUID& group) { group_ = group; }
  // `traits` are kept by the registry (ProviderRegistry::Keep); their group is joined by it.
  void SetTraits(const ProviderTraits* traits);
  void SetUsesDescriptorType(bool uses) { uses_descriptor_type_ = uses; }
  // What stands at `place`, from now on; a null session: nothing.
  void Put(size_t place, Session* session, const Wanted& wanted, uint32_t properties,
           const EventFilters* filters);

 private:
  std::atomic<REGHANDLE> handle_{0};
  std::atomic<Process*> process_{nullptr};
  std::atomic<uint32_t> enabled_places_{0};
  GUID provider_ = {};
  PENABLECALLBACK callback_ = nullptr;
  void* context_ = nullptr;
  std::optional<GUID> group_;
  std::atomic<const ProviderTraits*> traits_{nullptr};
  std::atomic<bool> uses_descriptor_type_{false};
  std::array<EnabledSession, kPlaces> places_;
};

}  // namespace etalon::sim

#endif  // ETALON_SIM_PROVIDER_EVENT_REGISTRATION_H_
