/*
 * What logman does for
 *
 *   logman start files -ets -p {GUID} 0xff 5 -o file_session.etl -bs 64 -nb 4 16 -mode circular
 * -max 1 logman query files -ets logman update files -ets -nb 4 32 -ft 1 logman stop files -ets
 *
 * as calls of the API: a circular log file of 1 MB, in which the newest events overwrite the
 * oldest.
 *
 * The same source builds on Windows against the Windows SDK, with mingw-w64, and off Windows
 * against Etalon:
 *
 *   cc -DUNICODE -I sim/include docs/examples/file_session.c bazel-bin/sim/libetalon.so
 *
 * Writes file_session.etl in the current folder. Exit code 0 when the file has the last event, and
 * no longer the first.
 */
#define INITGUID
#ifndef UNICODE
#define UNICODE
#endif
#include <windows.h>
/* A blank line, for clang-format: windows.h comes first. */

#include <evntcons.h>
#include <evntprov.h>
#include <evntrace.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strsafe.h>

#define SESSION_NAME TEXT("files")
#define LOG_FILE_NAME TEXT("file_session.etl")

DEFINE_GUID(ProviderGuid, 0x0d8a1e7c, 0x65f2, 0x4c19, 0x8f, 0x20, 0x9c, 0x3b, 0x5a, 0x61, 0xd4,
            0x04);

enum { EVENTS = 20000 };

static void Check(const char* what, ULONG result) {
  printf("%s: %u\n", what, (unsigned)result);
  if (result != ERROR_SUCCESS) exit(1);
}

typedef struct {
  EVENT_TRACE_PROPERTIES properties;
  WCHAR session_name[1024];
  WCHAR log_file_name[1024];
} Block;

static EVENT_TRACE_PROPERTIES* Empty(Block* block) {
  ZeroMemory(block, sizeof *block);
  block->properties.Wnode.BufferSize = sizeof *block;
  block->properties.Wnode.Flags = WNODE_FLAG_TRACED_GUID;
  block->properties.LoggerNameOffset = offsetof(Block, session_name);
  block->properties.LogFileNameOffset = offsetof(Block, log_file_name);
  return &block->properties;
}

/* start */
static TRACEHANDLE Start(void) {
  Block block;
  TRACEHANDLE session = 0;
  EVENT_TRACE_PROPERTIES* const properties = Empty(&block);
  properties->Wnode.ClientContext = 1; /* -ct perf */
  properties->BufferSize = 64;         /* -bs, KB */
  properties->MinimumBuffers = 4;      /* -nb */
  properties->MaximumBuffers = 16;
  properties->LogFileMode = EVENT_TRACE_FILE_MODE_CIRCULAR; /* -mode */
  properties->MaximumFileSize = 1;                          /* -max, MB */
  StringCchCopyW(block.log_file_name, ARRAYSIZE(block.log_file_name), LOG_FILE_NAME);
  Check("StartTrace", StartTrace(&session, SESSION_NAME, properties));
  Check("EnableTraceEx2",
        EnableTraceEx2(session, &ProviderGuid, EVENT_CONTROL_CODE_ENABLE_PROVIDER,
                       TRACE_LEVEL_VERBOSE, 0xff, 0, 0, NULL)); /* -p GUID flags level */
  return session;
}

/* query: by name, as anybody may who does not have the handle. */
static void Query(void) {
  Block block;
  const EVENT_TRACE_PROPERTIES* const properties = Empty(&block);
  Check("QueryTrace", ControlTrace(0, SESSION_NAME, &block.properties, EVENT_TRACE_CONTROL_QUERY));
  printf("  buffers of %u KB, %u to %u; written %u, events lost %u\n",
         (unsigned)properties->BufferSize, (unsigned)properties->MinimumBuffers,
         (unsigned)properties->MaximumBuffers, (unsigned)properties->BuffersWritten,
         (unsigned)properties->EventsLost);
}

/* update: what is zero stays as it is, the mode has to be told again. */
static void Update(void) {
  Block block;
  EVENT_TRACE_PROPERTIES* const properties = Empty(&block);
  properties->LogFileMode = EVENT_TRACE_FILE_MODE_CIRCULAR;
  properties->MaximumBuffers = 32;
  properties->FlushTimer = 1; /* -ft, seconds */
  Check("UpdateTrace", ControlTrace(0, SESSION_NAME, properties, EVENT_TRACE_CONTROL_UPDATE));
}

/* stop */
static void Stop(TRACEHANDLE session) {
  Block block;
  Check("StopTrace", ControlTrace(session, NULL, Empty(&block), EVENT_TRACE_CONTROL_STOP));
}

static void WriteEvents(void) {
  const EVENT_DESCRIPTOR descriptor = {7, 0, 0, TRACE_LEVEL_INFORMATION, 0, 0, 1};
  static char padding[200];
  REGHANDLE provider = 0;
  ULONG number;
  Check("EventRegister", EventRegister(&ProviderGuid, NULL, NULL, &provider));
  for (number = 1; number <= EVENTS; ++number) {
    EVENT_DATA_DESCRIPTOR data[2];
    EventDataDescCreate(&data[0], &number, sizeof number);
    EventDataDescCreate(&data[1], padding, sizeof padding);
    while (EventWrite(provider, &descriptor, 2, data) != ERROR_SUCCESS) Sleep(1);
  }
  EventUnregister(provider);
}

static ULONG g_first, g_last;
static unsigned g_count;

static VOID WINAPI OnEvent(PEVENT_RECORD event) {
  if (!IsEqualGUID(&event->EventHeader.ProviderId, &ProviderGuid)) return;
  memcpy(&g_last, event->UserData, sizeof g_last);
  if (g_count++ == 0) g_first = g_last;
}

static void Read(void) {
  static WCHAR name[] = LOG_FILE_NAME;
  EVENT_TRACE_LOGFILE log_file;
  TRACEHANDLE trace;
  ZeroMemory(&log_file, sizeof log_file);
  log_file.LogFileName = name;
  log_file.ProcessTraceMode = PROCESS_TRACE_MODE_EVENT_RECORD;
  log_file.EventRecordCallback = OnEvent;
  trace = OpenTrace(&log_file);
  if (trace == INVALID_PROCESSTRACE_HANDLE) Check("OpenTrace", GetLastError());
  Check("ProcessTrace", ProcessTrace(&trace, 1, NULL, NULL));
  CloseTrace(trace);
}

int main(void) {
  const TRACEHANDLE session = Start();
  Query();
  Update();
  WriteEvents();
  Query();
  Stop(session);
  Read();
  printf("consumer: the last %u of %u events\n", g_count, (unsigned)EVENTS);
  return g_first > 1 && g_last == EVENTS && g_count < EVENTS ? 0 : 1;
}
