/*
 * The commonest program: a controller, a provider and a consumer, each in a process of its own.
 *
 *   two_processes start FILE   a session that writes a log file and is listened to; enables the
 * provider two_processes provide N    writes N events as soon as it is enabled; 0: without end
 *   two_processes listen       prints how many events came until the session ended
 *   two_processes read FILE    the same of the log file
 *   two_processes count        prints how many processes have registered the provider
 *   two_processes stop
 *
 * The same source builds on Windows against the Windows SDK, with mingw-w64, and off Windows
 * against Etalon, where the processes meet at the machine of ETALON_MACHINE:
 *
 *   ./etalon machine --socket /tmp/machine &
 *   export ETALON_MACHINE=/tmp/machine
 *
 * Exit code 0 when all went well; events of one process that came twice, out of order or with gaps
 * did not.
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

#define SESSION_NAME TEXT("two processes")

DEFINE_GUID(ProviderGuid, 0x9d4e4c5b, 0x2f0a, 0x4b0e, 0x8e, 0x6a, 0x51, 0x0c, 0x7a, 0x11, 0x3d,
            0x02);

static ULONG Check(const char* what, ULONG result) {
  printf("%s: %u\n", what, (unsigned)result);
  fflush(stdout);
  return result;
}

/* ---- Controller ---- */

typedef struct {
  EVENT_TRACE_PROPERTIES properties;
  WCHAR session_name[64];
  WCHAR log_file_name[MAX_PATH];
} Block;

static EVENT_TRACE_PROPERTIES* Empty(Block* block) {
  ZeroMemory(block, sizeof *block);
  block->properties.Wnode.BufferSize = sizeof *block;
  block->properties.Wnode.Flags = WNODE_FLAG_TRACED_GUID;
  block->properties.LoggerNameOffset = offsetof(Block, session_name);
  block->properties.LogFileNameOffset = offsetof(Block, log_file_name);
  return &block->properties;
}

static void Widen(WCHAR* to, const char* from) {
  while ((*to++ = (WCHAR)(unsigned char)*from++) != 0) continue;
}

static ULONG StartAndEnable(const char* file) {
  Block block;
  TRACEHANDLE session = 0;
  EVENT_TRACE_PROPERTIES* properties = Empty(&block);
  properties->BufferSize = 64;      /* KB */
  properties->MaximumBuffers = 256; /* nothing is to be lost */
  properties->FlushTimer = 1;       /* second */
  properties->LogFileMode = EVENT_TRACE_FILE_MODE_SEQUENTIAL | EVENT_TRACE_REAL_TIME_MODE;
  if (strlen(file) >= MAX_PATH) return ERROR_INVALID_PARAMETER;
  Widen(block.log_file_name, file);
  if (Check("StartTrace", StartTrace(&session, SESSION_NAME, properties)) != ERROR_SUCCESS)
    return 1;
  return Check("EnableTraceEx2",
               EnableTraceEx2(session, &ProviderGuid, EVENT_CONTROL_CODE_ENABLE_PROVIDER,
                              TRACE_LEVEL_INFORMATION, 0, 0, INFINITE, NULL));
}

static ULONG Stop(void) {
  Block block;
  const ULONG result = ControlTrace(0, SESSION_NAME, Empty(&block), EVENT_TRACE_CONTROL_STOP);
  printf("controller: %u events lost\n", (unsigned)block.properties.EventsLost);
  return Check("StopTrace", result);
}

static ULONG CountProviders(void) {
  static ULONG64 bytes[4096];
  const TRACE_GUID_INFO* info = (const TRACE_GUID_INFO*)bytes;
  GUID guid = ProviderGuid;
  ULONG size = 0;
  const ULONG result =
      EnumerateTraceGuidsEx(TraceGuidQueryInfo, &guid, sizeof guid, bytes, sizeof bytes, &size);
  const unsigned count = result == ERROR_SUCCESS ? (unsigned)info->InstanceCount : 0;
  const TRACE_PROVIDER_INSTANCE_INFO* instance = (const TRACE_PROVIDER_INSTANCE_INFO*)(info + 1);
  /* An enabled GUID that nobody has registered has one instance, of no process. */
  printf("controller: %u registrations\n", count == 1 && instance->Pid == 0 ? 0 : count);
  return 0;
}

/* ---- Provider ---- */

static volatile ULONG g_is_enabled;

static VOID NTAPI OnEnable(LPCGUID source, ULONG is_enabled, UCHAR level, ULONGLONG any,
                           ULONGLONG all, PEVENT_FILTER_DESCRIPTOR filter, PVOID context) {
  (void)source;
  (void)any;
  (void)all;
  (void)filter;
  g_is_enabled = is_enabled;
  printf("%s: %s at level %u\n", (const char*)context, is_enabled ? "enabled" : "disabled",
         (unsigned)level);
  fflush(stdout);
}

static ULONG Provide(ULONG count) {
  static char who[] = "provider";
  const EVENT_DESCRIPTOR descriptor = {1, 0, 0, TRACE_LEVEL_INFORMATION, 0, 0, 1};
  REGHANDLE handle = 0;
  ULONG number = 0;
  ULONG result = Check("EventRegister", EventRegister(&ProviderGuid, OnEnable, who, &handle));
  while (!g_is_enabled) Sleep(10);
  while (result == ERROR_SUCCESS && (count == 0 || number < count)) {
    EVENT_DATA_DESCRIPTOR data;
    ULONG next = number + 1;
    EventDataDescCreate(&data, &next, sizeof next);
    result = EventWrite(handle, &descriptor, 1, &data);
    if (result == ERROR_SUCCESS) number = next;
    if (result == ERROR_NOT_ENOUGH_MEMORY && count == 0) {
      Sleep(1); /* the consumer has to catch up */
      result = ERROR_SUCCESS;
    }
  }
  printf("provider: %u events\n", (unsigned)number);
  Check("EventWrite", result);
  EventUnregister(handle);
  return result;
}

/* ---- Consumer ---- */

typedef struct {
  ULONG pid;
  ULONG last;
} Writer;

static Writer g_writers[64];
static unsigned g_events, g_writer_count, g_wrong;

static VOID WINAPI OnEvent(PEVENT_RECORD event) {
  unsigned i = 0;
  ULONG number;
  if (!IsEqualGUID(&event->EventHeader.ProviderId, &ProviderGuid)) return;
  memcpy(&number, event->UserData, sizeof number);
  while (i < g_writer_count && g_writers[i].pid != event->EventHeader.ProcessId) ++i;
  if (i == ARRAYSIZE(g_writers)) return;
  if (i == g_writer_count) g_writers[g_writer_count++].pid = event->EventHeader.ProcessId;
  if (number != g_writers[i].last + 1) ++g_wrong;
  g_writers[i].last = number;
  ++g_events;
}

static ULONG Consume(const char* file) {
  static WCHAR name[MAX_PATH];
  EVENT_TRACE_LOGFILE log_file;
  TRACEHANDLE trace;
  ULONG result;
  ZeroMemory(&log_file, sizeof log_file);
  log_file.ProcessTraceMode = PROCESS_TRACE_MODE_EVENT_RECORD;
  log_file.EventRecordCallback = OnEvent;
  if (file == NULL) {
    log_file.LoggerName = (LPWSTR)SESSION_NAME;
    log_file.ProcessTraceMode |= PROCESS_TRACE_MODE_REAL_TIME;
  } else {
    if (strlen(file) >= MAX_PATH) return ERROR_INVALID_PARAMETER;
    Widen(name, file);
    log_file.LogFileName = name;
  }
  trace = OpenTrace(&log_file);
  if (trace == INVALID_PROCESSTRACE_HANDLE) return Check("OpenTrace", GetLastError());
  Check("OpenTrace", ERROR_SUCCESS);
  result = ProcessTrace(&trace, 1, NULL, NULL);
  CloseTrace(trace);
  printf("consumer: %u events of %u processes, %u wrong\n", g_events, g_writer_count, g_wrong);
  Check("ProcessTrace", result);
  return result != ERROR_SUCCESS ? result : g_wrong;
}

int main(int argc, char** argv) {
  const char* const role = argc > 1 ? argv[1] : "";
  const char* const argument = argc > 2 ? argv[2] : NULL;
  if (strcmp(role, "start") == 0 && argument != NULL) return StartAndEnable(argument) != 0;
  if (strcmp(role, "provide") == 0 && argument != NULL) return Provide((ULONG)atol(argument)) != 0;
  if (strcmp(role, "listen") == 0) return Consume(NULL) != 0;
  if (strcmp(role, "read") == 0 && argument != NULL) return Consume(argument) != 0;
  if (strcmp(role, "count") == 0) return CountProviders() != 0;
  if (strcmp(role, "stop") == 0) return Stop() != 0;
  fprintf(stderr, "two_processes start FILE | provide N | listen | read FILE | count | stop\n");
  return 2;
}
