/* A program in C that knows only the headers and libetalon.so: a log file is written and read. */
#include <evntrace.h>
#include <stdio.h>
#include <stdlib.h>

#define EVENTS 1000

static const GUID kControl = {0x11111111, 2, 3, {1, 2, 3, 4, 5, 6, 7, 8}};
static const GUID kClass = {0x22222222, 2, 3, {1, 2, 3, 4, 5, 6, 7, 8}};

typedef struct {
  EVENT_TRACE_PROPERTIES block;
  WCHAR session_name[64];
  WCHAR log_file_name[1024];
} Properties;

typedef struct {
  EVENT_TRACE_HEADER header;
  ULONG number;
  ULONG padding;
} Event;

static TRACEHANDLE provider_session;
static ULONG events_read;

static ULONG WINAPI Control(WMIDPREQUESTCODE code, PVOID context, ULONG* size, PVOID buffer) {
  (void)context;
  (void)size;
  provider_session = code == WMI_ENABLE_EVENTS ? GetTraceLoggerHandle(buffer) : 0;
  return ERROR_SUCCESS;
}

static VOID WINAPI OnEvent(PEVENT_TRACE event) {
  if (!IsEqualGUID(&event->Header.Guid, &kClass)) return;
  ULONG number = 0;
  memcpy(&number, event->MofData, sizeof(number));
  if (number != events_read) exit(1);
  ++events_read;
}

static void Check(ULONG result, const char* what) {
  if (result == ERROR_SUCCESS) return;
  fprintf(stderr, "%s: %u\n", what, (unsigned)result);
  exit(1);
}

static void Initialise(Properties* properties) {
  memset(properties, 0, sizeof(*properties));
  properties->block.Wnode.BufferSize = sizeof(*properties);
  properties->block.Wnode.Flags = WNODE_FLAG_TRACED_GUID;
  properties->block.LogFileMode = EVENT_TRACE_FILE_MODE_SEQUENTIAL;
  properties->block.LoggerNameOffset = offsetof(Properties, session_name);
  properties->block.LogFileNameOffset = offsetof(Properties, log_file_name);
}

static void Write(const WCHAR* file_name) {
  static Properties properties;
  Initialise(&properties);
  lstrcpyW(properties.log_file_name, file_name);
  TRACEHANDLE session = 0;
  Check(StartTraceW(&session, u"client", &properties.block), "StartTraceW");

  TRACE_GUID_REGISTRATION class_registration = {&kClass, NULL};
  TRACEHANDLE registration = 0;
  Check(RegisterTraceGuidsW(Control, NULL, &kControl, 1, &class_registration, NULL, NULL,
                            &registration),
        "RegisterTraceGuidsW");
  Check(EnableTrace(TRUE, 1, 5, &kControl, session), "EnableTrace");
  for (ULONG i = 0; i < EVENTS; ++i) {
    Event event = {.number = i};
    event.header.Size = sizeof(event);
    event.header.Guid = kClass;
    event.header.Flags = WNODE_FLAG_TRACED_GUID;
    Check(TraceEvent(provider_session, &event.header), "TraceEvent");
  }
  Check(EnableTrace(FALSE, 0, 0, &kControl, session), "EnableTrace(FALSE)");
  Initialise(&properties);
  Check(ControlTraceW(session, NULL, &properties.block, EVENT_TRACE_CONTROL_STOP), "STOP");
  Check(UnregisterTraceGuids(registration), "UnregisterTraceGuids");
}

static void Read(WCHAR* file_name) {
  EVENT_TRACE_LOGFILEW log_file = {.LogFileName = file_name};
  log_file.EventCallback = OnEvent;
  TRACEHANDLE trace = OpenTraceW(&log_file);
  if (trace == INVALID_PROCESSTRACE_HANDLE) Check(GetLastError(), "OpenTraceW");
  Check(ProcessTrace(&trace, 1, NULL, NULL), "ProcessTrace");
  Check(CloseTrace(trace), "CloseTrace");
}

int main(void) {
  const char* folder = getenv("TEST_TMPDIR") != NULL ? getenv("TEST_TMPDIR") : "/tmp";
  WCHAR file_name[1024] = {0};
  for (int i = 0; folder[i] != 0; ++i) file_name[i] = (WCHAR)folder[i];
  lstrcpyW(file_name + lstrlenW(file_name), u"/client.etl");
  Write(file_name);
  Read(file_name);
  printf("%u of %u events\n", (unsigned)events_read, EVENTS);
  return events_read == EVENTS ? 0 : 1;
}
