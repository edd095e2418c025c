// What EnableTraceEx and EnableTraceEx2 are given to filter by.
#ifndef ETALON_SIM_API_FILTER_DESCRIPTORS_H_
#define ETALON_SIM_API_FILTER_DESCRIPTORS_H_

#include "sim/include/evntprov.h"
#include "sim/provider/event_filters.h"

namespace etalon::sim {

// Checks `count` descriptors and takes them apart. ERROR_SUCCESS, or the code of the clause of
// EnableTraceEx2 that they violate.
ULONG ReadFilters(const EVENT_FILTER_DESCRIPTOR* descriptors, ULONG count, EventFilters* filters);

}  // namespace etalon::sim

#endif  // ETALON_SIM_API_FILTER_DESCRIPTORS_H_
