// What the documentation calls kernel events.
#ifndef ETALON_CONFORMANCE_CLI_EVENT_NAMES_H_
#define ETALON_CONFORMANCE_CLI_EVENT_NAMES_H_

#include <cstdint>
#include <string_view>

#include "sim/include/guiddef.h"

namespace etalon {

// The class and the event, as "Process DCStart"; "" for those that have no name here.
std::string_view NameOfEvent(const GUID& class_guid, uint8_t type);

}  // namespace etalon

#endif  // ETALON_CONFORMANCE_CLI_EVENT_NAMES_H_
