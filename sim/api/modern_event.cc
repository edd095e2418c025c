#include "sim/api/modern_event.h"

#include <array>
#include <bit>
#include <cstring>
#include <span>
#include <utility>

#include "sim/system/identity.h"

namespace etalon::sim {
namespace {

// What a session wants beside every event. Without one of these nothing is made up.
constexpr uint32_t kItemProperties =
    EVENT_ENABLE_PROPERTY_SID | EVENT_ENABLE_PROPERTY_TS_ID | EVENT_ENABLE_PROPERTY_STACK_TRACE |
    EVENT_ENABLE_PROPERTY_PROCESS_START_KEY | EVENT_ENABLE_PROPERTY_EVENT_KEY;

// Simulated programs have no code: their stack is one frame at the same place.
constexpr uint32_t kFrame32 = 0x00401000;
constexpr uint64_t kFrame64 = 0x00007FF600001000;

}  // namespace

// Made up for one session, and good until the event is written there.
struct SessionItems {
  uint32_t terminal_session;
  uint64_t event_key;
  uint64_t start_key;
  struct {
    uint64_t match_id;
    uint32_t frame;
  } stack32;
  struct {
    uint64_t match_id;
    uint64_t frame;
  } stack64;
};

bool ModernEvent::IsTooLargeWithItems() const {
  ExtendedItems items;
  AddFirstItems(&items);
  AddLastItems(&items);
  return SizeWith(items) > kMaximumEventBytes;
}

void ModernEvent::AddFirstItems(ExtendedItems* items) const {
  if (options_.related != nullptr) {
    items->Add(EVENT_HEADER_EXT_TYPE_RELATED_ACTIVITYID, options_.related, sizeof(GUID));
  }
}

// The order of these two is that of recorded files.
void ModernEvent::AddLastItems(ExtendedItems* items) const {
  const ProviderTraits* const traits = provider_.traits();
  if (traits != nullptr) {
    if (traits->decode) {
      items->Add(EVENT_HEADER_EXT_TYPE_CONTROL_GUID, &provider_.provider(), sizeof(GUID));
    }
    items->Add(EVENT_HEADER_EXT_TYPE_PROV_TRAITS, traits->bytes.data(),
               static_cast<uint32_t>(traits->bytes.size()));
  } else if (const auto* given = data_.Find(EVENT_DATA_DESCRIPTOR_TYPE_PROVIDER_METADATA)) {
    items->Add(EVENT_HEADER_EXT_TYPE_PROV_TRAITS, EventData::DataOf(*given), given->Size);
  }
  if (const auto* schema = data_.Find(EVENT_DATA_DESCRIPTOR_TYPE_EVENT_METADATA)) {
    items->Add(EVENT_HEADER_EXT_TYPE_EVENT_SCHEMA_TL, EventData::DataOf(*schema), schema->Size);
  }
}

void ModernEvent::AddSessionItems(const EnabledSession& enabled, SessionItems* own,
                                  ExtendedItems* items) const {
  const uint32_t wants = enabled.properties();
  const Process& process = *caller_.process;
  if ((wants & EVENT_ENABLE_PROPERTY_SID) != 0) {
    const std::span<const uint8_t> sid = SidOf(process.token);
    items->Add(EVENT_HEADER_EXT_TYPE_SID, sid.data(), static_cast<uint32_t>(sid.size()));
  }
  if ((wants & EVENT_ENABLE_PROPERTY_TS_ID) != 0) {
    own->terminal_session = TerminalSessionOf(process.token);
    items->Add(EVENT_HEADER_EXT_TYPE_TS_ID, &own->terminal_session, 4);
  }
  if (enabled.WantsStack(descriptor_, data_.typed_count(), data_.descriptors())) {
    own->stack32 = {0, kFrame32};
    own->stack64 = {0, kFrame64};
    if (process.bits == 64) {
      items->Add(EVENT_HEADER_EXT_TYPE_STACK_TRACE64, &own->stack64, 16);
    } else {
      items->Add(EVENT_HEADER_EXT_TYPE_STACK_TRACE32, &own->stack32, 12);
    }
  }
  if ((wants & EVENT_ENABLE_PROPERTY_EVENT_KEY) != 0) {
    own->event_key = caller_.machine->NextEventKey();
    items->Add(EVENT_HEADER_EXT_TYPE_EVENT_KEY, &own->event_key, 8);
  }
  if ((wants & EVENT_ENABLE_PROPERTY_PROCESS_START_KEY) != 0) {
    own->start_key = StartKeyOf(process);
    items->Add(EVENT_HEADER_EXT_TYPE_PROCESS_START_KEY, &own->start_key, 8);
  }
}

void ModernEvent::AddItems(const EnabledSession& enabled, SessionItems* own,
                           ExtendedItems* items) const {
  AddFirstItems(items);
  if ((enabled.properties() & kItemProperties) != 0) AddSessionItems(enabled, own, items);
  AddLastItems(items);
}

[[gnu::always_inline]] inline void ModernEvent::Fill(const ExtendedItems& items, uint32_t size,
                                                     int64_t stamp, uint8_t* out) const {
  const ProviderTraits* const traits = provider_.traits();
  const bool has_decode_guid = traits != nullptr && traits->decode.has_value();
  uint32_t flags = options_.header_flags;
  if (!items.empty()) flags |= EVENT_HEADER_FLAG_EXTENDED_INFO;
  if (has_decode_guid) flags |= EVENT_HEADER_FLAG_DECODE_GUID;
  if (stamp_ != nullptr) std::memcpy(&stamp, EventData::DataOf(*stamp_), sizeof(stamp));
  const ModernHeader header = {
      .size = static_cast<uint16_t>(size),
      .flags = static_cast<uint16_t>(flags),
      .thread_id = caller_.thread_id,
      .process_id = caller_.process->pid,
      .stamp = stamp,
      .provider = has_decode_guid ? *traits->decode : provider_.provider(),
      .descriptor = descriptor_,
      .activity_id = options_.activity != nullptr ? *options_.activity : caller_.activity_id};
  EncodeModernHeader(header, caller_.process->bits, out);
  data_.CopyTo(items.CopyTo(out + kModernHeaderBytes));
}

WriteResult ModernEvent::WriteToOne(const EnabledSession& enabled) const {
  SessionItems own;
  ExtendedItems items;
  if (has_items_ || (enabled.properties() & kItemProperties) != 0) AddItems(enabled, &own, &items);
  const uint64_t size = SizeWith(items);
  Session* const session = enabled.session().In(caller_.process->pid);
  if (session == nullptr) return WriteResult::kNotRunning;
  if (size > kMaximumEventBytes) return session->RefuseTooBig(caller_.cpu);
  if (session->refuses_events()) {
    session->CountLost(caller_.cpu);
    return WriteResult::kStoreFull;
  }
  const uint32_t bytes = static_cast<uint32_t>(size);
  return session->Write(caller_.cpu, bytes,
                        [&](uint8_t* out, int64_t stamp) { Fill(items, bytes, stamp, out); });
}

// One of several sessions: what it gets, and its place for it.
struct ModernEvent::Target {
  const EnabledSession* enabled = nullptr;
  Session* session = nullptr;
  SessionItems own;
  ExtendedItems items;
  uint32_t size = 0;
  bool is_counted = false;  // the session has counted that it got no event
  Session::Place place;
};

WriteResult ModernEvent::WriteToSeveral() const {
  std::array<Target, EventRegistration::kPlaces> targets;
  Target* last = targets.data();
  bool written = false;
  WriteResult alone = WriteResult::kWritten;  // of a session that no other suffers from
  for (uint32_t left = wanted_; left != 0; left &= left - 1) {
    const EnabledSession& enabled = provider_.at(static_cast<size_t>(std::countr_zero(left)));
    Session* const session = enabled.session().In(caller_.process->pid);
    if (session == nullptr) continue;
    if (!session->is_independent()) {
      AddInOrder(enabled, session, targets.data(), last++);
      continue;
    }
    const WriteResult result = WriteToOne(enabled);
    written |= result == WriteResult::kWritten;
    if (result != WriteResult::kNotRunning) alone = result;
  }
  const WriteResult result = HoldAll(targets.data(), last);
  if (result != WriteResult::kWritten) {
    RefuseAll(targets.data(), last);
    return result;
  }
  for (Target* target = targets.data(); target != last; ++target) {
    if (!target->place.holds()) continue;  // its session has stopped
    target->place.Write(
        [&](uint8_t* out, int64_t stamp) { Fill(target->items, target->size, stamp, out); });
    written = true;
  }
  return written ? WriteResult::kWritten : alone;
}

// Sessions are held in the order of their logger ids, which spares two writers a deadlock.
void ModernEvent::AddInOrder(const EnabledSession& enabled, Session* session, Target* first,
                             Target* last) {
  const EnabledSession* place = &enabled;
  for (Target* target = first; target != last; ++target) {
    if (target->session->logger_id() < session->logger_id()) continue;
    std::swap(target->session, session);
    std::swap(target->enabled, place);
  }
  last->session = session;
  last->enabled = place;
}

// A place in each session, or in none and why not.
WriteResult ModernEvent::HoldAll(Target* first, Target* last) const {
  for (Target* target = first; target != last; ++target) {
    AddItems(*target->enabled, &target->own, &target->items);
    const uint64_t size = SizeWith(target->items);
    if (size > kMaximumEventBytes) return WriteResult::kTooBig;
    target->size = static_cast<uint32_t>(size);
  }
  bool all_held = false;
  while (!all_held) {
    all_held = true;
    for (Target* target = first; target != last; ++target) {
      if (target->place.holds()) continue;
      const WriteResult result = Hold(target);
      if (result == WriteResult::kNotRunning) continue;
      if (result != WriteResult::kWritten) return result;
      all_held = false;  // time may have passed for those that were held before
    }
  }
  return WriteResult::kWritten;
}

WriteResult ModernEvent::Hold(Target* target) const {
  target->is_counted = true;
  if (target->session->refuses_events()) {
    target->session->CountLost(caller_.cpu);
    return WriteResult::kStoreFull;
  }
  const WriteResult result = target->session->Hold(caller_.cpu, target->size, &target->place);
  if (result == WriteResult::kWritten) target->is_counted = false;
  return result;
}

// Of an event that one session had no place for: the others do not get it either.
void ModernEvent::RefuseAll(Target* first, Target* last) const {
  for (Target* target = first; target != last; ++target) target->place.LetGo();
  for (Target* target = first; target != last; ++target) {
    if (!target->is_counted) target->session->CountRefused(caller_.cpu);
  }
}

}  // namespace etalon::sim
