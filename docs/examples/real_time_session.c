/*
 * A real-time session as monitoring tools have it (krabsetw's user_trace, PresentMon): a session
 * that an earlier run left behind is replaced, a manifest-based provider is enabled for a few event
 * ids and with its writer's SID, and one thread does nothing but ProcessTrace, which ends with the
 * session.
 *
 * The same source builds on Windows against the Windows SDK, with mingw-w64, and off Windows
 * against Etalon:
 *
 *   cc -DUNICODE -I sim/include docs/examples/real_time_session.c bazel-bin/sim/libetalon.so
 *
 * Exit code 0 when exactly the events came that were asked for.
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

#define SESSION_NAME TEXT("real-time session")

#ifndef EVENT_FILTER_TYPE_EVENT_ID /* mingw-w64 does not have it */
#define EVENT_FILTER_TYPE_EVENT_ID 0x80000200
#endif

DEFINE_GUID(ProviderGuid, 0x6f8e52d1, 0x3c1b, 0x4d0a, 0x9b, 0x55, 0x01, 0x2a, 0x77, 0x4e, 0x90,
            0x03);

enum { KEYWORD_PRESENT = 1, KEYWORD_OTHER = 2, FRAMES = 10 };

/* What the manifest compiler would write: id, version, channel, level, opcode, task, keyword. */
static const EVENT_DESCRIPTOR PresentStart = {1, 0, 0, TRACE_LEVEL_INFORMATION, 1, 1, 1};
static const EVENT_DESCRIPTOR PresentStop = {2, 0, 0, TRACE_LEVEL_INFORMATION, 2, 1, 1};
static const EVENT_DESCRIPTOR Detail = {3, 0, 0, TRACE_LEVEL_INFORMATION, 0, 2, 1};
static const EVENT_DESCRIPTOR Other = {4, 0, 0, TRACE_LEVEL_INFORMATION, 0, 3, 2};
static const EVENT_DESCRIPTOR Chatter = {5, 0, 0, TRACE_LEVEL_VERBOSE, 0, 4, 1};

static void Check(const char* what, ULONG result) {
  printf("%s: %u\n", what, (unsigned)result);
  if (result != ERROR_SUCCESS) exit(1);
}

/* ---- Controller ---- */

typedef struct {
  EVENT_TRACE_PROPERTIES properties;
  WCHAR session_name[MAX_PATH];
} Block;

static EVENT_TRACE_PROPERTIES* NewProperties(Block* block) {
  ZeroMemory(block, sizeof *block);
  block->properties.Wnode.BufferSize = sizeof *block;
  block->properties.Wnode.Flags = WNODE_FLAG_TRACED_GUID;
  block->properties.Wnode.ClientContext = 1; /* QPC */
  CoCreateGuid(&block->properties.Wnode.Guid);
  block->properties.LogFileMode = EVENT_TRACE_REAL_TIME_MODE;
  block->properties.FlushTimer = 1; /* second */
  block->properties.LoggerNameOffset = offsetof(Block, session_name);
  return &block->properties;
}

static ULONG StartOrReplace(TRACEHANDLE* session, Block* block) {
  const ULONG result = StartTrace(session, SESSION_NAME, NewProperties(block));
  if (result != ERROR_ALREADY_EXISTS) return result;
  printf("controller: an earlier run left its session behind\n");
  ControlTrace(0, SESSION_NAME, NewProperties(block), EVENT_TRACE_CONTROL_STOP);
  return StartTrace(session, SESSION_NAME, NewProperties(block));
}

/* EVENT_FILTER_EVENT_ID is as long as its ids. */
typedef struct {
  BOOLEAN FilterIn;
  UCHAR Reserved;
  USHORT Count;
  USHORT Events[2];
} EventIds;

static ULONG Enable(TRACEHANDLE session, GUID source) {
  EventIds ids = {TRUE, 0, 2, {1, 2}};
  EVENT_FILTER_DESCRIPTOR filter;
  ENABLE_TRACE_PARAMETERS parameters;
  ZeroMemory(&parameters, sizeof parameters);
  filter.Ptr = (ULONGLONG)(ULONG_PTR)&ids;
  filter.Size = sizeof ids;
  filter.Type = EVENT_FILTER_TYPE_EVENT_ID;
  parameters.Version = ENABLE_TRACE_PARAMETERS_VERSION_2;
  parameters.EnableProperty = EVENT_ENABLE_PROPERTY_SID;
  parameters.SourceId = source;
  parameters.EnableFilterDesc = &filter;
  parameters.FilterDescCount = 1;
  return EnableTraceEx2(session, &ProviderGuid, EVENT_CONTROL_CODE_ENABLE_PROVIDER,
                        TRACE_LEVEL_INFORMATION, KEYWORD_PRESENT, 0, INFINITE, &parameters);
}

/* ---- Consumer ---- */

static LONGLONG g_started;  /* performance counter */
static HANDLE g_last_frame; /* an event object */
static unsigned g_starts, g_stops, g_others, g_sids, g_late;

static VOID WINAPI OnEvent(PEVENT_RECORD event) {
  USHORT i;
  if (!IsEqualGUID(&event->EventHeader.ProviderId, &ProviderGuid)) return;
  switch (event->EventHeader.EventDescriptor.Id) {
    case 1:
      ++g_starts;
      break;
    case 2:
      if (++g_stops == FRAMES) SetEvent(g_last_frame);
      break;
    default:
      ++g_others;
      break;
  }
  for (i = 0; i < event->ExtendedDataCount; ++i) {
    if (event->ExtendedData[i].ExtType == EVENT_HEADER_EXT_TYPE_SID) ++g_sids;
  }
  /* PROCESS_TRACE_MODE_RAW_TIMESTAMP: the counter that programs read themselves. */
  if (event->EventHeader.TimeStamp.QuadPart >= g_started) ++g_late;
}

static DWORD WINAPI Consume(LPVOID trace) {
  return ProcessTrace((TRACEHANDLE*)trace, 1, NULL, NULL);
}

static TRACEHANDLE Open(void) {
  EVENT_TRACE_LOGFILE log_file;
  ZeroMemory(&log_file, sizeof log_file);
  log_file.LoggerName = (LPWSTR)SESSION_NAME;
  log_file.ProcessTraceMode = PROCESS_TRACE_MODE_REAL_TIME | PROCESS_TRACE_MODE_EVENT_RECORD |
                              PROCESS_TRACE_MODE_RAW_TIMESTAMP;
  log_file.EventRecordCallback = OnEvent;
  return OpenTrace(&log_file);
}

/* ---- Provider ---- */

static void WriteFrames(REGHANDLE provider) {
  ULONG frame;
  for (frame = 0; frame < FRAMES; ++frame) {
    EVENT_DATA_DESCRIPTOR data[2];
    static const WCHAR window[] = TEXT("a window");
    EventDataDescCreate(&data[0], &frame, sizeof frame);
    EventDataDescCreate(&data[1], window, sizeof window);
    EventWrite(provider, &PresentStart, 2, data);
    EventWrite(provider, &Detail, 1, data);
    EventWrite(provider, &Other, 1, data);
    EventWrite(provider, &Chatter, 1, data);
    EventWrite(provider, &PresentStop, 1, data);
  }
}

int main(void) {
  Block block;
  LARGE_INTEGER now;
  TRACEHANDLE session = 0, left_behind = 0, trace;
  REGHANDLE provider = 0;
  HANDLE thread;

  StartTrace(&left_behind, SESSION_NAME, NewProperties(&block));
  Check("StartTrace", StartOrReplace(&session, &block));
  Check("EventRegister", EventRegister(&ProviderGuid, NULL, NULL, &provider));
  Check("EnableTraceEx2", Enable(session, block.properties.Wnode.Guid));
  QueryPerformanceCounter(&now);
  g_started = now.QuadPart;
  trace = Open();
  if (trace == INVALID_PROCESSTRACE_HANDLE) Check("OpenTrace", GetLastError());
  g_last_frame = CreateEvent(NULL, TRUE, FALSE, NULL);
  thread = CreateThread(NULL, 0, Consume, &trace, 0, NULL);

  WriteFrames(provider);
  WaitForSingleObject(g_last_frame, 20000); /* by the flush timer after a second */
  Check("StopTrace", ControlTrace(session, NULL, &block.properties, EVENT_TRACE_CONTROL_STOP));
  WaitForSingleObject(thread, INFINITE); /* the rest is delivered before ProcessTrace ends */
  CloseHandle(thread);
  CloseHandle(g_last_frame);
  CloseTrace(trace);
  EventUnregister(provider);
  printf("consumer: %u starts, %u stops, %u others, %u with SID\n", g_starts, g_stops, g_others,
         g_sids);
  return g_starts == FRAMES && g_stops == FRAMES && g_others == 0 && g_sids == 2 * FRAMES &&
                 g_late == 2 * FRAMES
             ? 0
             : 1;
}
