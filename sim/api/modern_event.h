// One event on its way from EventWrite, or one of its family, to the sessions that want it.
#ifndef ETALON_SIM_API_MODERN_EVENT_H_
#define ETALON_SIM_API_MODERN_EVENT_H_

#include <bit>
#include <cstdint>

#include "sim/api/access.h"
#include "sim/api/event_data.h"
#include "sim/api/event_payload.h"
#include "sim/include/evntcons.h"
#include "sim/machine.h"
#include "sim/session/event_layout.h"
#include "sim/session/extended_items.h"

namespace etalon::sim {

// What EventWriteEx is given beyond the event itself; the others of the family give less.
struct WriteOptions {
  uint64_t filter = 0;             // bits of the places that do not get the event
  uint32_t flags = 0;              // EVENT_WRITE_FLAG_*
  const GUID* activity = nullptr;  // null: that of the thread
  const GUID* related = nullptr;   // null: none
  uint16_t header_flags = 0;       // EVENT_HEADER_FLAG_*
};

struct SessionItems;

// Stands on the event-writing path: no lock but those of the sessions' buffers, no allocation.
// Refers to the caller's memory.
class ModernEvent {
 public:
  // The arguments are sound: the descriptor is there, and EventData::MayBe.
  ModernEvent(const Caller& caller, const EventRegistration& provider,
              const EVENT_DESCRIPTOR& descriptor, const EVENT_DATA_DESCRIPTOR* data, uint32_t count,
              const WriteOptions& options);

  // No session wants it.
  bool IsUnwanted() const { return wanted_ == 0 && !forbidden_; }

  // A secure session that wants it lets others write alone, and keeps it from all sessions. One
  // with INDEPENDENT_SESSION_MODE keeps it from itself, and counts when no other session wants it.
  bool IsForbidden() const { return forbidden_; }

  // A time stamp of its own that is not 64 bits.
  bool HasBadStamp() const { return stamp_ != nullptr && stamp_->Size != sizeof(int64_t); }

  // More than any session takes, whatever the session adds.
  bool IsTooLarge() const {
    return has_items_ ? IsTooLargeWithItems()
                      : kModernHeaderBytes + data_bytes_ > kMaximumEventBytes;
  }

  // To all sessions that want it, or to none: a session that cannot take it keeps it from the
  // others, and the reason is returned. Sessions with INDEPENDENT_SESSION_MODE neither suffer from
  // that nor cause it; why they failed is returned only if nobody got the event. A session that has
  // just stopped counts as one that did not want it.
  WriteResult Write() const {
    if (wanted_ == 0) return WriteResult::kWritten;
    if ((wanted_ & (wanted_ - 1)) != 0) return WriteToSeveral();
    const WriteResult result = WriteToOne(provider_.at(std::countr_zero(wanted_)));
    return result == WriteResult::kNotRunning ? WriteResult::kWritten : result;
  }

 private:
  struct Target;

  bool IsTooLargeWithItems() const;

  uint64_t SizeWith(const ExtendedItems& items) const {
    return kModernHeaderBytes + items.bytes() + data_bytes_;
  }
  // What stands beside the payload, for one session; `own` keeps what is made up for it.
  void AddItems(const EnabledSession& enabled, SessionItems* own, ExtendedItems* items) const;
  void AddFirstItems(ExtendedItems* items) const;
  void AddSessionItems(const EnabledSession& enabled, SessionItems* own,
                       ExtendedItems* items) const;
  void AddLastItems(ExtendedItems* items) const;
  void Fill(const ExtendedItems& items, uint32_t size, int64_t stamp, uint8_t* out) const;
  WriteResult WriteToOne(const EnabledSession& enabled) const;
  WriteResult WriteToSeveral() const;
  static void AddInOrder(const EnabledSession& enabled, Session* session, Target* first,
                         Target* last);
  WriteResult Hold(Target* target) const;
  WriteResult HoldAll(Target* first, Target* last) const;
  void RefuseAll(Target* first, Target* last) const;

  const Caller& caller_;
  const EventRegistration& provider_;
  const EVENT_DESCRIPTOR& descriptor_;
  const WriteOptions& options_;
  const EventData data_;
  const uint64_t data_bytes_;
  const EVENT_DATA_DESCRIPTOR* stamp_;
  const bool has_items_;  // with something beside the payload, whatever the session adds
  uint32_t wanted_ = 0;   // a bit each of the provider's places
  bool forbidden_ = false;
};

// Inline by force: most of what the functions of the family differ in is known where they call.
[[gnu::always_inline]] inline ModernEvent::ModernEvent(const Caller& caller, const EventRegistration& provider,
                         const EVENT_DESCRIPTOR& descriptor, const EVENT_DATA_DESCRIPTOR* data,
                         uint32_t count, const WriteOptions& options)
    : caller_(caller),
      provider_(provider),
      descriptor_(descriptor),
      options_(options),
      data_(data, count, provider.uses_descriptor_type()),
      data_bytes_(data_.bytes()),
      stamp_(data_.Find(EVENT_DATA_DESCRIPTOR_TYPE_TIMESTAMP_OVERRIDE)),
      has_items_(options.related != nullptr || provider.traits() != nullptr ||
                 data_.typed_count() != 0) {
  const uint32_t excluded = static_cast<uint32_t>(options.filter);
  bool left_out = false;
  const bool in_private = (options.flags & EVENT_WRITE_FLAG_INPRIVATE) != 0;
  for (uint32_t left = provider.enabled_places() & ~excluded; left != 0; left &= left - 1) {
    const EnabledSession& enabled = provider.at(static_cast<size_t>(std::countr_zero(left)));
    if (in_private && (enabled.properties() & EVENT_ENABLE_PROPERTY_EXCLUDE_INPRIVATE) != 0) {
      continue;
    }
    if (!enabled.Admits(descriptor, data_.typed_count(), data)) continue;
    if (MayWriteTo(*caller.machine, enabled.session())) [[likely]] {
      wanted_ |= left & (0 - left);
    } else if (enabled.session().is_independent()) {
      left_out = true;
    } else {
      forbidden_ = true;
    }
  }
  if (wanted_ == 0 && left_out) forbidden_ = true;
}

}  // namespace etalon::sim

#endif  // ETALON_SIM_API_MODERN_EVENT_H_
