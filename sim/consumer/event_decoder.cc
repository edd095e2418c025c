#include "sim/consumer/event_decoder.h"

#include <array>

#include "sim/consumer/class_guid.h"
#include "sim/consumer/defect.h"
#include "sim/include/evntcons.h"
#include "sim/session/little_endian.h"
#include "sim/session/log_file_format.h"

namespace etalon::sim {
namespace {

// What the third byte of a standard header says.
struct Form {
  EventKind kind = EventKind::kNone;
  uint8_t pointer_size = 0;
  uint8_t header_bytes = 0;
  uint8_t size_at = 0;
  uint8_t stamp_at = 0;
  const char* name = nullptr;
};

constexpr std::array<Form, 0x16> MakeForms() {
  std::array<Form, 0x16> forms = {};
  forms[0x01] = {EventKind::kSystem, 4, 0x20, 4, 16, "SYSTEM32"};
  forms[0x02] = {EventKind::kSystem, 8, 0x20, 4, 16, "SYSTEM64"};
  forms[0x03] = {EventKind::kCompact, 4, 0x18, 4, 16, "COMPACT32"};
  forms[0x04] = {EventKind::kCompact, 8, 0x18, 4, 16, "COMPACT64"};
  forms[0x0A] = {EventKind::kClassic, 4, 0x30, 0, 16, "FULL32"};
  forms[0x0B] = {EventKind::kInstance, 4, 0x48, 0, 16, "INSTANCE32"};
  forms[0x0D] = {EventKind::kError, 0, 0x50, 0, 16, "ERROR"};
  forms[0x10] = {EventKind::kPerfInfo, 4, 0x10, 4, 8, "PERFINFO32"};
  forms[0x11] = {EventKind::kPerfInfo, 8, 0x10, 4, 8, "PERFINFO64"};
  forms[0x12] = {EventKind::kModern, 4, 0x50, 0, 16, "EVENT32"};
  forms[0x13] = {EventKind::kModern, 8, 0x50, 0, 16, "EVENT64"};
  forms[0x14] = {EventKind::kClassic, 8, 0x30, 0, 16, "FULL64"};
  forms[0x15] = {EventKind::kInstance, 8, 0x48, 0, 16, "INSTANCE64"};
  return forms;
}

constexpr std::array<Form, 0x16> kForms = MakeForms();

// Bytes of the parts that come before a message's arguments, and where the stamp is among them.
uint32_t MessagePartBytes(uint16_t flags, uint32_t* stamp_at) {
  uint32_t bytes = 0;
  if ((flags & TRACE_MESSAGE_SEQUENCE) != 0) bytes += 4;
  if ((flags & TRACE_MESSAGE_COMPONENTID) != 0) {
    bytes += 4;
  } else if ((flags & TRACE_MESSAGE_GUID) != 0) {
    bytes += 16;
  }
  *stamp_at = bytes;
  if ((flags & TRACE_MESSAGE_TIMESTAMP) != 0) bytes += 8;
  if ((flags & TRACE_MESSAGE_SYSTEMINFO) != 0) bytes += 8;
  return bytes;
}

bool MeasureMessage(std::span<const uint8_t> bytes, EventExtent* extent, std::string* reason) {
  const uint16_t flags = Load<uint16_t>(&bytes[6]);
  uint32_t stamp_at = 0;
  const uint32_t part_bytes = MessagePartBytes(flags, &stamp_at);
  extent->kind = EventKind::kMessage;
  extent->pointer_size = (flags & TRACE_MESSAGE_POINTER32) != 0   ? 4
                         : (flags & TRACE_MESSAGE_POINTER64) != 0 ? 8
                                                                  : 0;
  extent->header_bytes = static_cast<uint8_t>(kMessageHeaderBytes);
  extent->size = Load<uint16_t>(&bytes[0]);
  if (extent->size < kMessageHeaderBytes + part_bytes) {
    *reason = "message of " + std::to_string(extent->size) + " bytes is smaller than its parts";
    return false;
  }
  if (extent->size > bytes.size()) {
    *reason =
        "message of " + std::to_string(extent->size) + " bytes runs over the end of its buffer";
    return false;
  }
  extent->stamped = (flags & TRACE_MESSAGE_TIMESTAMP) != 0;
  extent->stamp = extent->stamped
                      ? static_cast<int64_t>(Load<uint64_t>(&bytes[kMessageHeaderBytes + stamp_at]))
                      : int64_t{0};
  return true;
}

bool MeasureStandard(std::span<const uint8_t> bytes, const Form& form, EventExtent* extent,
                     std::string* reason) {
  extent->kind = form.kind;
  extent->pointer_size = form.pointer_size;
  extent->header_bytes = form.header_bytes;
  extent->stamped = true;
  extent->size = Load<uint16_t>(&bytes[form.size_at]);
  if (extent->size < form.header_bytes) [[unlikely]] {
    *reason = std::string(form.name) + " event of " + std::to_string(extent->size) +
              " bytes is smaller than its header";
    return false;
  }
  if (extent->size > bytes.size()) [[unlikely]] {
    *reason = std::string(form.name) + " event of " + std::to_string(extent->size) +
              " bytes runs over the end of its buffer";
    return false;
  }
  extent->stamp = static_cast<int64_t>(Load<uint64_t>(&bytes[form.stamp_at]));
  return true;
}

void DecodeSystem(const uint8_t* at, const EventExtent& extent, DeliveredEvent* event) {
  event->version = Load<uint16_t>(at);
  event->type = at[6];
  event->guid = ClassGuidOfGroup(at[7], at[6]);
  if (extent.kind == EventKind::kPerfInfo) return;
  event->has_thread = true;
  event->thread_id = Load<uint32_t>(at + 8);
  event->process_id = Load<uint32_t>(at + 12);
  if (extent.kind == EventKind::kCompact) return;
  event->kernel_time = Load<uint32_t>(at + 24);
  event->user_time = Load<uint32_t>(at + 28);
}

// kClassic, kInstance and kError share their first 0x30 bytes.
void DecodeClassic(const uint8_t* at, const EventExtent& extent, DeliveredEvent* event) {
  event->type = at[4];
  event->level = at[5];
  event->version = Load<uint16_t>(at + 6);
  event->has_thread = true;
  event->thread_id = Load<uint32_t>(at + 8);
  event->process_id = Load<uint32_t>(at + 12);
  event->guid = LoadGuid(at + 0x18);
  event->kernel_time = Load<uint32_t>(at + 0x28);
  event->user_time = Load<uint32_t>(at + 0x2C);
  if (extent.kind != EventKind::kInstance) return;
  event->instance_id = Load<uint32_t>(at + 0x30);
  event->parent_instance_id = Load<uint32_t>(at + 0x34);
  event->parent_guid = LoadGuid(at + 0x38);
}

void DecodeMessage(std::span<const uint8_t> bytes, DeliveredEvent* event) {
  const uint8_t* at = bytes.data();
  const uint16_t flags = Load<uint16_t>(at + 6);
  event->message_number = Load<uint16_t>(at + 4);
  event->message_flags = flags;
  const uint8_t* part = at + kMessageHeaderBytes;
  if ((flags & TRACE_MESSAGE_SEQUENCE) != 0) {
    event->message_sequence = Load<uint32_t>(part);
    part += 4;
  }
  if ((flags & TRACE_MESSAGE_COMPONENTID) != 0) {
    event->message_component = Load<uint32_t>(part);
    part += 4;
  } else if ((flags & TRACE_MESSAGE_GUID) != 0) {
    event->guid = LoadGuid(part);
    part += 16;
  }
  if ((flags & TRACE_MESSAGE_TIMESTAMP) != 0) part += 8;
  if ((flags & TRACE_MESSAGE_SYSTEMINFO) != 0) {
    event->has_thread = true;
    event->thread_id = Load<uint32_t>(part);
    event->process_id = Load<uint32_t>(part + 4);
    part += 8;
  }
  event->message_arguments = bytes.subspan(static_cast<size_t>(part - at));
}

// Items follow one another, each with its own length, while the linkage bit is set. Returns where
// the payload starts, 0 if an item does not fit.
uint32_t DecodeExtendedItems(std::span<const uint8_t> bytes, uint32_t from, DeliveredEvent* event,
                             std::string* reason) {
  const uint32_t size = static_cast<uint32_t>(bytes.size());
  for (uint32_t at = from;;) {
    if (size - at < kItemHeaderBytes) {
      *reason = "extended item at byte " + std::to_string(at) + " of the event has no room";
      return 0;
    }
    const uint32_t stride = Load<uint16_t>(&bytes[at]);
    const uint32_t data_bytes = Load<uint16_t>(&bytes[at + 6]);
    if (data_bytes > size - at - kItemHeaderBytes) {
      *reason = "extended item of " + std::to_string(data_bytes) + " bytes runs over its event";
      return 0;
    }
    const bool linkage = (Load<uint16_t>(&bytes[at + 4]) & 1) != 0;
    event->extended.push_back({Load<uint16_t>(&bytes[at + 2]), linkage,
                               bytes.subspan(at + kItemHeaderBytes, data_bytes)});
    const uint32_t least = AlignEvent(kItemHeaderBytes + data_bytes);
    at += stride >= kItemHeaderBytes + data_bytes ? stride : least;
    if (at > size) at = size;  // the padding of a last item may be left out
    if (!linkage) return at;
  }
}

bool DecodeModern(std::span<const uint8_t> bytes, DeliveredEvent* event, std::string* reason) {
  const uint8_t* at = bytes.data();
  event->header_flags = Load<uint16_t>(at + 4);
  event->header_property = Load<uint16_t>(at + 6);
  event->has_thread = true;
  event->thread_id = Load<uint32_t>(at + 8);
  event->process_id = Load<uint32_t>(at + 12);
  event->guid = LoadGuid(at + 0x18);
  event->id = Load<uint16_t>(at + 0x28);
  event->version = at[0x2A];
  event->channel = at[0x2B];
  event->level = at[0x2C];
  event->type = at[0x2D];
  event->task = Load<uint16_t>(at + 0x2E);
  event->keyword = Load<uint64_t>(at + 0x30);
  event->kernel_time = Load<uint32_t>(at + 0x38);
  event->user_time = Load<uint32_t>(at + 0x3C);
  event->activity_id = LoadGuid(at + 0x40);
  uint32_t payload_at = kModernHeaderBytes;
  if ((event->header_flags & EVENT_HEADER_FLAG_EXTENDED_INFO) != 0) {
    payload_at = DecodeExtendedItems(bytes, payload_at, event, reason);
    if (payload_at == 0) return false;
  }
  event->payload = bytes.subspan(payload_at);
  return true;
}

}  // namespace

bool MeasureEvent(std::span<const uint8_t> bytes, EventExtent* extent, std::string* reason) {
  if (bytes.size() < kMessageHeaderBytes) {
    *reason = "no room for an event header";
    return false;
  }
  const uint8_t marker = bytes[3];
  if (marker == kMarkerMessage) return MeasureMessage(bytes, extent, reason);
  if (marker != kMarkerStandard) {
    *reason = "no event header: marker byte " + Hex(marker);
    return false;
  }
  const uint8_t type = bytes[2];
  if (type >= kForms.size() || kForms[type].name == nullptr) {
    *reason = "event header of unknown type " + Hex(type);
    return false;
  }
  return MeasureStandard(bytes, kForms[type], extent, reason);
}

std::optional<int64_t> StampOfHead(std::span<const uint8_t> head) {
  if (head.size() < kMessageHeaderBytes) return std::nullopt;
  uint32_t stamp_at = 0;
  if (head[3] == kMarkerMessage) {
    const uint16_t flags = Load<uint16_t>(&head[6]);
    if ((flags & TRACE_MESSAGE_TIMESTAMP) == 0) return std::nullopt;
    MessagePartBytes(flags, &stamp_at);
    stamp_at += kMessageHeaderBytes;
  } else if (head[3] == kMarkerStandard && head[2] < kForms.size() &&
             kForms[head[2]].name != nullptr) {
    stamp_at = kForms[head[2]].stamp_at;
  } else {
    return std::nullopt;
  }
  if (head.size() < stamp_at + sizeof(int64_t)) return std::nullopt;
  return static_cast<int64_t>(Load<uint64_t>(&head[stamp_at]));
}

bool DecodeEvent(std::span<const uint8_t> bytes, const EventExtent& extent, DeliveredEvent* event,
                 std::string* reason) {
  // An event of the same kind sets every member that it has again: a message has them by its flags.
  if (event->kind != extent.kind || extent.kind == EventKind::kMessage) event->Clear();
  event->extended.clear();
  event->kind = extent.kind;
  event->pointer_size = extent.pointer_size;
  event->header_type = bytes[2];
  event->marker = bytes[3];
  event->size = extent.size;
  event->stamped = extent.stamped;
  event->stamp = extent.stamp;
  event->payload = bytes.subspan(extent.header_bytes);
  switch (extent.kind) {
    case EventKind::kSystem:
    case EventKind::kCompact:
    case EventKind::kPerfInfo:
      DecodeSystem(bytes.data(), extent, event);
      return true;
    case EventKind::kClassic:
    case EventKind::kInstance:
    case EventKind::kError:
      DecodeClassic(bytes.data(), extent, event);
      return true;
    case EventKind::kMessage:
      DecodeMessage(bytes, event);
      return true;
    case EventKind::kModern:
      return DecodeModern(bytes, event, reason);
    case EventKind::kNone:
      break;
  }
  *reason = "event of no kind";
  return false;
}

const char* HeaderName(const DeliveredEvent& event) {
  if (event.kind == EventKind::kMessage) return "MESSAGE";
  if (event.header_type >= kForms.size() || kForms[event.header_type].name == nullptr)
    return "NONE";
  return kForms[event.header_type].name;
}

}  // namespace etalon::sim
