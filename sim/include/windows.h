/*
 * Etalon: the subset of the Windows SDK's windows.h that programs using ETW need. C11 and C++17.
 * Names, values and layouts are the SDK's; the widths of the types are fixed, whatever the machine.
 *
 * Beyond ETW (evntrace.h, evntprov.h, evntcons.h, wmistr.h, KernelTraceControl.h) there is this,
 * and anything else fails to compile:
 *
 *   types       BYTE..ULONGLONG, BOOL, BOOLEAN, CHAR, WCHAR, TCHAR, LP[C][W|T]STR, PVOID, HANDLE,
 *               SIZE_T, ULONG_PTR.., HRESULT, NTSTATUS, LARGE_INTEGER, ULARGE_INTEGER, FILETIME,
 *               SYSTEMTIME, TIME_ZONE_INFORMATION, SECURITY_ATTRIBUTES, STARTUPINFOW,
 *               PROCESS_INFORMATION, GUID, SID,
 *               SID_IDENTIFIER_AUTHORITY, ACL, ACE_HEADER, ACCESS_ALLOWED_ACE, ACCESS_DENIED_ACE,
 *               SYSTEM_AUDIT_ACE, SECURITY_DESCRIPTOR_RELATIVE
 *   macros      TRUE, FALSE, TEXT, WINAPI, CALLBACK, VOID, FORCEINLINE, ANYSIZE_ARRAY, ARRAYSIZE,
 *               UNREFERENCED_PARAMETER, MAX_PATH, INVALID_HANDLE_VALUE, INFINITE, WAIT_*,
 *               CREATE_SUSPENDED, HEAP_*, ZeroMemory, FillMemory, CopyMemory, MoveMemory, Rtl* of
 * these, DEFINE_GUID, INITGUID, REFGUID, EXTERN_C codes       winerror.h: ERROR_*, S_OK, SUCCEEDED,
 * HRESULT_FROM_WIN32, ... inline      IsEqualGUID (and == in C++), StringFromGUID2, lstrlenA/W,
 * lstrcpyA/W, lstrcmpA/W, and from strsafe.h StringCchCopyA/W, StringCchCatA/W, StringCbCopyA/W,
 *               StringCchLengthA/W
 *   functions   exported by libetalon.so:
 *               GetLastError, SetLastError, GetCurrentProcessId, GetCurrentThreadId, Sleep,
 *               CreateThread, WaitForSingleObject, CloseHandle, CoCreateGuid,
 *               GetSystemTimeAsFileTime, QueryPerformanceCounter, QueryPerformanceFrequency,
 *               CreateEventA/W (without a name), SetEvent, ResetEvent, FileTimeToSystemTime,
 *               CreateProcessW, ResumeThread, GetProcessHeap, HeapCreate, HeapDestroy, HeapAlloc,
 *               HeapReAlloc, HeapFree, HeapSize
 *
 * Wide characters. WCHAR is 16 bits, as on Windows: wchar_t where the compiler's wchar_t has 16
 * bits (Windows, or gcc and clang with -fshort-wchar), char16_t elsewhere. Write literals as
 * TEXT("x") with UNICODE defined, as u"x", or, with -fshort-wchar, as L"x". A program built with
 * -fshort-wchar must not hand wide strings to the C or C++ library (wcslen, swprintf, wstring),
 * which was built for 32 bits: wcslen(L"etalon") gives 3. Use lstrlenW, lstrcpyW, lstrcmpW and
 * StringCch* of this header. Without -fshort-wchar, std::u16string is fine.
 *
 * To printf a ULONG is an unsigned int, not an unsigned long as on Windows: cast it, or use the
 * formats of <inttypes.h>. The ... of TraceMessage takes lengths as size_t.
 */
#ifndef ETALON_SIM_INCLUDE_WINDOWS_H_
#define ETALON_SIM_INCLUDE_WINDOWS_H_

#if defined(_WINDOWS_) || defined(_MINWINDEF_) || defined(_WINDEF_)
#error "Etalon's windows.h and the system's windows.h cannot meet in one file"
#endif

#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#if defined(_UNICODE) && !defined(UNICODE)
#define UNICODE
#endif

/* Calling conventions: the host compiler's own, except on 32-bit Windows. */
#ifndef _WIN32
#define __stdcall
#define __cdecl
#endif
#define WINAPI __stdcall
#define APIENTRY __stdcall
#define NTAPI __stdcall
#define CALLBACK __stdcall

/* Functions of libetalon.so are visible even when it is built with -fvisibility=hidden. */
#ifdef _WIN32
#define ETALON_EXPORTED
#else
#define ETALON_EXPORTED __attribute__((visibility("default")))
#endif
#define WINBASEAPI ETALON_EXPORTED

#define VOID void
#define FORCEINLINE static inline
#define ANYSIZE_ARRAY 1
#define ARRAYSIZE(array) (sizeof(array) / sizeof((array)[0]))
#define UNREFERENCED_PARAMETER(parameter) ((void)(parameter))
#define MAX_PATH 260
#ifndef TRUE
#define TRUE 1
#endif
#ifndef FALSE
#define FALSE 0
#endif

#if defined(__SIZEOF_WCHAR_T__) && __SIZEOF_WCHAR_T__ == 2
typedef wchar_t WCHAR;
#define ETALON_WIDE(literal) L##literal
#else
#ifndef __cplusplus
#include <uchar.h>
#endif
typedef char16_t WCHAR;
#define ETALON_WIDE(literal) u##literal
#endif

typedef char CHAR;
typedef signed char INT8;
typedef uint8_t UINT8, UCHAR, BYTE, BOOLEAN;
typedef int16_t SHORT, INT16;
typedef uint16_t USHORT, WORD, UINT16;
typedef int32_t INT, LONG, INT32, LONG32, BOOL, HRESULT, NTSTATUS;
typedef uint32_t UINT, ULONG, DWORD, UINT32, ULONG32, DWORD32;
typedef int64_t LONGLONG, LONG64, INT64;
typedef uint64_t ULONGLONG, ULONG64, UINT64, DWORD64, DWORDLONG;
typedef intptr_t LONG_PTR, INT_PTR, SSIZE_T;
typedef uintptr_t ULONG_PTR, UINT_PTR, DWORD_PTR, SIZE_T;

typedef void *PVOID, *LPVOID, *HANDLE;
typedef const void* LPCVOID;
typedef HANDLE* PHANDLE;
typedef PVOID PSID, PSECURITY_DESCRIPTOR;
typedef BYTE *PBYTE, *LPBYTE;
typedef UCHAR* PUCHAR;
typedef BOOLEAN* PBOOLEAN;
typedef BOOL *PBOOL, *LPBOOL;
typedef USHORT* PUSHORT;
typedef WORD *PWORD, *LPWORD;
typedef LONG *PLONG, *LPLONG;
typedef ULONG* PULONG;
typedef DWORD *PDWORD, *LPDWORD;
typedef ULONGLONG* PULONGLONG;
typedef ULONG64* PULONG64;
typedef CHAR *PCHAR, *PSTR, *LPSTR;
typedef const CHAR *PCSTR, *LPCSTR;
typedef WCHAR *PWCHAR, *PWSTR, *LPWSTR;
typedef const WCHAR *PCWSTR, *LPCWSTR;

#ifdef UNICODE
typedef WCHAR TCHAR;
#define TEXT(literal) ETALON_WIDE(literal)
#else
typedef CHAR TCHAR;
#define TEXT(literal) literal
#endif
typedef TCHAR *PTSTR, *LPTSTR;
typedef const TCHAR *PCTSTR, *LPCTSTR;

#include "guiddef.h"
#include "winerror.h"

typedef union _LARGE_INTEGER {
  __extension__ struct {
    DWORD LowPart;
    LONG HighPart;
  };
  struct {
    DWORD LowPart;
    LONG HighPart;
  } u;
  LONGLONG QuadPart;
} LARGE_INTEGER, *PLARGE_INTEGER;

typedef union _ULARGE_INTEGER {
  __extension__ struct {
    DWORD LowPart;
    DWORD HighPart;
  };
  struct {
    DWORD LowPart;
    DWORD HighPart;
  } u;
  ULONGLONG QuadPart;
} ULARGE_INTEGER, *PULARGE_INTEGER;

/* 100 ns since 1601-01-01 UTC, in two halves. */
typedef struct _FILETIME {
  DWORD dwLowDateTime;
  DWORD dwHighDateTime;
} FILETIME, *PFILETIME, *LPFILETIME;

typedef struct _SYSTEMTIME {
  WORD wYear;
  WORD wMonth;
  WORD wDayOfWeek;
  WORD wDay;
  WORD wHour;
  WORD wMinute;
  WORD wSecond;
  WORD wMilliseconds;
} SYSTEMTIME, *PSYSTEMTIME, *LPSYSTEMTIME;

typedef struct _TIME_ZONE_INFORMATION {
  LONG Bias; /* minutes; UTC = local time + Bias */
  WCHAR StandardName[32];
  SYSTEMTIME StandardDate;
  LONG StandardBias;
  WCHAR DaylightName[32];
  SYSTEMTIME DaylightDate;
  LONG DaylightBias;
} TIME_ZONE_INFORMATION, *PTIME_ZONE_INFORMATION, *LPTIME_ZONE_INFORMATION;

typedef struct _SECURITY_ATTRIBUTES {
  DWORD nLength;
  LPVOID lpSecurityDescriptor;
  BOOL bInheritHandle;
} SECURITY_ATTRIBUTES, *PSECURITY_ATTRIBUTES, *LPSECURITY_ATTRIBUTES;

/* How a process looks at its start; nothing of it is used but the size. */
typedef struct _STARTUPINFOW {
  DWORD cb;
  LPWSTR lpReserved;
  LPWSTR lpDesktop;
  LPWSTR lpTitle;
  DWORD dwX;
  DWORD dwY;
  DWORD dwXSize;
  DWORD dwYSize;
  DWORD dwXCountChars;
  DWORD dwYCountChars;
  DWORD dwFillAttribute;
  DWORD dwFlags;
  WORD wShowWindow;
  WORD cbReserved2;
  LPBYTE lpReserved2;
  HANDLE hStdInput;
  HANDLE hStdOutput;
  HANDLE hStdError;
} STARTUPINFOW, *LPSTARTUPINFOW;

typedef struct _PROCESS_INFORMATION {
  HANDLE hProcess;
  HANDLE hThread;
  DWORD dwProcessId;
  DWORD dwThreadId;
} PROCESS_INFORMATION, *PPROCESS_INFORMATION, *LPPROCESS_INFORMATION;

#include "winnt_security.h"

typedef DWORD(WINAPI* PTHREAD_START_ROUTINE)(LPVOID lpThreadParameter);
typedef PTHREAD_START_ROUTINE LPTHREAD_START_ROUTINE;

#define INVALID_HANDLE_VALUE ((HANDLE)(LONG_PTR)-1)
#define INFINITE 0xFFFFFFFFu
#define WAIT_OBJECT_0 0u
#define WAIT_ABANDONED 0x80u
#define WAIT_FAILED 0xFFFFFFFFu
#define CREATE_SUSPENDED 0x00000004
#define HEAP_NO_SERIALIZE 0x00000001
#define HEAP_GROWABLE 0x00000002
#define HEAP_GENERATE_EXCEPTIONS 0x00000004
#define HEAP_ZERO_MEMORY 0x00000008
#define HEAP_REALLOC_IN_PLACE_ONLY 0x00000010

#define RtlZeroMemory(to, bytes) memset((to), 0, (bytes))
#define RtlFillMemory(to, bytes, byte) memset((to), (byte), (bytes))
#define RtlCopyMemory(to, from, bytes) memcpy((to), (from), (bytes))
#define RtlMoveMemory(to, from, bytes) memmove((to), (from), (bytes))
#define ZeroMemory RtlZeroMemory
#define FillMemory RtlFillMemory
#define CopyMemory RtlCopyMemory
#define MoveMemory RtlMoveMemory

#ifdef __cplusplus
extern "C" {
#endif

WINBASEAPI DWORD WINAPI GetLastError(void);
WINBASEAPI VOID WINAPI SetLastError(DWORD dwErrCode);
WINBASEAPI DWORD WINAPI GetCurrentProcessId(void);
WINBASEAPI DWORD WINAPI GetCurrentThreadId(void);
WINBASEAPI VOID WINAPI Sleep(DWORD dwMilliseconds);
WINBASEAPI HANDLE WINAPI CreateThread(LPSECURITY_ATTRIBUTES lpThreadAttributes, SIZE_T dwStackSize,
                                      LPTHREAD_START_ROUTINE lpStartAddress, LPVOID lpParameter,
                                      DWORD dwCreationFlags, LPDWORD lpThreadId);
WINBASEAPI DWORD WINAPI WaitForSingleObject(HANDLE hHandle, DWORD dwMilliseconds);
WINBASEAPI BOOL WINAPI CloseHandle(HANDLE hObject);

/* Event objects of this process; a name is refused: ERROR_NOT_SUPPORTED. */
WINBASEAPI HANDLE WINAPI CreateEventW(LPSECURITY_ATTRIBUTES lpEventAttributes, BOOL bManualReset,
                                      BOOL bInitialState, LPCWSTR lpName);
WINBASEAPI HANDLE WINAPI CreateEventA(LPSECURITY_ATTRIBUTES lpEventAttributes, BOOL bManualReset,
                                      BOOL bInitialState, LPCSTR lpName);
WINBASEAPI BOOL WINAPI SetEvent(HANDLE hEvent);
WINBASEAPI BOOL WINAPI ResetEvent(HANDLE hEvent);

WINBASEAPI BOOL WINAPI FileTimeToSystemTime(const FILETIME* lpFileTime, LPSYSTEMTIME lpSystemTime);
WINBASEAPI VOID WINAPI GetSystemTimeAsFileTime(LPFILETIME lpSystemTimeAsFileTime);
WINBASEAPI BOOL WINAPI QueryPerformanceCounter(LARGE_INTEGER* lpPerformanceCount);
WINBASEAPI BOOL WINAPI QueryPerformanceFrequency(LARGE_INTEGER* lpFrequency);
WINBASEAPI HRESULT WINAPI CoCreateGuid(GUID* pguid);

/* A simulated process in this one: see etalon.h. Environment, folder and window are ignored. */
WINBASEAPI BOOL WINAPI CreateProcessW(LPCWSTR lpApplicationName, LPWSTR lpCommandLine,
                                      LPSECURITY_ATTRIBUTES lpProcessAttributes,
                                      LPSECURITY_ATTRIBUTES lpThreadAttributes,
                                      BOOL bInheritHandles, DWORD dwCreationFlags,
                                      LPVOID lpEnvironment, LPCWSTR lpCurrentDirectory,
                                      LPSTARTUPINFOW lpStartupInfo,
                                      LPPROCESS_INFORMATION lpProcessInformation);
WINBASEAPI DWORD WINAPI ResumeThread(HANDLE hThread);

/* Heaps of the process that the calling thread is in; the memory is real. */
WINBASEAPI HANDLE WINAPI GetProcessHeap(void);
WINBASEAPI HANDLE WINAPI HeapCreate(DWORD flOptions, SIZE_T dwInitialSize, SIZE_T dwMaximumSize);
WINBASEAPI BOOL WINAPI HeapDestroy(HANDLE hHeap);
WINBASEAPI LPVOID WINAPI HeapAlloc(HANDLE hHeap, DWORD dwFlags, SIZE_T dwBytes);
WINBASEAPI LPVOID WINAPI HeapReAlloc(HANDLE hHeap, DWORD dwFlags, LPVOID lpMem, SIZE_T dwBytes);
WINBASEAPI BOOL WINAPI HeapFree(HANDLE hHeap, DWORD dwFlags, LPVOID lpMem);
WINBASEAPI SIZE_T WINAPI HeapSize(HANDLE hHeap, DWORD dwFlags, LPCVOID lpMem);

#ifdef __cplusplus
}
#endif

/* Characters before the terminating zero; 0 for NULL. */
static inline int lstrlenW(LPCWSTR string) {
  int length = 0;
  while (string != NULL && string[length] != 0) ++length;
  return length;
}

static inline int lstrlenA(LPCSTR string) {
  int length = 0;
  while (string != NULL && string[length] != 0) ++length;
  return length;
}

/* Copies without a bound, returns `to`; NULL if an argument is NULL. */
static inline LPWSTR lstrcpyW(LPWSTR to, LPCWSTR from) {
  if (to == NULL || from == NULL) return NULL;
  memcpy(to, from, ((size_t)lstrlenW(from) + 1) * sizeof(WCHAR));
  return to;
}

static inline LPSTR lstrcpyA(LPSTR to, LPCSTR from) {
  if (to == NULL || from == NULL) return NULL;
  memcpy(to, from, (size_t)lstrlenA(from) + 1);
  return to;
}

/* Orders by code unit, not by locale as Windows does. */
static inline int lstrcmpW(LPCWSTR a, LPCWSTR b) {
  while (*a != 0 && *a == *b) {
    ++a;
    ++b;
  }
  return (*a > *b) - (*a < *b);
}

static inline int lstrcmpA(LPCSTR a, LPCSTR b) {
  const int order = strcmp(a, b);
  return (order > 0) - (order < 0);
}

/* "{XXXXXXXX-XXXX-XXXX-XXXX-XXXXXXXXXXXX}", in 39 characters with its end; 0: there is no room. */
static inline int StringFromGUID2(REFGUID guid, LPWSTR to, int characters) {
  static const char digits[] = "0123456789ABCDEF";
  /* The bytes in the order of their digits; -1: a dash. */
  static const signed char order[] = {3,  2, 1, 0,  -1, 5,  4,  -1, 7,  6,
                                      -1, 8, 9, -1, 10, 11, 12, 13, 14, 15};
  BYTE bytes[sizeof(GUID)];
  unsigned i;
  if (characters < 39) return 0;
#ifdef __cplusplus
  memcpy(bytes, &guid, sizeof(bytes));
#else
  memcpy(bytes, guid, sizeof(bytes));
#endif
  *to++ = '{';
  for (i = 0; i < sizeof(order); ++i) {
    if (order[i] < 0) {
      *to++ = '-';
    } else {
      *to++ = (WCHAR)digits[bytes[order[i]] >> 4];
      *to++ = (WCHAR)digits[bytes[order[i]] & 15];
    }
  }
  *to++ = '}';
  *to = 0;
  return 39;
}

#ifdef UNICODE
#define CreateEvent CreateEventW
#define lstrlen lstrlenW
#define lstrcpy lstrcpyW
#define lstrcmp lstrcmpW
#else
#define CreateEvent CreateEventA
#define lstrlen lstrlenA
#define lstrcpy lstrcpyA
#define lstrcmp lstrcmpA
#endif

#include "strsafe.h"

#endif /* ETALON_SIM_INCLUDE_WINDOWS_H_ */
