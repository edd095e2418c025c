/*
 * Who holds the memory? Starts a program suspended, traces its heaps from the first allocation on,
 * lets it run to its end, stops the trace and reads it back: what was allocated and never freed.
 *
 * The same source builds on Windows against the Windows SDK, with mingw-w64 (KernelTraceControl.dll
 * of the Windows Performance Toolkit is needed to run it), and off Windows against Etalon:
 *
 *   cc -DUNICODE -I sim/include docs/examples/heap_trace.c bazel-bin/sim/libetalon.so
 *
 * On Windows the program that is traced is this one with the argument "child"; with Etalon it is a
 * simulated process that runs Child. Writes heap_trace.etl in the current folder. Exit code 0 when
 * the two blocks came back that Child leaks.
 */
#define INITGUID
#ifndef UNICODE
#define UNICODE
#endif
#include <windows.h>
/* A blank line, for clang-format: windows.h comes first. */

#include <evntcons.h>
#include <evntrace.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#ifndef _WIN32
#include <KernelTraceControl.h>
#include <etalon.h>
#endif

#define SESSION_NAME TEXT("heap trace")
#define LOG_FILE_NAME TEXT("heap_trace.etl")

DEFINE_GUID(HeapClass, 0x222962ab, 0x6180, 0x4b88, 0xa8, 0x25, 0x34, 0x6b, 0x75, 0xf2, 0xa2, 0x4a);
DEFINE_GUID(StackClass, 0xdef2fe46, 0x7bd6, 0x4b80, 0xbd, 0x94, 0xf5, 0x7f, 0xe2, 0x0d, 0x0c, 0xe3);

enum { HEAP_ALLOC = 33, HEAP_REALLOC = 34, HEAP_FREE = 36 };

/* ---- The program that is traced ---- */

static int WINAPI Child(void) {
  const HANDLE heap = GetProcessHeap();
  char* const kept = HeapAlloc(heap, HEAP_ZERO_MEMORY, 1111);
  char* const freed = HeapAlloc(heap, 0, 2222);
  char* grown = HeapAlloc(heap, 0, 33);
  if (kept == NULL || freed == NULL || grown == NULL) return 1;
  memset(freed, 'x', 2222);
  HeapFree(heap, 0, freed);
  grown = HeapReAlloc(heap, 0, grown, 3333);
  return grown == NULL ? 1 : 0;
}

/* ---- Starting it ---- */

#ifdef _WIN32
typedef struct {
  GUID EventGuid;
  UCHAR Type;
  UCHAR Reserved[7];
} STACK_TRACING_EVENT_ID;

static ULONG WINAPI StartHeapTrace(PTRACEHANDLE session, PEVENT_TRACE_PROPERTIES properties,
                                   LPCWSTR name, const ULONG* pids, ULONG pid_count,
                                   const STACK_TRACING_EVENT_ID* stacks, ULONG stack_count) {
  typedef ULONG(WINAPI * Function)(PTRACEHANDLE, PEVENT_TRACE_PROPERTIES, LPCWSTR, const ULONG*,
                                   ULONG, const STACK_TRACING_EVENT_ID*, ULONG);
  const HMODULE library = LoadLibraryW(L"KernelTraceControl.dll");
  const Function start =
      library == NULL ? NULL : (Function)(void*)GetProcAddress(library, "StartHeapTrace");
  return start == NULL ? ERROR_PROC_NOT_FOUND
                       : start(session, properties, name, pids, pid_count, stacks, stack_count);
}
#endif

static BOOL StartChildSuspended(PROCESS_INFORMATION* child) {
  STARTUPINFOW startup;
  WCHAR command[MAX_PATH + 16];
#ifdef _WIN32
  GetModuleFileNameW(NULL, command + 1, MAX_PATH);
  command[0] = '"';
  lstrcpyW(command + lstrlenW(command), TEXT("\" child"));
#else
  lstrcpyW(command, TEXT("child.exe"));
  etalon_set_program(TEXT("child.exe"), Child);
#endif
  ZeroMemory(&startup, sizeof startup);
  startup.cb = sizeof startup;
  return CreateProcessW(NULL, command, NULL, NULL, FALSE, CREATE_SUSPENDED, NULL, NULL, &startup,
                        child);
}

/* ---- The trace ---- */

static EVENT_TRACE_PROPERTIES* NewProperties(void) {
  const ULONG size = sizeof(EVENT_TRACE_PROPERTIES) + sizeof SESSION_NAME + sizeof LOG_FILE_NAME;
  EVENT_TRACE_PROPERTIES* properties = calloc(1, size);
  if (properties == NULL) exit(1);
  properties->Wnode.BufferSize = size;
  properties->Wnode.Flags = WNODE_FLAG_TRACED_GUID;
  properties->Wnode.ClientContext = 1; /* QPC */
  properties->BufferSize = 1024;       /* KB: heap traces are large */
  properties->LogFileMode = EVENT_TRACE_FILE_MODE_SEQUENTIAL;
  properties->LoggerNameOffset = sizeof *properties;
  properties->LogFileNameOffset = sizeof *properties + sizeof SESSION_NAME;
  memcpy((char*)properties + properties->LogFileNameOffset, LOG_FILE_NAME, sizeof LOG_FILE_NAME);
  return properties;
}

/* ---- Reading it back ---- */

typedef struct {
  ULONG64 address;
  ULONG64 size;
} Block;

static DWORD g_pid; /* of the child */
static Block g_blocks[4096];
static unsigned g_block_count;
static unsigned g_events_read;
static unsigned g_stacks_read;

static void Remember(ULONG64 address, ULONG64 size) {
  if (g_block_count == ARRAYSIZE(g_blocks)) return;
  g_blocks[g_block_count].address = address;
  g_blocks[g_block_count].size = size;
  ++g_block_count;
}

static void Forget(ULONG64 address) {
  unsigned i = 0;
  while (i < g_block_count && g_blocks[i].address != address) ++i;
  if (i < g_block_count) g_blocks[i] = g_blocks[--g_block_count];
}

/* The member of the data that comes after so many pointers. */
static ULONG64 PointerAt(const EVENT_RECORD* event, unsigned index) {
  const BOOL narrow = (event->EventHeader.Flags & EVENT_HEADER_FLAG_32_BIT_HEADER) != 0;
  const unsigned bytes = narrow ? 4 : 8;
  ULONG64 value = 0;
  if ((index + 1) * bytes > event->UserDataLength) return 0;
  memcpy(&value, (const char*)event->UserData + index * bytes, bytes);
  return value;
}

/* Whose stack it is, which the header does not say: time stamp, process, thread, addresses. */
static ULONG StackProcess(const EVENT_RECORD* event) {
  ULONG process = 0;
  if (event->UserDataLength < 16) return 0;
  memcpy(&process, (const char*)event->UserData + 8, sizeof process);
  return process;
}

static VOID WINAPI OnEvent(PEVENT_RECORD event) {
  if (IsEqualGUID(&event->EventHeader.ProviderId, &StackClass) && StackProcess(event) == g_pid) {
    ++g_stacks_read;
  }
  if (event->EventHeader.ProcessId != g_pid) return;
  if (!IsEqualGUID(&event->EventHeader.ProviderId, &HeapClass)) return;
  ++g_events_read;
  switch (event->EventHeader.EventDescriptor.Opcode) {
    case HEAP_ALLOC: /* heap, size, address, source */
      Remember(PointerAt(event, 2), PointerAt(event, 1));
      break;
    case HEAP_REALLOC: /* heap, new address, old address, new size, old size, source */
      Forget(PointerAt(event, 2));
      Forget(PointerAt(event, 1)); /* a block that moves has an allocation and a free of its own */
      Remember(PointerAt(event, 1), PointerAt(event, 3));
      break;
    case HEAP_FREE: /* heap, address, source */
      Forget(PointerAt(event, 1));
      break;
    default:
      break;
  }
}

static ULONG ReadLogFile(void) {
  EVENT_TRACE_LOGFILE log_file;
  TRACEHANDLE trace;
  ULONG result;

  ZeroMemory(&log_file, sizeof log_file);
  log_file.LogFileName = (LPWSTR)LOG_FILE_NAME;
  log_file.ProcessTraceMode = PROCESS_TRACE_MODE_EVENT_RECORD;
  log_file.EventRecordCallback = OnEvent;
  trace = OpenTrace(&log_file);
  if (trace == INVALID_PROCESSTRACE_HANDLE) return GetLastError();
  result = ProcessTrace(&trace, 1, NULL, NULL);
  CloseTrace(trace);
  return result;
}

static BOOL WasLeaked(ULONG64 size) {
  unsigned i = 0;
  while (i < g_block_count && g_blocks[i].size != size) ++i;
  if (i == g_block_count) return FALSE;
  printf("consumer: %u bytes were never freed\n", (unsigned)size);
  return TRUE;
}

/* ---- Controller ---- */

static void Check(const char* what, ULONG result) {
  printf("%s: %u\n", what, (unsigned)result);
  if (result != ERROR_SUCCESS) exit(1);
}

int main(int argc, char** argv) {
  EVENT_TRACE_PROPERTIES* properties = NewProperties();
  STACK_TRACING_EVENT_ID with_stack;
  PROCESS_INFORMATION child;
  TRACEHANDLE session = 0;
  BOOL found;

  if (argc > 1 && strcmp(argv[1], "child") == 0) return Child();
  Check("CreateProcess", StartChildSuspended(&child) ? ERROR_SUCCESS : GetLastError());
  g_pid = child.dwProcessId;
  ZeroMemory(&with_stack, sizeof with_stack);
  with_stack.EventGuid = HeapClass;
  with_stack.Type = HEAP_ALLOC;
  Check("StartHeapTrace",
        StartHeapTrace(&session, properties, SESSION_NAME, &g_pid, 1, &with_stack, 1));
  Check("ResumeThread", ResumeThread(child.hThread) == 1 ? ERROR_SUCCESS : GetLastError());
  Check("WaitForSingleObject", WaitForSingleObject(child.hProcess, INFINITE));
  CloseHandle(child.hThread);
  CloseHandle(child.hProcess);
  Check("StopTrace", ControlTrace(session, NULL, properties, EVENT_TRACE_CONTROL_STOP));
  printf("controller: %u events lost\n", (unsigned)properties->EventsLost);
  free(properties);

  Check("ReadLogFile", ReadLogFile());
  printf("consumer: %u heap events, %u stacks\n", g_events_read, g_stacks_read);
  found = WasLeaked(1111);
  return WasLeaked(3333) && found && !WasLeaked(2222) && g_stacks_read != 0 ? 0 : 1;
}
