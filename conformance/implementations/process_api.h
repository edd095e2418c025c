// The functions of a library that simulates processes within the one that has loaded it, as
// libetalon.so does.
#ifndef ETALON_CONFORMANCE_IMPLEMENTATIONS_PROCESS_API_H_
#define ETALON_CONFORMANCE_IMPLEMENTATIONS_PROCESS_API_H_

#include "sim/include/etalon.h"

namespace etalon {

// X(name) for each.
#define ETALON_PROCESS_FUNCTIONS(X) \
  X(etalon_set_program)             \
  X(CreateProcessW)                 \
  X(CreateThread)                   \
  X(ResumeThread)                   \
  X(WaitForSingleObject)            \
  X(CloseHandle)                    \
  X(GetCurrentProcessId)            \
  X(GetProcessHeap)                 \
  X(HeapCreate)                     \
  X(HeapDestroy)                    \
  X(HeapAlloc)                      \
  X(HeapReAlloc)                    \
  X(HeapFree)

// All of them; none is null.
struct ProcessApi {
#define X(name) decltype(&::name) name = nullptr;
  ETALON_PROCESS_FUNCTIONS(X)
#undef X
};

}  // namespace etalon

#endif  // ETALON_CONFORMANCE_IMPLEMENTATIONS_PROCESS_API_H_
