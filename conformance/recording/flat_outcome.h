// Outcomes and log files as values with names, one by one.
#ifndef ETALON_CONFORMANCE_RECORDING_FLAT_OUTCOME_H_
#define ETALON_CONFORMANCE_RECORDING_FLAT_OUTCOME_H_

#include <map>
#include <nlohmann/json.hpp>
#include <string>

#include "conformance/script/outcome.h"

namespace etalon {

// "returns", "last_error", "changes/properties/EventsLost", "callbacks/2/values/TimeStamp".
using FlatOutcome = std::map<std::string, nlohmann::json>;

// As ToJson (script/json.h) tells it, but: the result of a call that gave birth to a handle by it
// is "value_of_handle", data and sizes of an event about session and machine (EventTraceGuid) are
// "header_Data", "header_Size", ..., and values of callbacks that are 0 are left out, as agents
// may.
FlatOutcome Flatten(const Outcome& outcome);

// What `etalon dump --json` prints of a log file: "file/0/header/session", "file/1/kind", ...; and
// "file/damage" where it cannot be read to its end.
FlatOutcome FlattenLogFile(const Bytes& bytes);

}  // namespace etalon

#endif  // ETALON_CONFORMANCE_RECORDING_FLAT_OUTCOME_H_
