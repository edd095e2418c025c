// The analysis for people.
#ifndef ETALON_CONFORMANCE_HEAP_TEXT_REPORT_H_
#define ETALON_CONFORMANCE_HEAP_TEXT_REPORT_H_

#include <cstddef>
#include <ostream>

#include "conformance/heap/heap_trace.h"

namespace etalon::heap {

struct TextLimits {
  size_t stacks = 10;  // of each process
  size_t frames = 12;  // of each stack, the innermost
};

// First whether the figures can be trusted; then each process, those that hold the most first: what
// it holds, its heaps, and the stacks that hold it.
void PrintReport(const HeapTrace& trace, const TextLimits& limits, std::ostream& out);

}  // namespace etalon::heap

#endif  // ETALON_CONFORMANCE_HEAP_TEXT_REPORT_H_
