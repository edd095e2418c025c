// Operations of providers that EventRegister: writing events, and what goes with it.
#ifndef ETALON_CONFORMANCE_SCRIPT_EVENT_WRITE_OPS_H_
#define ETALON_CONFORMANCE_SCRIPT_EVENT_WRITE_OPS_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "conformance/script/guid.h"
#include "conformance/script/operand.h"

namespace etalon {

// ---- Memory blocks -----------------------------------------------------------------------------

// EVENT_DESCRIPTOR.
struct EventDescriptor {
  Place place = Place::kBlock;
  uint16_t id = 1;
  uint8_t version = 0;
  uint8_t channel = 0;
  uint8_t level = 4;
  uint8_t opcode = 0;
  uint16_t task = 0;
  uint64_t keyword = 0;

  friend bool operator==(const EventDescriptor&, const EventDescriptor&) = default;
};

// One EVENT_DATA_DESCRIPTOR, and what it points to.
struct EventData {
  Bytes data = {};
  Place place = Place::kBlock;
  uint32_t fill = 0;                  // so many bytes 0, 1, 2, ... behind the data
  std::optional<uint32_t> size = {};  // default: data and fill
  uint8_t type = 0;                   // EVENT_DATA_DESCRIPTOR_TYPE_*

  friend bool operator==(const EventData&, const EventData&) = default;
};

// ---- Functions ---------------------------------------------------------------------------------

// `provider` is a handle from EventRegister. `times` repeats a call; the outcome is the last one's,
// `failures` counts the rest that failed.
struct EventWrite {
  Handle provider = {};
  EventDescriptor event = {};
  std::vector<EventData> data = {};
  Place data_place = Place::kBlock;    // of the descriptors; NULL when there are none
  std::optional<uint32_t> count = {};  // UserDataCount; default: their number
  uint32_t times = 1;
  On on = {};

  friend bool operator==(const EventWrite&, const EventWrite&) = default;
};

struct EventWriteTransfer {
  Handle provider = {};
  EventDescriptor event = {};
  std::optional<Guid> activity = {};  // none: NULL
  Place activity_place = Place::kBlock;
  std::optional<Guid> related = {};  // none: NULL
  Place related_place = Place::kBlock;
  std::vector<EventData> data = {};
  Place data_place = Place::kBlock;
  std::optional<uint32_t> count = {};
  uint32_t times = 1;
  On on = {};

  friend bool operator==(const EventWriteTransfer&, const EventWriteTransfer&) = default;
};

struct EventWriteEx {
  Handle provider = {};
  EventDescriptor event = {};
  uint64_t filter = 0;
  uint32_t flags = 0;
  std::optional<Guid> activity = {};
  Place activity_place = Place::kBlock;
  std::optional<Guid> related = {};
  Place related_place = Place::kBlock;
  std::vector<EventData> data = {};
  Place data_place = Place::kBlock;
  std::optional<uint32_t> count = {};
  uint32_t times = 1;
  On on = {};

  friend bool operator==(const EventWriteEx&, const EventWriteEx&) = default;
};

struct EventWriteString {
  Handle provider = {};
  uint8_t level = 4;
  uint64_t keyword = 0;
  std::u16string text = u"etalon";
  Place text_place = Place::kBlock;
  uint32_t times = 1;
  On on = {};

  friend bool operator==(const EventWriteString&, const EventWriteString&) = default;
};

struct EventEnabled {
  Handle provider = {};
  EventDescriptor event = {};
  On on = {};

  friend bool operator==(const EventEnabled&, const EventEnabled&) = default;
};

struct EventProviderEnabled {
  Handle provider = {};
  uint8_t level = 4;
  uint64_t keyword = 0;
  On on = {};

  friend bool operator==(const EventProviderEnabled&, const EventProviderEnabled&) = default;
};

struct EventSetInformation {
  Handle provider = {};
  uint32_t info_class = 2;  // EVENT_INFO_CLASS
  Bytes information = {};
  Place place = Place::kBlock;          // of the information; NULL when there is none
  std::optional<uint32_t> length = {};  // default: that of the information
  On on = {};

  friend bool operator==(const EventSetInformation&, const EventSetInformation&) = default;
};

// The identifier is a block "activity_id": what it was given, and what came back.
struct EventActivityIdControl {
  uint32_t code = 1;  // EVENT_ACTIVITY_CTRL_*
  Guid activity = {};
  Place place = Place::kBlock;
  On on = {};

  friend bool operator==(const EventActivityIdControl&, const EventActivityIdControl&) = default;
};

}  // namespace etalon

#endif  // ETALON_CONFORMANCE_SCRIPT_EVENT_WRITE_OPS_H_
