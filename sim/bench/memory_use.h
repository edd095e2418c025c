// How much memory a path takes, found in a process that does nothing else.
#ifndef ETALON_SIM_BENCH_MEMORY_USE_H_
#define ETALON_SIM_BENCH_MEMORY_USE_H_

#include <string>

#include "sim/bench/row.h"

namespace etalon::bench {

// A case that starts this program anew with --memory-of NAME and leaves the kilobytes by which its
// resident set has grown at most, in kFound.
Case MemoryOf(const std::string& name);

// What that program does: prints a number of kilobytes. False: no such name, or it failed.
//
//   start:MEGABYTES   eight sessions, each with buffers of so much in all, none of them touched
//   process:FILE      ProcessTrace over a log file
//   heap:FILE         `etalon heap` of a log file
bool PrintMemoryUse(const std::string& name);

}  // namespace etalon::bench

#endif  // ETALON_SIM_BENCH_MEMORY_USE_H_
