/*
 * Etalon: Event Tracing for Windows, control, classic providers and consumers, with the names,
 * values and layouts of the Windows SDK's evntrace.h. C11 and C++17. See windows.h for the rest.
 */
#ifndef ETALON_SIM_INCLUDE_EVNTRACE_H_
#define ETALON_SIM_INCLUDE_EVNTRACE_H_

#include "evntrace_constants.h"
#include "windows.h"
#include "wmistr.h"

#define WMIAPI WINAPI

typedef ULONG64 TRACEHANDLE, *PTRACEHANDLE;
typedef ULONG64 CONTROLTRACE_ID, *PCONTROLTRACE_ID;
typedef ULONG64 PROCESSTRACE_HANDLE, *PPROCESSTRACE_HANDLE;
#define INVALID_PROCESSTRACE_HANDLE ((TRACEHANDLE)(ULONG_PTR)-1)

typedef struct _EVENT_FILTER_DESCRIPTOR EVENT_FILTER_DESCRIPTOR, *PEVENT_FILTER_DESCRIPTOR;
typedef struct _EVENT_RECORD EVENT_RECORD, *PEVENT_RECORD;

/* What a provider passes to TraceEvent; the payload, or MOF_FIELDs, follow it in memory. */
typedef struct _EVENT_TRACE_HEADER {
  USHORT Size;
  __extension__ union {
    USHORT FieldTypeFlags;
    __extension__ struct {
      UCHAR HeaderType;
      UCHAR MarkerFlags;
    };
  };
  __extension__ union {
    ULONG Version;
    struct {
      UCHAR Type;
      UCHAR Level;
      USHORT Version;
    } Class;
  };
  ULONG ThreadId;
  ULONG ProcessId;
  LARGE_INTEGER TimeStamp;
  __extension__ union {
    GUID Guid;
    ULONGLONG GuidPtr;
  };
  __extension__ union {
    __extension__ struct {
      ULONG KernelTime;
      ULONG UserTime;
    };
    ULONG64 ProcessorTime;
    __extension__ struct {
      ULONG ClientContext;
      ULONG Flags; /* WNODE_FLAG_*; shares its place with UserTime */
    };
  };
} EVENT_TRACE_HEADER, *PEVENT_TRACE_HEADER;

/* What a provider passes to TraceEventInstance. */
typedef struct _EVENT_INSTANCE_HEADER {
  USHORT Size;
  __extension__ union {
    USHORT FieldTypeFlags;
    __extension__ struct {
      UCHAR HeaderType;
      UCHAR MarkerFlags;
    };
  };
  __extension__ union {
    ULONG Version;
    struct {
      UCHAR Type;
      UCHAR Level;
      USHORT Version;
    } Class;
  };
  ULONG ThreadId;
  ULONG ProcessId;
  LARGE_INTEGER TimeStamp;
  ULONGLONG RegHandle;
  ULONG InstanceId;
  ULONG ParentInstanceId;
  __extension__ union {
    __extension__ struct {
      ULONG KernelTime;
      ULONG UserTime;
    };
    ULONG64 ProcessorTime;
    __extension__ struct {
      ULONG EventId;
      ULONG Flags;
    };
  };
  ULONGLONG ParentRegHandle;
} EVENT_INSTANCE_HEADER, *PEVENT_INSTANCE_HEADER;

/* What TraceEventInstance leaves in a log file: GUIDs in place of handles. */
typedef struct _EVENT_INSTANCE_GUID_HEADER {
  USHORT Size;
  __extension__ union {
    USHORT FieldTypeFlags;
    __extension__ struct {
      UCHAR HeaderType;
      UCHAR MarkerFlags;
    };
  };
  __extension__ union {
    ULONG Version;
    struct {
      UCHAR Type;
      UCHAR Level;
      USHORT Version;
    } Class;
  };
  ULONG ThreadId;
  ULONG ProcessId;
  LARGE_INTEGER TimeStamp;
  __extension__ union {
    GUID Guid;
    ULONGLONG GuidPtr;
  };
  __extension__ union {
    __extension__ struct {
      ULONG ClientContext;
      ULONG Flags;
    };
    __extension__ struct {
      ULONG KernelTime;
      ULONG UserTime;
    };
    ULONG64 ProcessorTime;
  };
  ULONG InstanceId;
  ULONG ParentInstanceId;
  GUID ParentGuid;
} EVENT_INSTANCE_GUID_HEADER, *PEVENT_INSTANCE_GUID_HEADER;

/* Scattered payload: with WNODE_FLAG_USE_MOF_PTR up to MAX_MOF_FIELDS of these follow a header. */
typedef struct _MOF_FIELD {
  ULONG64 DataPtr;
  ULONG Length; /* bytes */
  ULONG DataType;
} MOF_FIELD, *PMOF_FIELD;

#define DEFINE_TRACE_MOF_FIELD(field, pointer, length, type) \
  (field)->DataPtr = (ULONG64)(ULONG_PTR)(pointer);          \
  (field)->Length = (ULONG)(length);                         \
  (field)->DataType = (ULONG)(type)

/* Payload of the first event of every log file. PT is the type of the two name members. */
#define ETALON_TRACE_LOGFILE_HEADER_MEMBERS(PT) \
  ULONG BufferSize; /* bytes */                 \
  __extension__ union {                         \
    ULONG Version;                              \
    struct {                                    \
      UCHAR MajorVersion;                       \
      UCHAR MinorVersion;                       \
      UCHAR SubVersion;                         \
      UCHAR SubMinorVersion;                    \
    } VersionDetail;                            \
  };                                            \
  ULONG ProviderVersion;                        \
  ULONG NumberOfProcessors;                     \
  LARGE_INTEGER EndTime;                        \
  ULONG TimerResolution; /* 100 ns */           \
  ULONG MaximumFileSize;                        \
  ULONG LogFileMode;                            \
  ULONG BuffersWritten;                         \
  __extension__ union {                         \
    GUID LogInstanceGuid;                       \
    __extension__ struct {                      \
      ULONG StartBuffers;                       \
      ULONG PointerSize; /* bytes */            \
      ULONG EventsLost;                         \
      ULONG CpuSpeedInMHz;                      \
    };                                          \
  };                                            \
  PT LoggerName;                                \
  PT LogFileName;                               \
  TIME_ZONE_INFORMATION TimeZone;               \
  LARGE_INTEGER BootTime;                       \
  LARGE_INTEGER PerfFreq;                       \
  LARGE_INTEGER StartTime;                      \
  ULONG ReservedFlags; /* clock, 1 to 3 */      \
  ULONG BuffersLost

typedef struct _TRACE_LOGFILE_HEADER {
  ETALON_TRACE_LOGFILE_HEADER_MEMBERS(LPWSTR);
} TRACE_LOGFILE_HEADER, *PTRACE_LOGFILE_HEADER;

typedef struct _TRACE_LOGFILE_HEADER32 {
  ETALON_TRACE_LOGFILE_HEADER_MEMBERS(ULONG32);
} TRACE_LOGFILE_HEADER32, *PTRACE_LOGFILE_HEADER32;

typedef struct _TRACE_LOGFILE_HEADER64 {
  ETALON_TRACE_LOGFILE_HEADER_MEMBERS(ULONG64);
} TRACE_LOGFILE_HEADER64, *PTRACE_LOGFILE_HEADER64;

typedef struct EVENT_INSTANCE_INFO {
  HANDLE RegHandle;
  ULONG InstanceId;
} EVENT_INSTANCE_INFO, *PEVENT_INSTANCE_INFO;

/* Members that both versions of the session properties share. */
#define ETALON_EVENT_TRACE_PROPERTIES_MEMBERS                         \
  WNODE_HEADER Wnode;                                                 \
  ULONG BufferSize; /* KB */                                          \
  ULONG MinimumBuffers;                                               \
  ULONG MaximumBuffers;                                               \
  ULONG MaximumFileSize; /* MB, or KB: EVENT_TRACE_USE_KBYTES_FOR_SIZE */ \
  ULONG LogFileMode;                                                  \
  ULONG FlushTimer; /* seconds, or ms: EVENT_TRACE_USE_MS_FLUSH_TIMER */  \
  ULONG EnableFlags;                                                  \
  __extension__ union {                                               \
    LONG AgeLimit;                                                    \
    LONG FlushThreshold;                                              \
  };                                                                  \
  ULONG NumberOfBuffers;                                              \
  ULONG FreeBuffers;                                                  \
  ULONG EventsLost;                                                   \
  ULONG BuffersWritten;                                               \
  ULONG LogBuffersLost;                                               \
  ULONG RealTimeBuffersLost;                                          \
  HANDLE LoggerThreadId;                                              \
  ULONG LogFileNameOffset; /* bytes from the structure's start */     \
  ULONG LoggerNameOffset

typedef struct _EVENT_TRACE_PROPERTIES {
  ETALON_EVENT_TRACE_PROPERTIES_MEMBERS;
} EVENT_TRACE_PROPERTIES, *PEVENT_TRACE_PROPERTIES;

typedef struct _EVENT_TRACE_PROPERTIES_V2 {
  ETALON_EVENT_TRACE_PROPERTIES_MEMBERS;
  __extension__ union {
    __extension__ struct {
      ULONG VersionNumber : 8; /* 2 */
    };
    ULONG V2Control;
  };
  ULONG FilterDescCount;
  PEVENT_FILTER_DESCRIPTOR FilterDesc;
  __extension__ union {
    __extension__ struct {
      ULONG Wow : 1;
      ULONG QpcDeltaTracking : 1;
      ULONG LargeMdlPages : 1;
      ULONG ExcludeKernelStack : 1;
    };
    ULONG64 V2Options;
  };
} EVENT_TRACE_PROPERTIES_V2, *PEVENT_TRACE_PROPERTIES_V2;

typedef struct _TRACE_GUID_REGISTRATION {
  LPCGUID Guid;
  HANDLE RegHandle;
} TRACE_GUID_REGISTRATION, *PTRACE_GUID_REGISTRATION;

typedef struct _TRACE_GUID_PROPERTIES {
  GUID Guid;
  ULONG GuidType;
  ULONG LoggerId;
  ULONG EnableLevel;
  ULONG EnableFlags;
  BOOLEAN IsEnable;
} TRACE_GUID_PROPERTIES, *PTRACE_GUID_PROPERTIES;

typedef struct _ETW_BUFFER_CONTEXT {
  __extension__ union {
    __extension__ struct {
      UCHAR ProcessorNumber;
      UCHAR Alignment;
    };
    USHORT ProcessorIndex;
  };
  USHORT LoggerId;
} ETW_BUFFER_CONTEXT, *PETW_BUFFER_CONTEXT;

typedef struct _TRACE_ENABLE_INFO {
  ULONG IsEnabled;
  UCHAR Level;
  UCHAR Reserved1;
  USHORT LoggerId;
  ULONG EnableProperty;
  ULONG Reserved2;
  ULONGLONG MatchAnyKeyword;
  ULONGLONG MatchAllKeyword;
} TRACE_ENABLE_INFO, *PTRACE_ENABLE_INFO;

typedef struct _TRACE_PROVIDER_INSTANCE_INFO {
  ULONG NextOffset;
  ULONG EnableCount;
  ULONG Pid;
  ULONG Flags;
} TRACE_PROVIDER_INSTANCE_INFO, *PTRACE_PROVIDER_INSTANCE_INFO;

typedef struct _TRACE_GUID_INFO {
  ULONG InstanceCount;
  ULONG Reserved;
} TRACE_GUID_INFO, *PTRACE_GUID_INFO;

typedef struct _PROFILE_SOURCE_INFO {
  ULONG NextEntryOffset;
  ULONG Source;
  ULONG MinInterval;
  ULONG MaxInterval;
  ULONG64 Reserved;
  WCHAR Description[ANYSIZE_ARRAY];
} PROFILE_SOURCE_INFO, *PPROFILE_SOURCE_INFO;

/* A classic event as an EventCallback receives it. */
typedef struct _EVENT_TRACE {
  EVENT_TRACE_HEADER Header;
  ULONG InstanceId;
  ULONG ParentInstanceId;
  GUID ParentGuid;
  PVOID MofData;
  ULONG MofLength;
  __extension__ union {
    ULONG ClientContext;
    ETW_BUFFER_CONTEXT BufferContext;
  };
} EVENT_TRACE, *PEVENT_TRACE;

#include "evntrace_consumer.h"
#include "evntrace_functions.h"

#endif /* ETALON_SIM_INCLUDE_EVNTRACE_H_ */
