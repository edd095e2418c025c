/*
 * Prints the events of a log file: time, process, provider, id, level and data.
 *
 *   print_events FILE
 *
 * The same source builds on Windows against the Windows SDK, with mingw-w64, and off Windows
 * against Etalon:
 *
 *   cc -DUNICODE -I sim/include docs/examples/print_events.c bazel-bin/sim/libetalon.so
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
#include <strsafe.h>

static unsigned g_count;

static void PrintTime(LARGE_INTEGER stamp) {
  FILETIME file_time;
  SYSTEMTIME time;
  file_time.dwLowDateTime = stamp.LowPart;
  file_time.dwHighDateTime = (DWORD)stamp.HighPart;
  FileTimeToSystemTime(&file_time, &time);
  printf("%04u-%02u-%02uT%02u:%02u:%02u.%07uZ", time.wYear, time.wMonth, time.wDay, time.wHour,
         time.wMinute, time.wSecond, (unsigned)(stamp.QuadPart % 10000000));
}

static void PrintGuid(const GUID* guid) {
  int i;
  printf(" {%08x-%04x-%04x-", (unsigned)guid->Data1, guid->Data2, guid->Data3);
  for (i = 0; i < 8; ++i) printf(i == 2 ? "-%02x" : "%02x", guid->Data4[i]);
  printf("}");
}

static VOID WINAPI OnEvent(PEVENT_RECORD event) {
  const EVENT_HEADER* const header = &event->EventHeader;
  const unsigned char* const data = event->UserData;
  const unsigned shown = event->UserDataLength < 32 ? event->UserDataLength : 32;
  unsigned i;
  PrintTime(header->TimeStamp);
  printf(" process %u thread %u", (unsigned)header->ProcessId, (unsigned)header->ThreadId);
  PrintGuid(&header->ProviderId);
  printf(" id %u opcode %u level %u:", header->EventDescriptor.Id, header->EventDescriptor.Opcode,
         header->EventDescriptor.Level);
  for (i = 0; i < shown; ++i) printf(" %02x", data[i]);
  printf(shown < event->UserDataLength ? " ...\n" : "\n");
  ++g_count;
}

static ULONG WINAPI OnBuffer(PEVENT_TRACE_LOGFILEA log_file) {
  (void)log_file;
  return TRUE; /* go on */
}

int main(int argc, char** argv) {
  static CHAR name[MAX_PATH];
  EVENT_TRACE_LOGFILEA log_file;
  TRACEHANDLE trace;
  ULONG result;
  if (argc != 2 || FAILED(StringCchCopyA(name, ARRAYSIZE(name), argv[1]))) {
    fprintf(stderr, "print_events FILE\n");
    return 2;
  }
  ZeroMemory(&log_file, sizeof log_file);
  log_file.LogFileName = name;
  log_file.ProcessTraceMode = PROCESS_TRACE_MODE_EVENT_RECORD;
  log_file.EventRecordCallback = OnEvent;
  log_file.BufferCallback = OnBuffer;
  trace = OpenTraceA(&log_file);
  if (trace == INVALID_PROCESSTRACE_HANDLE) {
    printf("OpenTrace: %u\n", (unsigned)GetLastError());
    return 1;
  }
  printf("%u processors, %u events lost\n", (unsigned)log_file.LogfileHeader.NumberOfProcessors,
         (unsigned)log_file.LogfileHeader.EventsLost);
  result = ProcessTrace(&trace, 1, NULL, NULL);
  CloseTrace(trace);
  printf("%u events, ProcessTrace: %u\n", g_count, (unsigned)result);
  return result == ERROR_SUCCESS && g_count != 0 ? 0 : 1;
}
