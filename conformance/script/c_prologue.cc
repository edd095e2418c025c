#include "conformance/script/c_writer.h"

namespace etalon {

// "inline" keeps compilers from warning of those that a program does not use.
const char kCPrologue[] = R"C(#include <windows.h>
#include <wmistr.h>
#include <evntrace.h>
#include <evntcons.h>
#include <evntprov.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

// Handles in the order of their birth: $1 is handles[1].
static ULONG64 handles[4096];
static int handles_born;
static ULONG64 newest_logger;  // from GetTraceLoggerHandle
static int mismatches;

static inline void Bear(ULONG64 handle) {
  if (handles_born + 1 < 4096) handles[++handles_born] = handle;
}

// Memory that is zero; it is never freed.
static inline void* Fresh(size_t bytes) {
  void* block = calloc(1, bytes + 16);
  if (block == NULL) exit(3);
  return block;
}

// Memory that keeps its name and contents from call to call.
static inline void* Named(const char* name, size_t bytes, int* fresh) {
  static struct { const char* name; void* block; } blocks[256];
  int i = 0;
  while (i < 255 && blocks[i].name != NULL && strcmp(blocks[i].name, name) != 0) ++i;
  *fresh = blocks[i].name == NULL;
  if (*fresh) {
    blocks[i].name = name;
    blocks[i].block = Fresh(bytes);
  }
  return blocks[i].block;
}

typedef enum { AT_BLOCK, AT_NULL, AT_UNMAPPED, AT_MISALIGNED, AT_READ_ONLY } Place;

// Where an argument points: to the block, or to nothing good.
static inline void* At(const void* block, size_t bytes, Place place) {
  BYTE* copy;
  DWORD before;
  if (place == AT_BLOCK) return (void*)block;
  if (place == AT_NULL) return NULL;
  copy = VirtualAlloc(NULL, bytes + 16, MEM_RESERVE | MEM_COMMIT, PAGE_READWRITE);
  if (copy == NULL) exit(3);
  if (place == AT_MISALIGNED) ++copy;
  memcpy(copy, block, bytes);
  if (place == AT_READ_ONLY) VirtualProtect(copy, bytes, PAGE_READONLY, &before);
  if (place == AT_UNMAPPED) VirtualFree(copy, 0, MEM_RELEASE);
  return copy;
}

static inline void Mismatch(int line, const char* what, ULONG64 expected, ULONG64 actual) {
  ++mismatches;
  printf("line %d: %s: expected %llu, got %llu\n", line, what, (unsigned long long)expected,
         (unsigned long long)actual);
}
)C";

const char kCReport[] = R"C(
// Prints a result. `is_value`: it is no error code.
static inline void Told(int line, const char* function, ULONG64 result, int is_value) {
  const DWORD last_error = GetLastError();
  if (is_value) {
    printf("line %d: %s = %llu", line, function, (unsigned long long)result);
  } else {
    printf("line %d: %s = %s (%llu)", line, function, ErrorName(result),
           (unsigned long long)result);
  }
  if (last_error != 0) printf(", last error %s (%lu)", ErrorName(last_error), last_error);
  printf("\n");
}

static inline void Skipped(int line, const char* what) {
  printf("line %d: skipped: %s\n", line, what);
}

typedef ULONG(__stdcall* StartHeapTraceFunction)(PTRACEHANDLE, PEVENT_TRACE_PROPERTIES, LPCWSTR,
                                                 const ULONG*, ULONG, const void*, ULONG);
typedef ULONG(__stdcall* UpdateHeapTraceFunction)(PEVENT_TRACE_PROPERTIES, LPCWSTR, const ULONG*,
                                                  ULONG, const void*, ULONG);

// The functions of KernelTraceControl.dll, which comes with a development kit; NULL without it.
static inline void* KernelTraceControl(const char* name) {
  const HMODULE library = LoadLibraryA("KernelTraceControl.dll");
  return library == NULL ? NULL : (void*)GetProcAddress(library, name);
}

static inline ULONG MessageVa(TRACEHANDLE session, ULONG flags, const GUID* guid, int number, ...) {
  ULONG result;
  va_list arguments;
  va_start(arguments, number);
  result = TraceMessageVa(session, flags, guid, (USHORT)number, arguments);
  va_end(arguments);
  return result;
}
)C";

}  // namespace etalon
