// How large a fresh properties block is, and where the names in it go: the defaults of Properties.
#ifndef ETALON_CONFORMANCE_SCRIPT_PROPERTIES_EXTENT_H_
#define ETALON_CONFORMANCE_SCRIPT_PROPERTIES_EXTENT_H_

#include <cstddef>
#include <cstdint>

#include "conformance/script/op.h"

namespace etalon {

inline constexpr size_t kPropertiesBytes = 120;    // sizeof(EVENT_TRACE_PROPERTIES)
inline constexpr size_t kPropertiesV2Bytes = 144;  // sizeof(EVENT_TRACE_PROPERTIES_V2)

// What the defaults of a properties block depend on.
struct PropertiesUse {
  bool starts_session = false;  // StartTrace, StartHeapTrace, StartKernelTrace
  bool returns_names = false;   // QUERY, STOP, FLUSH: a log file's name may come back
  bool ansi = false;
  Guid guid = {};               // Wnode.Guid
  size_t name_characters = 0;  // of the session's name, without its end
};

struct PropertiesExtent {
  size_t structure = kPropertiesBytes;  // without the names
  size_t bytes = 0;
  uint32_t log_file_name_offset = 0;  // 0: none
  uint32_t log_file_mode = 0;
  Guid guid = {};
  uint32_t enable_flags = 0;  // where the extension lies
};

PropertiesExtent ExtentOf(const Properties& properties, const PropertiesUse& use);

}  // namespace etalon

#endif  // ETALON_CONFORMANCE_SCRIPT_PROPERTIES_EXTENT_H_
