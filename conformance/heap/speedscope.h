// The file format of speedscope (https://www.speedscope.app).
#ifndef ETALON_CONFORMANCE_HEAP_SPEEDSCOPE_H_
#define ETALON_CONFORMANCE_HEAP_SPEEDSCOPE_H_

#include <ostream>
#include <string>

#include "conformance/heap/heap_trace.h"

namespace etalon::heap {

// Two profiles a process, weighted in bytes by stack: what is outstanding, and all that was ever
// allocated. `name` is that of the trace.
void WriteSpeedscope(const HeapTrace& trace, const std::string& name, std::ostream& out);

}  // namespace etalon::heap

#endif  // ETALON_CONFORMANCE_HEAP_SPEEDSCOPE_H_
