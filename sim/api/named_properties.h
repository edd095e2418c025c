// EVENT_TRACE_PROPERTIES with room for both names, as tests give it to the functions.
#ifndef ETALON_SIM_API_NAMED_PROPERTIES_H_
#define ETALON_SIM_API_NAMED_PROPERTIES_H_

#include <string_view>

#include "sim/include/evntrace.h"

namespace etalon::sim {

inline const WCHAR* Wide(const char16_t* text) { return reinterpret_cast<const WCHAR*>(text); }

struct NamedProperties {
  EVENT_TRACE_PROPERTIES properties = {};
  char16_t session_name[64] = {};
  char16_t log_file_name[260] = {};

  explicit NamedProperties(std::u16string_view log_file = {}) {
    properties.Wnode.BufferSize = sizeof(NamedProperties);
    properties.Wnode.Flags = WNODE_FLAG_TRACED_GUID;
    properties.LoggerNameOffset = sizeof(EVENT_TRACE_PROPERTIES);
    properties.LogFileNameOffset = sizeof(EVENT_TRACE_PROPERTIES) + sizeof(session_name);
    log_file.copy(log_file_name, 259);
  }
};

}  // namespace etalon::sim

#endif  // ETALON_SIM_API_NAMED_PROPERTIES_H_
