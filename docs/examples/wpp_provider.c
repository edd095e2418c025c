/*
 * A provider as the Windows software trace preprocessor (WPP) makes one of DoTraceMessage(FLAG, "%s
 * %d", ...): a control GUID whose flags and level a controller sets, and TraceMessage with the GUID
 * of the source file, the number of the message and its arguments. The texts stand elsewhere, in a
 * .pdb or .tmf file; here they stand in the consumer.
 *
 * The same source builds on Windows against the Windows SDK, with mingw-w64, and off Windows
 * against Etalon:
 *
 *   cc -DUNICODE -I sim/include docs/examples/wpp_provider.c bazel-bin/sim/libetalon.so
 *
 * Writes wpp_provider.etl in the current folder. Exit code 0 when the messages came back.
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
#include <strsafe.h>

#define SESSION_NAME TEXT("wpp provider")
#define LOG_FILE_NAME TEXT("wpp_provider.etl")

DEFINE_GUID(ControlGuid, 0x3e0c9a52, 0x7b44, 0x4e6f, 0xa1, 0x0d, 0x5f, 0x28, 0x6c, 0x90, 0xe1,
            0x05);
DEFINE_GUID(MessageGuid, 0x3e0c9a52, 0x7b44, 0x4e6f, 0xa1, 0x0d, 0x5f, 0x28, 0x6c, 0x90, 0xe1,
            0x06);

static void Check(const char* what, ULONG result) {
  printf("%s: %u\n", what, (unsigned)result);
  if (result != ERROR_SUCCESS) exit(1);
}

/* ---- What the preprocessor writes: WPP_INIT_TRACING, WPP_CONTROL_GUIDS and a macro a message ----
 */

enum { FLAG_NETWORK = 1, FLAG_DISK = 2 };
enum { MESSAGE_OPENED = 10, MESSAGE_READ = 11 };

static struct {
  TRACEHANDLE registration;
  TRACEHANDLE logger;
  ULONG flags;
  UCHAR level;
} g_control;

static ULONG WINAPI OnControl(WMIDPREQUESTCODE request, PVOID context, ULONG* reserved,
                              PVOID buffer) {
  (void)context;
  (void)reserved;
  switch (request) {
    case WMI_ENABLE_EVENTS:
      g_control.logger = GetTraceLoggerHandle(buffer);
      g_control.level = GetTraceEnableLevel(g_control.logger);
      g_control.flags = GetTraceEnableFlags(g_control.logger);
      return ERROR_SUCCESS;
    case WMI_DISABLE_EVENTS:
      g_control.logger = 0;
      g_control.level = 0;
      g_control.flags = 0;
      return ERROR_SUCCESS;
    default:
      return ERROR_INVALID_PARAMETER;
  }
}

#define WPP_FLAGS \
  (TRACE_MESSAGE_SEQUENCE | TRACE_MESSAGE_GUID | TRACE_MESSAGE_SYSTEMINFO | TRACE_MESSAGE_TIMESTAMP)

static void WppString(USHORT number, const char* text) {
  TraceMessage(g_control.logger, WPP_FLAGS, &MessageGuid, number, text, strlen(text) + 1, NULL);
}

static void WppStringAndNumber(USHORT number, const char* text, int value) {
  TraceMessage(g_control.logger, WPP_FLAGS, &MessageGuid, number, text, strlen(text) + 1, &value,
               sizeof value, NULL);
}

#define IS_TRACED(flag, wanted) \
  (g_control.logger != 0 && (g_control.flags & (flag)) != 0 && g_control.level >= (wanted))

/* ---- The driver that is traced ---- */

static void DoWork(void) {
  if (IS_TRACED(FLAG_DISK, TRACE_LEVEL_INFORMATION)) WppString(MESSAGE_OPENED, "disk.bin");
  if (IS_TRACED(FLAG_DISK, TRACE_LEVEL_INFORMATION)) {
    WppStringAndNumber(MESSAGE_READ, "disk.bin", 4096);
  }
  if (IS_TRACED(FLAG_NETWORK, TRACE_LEVEL_INFORMATION)) WppString(MESSAGE_OPENED, "a socket");
  if (IS_TRACED(FLAG_DISK, TRACE_LEVEL_VERBOSE)) WppString(MESSAGE_OPENED, "a detail");
}

/* ---- Consumer: what tracefmt does with the texts of a .tmf file ---- */

static unsigned g_opened, g_read, g_strange;

/* What the flags ask for stands before the arguments: sequence, GUID, time stamp, thread and
 * process. */
enum { PARTS_BYTES = 4 + 16 + 8 + 8 };

static VOID WINAPI OnEvent(PEVENT_RECORD event) {
  const char* text = (const char*)event->UserData + PARTS_BYTES;
  int value;
  if ((event->EventHeader.Flags & EVENT_HEADER_FLAG_TRACE_MESSAGE) == 0) return;
  if (!IsEqualGUID(&event->EventHeader.ProviderId, &MessageGuid)) return;
  switch (event->EventHeader.EventDescriptor.Id) {
    case MESSAGE_OPENED:
      printf("consumer: opened %s\n", text);
      ++g_opened;
      break;
    case MESSAGE_READ:
      memcpy(&value, text + strlen(text) + 1, sizeof value);
      printf("consumer: read %d bytes of %s\n", value, text);
      g_read += value == 4096;
      break;
    default:
      ++g_strange;
      break;
  }
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
  struct {
    EVENT_TRACE_PROPERTIES properties;
    WCHAR session_name[64];
    WCHAR log_file_name[64];
  } block;
  TRACE_GUID_REGISTRATION classes[1] = {{&MessageGuid, NULL}};
  TRACEHANDLE session = 0;

  Check("RegisterTraceGuids", RegisterTraceGuids(OnControl, NULL, &ControlGuid, 1, classes, NULL,
                                                 NULL, &g_control.registration));
  ZeroMemory(&block, sizeof block);
  block.properties.Wnode.BufferSize = sizeof block;
  block.properties.Wnode.Flags = WNODE_FLAG_TRACED_GUID;
  block.properties.LogFileMode = EVENT_TRACE_FILE_MODE_SEQUENTIAL | EVENT_TRACE_USE_LOCAL_SEQUENCE;
  block.properties.LoggerNameOffset = sizeof block.properties;
  block.properties.LogFileNameOffset = sizeof block.properties + sizeof block.session_name;
  StringCbCopyW(block.log_file_name, sizeof block.log_file_name, LOG_FILE_NAME);
  Check("StartTrace", StartTrace(&session, SESSION_NAME, &block.properties));
  Check("EnableTrace",
        EnableTrace(TRUE, FLAG_DISK, TRACE_LEVEL_INFORMATION, &ControlGuid, session));
  DoWork();
  Check("StopTrace", ControlTrace(session, NULL, &block.properties, EVENT_TRACE_CONTROL_STOP));
  UnregisterTraceGuids(g_control.registration);
  Read();
  return g_opened == 1 && g_read == 1 && g_strange == 0 ? 0 : 1;
}
