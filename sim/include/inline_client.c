/*
 * A client of the headers, C11 as well as C++17, with UNICODE or without, with -fshort-wchar or
 * without: what the headers define inline does what it does on Windows. Run by headers_test.sh.
 */
#define INITGUID
#include <KernelTraceControl.h>
#include <evntcons.h>
#include <evntprov.h>
#include <evntrace.h>
#include <kernel_guids.h>
#include <stdio.h>
#include <strsafe.h>
#include <windows.h>

#define W(literal) ETALON_WIDE(literal)

static int failures = 0;

static void Expect(int holds, const char* what, int line) {
  if (holds) return;
  ++failures;
  printf("line %d: %s\n", line, what);
}
#define EXPECT(condition) Expect((condition) ? 1 : 0, #condition, __LINE__)

static void TestStrings(void) {
  WCHAR room[6];
  size_t length = 99;
  EXPECT(lstrlenW(W("etalon")) == 6);
  EXPECT(lstrlenW(NULL) == 0);
  EXPECT(lstrlen(TEXT("etalon")) == 6);
  EXPECT(lstrcmpW(W("etalon"), W("etalon")) == 0);
  EXPECT(lstrcmpW(W("etalon"), W("etalons")) < 0);
  EXPECT(lstrcmpW(W("b"), W("a")) > 0);
  EXPECT(lstrcpyW(room, W("short")) == room);
  EXPECT(lstrcmpW(room, W("short")) == 0);

  EXPECT(StringCchCopyW(room, 6, W("fives")) == S_OK);
  EXPECT(lstrcmpW(room, W("fives")) == 0);
  EXPECT(StringCchCopyW(room, 6, W("sixsix")) == STRSAFE_E_INSUFFICIENT_BUFFER);
  EXPECT(lstrcmpW(room, W("sixsi")) == 0);
  EXPECT(StringCbCopyW(room, sizeof(room), W("bytes")) == S_OK);
  EXPECT(lstrcmpW(room, W("bytes")) == 0);
  EXPECT(StringCchCopyW(room, 0, W("x")) == STRSAFE_E_INVALID_PARAMETER);

  EXPECT(StringCchLengthW(W("four"), 5, &length) == S_OK);
  EXPECT(length == 4);
  EXPECT(StringCchLengthW(W("four"), 4, &length) == STRSAFE_E_INVALID_PARAMETER);
  EXPECT(length == 0);
}

static void TestGuids(void) {
  GUID same = SystemTraceControlGuid;
#ifdef __cplusplus
  EXPECT(IsEqualGUID(same, SystemTraceControlGuid));
  EXPECT(same == SystemTraceControlGuid);
  EXPECT(same != EventTraceGuid);
#else
  EXPECT(IsEqualGUID(&same, &SystemTraceControlGuid));
  EXPECT(!IsEqualGUID(&same, &EventTraceGuid));
#endif
  EXPECT(SystemTraceControlGuid.Data1 == 0x9e814aad);
  EXPECT(HeapGuid.Data4[7] == 0x4a);
}

static void TestStructures(void) {
  int data = 7;
  EVENT_DATA_DESCRIPTOR descriptor;
  EVENT_DESCRIPTOR event;
  EVENT_TRACE_PROPERTIES properties;
  EVENT_TRACE_LOGFILE logfile;
  LARGE_INTEGER number;
  ZeroMemory(&logfile, sizeof(logfile));
  EXPECT(logfile.LoggerName == NULL);
  ZeroMemory(&properties, sizeof(properties));
  properties.AgeLimit = 15;
  EXPECT(properties.FlushThreshold == 15);
  EXPECT(lstrlen(KERNEL_LOGGER_NAME) == 16);

  EventDataDescCreate(&descriptor, &data, sizeof(data));
  EXPECT(descriptor.Ptr == (ULONGLONG)(ULONG_PTR)&data);
  EXPECT(descriptor.Size == 4);
  EXPECT(descriptor.Type == EVENT_DATA_DESCRIPTOR_TYPE_NONE);
  EventDescCreate(&event, 1, 2, 3, TRACE_LEVEL_WARNING, 5, 6, 0x10);
  EXPECT(EventDescGetTask(&event) == 5);
  EXPECT(EventDescGetOpcode(&event) == 6);
  EXPECT(EventDescGetKeyword(EventDescOrKeyword(EventDescSetId(&event, 9), 1)) == 0x11);
  EventDescZero(&event);
  EXPECT(EventDescGetId(&event) == 0);

  number.QuadPart = 0x100000002;
  EXPECT(number.LowPart == 2 && number.u.HighPart == 1);
  EXPECT(INVALID_PROCESSTRACE_HANDLE == (TRACEHANDLE)INVALID_HANDLE_VALUE);
  EXPECT(HRESULT_FROM_WIN32(ERROR_INSUFFICIENT_BUFFER) == STRSAFE_E_INSUFFICIENT_BUFFER);
  EXPECT(FAILED(E_FAIL) && SUCCEEDED(S_FALSE) && HRESULT_FROM_WIN32(ERROR_SUCCESS) == S_OK);
}

int main(void) {
  TestStrings();
  TestGuids();
  TestStructures();
  return failures == 0 ? 0 : 1;
}
