/*
 * Etalon: kernel and heap traces and merged files, with the names and values of the Windows
 * Performance Toolkit's KernelTraceControl.h. C11 and C++17.
 */
#ifndef ETALON_SIM_INCLUDE_KERNELTRACECONTROL_H_
#define ETALON_SIM_INCLUDE_KERNELTRACECONTROL_H_

#include "evntrace.h"

/* Which events capture a stack: a class and a type in it. Same members as CLASSIC_EVENT_ID. */
typedef struct _STACK_TRACING_EVENT_ID {
  GUID EventGuid;
  UCHAR Type;
  UCHAR Reserved[7];
} STACK_TRACING_EVENT_ID, *PSTACK_TRACING_EVENT_ID;

/* What CreateMergedTraceFile injects. */
#define EVENT_TRACE_MERGE_EXTENDED_DATA_NONE 0x00000000
#define EVENT_TRACE_MERGE_EXTENDED_DATA_IMAGEID 0x00000001
#define EVENT_TRACE_MERGE_EXTENDED_DATA_BUILDINFO 0x00000002
#define EVENT_TRACE_MERGE_EXTENDED_DATA_VOLUME_MAPPING 0x00000004
#define EVENT_TRACE_MERGE_EXTENDED_DATA_WINSAT 0x00000008
#define EVENT_TRACE_MERGE_EXTENDED_DATA_EVENT_METADATA 0x00000010
#define EVENT_TRACE_MERGE_EXTENDED_DATA_PERFTRACK_METADATA 0x00000020
#define EVENT_TRACE_MERGE_EXTENDED_DATA_NETWORK_INTERFACE 0x00000040
#define EVENT_TRACE_MERGE_EXTENDED_DATA_NGEN_PDB 0x00000080
#define EVENT_TRACE_MERGE_EXTENDED_DATA_COMPRESS_TRACE 0x10000000
#define EVENT_TRACE_MERGE_EXTENDED_DATA_INJECT_ONLY 0x40000000
#define EVENT_TRACE_MERGE_EXTENDED_DATA_DEFAULT 0x000FFFFF
#define EVENT_TRACE_MERGE_EXTENDED_DATA_ALL 0x0FFFFFFF

#ifdef __cplusplus
extern "C" {
#endif

ETALON_EXPORTED ULONG WINAPI StartKernelTrace(PTRACEHANDLE TraceHandle,
                                              PEVENT_TRACE_PROPERTIES Properties,
                                              const STACK_TRACING_EVENT_ID StackTracingEventIds[],
                                              ULONG cStackTracingEventIds);
ETALON_EXPORTED ULONG WINAPI StartHeapTrace(PTRACEHANDLE TraceHandle,
                                            PEVENT_TRACE_PROPERTIES Properties,
                                            LPCWSTR wszSessionName, const ULONG Pids[], ULONG cPids,
                                            const STACK_TRACING_EVENT_ID StackTracingEventIds[],
                                            ULONG cStackTracingEventIds);
ETALON_EXPORTED ULONG WINAPI UpdateHeapTrace(PEVENT_TRACE_PROPERTIES Properties,
                                             LPCWSTR wszSessionName, const ULONG Pids[],
                                             ULONG cPids,
                                             const STACK_TRACING_EVENT_ID StackTracingEventIds[],
                                             ULONG cStackTracingEventIds);
ETALON_EXPORTED ULONG WINAPI CreateMergedTraceFile(LPCWSTR wszMergedFileName,
                                                   LPCWSTR wszTraceFileNames[],
                                                   ULONG cTraceFileNames,
                                                   DWORD dwExtendedDataFlags);

#ifdef __cplusplus
}
#endif

#endif /* ETALON_SIM_INCLUDE_KERNELTRACECONTROL_H_ */
