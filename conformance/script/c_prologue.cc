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

typedef ULONG(__stdcall* StartKernelTraceFunction)(PTRACEHANDLE, PEVENT_TRACE_PROPERTIES,
                                                   const void*, ULONG);
typedef ULONG(__stdcall* CreateMergedTraceFileFunction)(LPCWSTR, LPCWSTR*, ULONG, DWORD);

// The functions of KernelTraceControl.dll, which comes with a development kit; NULL without it.
static inline void* KernelTraceControl(const char* name) {
  const HMODULE library = LoadLibraryA("KernelTraceControl.dll");
  return library == NULL ? NULL : (void*)GetProcAddress(library, name);
}

// ETW_BUFFER_HEADER and ETW_OPEN_TRACE_OPTIONS, which not every evntrace.h has.
typedef struct { ULONG size, reserved[11], filled_bytes, more[5]; } ETW_BUFFER;
typedef BOOL(WINAPI* ETW_RAW_CALLBACK)(const ETW_BUFFER*, ULONG, const void*, void*);
typedef VOID(WINAPI* ETW_COMPLETION_CALLBACK)(const ETW_BUFFER*, void*);
typedef struct {
  ULONG modes;
  VOID(WINAPI* event_callback)(EVENT_RECORD*);
  void* event_context;
  ETW_RAW_CALLBACK buffer_callback;
  void* buffer_context;
} ETW_OPTIONS;
typedef ULONG64(WINAPI* OpenTraceFromFileFunction)(LPCWSTR, const ETW_OPTIONS*, void*);
typedef ULONG64(WINAPI* OpenTraceFromRealTimeLoggerFunction)(LPCWSTR, const ETW_OPTIONS*, void*);
typedef ULONG64(WINAPI* OpenTraceFromRealTimeLoggerWithAllocationOptionsFunction)(
    LPCWSTR, const ETW_OPTIONS*, ULONG_PTR, HANDLE, void*);
typedef ULONG64(WINAPI* OpenTraceFromBufferStreamFunction)(const ETW_OPTIONS*,
                                                           ETW_COMPLETION_CALLBACK, void*);
typedef ULONG(WINAPI* ProcessTraceAddBufferToBufferStreamFunction)(ULONG64, const ETW_BUFFER*,
                                                                   ULONG);
typedef ULONG(WINAPI* ProcessTraceBufferIncrementReferenceFunction)(ULONG64, const ETW_BUFFER*);
typedef ULONG(WINAPI* ProcessTraceBufferDecrementReferenceFunction)(const ETW_BUFFER*);

// Functions that not every import library has; NULL on a system without them.
static inline void* Sechost(const char* name) {
  const HMODULE library = LoadLibraryA("sechost.dll");
  return library == NULL ? NULL : (void*)GetProcAddress(library, name);
}

// Buffers of ETW's that a callback has given a name.
static inline const ETW_BUFFER** GivenBuffer(const char* name) {
  static struct { const char* name; const ETW_BUFFER* buffer; } given[64];
  int i = 0;
  while (i < 63 && given[i].name != NULL && strcmp(given[i].name, name) != 0) ++i;
  given[i].name = name;
  return &given[i].buffer;
}

// The buffer of that number out of a log file; none is an empty one.
static inline ETW_BUFFER* BufferOf(const wchar_t* path, ULONG index, ULONG* size) {
  ETW_BUFFER head = {0};
  ETW_BUFFER* buffer = Fresh(sizeof head);
  FILE* const file = _wfopen(path, L"rb");
  long at = 0;
  ULONG i;
  *size = sizeof head;
  for (i = 0; file != NULL && i <= index; ++i) {
    if (fseek(file, at, SEEK_SET) != 0 || fread(&head, sizeof head, 1, file) != 1) break;
    if (i < index) at += (long)head.size;
    if (i < index) continue;
    *size = head.size;
    buffer = Fresh(head.size);
    fseek(file, at, SEEK_SET);
    if (fread(buffer, 1, head.size, file) == 0) break;
  }
  if (file != NULL) fclose(file);
  return buffer;
}

// Heaps and blocks by the names of the script.
static inline HANDLE* NamedHeap(const char* name) {
  static struct { const char* name; HANDLE thing; } things[1024];
  int i = 0;
  while (i < 1023 && things[i].name != NULL && strcmp(things[i].name, name) != 0) ++i;
  things[i].name = name;
  return &things[i].thing;
}

static inline BOOL WalkHeap(HANDLE heap) {
  PROCESS_HEAP_ENTRY entry;
  entry.lpData = NULL;
  while (HeapWalk(heap, &entry)) continue;
  return GetLastError() == ERROR_NO_MORE_ITEMS;
}

// HeapSummary is newer than many an import library.
static inline BOOL SummarizeHeap(HANDLE heap) {
  typedef BOOL(WINAPI* HeapSummaryFunction)(HANDLE, DWORD, void*);
  struct { DWORD cb; SIZE_T allocated, committed, reserved, most; } summary = {sizeof summary, 0, 0, 0, 0};
  const HMODULE library = LoadLibraryA("kernel32.dll");
  const HeapSummaryFunction summarize = (HeapSummaryFunction)(void*)GetProcAddress(library, "HeapSummary");
  return summarize != NULL && summarize(heap, 0, &summary);
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
