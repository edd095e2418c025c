/*
 * Etalon: what libetalon.so has beyond Windows' functions, for programs that also build for
 * Windows:
 *
 *   #ifndef _WIN32
 *   #include <etalon.h>
 *   #endif
 *
 * C11 and C++17.
 */
#ifndef ETALON_SIM_INCLUDE_ETALON_H_
#define ETALON_SIM_INCLUDE_ETALON_H_

#include "windows.h"

#ifdef __cplusplus
extern "C" {
#endif

/* What a program is: its main function, and a result that nobody asks for. */
typedef int(WINAPI* ETALON_PROGRAM)(void);

/*
 * Makes a program that CreateProcessW can start by the name of its file ("child.exe", without
 * regard to case and folder; of at most 260 characters). The process is simulated: it has an id,
 * threads and heaps of its own in the eyes of ETW, and is a thread of this program. NULL takes the
 * program away. False: the name is empty or too long.
 */
WINBASEAPI BOOL WINAPI etalon_set_program(LPCWSTR image_name, ETALON_PROGRAM program);

/*
 * A new computer for the calling thread: nothing runs on it, its drives C: and D: are in memory, and
 * its time is virtual. Time stands still but for a tick an event, and moves when every thread of
 * the computer waits: Sleep(60000) is over at once, and everything that happens within a minute has
 * happened. Threads of CreateThread are of the computer of whoever made them, and one runs at a
 * time; which is drawn from `seed`, so that a run can be repeated. Other threads are where they were.
 *
 * Computers nest; etalon_end_machine, on the same thread, ends the innermost and goes back to the
 * one before. Threads that still wait there are abandoned. False: there is none to end; 0 or more
 * than 256 processors.
 */
WINBASEAPI BOOL WINAPI etalon_begin_machine(ULONG64 seed, ULONG processors);
WINBASEAPI BOOL WINAPI etalon_end_machine(void);

/* What can be made to fail, on the computer of the calling thread. */
typedef enum ETALON_FAULT {
  ETALON_FAULT_BUFFER_MEMORY,     /* memory for one more event buffer */
  ETALON_FAULT_PROPERTIES_MEMORY, /* memory for a copy of EVENT_TRACE_PROPERTIES (heap traces) */
  ETALON_FAULT_DISK_WRITE,        /* a write to a log file */
  ETALON_FAULT_FILE_OPEN          /* creating or opening a log file: access denied */
} ETALON_FAULT;

/* After `after` requests that succeed, `times` fail. Replaces what was asked for before. */
WINBASEAPI BOOL WINAPI etalon_inject_fault(ETALON_FAULT fault, ULONG after, ULONG times);

/*
 * What a drive in memory is like: bytes that are free, bytes that it writes in a second (0: a write
 * never ends; ETALON_INSTANT, at first: it takes no time), microseconds before each write. False:
 * there is no such drive; the computer is not one of etalon_begin_machine.
 */
#define ETALON_INSTANT (~(ULONG64)0)
WINBASEAPI BOOL WINAPI etalon_set_disk(CHAR drive, ULONG64 free_bytes, ULONG64 bytes_per_second,
                                       ULONG latency_us);

/* Who runs the process of the calling thread; decides ERROR_ACCESS_DENIED. */
typedef enum ETALON_TOKEN {
  ETALON_TOKEN_ADMINISTRATOR, /* at first */
  ETALON_TOKEN_PERFORMANCE_LOG_USER,
  ETALON_TOKEN_LOCAL_SYSTEM,
  ETALON_TOKEN_LOCAL_SERVICE,
  ETALON_TOKEN_NETWORK_SERVICE,
  ETALON_TOKEN_USER
} ETALON_TOKEN;
WINBASEAPI BOOL WINAPI etalon_set_token(ETALON_TOKEN token);

/*
 * An image of that name comes into the memory of the calling process, or leaves it, in the eyes of
 * system loggers; nothing else happens. base NULL: where there is room. False: no name, or no such
 * image.
 */
WINBASEAPI BOOL WINAPI etalon_load_image(LPCWSTR path, LPVOID base, SIZE_T bytes);
WINBASEAPI BOOL WINAPI etalon_unload_image(LPCWSTR path);

#ifdef __cplusplus
}
#endif

#endif /* ETALON_SIM_INCLUDE_ETALON_H_ */
