/*
 * Controller, classic provider and consumer in one program: starts a session that writes a log
 * file, enables the provider for it, writes three events, stops the session and reads the file
 * back.
 *
 * The same source builds on Windows against the Windows SDK, with mingw-w64, and off Windows
 * against Etalon:
 *
 *   cc -DUNICODE -I sim/include docs/examples/life_of_an_event.c bazel-bin/sim/libetalon.so
 *
 * Writes life_of_an_event.etl in the current folder. Exit code 0 when all three events came back.
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

#define SESSION_NAME TEXT("life of an event")
#define LOG_FILE_NAME TEXT("life_of_an_event.etl")

DEFINE_GUID(ProviderGuid, 0x6d2a3a1f, 0x5c0e, 0x4f5b, 0x9d, 0x3e, 0x2b, 0x8e, 0x1f, 0x4a, 0x6c,
            0x01);
DEFINE_GUID(ClassGuid, 0x6d2a3a1f, 0x5c0e, 0x4f5b, 0x9d, 0x3e, 0x2b, 0x8e, 0x1f, 0x4a, 0x6c, 0x02);

/* ---- Provider ---- */

static TRACEHANDLE g_session; /* where to write to; 0: not enabled */

static ULONG WINAPI OnControl(WMIDPREQUESTCODE request, PVOID context, ULONG* reserved,
                              PVOID buffer) {
  (void)context;
  (void)reserved;
  if (request == WMI_ENABLE_EVENTS) {
    g_session = GetTraceLoggerHandle(buffer);
    printf("provider: enabled at level %u\n", (unsigned)GetTraceEnableLevel(g_session));
  } else if (request == WMI_DISABLE_EVENTS) {
    g_session = 0;
    printf("provider: disabled\n");
  }
  return ERROR_SUCCESS;
}

typedef struct {
  EVENT_TRACE_HEADER header;
  ULONG number;
} NumberEvent;

static ULONG WriteNumber(ULONG number) {
  NumberEvent event;
  ZeroMemory(&event, sizeof event);
  event.header.Size = sizeof event.header + sizeof event.number;
  event.header.Flags = WNODE_FLAG_TRACED_GUID;
  event.header.Guid = ClassGuid;
  event.header.Class.Type = EVENT_TRACE_TYPE_INFO;
  event.header.Class.Level = TRACE_LEVEL_INFORMATION;
  event.number = number;
  return TraceEvent(g_session, &event.header);
}

/* ---- Consumer ---- */

static unsigned g_events_read;

static VOID WINAPI OnEvent(PEVENT_RECORD event) {
  ULONG number;
  if (!IsEqualGUID(&event->EventHeader.ProviderId, &ClassGuid)) return; /* the file's own header */
  memcpy(&number, event->UserData, sizeof number);
  printf("consumer: event with the number %u\n", (unsigned)number);
  ++g_events_read;
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

/* ---- Controller ---- */

static EVENT_TRACE_PROPERTIES* NewProperties(void) {
  const ULONG size = sizeof(EVENT_TRACE_PROPERTIES) + sizeof SESSION_NAME + sizeof LOG_FILE_NAME;
  EVENT_TRACE_PROPERTIES* properties = calloc(1, size);
  if (properties == NULL) exit(1);
  properties->Wnode.BufferSize = size;
  properties->Wnode.Flags = WNODE_FLAG_TRACED_GUID;
  properties->Wnode.ClientContext = 1; /* QPC */
  properties->LogFileMode = EVENT_TRACE_FILE_MODE_SEQUENTIAL;
  properties->LoggerNameOffset = sizeof *properties;
  properties->LogFileNameOffset = sizeof *properties + sizeof SESSION_NAME;
  memcpy((char*)properties + properties->LogFileNameOffset, LOG_FILE_NAME, sizeof LOG_FILE_NAME);
  return properties;
}

static void Check(const char* what, ULONG result) {
  printf("%s: %u\n", what, (unsigned)result);
  if (result != ERROR_SUCCESS) exit(1);
}

int main(void) {
  EVENT_TRACE_PROPERTIES* properties = NewProperties();
  TRACE_GUID_REGISTRATION classes[1] = {{&ClassGuid, NULL}};
  TRACEHANDLE session = 0;
  TRACEHANDLE registration = 0;
  ULONG number;

  Check("StartTrace", StartTrace(&session, SESSION_NAME, properties));
  Check("EnableTrace", EnableTrace(TRUE, 0, TRACE_LEVEL_VERBOSE, &ProviderGuid, session));
  Check("RegisterTraceGuids",
        RegisterTraceGuids(OnControl, NULL, &ProviderGuid, 1, classes, NULL, NULL, &registration));
  for (number = 1; number <= 3; ++number) Check("TraceEvent", WriteNumber(number));
  Check("StopTrace", ControlTrace(session, NULL, properties, EVENT_TRACE_CONTROL_STOP));
  Check("UnregisterTraceGuids", UnregisterTraceGuids(registration));
  printf("controller: %u events lost\n", (unsigned)properties->EventsLost);
  free(properties);

  Check("ReadLogFile", ReadLogFile());
  return g_events_read == 3 ? 0 : 1;
}
