// What a consumer or a provider was given: choosing among the calls of callbacks.
#ifndef ETALON_CONFORMANCE_DELIVERED_H_
#define ETALON_CONFORMANCE_DELIVERED_H_

#include <string>
#include <string_view>
#include <vector>

#include "conformance/script/outcome.h"

namespace etalon {

// The calls of one callback, in their order: "control", "event", "buffer", or its name. Leaves out
// the events that newer versions of Windows add to the header event of a log file.
std::vector<CallbackRecord> CallsOf(const Outcome& outcome, std::string_view callback);

// The events among `events` whose class is `guid`.
std::vector<CallbackRecord> OfClass(const Guid& guid, const std::vector<CallbackRecord>& events);

// The data of each event, in hexadecimal.
std::vector<std::string> DataOf(const std::vector<CallbackRecord>& events);

// A number as it lies in memory, in hexadecimal: its `bytes` lowest bytes, the lowest first.
std::string InMemory(uint64_t number, int bytes);
std::string InMemory(const Guid& guid);

}  // namespace etalon

#endif  // ETALON_CONFORMANCE_DELIVERED_H_
