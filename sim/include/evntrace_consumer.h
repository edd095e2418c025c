/*
 * Etalon: the consumer's structures, the information classes and the callbacks of the Windows SDK's
 * evntrace.h, which includes this file; programs include evntrace.h. C11 and C++17.
 */
#ifndef ETALON_SIM_INCLUDE_EVNTRACE_CONSUMER_H_
#define ETALON_SIM_INCLUDE_EVNTRACE_CONSUMER_H_

#ifndef ETALON_SIM_INCLUDE_EVNTRACE_H_
#error "Include evntrace.h"
#endif

typedef struct _EVENT_TRACE_LOGFILEW EVENT_TRACE_LOGFILEW, *PEVENT_TRACE_LOGFILEW;
typedef struct _EVENT_TRACE_LOGFILEA EVENT_TRACE_LOGFILEA, *PEVENT_TRACE_LOGFILEA;

typedef ULONG(WINAPI* PEVENT_TRACE_BUFFER_CALLBACKW)(PEVENT_TRACE_LOGFILEW Logfile);
typedef ULONG(WINAPI* PEVENT_TRACE_BUFFER_CALLBACKA)(PEVENT_TRACE_LOGFILEA Logfile);
typedef VOID(WINAPI* PEVENT_CALLBACK)(PEVENT_TRACE pEvent);
typedef VOID(WINAPI* PEVENT_RECORD_CALLBACK)(PEVENT_RECORD EventRecord);

/* A classic provider's ControlCallback; Buffer points to a WNODE_HEADER. */
typedef ULONG(WINAPI* WMIDPREQUEST)(WMIDPREQUESTCODE RequestCode, PVOID RequestContext,
                                    ULONG* BufferSize, PVOID Buffer);

struct _EVENT_TRACE_LOGFILEW {
  LPWSTR LogFileName;
  LPWSTR LoggerName;
  LONGLONG CurrentTime;
  ULONG BuffersRead;
  __extension__ union {
    ULONG LogFileMode;
    ULONG ProcessTraceMode; /* PROCESS_TRACE_MODE_* */
  };
  EVENT_TRACE CurrentEvent;
  TRACE_LOGFILE_HEADER LogfileHeader;
  PEVENT_TRACE_BUFFER_CALLBACKW BufferCallback;
  ULONG BufferSize;
  ULONG Filled;
  ULONG EventsLost;
  __extension__ union {
    PEVENT_CALLBACK EventCallback;
    PEVENT_RECORD_CALLBACK EventRecordCallback; /* with PROCESS_TRACE_MODE_EVENT_RECORD */
  };
  ULONG IsKernelTrace;
  PVOID Context;
};

struct _EVENT_TRACE_LOGFILEA {
  LPSTR LogFileName;
  LPSTR LoggerName;
  LONGLONG CurrentTime;
  ULONG BuffersRead;
  __extension__ union {
    ULONG LogFileMode;
    ULONG ProcessTraceMode;
  };
  EVENT_TRACE CurrentEvent;
  TRACE_LOGFILE_HEADER LogfileHeader;
  PEVENT_TRACE_BUFFER_CALLBACKA BufferCallback;
  ULONG BufferSize;
  ULONG Filled;
  ULONG EventsLost;
  __extension__ union {
    PEVENT_CALLBACK EventCallback;
    PEVENT_RECORD_CALLBACK EventRecordCallback;
  };
  ULONG IsKernelTrace;
  PVOID Context;
};

/* Information classes of EnumerateTraceGuidsEx, TraceSetInformation and TraceQueryInformation. */
typedef enum _TRACE_QUERY_INFO_CLASS {
  TraceGuidQueryList = 0,
  TraceGuidQueryInfo = 1,
  TraceGuidQueryProcess = 2,
  TraceStackTracingInfo = 3,
  TraceSystemTraceEnableFlagsInfo = 4,
  TraceSampledProfileIntervalInfo = 5,
  TraceProfileSourceConfigInfo = 6,
  TraceProfileSourceListInfo = 7,
  TracePmcEventListInfo = 8,
  TracePmcCounterListInfo = 9,
  TraceSetDisallowList = 10,
  TraceVersionInfo = 11,
  TraceGroupQueryList = 12,
  TraceGroupQueryInfo = 13,
  TraceDisallowListQuery = 14,
  TraceCompressionInfo = 15,
  TraceInfoReserved15 = 15,
  TracePeriodicCaptureStateListInfo = 16,
  TracePeriodicCaptureStateInfo = 17,
  TraceProviderBinaryTracking = 18,
  TraceMaxLoggersQuery = 19,
  TraceLbrConfigurationInfo = 20,
  TraceLbrEventListInfo = 21,
  TraceMaxPmcCounterQuery = 22,
  TraceStreamCount = 23,
  TraceStackCachingInfo = 24,
  TracePmcCounterOwners = 25,
  TraceUnifiedStackCachingInfo = 26,
  TracePmcSessionInformation = 27,
  TraceContextRegisterInfo = 28,
  MaxTraceSetInfoClass = 29
} TRACE_QUERY_INFO_CLASS,
    TRACE_INFO_CLASS;

typedef struct _ENABLE_TRACE_PARAMETERS_V1 {
  ULONG Version;
  ULONG EnableProperty;
  ULONG ControlFlags;
  GUID SourceId;
  PEVENT_FILTER_DESCRIPTOR EnableFilterDesc;
} ENABLE_TRACE_PARAMETERS_V1, *PENABLE_TRACE_PARAMETERS_V1;

typedef struct _ENABLE_TRACE_PARAMETERS {
  ULONG Version;
  ULONG EnableProperty; /* EVENT_ENABLE_PROPERTY_* */
  ULONG ControlFlags;
  GUID SourceId;
  PEVENT_FILTER_DESCRIPTOR EnableFilterDesc;
  ULONG FilterDescCount;
} ENABLE_TRACE_PARAMETERS, *PENABLE_TRACE_PARAMETERS;

typedef struct _CLASSIC_EVENT_ID {
  GUID EventGuid;
  UCHAR Type;
  UCHAR Reserved[7];
} CLASSIC_EVENT_ID, *PCLASSIC_EVENT_ID;

typedef struct _TRACE_STACK_CACHING_INFO {
  BOOLEAN Enabled;
  UCHAR Reserved[3];
  ULONG CacheSize;
  ULONG BucketCount;
} TRACE_STACK_CACHING_INFO, *PTRACE_STACK_CACHING_INFO;

typedef struct _TRACE_PROFILE_INTERVAL {
  ULONG Source;
  ULONG Interval;
} TRACE_PROFILE_INTERVAL, *PTRACE_PROFILE_INTERVAL;

typedef struct _TRACE_VERSION_INFO {
  UINT EtwTraceProcessingVersion;
  UINT Reserved;
} TRACE_VERSION_INFO, *PTRACE_VERSION_INFO;

typedef struct _TRACE_PERIODIC_CAPTURE_STATE_INFO {
  ULONG CaptureStateFrequencyInSeconds;
  USHORT ProviderCount;
  USHORT Reserved;
} TRACE_PERIODIC_CAPTURE_STATE_INFO, *PTRACE_PERIODIC_CAPTURE_STATE_INFO;

typedef enum _ETW_CONTEXT_REGISTER_TYPES {
  EtwContextRegisterTypeNone = 0,
  EtwContextRegisterTypeControl = 1,
  EtwContextRegisterTypeInteger = 2
} ETW_CONTEXT_REGISTER_TYPES;

typedef struct _TRACE_CONTEXT_REGISTER_INFO {
  ETW_CONTEXT_REGISTER_TYPES RegisterTypes;
  ULONG Reserved;
} TRACE_CONTEXT_REGISTER_INFO, *PTRACE_CONTEXT_REGISTER_INFO;

typedef enum {
  EtwCompressionModeRestart = 0,
  EtwCompressionModeNoDisable = 1,
  EtwCompressionModeNoRestart = 2
} ETW_COMPRESSION_RESUMPTION_MODE;

typedef enum _ETW_PROCESS_HANDLE_INFO_TYPE {
  EtwQueryPartitionInformation = 1,
  EtwQueryPartitionInformationV2 = 2,
  EtwQueryLastDroppedTimes = 3,
  EtwQueryLogFileHeader = 4,
  EtwQueryProcessHandleInfoMax = 5
} ETW_PROCESS_HANDLE_INFO_TYPE;

typedef struct _ETW_TRACE_PARTITION_INFORMATION {
  GUID PartitionId;
  GUID ParentId;
  LONG64 QpcOffsetFromRoot;
  ULONG PartitionType;
} ETW_TRACE_PARTITION_INFORMATION, *PETW_TRACE_PARTITION_INFORMATION;

typedef struct _ETW_TRACE_PARTITION_INFORMATION_V2 {
  LONG64 QpcOffsetFromRoot;
  ULONG PartitionType;
  PWSTR PartitionId;
  PWSTR ParentId;
} ETW_TRACE_PARTITION_INFORMATION_V2, *PETW_TRACE_PARTITION_INFORMATION_V2;

/* Start of a buffer, in a log file and for a PETW_BUFFER_CALLBACK. */
typedef struct _ETW_BUFFER_HEADER {
  ULONG Reserved1[4];
  LARGE_INTEGER TimeStamp; /* of the flush */
  ULONG Reserved2[4];
  ETW_BUFFER_CONTEXT ClientContext;
  ULONG Reserved3;
  ULONG FilledBytes; /* this header included */
  ULONG Reserved4[5];
} ETW_BUFFER_HEADER, *PETW_BUFFER_HEADER;

typedef struct ETW_BUFFER_CALLBACK_INFORMATION {
  TRACEHANDLE TraceHandle;
  const TRACE_LOGFILE_HEADER* LogfileHeader;
  ULONG BuffersRead;
} ETW_BUFFER_CALLBACK_INFORMATION;

typedef BOOL(WINAPI* PETW_BUFFER_CALLBACK)(const ETW_BUFFER_HEADER* Buffer, ULONG BufferSize,
                                           const ETW_BUFFER_CALLBACK_INFORMATION* ConsumerInfo,
                                           PVOID CallbackContext);
typedef VOID(WINAPI* PETW_BUFFER_COMPLETION_CALLBACK)(const ETW_BUFFER_HEADER* Buffer,
                                                      PVOID CallbackContext);

typedef enum ETW_PROCESS_TRACE_MODES {
  ETW_PROCESS_TRACE_MODE_NONE = 0,
  ETW_PROCESS_TRACE_MODE_RAW_TIMESTAMP = 1
} ETW_PROCESS_TRACE_MODES;

typedef struct ETW_OPEN_TRACE_OPTIONS {
  ETW_PROCESS_TRACE_MODES ProcessTraceModes;
  PEVENT_RECORD_CALLBACK EventCallback;
  PVOID EventCallbackContext;
  PETW_BUFFER_CALLBACK BufferCallback;
  PVOID BufferCallbackContext;
} ETW_OPEN_TRACE_OPTIONS;

#endif /* ETALON_SIM_INCLUDE_EVNTRACE_CONSUMER_H_ */
