// The functions that ask for and change permissions, as operations.
#ifndef ETALON_CONFORMANCE_SCRIPT_ACCESS_OPS_H_
#define ETALON_CONFORMANCE_SCRIPT_ACCESS_OPS_H_

#include <cstdint>
#include <optional>
#include <string>

#include "conformance/script/classic_ops.h"
#include "conformance/script/guid.h"
#include "conformance/script/operand.h"

namespace etalon {

// EVENTSECURITYOPERATION.
enum class SecurityOperation : uint32_t { kSetDacl = 0, kSetSacl = 1, kAddDacl = 2, kAddSacl = 3 };

// What it changes is undone at Reset: EventAccessRemove.
struct EventAccessControl {
  Guid guid = kProviderGuid;
  Place guid_place = Place::kBlock;
  SecurityOperation operation = SecurityOperation::kAddDacl;  // any number may be cast to it
  std::string sid = "S-1-1-0";                                // everyone
  Place sid_place = Place::kBlock;
  uint32_t rights = 0;
  bool allow = true;
  On on = {};

  friend bool operator==(const EventAccessControl&, const EventAccessControl&) = default;
};

// On success the outcome has the descriptor as member "bytes" of block "buffer".
struct EventAccessQuery {
  Guid guid = kProviderGuid;
  Place guid_place = Place::kBlock;
  uint32_t bytes = 1024;  // the extent of the buffer
  Place buffer = Place::kBlock;
  std::optional<uint32_t> buffer_size = {};  // *BufferSize before the call; default: bytes
  Place size_place = Place::kBlock;
  On on = {};

  friend bool operator==(const EventAccessQuery&, const EventAccessQuery&) = default;
};

struct EventAccessRemove {
  Guid guid = kProviderGuid;
  Place guid_place = Place::kBlock;
  On on = {};

  friend bool operator==(const EventAccessRemove&, const EventAccessRemove&) = default;
};

}  // namespace etalon

#endif  // ETALON_CONFORMANCE_SCRIPT_ACCESS_OPS_H_
