// EnableTraceEx and EnableTraceEx2, as operations.
#ifndef ETALON_CONFORMANCE_SCRIPT_ENABLE_OPS_H_
#define ETALON_CONFORMANCE_SCRIPT_ENABLE_OPS_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "conformance/script/classic_ops.h"
#include "conformance/script/guid.h"
#include "conformance/script/operand.h"

namespace etalon {

// EVENT_FILTER_DESCRIPTOR.
struct FilterDescriptor {
  uint32_t type = 0;                        // EVENT_FILTER_TYPE_*
  Bytes data = {};                          // what Ptr points to
  std::vector<std::string> processes = {};  // the ids of these, 4 bytes each, follow the data
  Place place = Place::kBlock;              // NULL when there is no data
  std::optional<uint32_t> size = {};        // default: of the data

  friend bool operator==(const FilterDescriptor&, const FilterDescriptor&) = default;
};

// ENABLE_TRACE_PARAMETERS. Version 1 is shorter: it has no FilterDescCount.
struct EnableParameters {
  Place place = Place::kBlock;
  uint32_t version = 2;
  uint32_t enable_property = 0;  // EVENT_ENABLE_PROPERTY_*
  uint32_t control_flags = 0;
  Guid source = {};
  std::vector<FilterDescriptor> filters = {};
  Place filters_place = Place::kBlock;        // NULL when there are none
  std::optional<uint32_t> filter_count = {};  // FilterDescCount; default: their number

  friend bool operator==(const EnableParameters&, const EnableParameters&) = default;
};

inline constexpr uint32_t kInfinite = ~0u;  // a time-out that never comes

struct EnableTraceEx2 {
  Handle session = {};
  Guid guid = kProviderGuid;
  Place guid_place = Place::kBlock;
  uint32_t control_code = 1;  // 0 disable, 1 enable, 2 capture state
  uint8_t level = 5;
  uint64_t match_any = 0;
  uint64_t match_all = 0;
  uint32_t timeout_ms = 0;
  std::optional<EnableParameters> parameters = {};  // default: NULL
  On on = {};

  friend bool operator==(const EnableTraceEx2&, const EnableTraceEx2&) = default;
};

struct EnableTraceEx {
  Guid guid = kProviderGuid;
  Place guid_place = Place::kBlock;
  std::optional<Guid> source = {};  // default: NULL
  Handle session = {};
  uint32_t is_enabled = 1;
  uint8_t level = 5;
  uint64_t match_any = 0;
  uint64_t match_all = 0;
  uint32_t enable_property = 0;
  std::optional<FilterDescriptor> filter = {};  // default: NULL
  On on = {};

  friend bool operator==(const EnableTraceEx&, const EnableTraceEx&) = default;
};

}  // namespace etalon

#endif  // ETALON_CONFORMANCE_SCRIPT_ENABLE_OPS_H_
