/* Logs numbered events into the file that it is told, until it is killed. */
#include <evntrace.h>
#include <stdio.h>
#include <string.h>

static const GUID kClass = {0x22222222, 2, 3, {1, 2, 3, 4, 5, 6, 7, 9}};

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

static TRACEHANDLE Start(const char* file) {
  static Properties properties;
  TRACEHANDLE session = 0;
  properties.block.Wnode.BufferSize = sizeof(properties);
  properties.block.Wnode.Flags = WNODE_FLAG_TRACED_GUID;
  properties.block.BufferSize = 4;
  properties.block.LogFileMode =
      EVENT_TRACE_FILE_MODE_SEQUENTIAL | EVENT_TRACE_NO_PER_PROCESSOR_BUFFERING;
  properties.block.LoggerNameOffset = offsetof(Properties, session_name);
  properties.block.LogFileNameOffset = offsetof(Properties, log_file_name);
  for (int i = 0; i < 1023 && file[i] != 0; ++i) properties.log_file_name[i] = (WCHAR)file[i];
  return StartTraceW(&session, u"endless", &properties.block) == ERROR_SUCCESS ? session : 0;
}

int main(int argc, char** argv) {
  const TRACEHANDLE session = argc == 2 ? Start(argv[1]) : 0;
  if (session == 0) return 1;
  for (ULONG number = 1;;) {
    Event event = {.number = number};
    event.header.Size = sizeof(event);
    event.header.Guid = kClass;
    event.header.Flags = WNODE_FLAG_TRACED_GUID;
    if (TraceEvent(session, &event.header) == ERROR_SUCCESS) ++number; /* else: no buffer is free */
  }
}
