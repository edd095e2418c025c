// Whole pages of memory with a page behind them that cannot be touched.
#ifndef ETALON_CONFORMANCE_SCRIPT_EXECUTION_PAGES_H_
#define ETALON_CONFORMANCE_SCRIPT_EXECUTION_PAGES_H_

#include <cstddef>
#include <cstdint>

namespace etalon {

inline constexpr size_t kPageBytes = 4096;

// `pages` pages that can be read and written, and one behind them that cannot. Null: no memory.
uint8_t* AllocateGuardedPages(size_t pages);

// Lets the pages (not the one behind) be written, or only read.
void MakeWritable(uint8_t* first, size_t pages, bool writable);

}  // namespace etalon

#endif  // ETALON_CONFORMANCE_SCRIPT_EXECUTION_PAGES_H_
