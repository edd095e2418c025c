// Functions that are exported, so that programs link, and refuse loudly: none ever succeeds.
#include <cstdio>
#include <cstdlib>

#include "sim/include/KernelTraceControl.h"
#include "sim/include/evntcons.h"
#include "sim/include/evntprov.h"
#include "sim/include/evntrace.h"

namespace {

[[noreturn]] void Refuse(const char* name) {
  std::fprintf(stderr, "etalon: %s is not simulated yet\n", name);
  std::abort();
}

}  // namespace

extern "C" {
#define X(result, name, types) \
  result WINAPI name types { Refuse(#name); }
#include "sim/c_api/unsimulated.inc"
#undef X
}
