// The analysis as one page for a browser.
#ifndef ETALON_CONFORMANCE_HEAP_PAGE_H_
#define ETALON_CONFORMANCE_HEAP_PAGE_H_

#include <ostream>
#include <string>

#include "conformance/heap/heap_trace.h"

namespace etalon::heap {

// A self-contained HTML page that asks for nothing from a network: allocated bytes over time, a
// flame graph of who held them at any snapshot, and the tables. `name` is that of the trace. Of
// very many stacks the smaller ones are drawn as one.
void WritePage(const HeapTrace& trace, const std::string& name, std::ostream& out);

}  // namespace etalon::heap

#endif  // ETALON_CONFORMANCE_HEAP_PAGE_H_
