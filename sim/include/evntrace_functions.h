/*
 * Etalon: the functions of the Windows SDK's evntrace.h, which includes this file; programs include
 * evntrace.h. What each does, and each code it returns, stands in the documentation of clauses.
 * C11 and C++17.
 */
#ifndef ETALON_SIM_INCLUDE_EVNTRACE_FUNCTIONS_H_
#define ETALON_SIM_INCLUDE_EVNTRACE_FUNCTIONS_H_

#ifndef ETALON_SIM_INCLUDE_EVNTRACE_H_
#error "Include evntrace.h"
#endif

#ifdef __cplusplus
extern "C" {
#endif

/* Controllers: sessions. */
ETALON_EXPORTED ULONG WMIAPI StartTraceW(PTRACEHANDLE TraceHandle, LPCWSTR InstanceName,
                                         PEVENT_TRACE_PROPERTIES Properties);
ETALON_EXPORTED ULONG WMIAPI StartTraceA(PTRACEHANDLE TraceHandle, LPCSTR InstanceName,
                                         PEVENT_TRACE_PROPERTIES Properties);
ETALON_EXPORTED ULONG WMIAPI ControlTraceW(TRACEHANDLE TraceHandle, LPCWSTR InstanceName,
                                           PEVENT_TRACE_PROPERTIES Properties, ULONG ControlCode);
ETALON_EXPORTED ULONG WMIAPI ControlTraceA(TRACEHANDLE TraceHandle, LPCSTR InstanceName,
                                           PEVENT_TRACE_PROPERTIES Properties, ULONG ControlCode);
ETALON_EXPORTED ULONG WMIAPI StopTraceW(TRACEHANDLE TraceHandle, LPCWSTR InstanceName,
                                        PEVENT_TRACE_PROPERTIES Properties);
ETALON_EXPORTED ULONG WMIAPI StopTraceA(TRACEHANDLE TraceHandle, LPCSTR InstanceName,
                                        PEVENT_TRACE_PROPERTIES Properties);
ETALON_EXPORTED ULONG WMIAPI QueryTraceW(TRACEHANDLE TraceHandle, LPCWSTR InstanceName,
                                         PEVENT_TRACE_PROPERTIES Properties);
ETALON_EXPORTED ULONG WMIAPI QueryTraceA(TRACEHANDLE TraceHandle, LPCSTR InstanceName,
                                         PEVENT_TRACE_PROPERTIES Properties);
ETALON_EXPORTED ULONG WMIAPI UpdateTraceW(TRACEHANDLE TraceHandle, LPCWSTR InstanceName,
                                          PEVENT_TRACE_PROPERTIES Properties);
ETALON_EXPORTED ULONG WMIAPI UpdateTraceA(TRACEHANDLE TraceHandle, LPCSTR InstanceName,
                                          PEVENT_TRACE_PROPERTIES Properties);
ETALON_EXPORTED ULONG WMIAPI FlushTraceW(TRACEHANDLE TraceHandle, LPCWSTR InstanceName,
                                         PEVENT_TRACE_PROPERTIES Properties);
ETALON_EXPORTED ULONG WMIAPI FlushTraceA(TRACEHANDLE TraceHandle, LPCSTR InstanceName,
                                         PEVENT_TRACE_PROPERTIES Properties);
ETALON_EXPORTED ULONG WMIAPI QueryAllTracesW(PEVENT_TRACE_PROPERTIES* PropertyArray,
                                             ULONG PropertyArrayCount, PULONG LoggerCount);
ETALON_EXPORTED ULONG WMIAPI QueryAllTracesA(PEVENT_TRACE_PROPERTIES* PropertyArray,
                                             ULONG PropertyArrayCount, PULONG LoggerCount);
ETALON_EXPORTED ULONG WMIAPI TraceSetInformation(TRACEHANDLE SessionHandle,
                                                 TRACE_INFO_CLASS InformationClass,
                                                 PVOID TraceInformation, ULONG InformationLength);
ETALON_EXPORTED ULONG WMIAPI TraceQueryInformation(TRACEHANDLE SessionHandle,
                                                   TRACE_INFO_CLASS InformationClass,
                                                   PVOID TraceInformation, ULONG InformationLength,
                                                   PULONG ReturnLength);

/* Controllers: providers. */
ETALON_EXPORTED ULONG WMIAPI EnableTrace(ULONG Enable, ULONG EnableFlag, ULONG EnableLevel,
                                         LPCGUID ControlGuid, TRACEHANDLE TraceHandle);
ETALON_EXPORTED ULONG WMIAPI EnableTraceEx(LPCGUID ProviderId, LPCGUID SourceId,
                                           TRACEHANDLE TraceHandle, ULONG IsEnabled, UCHAR Level,
                                           ULONGLONG MatchAnyKeyword, ULONGLONG MatchAllKeyword,
                                           ULONG EnableProperty,
                                           PEVENT_FILTER_DESCRIPTOR EnableFilterDesc);
ETALON_EXPORTED ULONG WMIAPI EnableTraceEx2(TRACEHANDLE TraceHandle, LPCGUID ProviderId,
                                            ULONG ControlCode, UCHAR Level,
                                            ULONGLONG MatchAnyKeyword, ULONGLONG MatchAllKeyword,
                                            ULONG Timeout,
                                            PENABLE_TRACE_PARAMETERS EnableParameters);
ETALON_EXPORTED ULONG WMIAPI EnumerateTraceGuids(PTRACE_GUID_PROPERTIES* GuidPropertiesArray,
                                                 ULONG PropertyArrayCount, PULONG GuidCount);
ETALON_EXPORTED ULONG WMIAPI EnumerateTraceGuidsEx(TRACE_QUERY_INFO_CLASS TraceQueryInfoClass,
                                                   PVOID InBuffer, ULONG InBufferSize,
                                                   PVOID OutBuffer, ULONG OutBufferSize,
                                                   PULONG ReturnLength);

/* Classic providers. */
ETALON_EXPORTED ULONG WMIAPI RegisterTraceGuidsW(WMIDPREQUEST RequestAddress, PVOID RequestContext,
                                                 LPCGUID ControlGuid, ULONG GuidCount,
                                                 PTRACE_GUID_REGISTRATION TraceGuidReg,
                                                 LPCWSTR MofImagePath, LPCWSTR MofResourceName,
                                                 PTRACEHANDLE RegistrationHandle);
ETALON_EXPORTED ULONG WMIAPI RegisterTraceGuidsA(WMIDPREQUEST RequestAddress, PVOID RequestContext,
                                                 LPCGUID ControlGuid, ULONG GuidCount,
                                                 PTRACE_GUID_REGISTRATION TraceGuidReg,
                                                 LPCSTR MofImagePath, LPCSTR MofResourceName,
                                                 PTRACEHANDLE RegistrationHandle);
ETALON_EXPORTED ULONG WMIAPI UnregisterTraceGuids(TRACEHANDLE RegistrationHandle);
ETALON_EXPORTED TRACEHANDLE WMIAPI GetTraceLoggerHandle(PVOID Buffer);
ETALON_EXPORTED UCHAR WMIAPI GetTraceEnableLevel(TRACEHANDLE TraceHandle);
ETALON_EXPORTED ULONG WMIAPI GetTraceEnableFlags(TRACEHANDLE TraceHandle);
ETALON_EXPORTED ULONG WMIAPI CreateTraceInstanceId(HANDLE RegHandle, PEVENT_INSTANCE_INFO InstInfo);
ETALON_EXPORTED ULONG WMIAPI TraceEvent(TRACEHANDLE TraceHandle, PEVENT_TRACE_HEADER EventTrace);
ETALON_EXPORTED ULONG WMIAPI TraceEventInstance(TRACEHANDLE TraceHandle,
                                                PEVENT_INSTANCE_HEADER EventTrace,
                                                PEVENT_INSTANCE_INFO InstInfo,
                                                PEVENT_INSTANCE_INFO ParentInstInfo);
/* The arguments are pairs of const void* and size_t (bytes), ended by a null pointer. */
ETALON_EXPORTED ULONG __cdecl TraceMessage(TRACEHANDLE LoggerHandle, ULONG MessageFlags,
                                           LPCGUID MessageGuid, USHORT MessageNumber, ...);
ETALON_EXPORTED ULONG TraceMessageVa(TRACEHANDLE LoggerHandle, ULONG MessageFlags,
                                     LPCGUID MessageGuid, USHORT MessageNumber,
                                     va_list MessageArgList);

/* Consumers. */
ETALON_EXPORTED TRACEHANDLE WMIAPI OpenTraceW(PEVENT_TRACE_LOGFILEW Logfile);
ETALON_EXPORTED TRACEHANDLE WMIAPI OpenTraceA(PEVENT_TRACE_LOGFILEA Logfile);
ETALON_EXPORTED TRACEHANDLE WMIAPI OpenTraceFromFile(LPCWSTR LogFileName,
                                                     const ETW_OPEN_TRACE_OPTIONS* Options,
                                                     PTRACE_LOGFILE_HEADER LogFileHeader);
ETALON_EXPORTED TRACEHANDLE WMIAPI
OpenTraceFromRealTimeLogger(LPCWSTR LoggerName, const ETW_OPEN_TRACE_OPTIONS* Options,
                            PTRACE_LOGFILE_HEADER LogFileHeader);
ETALON_EXPORTED TRACEHANDLE WMIAPI OpenTraceFromRealTimeLoggerWithAllocationOptions(
    LPCWSTR LoggerName, const ETW_OPEN_TRACE_OPTIONS* Options, ULONG_PTR AllocationSize,
    HANDLE MemoryPartitionHandle, PTRACE_LOGFILE_HEADER LogFileHeader);
ETALON_EXPORTED TRACEHANDLE WMIAPI
OpenTraceFromBufferStream(const ETW_OPEN_TRACE_OPTIONS* Options,
                          PETW_BUFFER_COMPLETION_CALLBACK BufferCompletionCallback,
                          PVOID BufferCompletionContext);
ETALON_EXPORTED ULONG WMIAPI ProcessTraceAddBufferToBufferStream(TRACEHANDLE TraceHandle,
                                                                 const ETW_BUFFER_HEADER* Buffer,
                                                                 ULONG BufferSize);
ETALON_EXPORTED ULONG WMIAPI ProcessTraceBufferIncrementReference(TRACEHANDLE TraceHandle,
                                                                  const ETW_BUFFER_HEADER* Buffer);
ETALON_EXPORTED ULONG WMIAPI ProcessTraceBufferDecrementReference(const ETW_BUFFER_HEADER* Buffer);
ETALON_EXPORTED ULONG WMIAPI ProcessTrace(PTRACEHANDLE HandleArray, ULONG HandleCount,
                                          LPFILETIME StartTime, LPFILETIME EndTime);
ETALON_EXPORTED ULONG WMIAPI CloseTrace(TRACEHANDLE TraceHandle);
ETALON_EXPORTED ULONG WMIAPI SetTraceCallback(LPCGUID pGuid, PEVENT_CALLBACK EventCallback);
ETALON_EXPORTED ULONG WMIAPI RemoveTraceCallback(LPCGUID pGuid);
ETALON_EXPORTED ULONG WMIAPI
QueryTraceProcessingHandle(TRACEHANDLE ProcessingHandle,
                           ETW_PROCESS_HANDLE_INFO_TYPE InformationClass, PVOID InBuffer,
                           ULONG InBufferSize, PVOID OutBuffer, ULONG OutBufferSize,
                           PULONG ReturnLength);

#ifdef __cplusplus
}
#endif

#ifdef UNICODE
#define PEVENT_TRACE_BUFFER_CALLBACK PEVENT_TRACE_BUFFER_CALLBACKW
#define EVENT_TRACE_LOGFILE EVENT_TRACE_LOGFILEW
#define PEVENT_TRACE_LOGFILE PEVENT_TRACE_LOGFILEW
#define KERNEL_LOGGER_NAME KERNEL_LOGGER_NAMEW
#define GLOBAL_LOGGER_NAME GLOBAL_LOGGER_NAMEW
#define EVENT_LOGGER_NAME EVENT_LOGGER_NAMEW
#define DIAG_LOGGER_NAME DIAG_LOGGER_NAMEW
#define RegisterTraceGuids RegisterTraceGuidsW
#define StartTrace StartTraceW
#define ControlTrace ControlTraceW
#define StopTrace StopTraceW
#define QueryTrace QueryTraceW
#define UpdateTrace UpdateTraceW
#define FlushTrace FlushTraceW
#define QueryAllTraces QueryAllTracesW
#define OpenTrace OpenTraceW
#else
#define PEVENT_TRACE_BUFFER_CALLBACK PEVENT_TRACE_BUFFER_CALLBACKA
#define EVENT_TRACE_LOGFILE EVENT_TRACE_LOGFILEA
#define PEVENT_TRACE_LOGFILE PEVENT_TRACE_LOGFILEA
#define KERNEL_LOGGER_NAME KERNEL_LOGGER_NAMEA
#define GLOBAL_LOGGER_NAME GLOBAL_LOGGER_NAMEA
#define EVENT_LOGGER_NAME EVENT_LOGGER_NAMEA
#define DIAG_LOGGER_NAME DIAG_LOGGER_NAMEA
#define RegisterTraceGuids RegisterTraceGuidsA
#define StartTrace StartTraceA
#define ControlTrace ControlTraceA
#define StopTrace StopTraceA
#define QueryTrace QueryTraceA
#define UpdateTrace UpdateTraceA
#define FlushTrace FlushTraceA
#define QueryAllTraces QueryAllTracesA
#define OpenTrace OpenTraceA
#endif

#endif /* ETALON_SIM_INCLUDE_EVNTRACE_FUNCTIONS_H_ */
