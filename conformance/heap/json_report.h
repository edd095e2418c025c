// The analysis for programs.
#ifndef ETALON_CONFORMANCE_HEAP_JSON_REPORT_H_
#define ETALON_CONFORMANCE_HEAP_JSON_REPORT_H_

#include <ostream>

#include "conformance/heap/heap_trace.h"

namespace etalon::heap {

// One JSON object, as docs/heap_traces.md describes it: everything but the course over time, with
// all stacks that hold anything.
void WriteJsonReport(const HeapTrace& trace, std::ostream& out);

}  // namespace etalon::heap

#endif  // ETALON_CONFORMANCE_HEAP_JSON_REPORT_H_
