/*
 * Etalon: manifest-based providers, with the names, values and layouts of the Windows SDK's
 * evntprov.h. C11 and C++17.
 */
#ifndef ETALON_SIM_INCLUDE_EVNTPROV_H_
#define ETALON_SIM_INCLUDE_EVNTPROV_H_

#include "windows.h"

#define EVNTAPI WINAPI

#define EVENT_MIN_LEVEL (0)
#define EVENT_MAX_LEVEL (0xFF)

#define EVENT_ACTIVITY_CTRL_GET_ID (1)
#define EVENT_ACTIVITY_CTRL_SET_ID (2)
#define EVENT_ACTIVITY_CTRL_CREATE_ID (3)
#define EVENT_ACTIVITY_CTRL_GET_SET_ID (4)
#define EVENT_ACTIVITY_CTRL_CREATE_SET_ID (5)

#define MAX_EVENT_DATA_DESCRIPTORS (128)
#define MAX_EVENT_FILTER_DATA_SIZE (1024)
#define MAX_EVENT_FILTER_PAYLOAD_SIZE (4096)
#define MAX_EVENT_FILTER_EVENT_NAME_SIZE (4096)
#define MAX_EVENT_FILTERS_COUNT (13)
#define MAX_EVENT_FILTER_PID_COUNT (8)
#define MAX_EVENT_FILTER_EVENT_ID_COUNT (64)

#define EVENT_FILTER_TYPE_NONE (0x00000000)
#define EVENT_FILTER_TYPE_SCHEMATIZED (0x80000000)
#define EVENT_FILTER_TYPE_SYSTEM_FLAGS (0x80000001)
#define EVENT_FILTER_TYPE_TRACEHANDLE (0x80000002)
#define EVENT_FILTER_TYPE_PID (0x80000004)
#define EVENT_FILTER_TYPE_EXECUTABLE_NAME (0x80000008)
#define EVENT_FILTER_TYPE_PACKAGE_ID (0x80000010)
#define EVENT_FILTER_TYPE_PACKAGE_APP_ID (0x80000020)
#define EVENT_FILTER_TYPE_PAYLOAD (0x80000100)
#define EVENT_FILTER_TYPE_EVENT_ID (0x80000200)
#define EVENT_FILTER_TYPE_EVENT_NAME (0x80000400)
#define EVENT_FILTER_TYPE_STACKWALK (0x80001000)
#define EVENT_FILTER_TYPE_STACKWALK_NAME (0x80002000)
#define EVENT_FILTER_TYPE_STACKWALK_LEVEL_KW (0x80004000)
#define EVENT_FILTER_TYPE_CONTAINER (0x80008000)

/* EVENT_DATA_DESCRIPTOR.Type, read once EventProviderUseDescriptorType or traits are set. */
#define EVENT_DATA_DESCRIPTOR_TYPE_NONE (0)
#define EVENT_DATA_DESCRIPTOR_TYPE_EVENT_METADATA (1)
#define EVENT_DATA_DESCRIPTOR_TYPE_PROVIDER_METADATA (2)
#define EVENT_DATA_DESCRIPTOR_TYPE_TIMESTAMP_OVERRIDE (3)

/* EventWriteEx. */
#define EVENT_WRITE_FLAG_NO_FAULTING 0x00000001
#define EVENT_WRITE_FLAG_INPRIVATE 0x00000002

typedef ULONGLONG REGHANDLE, *PREGHANDLE;

typedef struct _EVENT_DATA_DESCRIPTOR {
  ULONGLONG Ptr;
  ULONG Size; /* bytes */
  __extension__ union {
    ULONG Reserved;
    __extension__ struct {
      UCHAR Type;
      UCHAR Reserved1;
      USHORT Reserved2;
    };
  };
} EVENT_DATA_DESCRIPTOR, *PEVENT_DATA_DESCRIPTOR;

typedef struct _EVENT_DESCRIPTOR {
  USHORT Id;
  UCHAR Version;
  UCHAR Channel;
  UCHAR Level;
  UCHAR Opcode;
  USHORT Task;
  ULONGLONG Keyword;
} EVENT_DESCRIPTOR, *PEVENT_DESCRIPTOR;
typedef const EVENT_DESCRIPTOR* PCEVENT_DESCRIPTOR;

typedef struct _EVENT_FILTER_DESCRIPTOR {
  ULONGLONG Ptr;
  ULONG Size; /* bytes */
  ULONG Type; /* EVENT_FILTER_TYPE_* */
} EVENT_FILTER_DESCRIPTOR, *PEVENT_FILTER_DESCRIPTOR;

typedef struct _EVENT_FILTER_HEADER {
  USHORT Id;
  UCHAR Version;
  UCHAR Reserved[5];
  ULONGLONG InstanceId;
  ULONG Size;
  ULONG NextOffset;
} EVENT_FILTER_HEADER, *PEVENT_FILTER_HEADER;

typedef struct _EVENT_FILTER_EVENT_ID {
  BOOLEAN FilterIn;
  UCHAR Reserved;
  USHORT Count;
  USHORT Events[ANYSIZE_ARRAY];
} EVENT_FILTER_EVENT_ID, *PEVENT_FILTER_EVENT_ID;

typedef struct _EVENT_FILTER_EVENT_NAME {
  ULONGLONG MatchAnyKeyword;
  ULONGLONG MatchAllKeyword;
  UCHAR Level;
  BOOLEAN FilterIn;
  USHORT NameCount;
  UCHAR Names[ANYSIZE_ARRAY]; /* NameCount UTF-8 strings, each with its zero */
} EVENT_FILTER_EVENT_NAME, *PEVENT_FILTER_EVENT_NAME;

typedef struct _EVENT_FILTER_LEVEL_KW {
  ULONGLONG MatchAnyKeyword;
  ULONGLONG MatchAllKeyword;
  UCHAR Level;
  BOOLEAN FilterIn;
} EVENT_FILTER_LEVEL_KW, *PEVENT_FILTER_LEVEL_KW;

typedef enum _EVENT_INFO_CLASS {
  EventProviderBinaryTrackInfo = 0,
  EventProviderSetReserved1 = 1,
  EventProviderSetTraits = 2,
  EventProviderUseDescriptorType = 3,
  MaxEventInfo = 4
} EVENT_INFO_CLASS;

typedef enum {
  EtwProviderTraitTypeGroup = 1,
  EtwProviderTraitDecodeGuid = 2,
  EtwProviderTraitTypeMax = 3
} ETW_PROVIDER_TRAIT_TYPE;

typedef VOID(NTAPI* PENABLECALLBACK)(LPCGUID SourceId, ULONG IsEnabled, UCHAR Level,
                                     ULONGLONG MatchAnyKeyword, ULONGLONG MatchAllKeyword,
                                     PEVENT_FILTER_DESCRIPTOR FilterData, PVOID CallbackContext);

#ifdef __cplusplus
extern "C" {
#endif

ETALON_EXPORTED ULONG EVNTAPI EventRegister(LPCGUID ProviderId, PENABLECALLBACK EnableCallback,
                                            PVOID CallbackContext, PREGHANDLE RegHandle);
ETALON_EXPORTED ULONG EVNTAPI EventUnregister(REGHANDLE RegHandle);
ETALON_EXPORTED ULONG EVNTAPI EventSetInformation(REGHANDLE RegHandle,
                                                  EVENT_INFO_CLASS InformationClass,
                                                  PVOID EventInformation, ULONG InformationLength);
ETALON_EXPORTED BOOLEAN EVNTAPI EventEnabled(REGHANDLE RegHandle,
                                             PCEVENT_DESCRIPTOR EventDescriptor);
ETALON_EXPORTED BOOLEAN EVNTAPI EventProviderEnabled(REGHANDLE RegHandle, UCHAR Level,
                                                     ULONGLONG Keyword);
ETALON_EXPORTED ULONG EVNTAPI EventWrite(REGHANDLE RegHandle, PCEVENT_DESCRIPTOR EventDescriptor,
                                         ULONG UserDataCount, PEVENT_DATA_DESCRIPTOR UserData);
ETALON_EXPORTED ULONG EVNTAPI EventWriteTransfer(REGHANDLE RegHandle,
                                                 PCEVENT_DESCRIPTOR EventDescriptor,
                                                 LPCGUID ActivityId, LPCGUID RelatedActivityId,
                                                 ULONG UserDataCount,
                                                 PEVENT_DATA_DESCRIPTOR UserData);
ETALON_EXPORTED ULONG EVNTAPI EventWriteEx(REGHANDLE RegHandle, PCEVENT_DESCRIPTOR EventDescriptor,
                                           ULONG64 Filter, ULONG Flags, LPCGUID ActivityId,
                                           LPCGUID RelatedActivityId, ULONG UserDataCount,
                                           PEVENT_DATA_DESCRIPTOR UserData);
ETALON_EXPORTED ULONG EVNTAPI EventWriteString(REGHANDLE RegHandle, UCHAR Level, ULONGLONG Keyword,
                                               PCWSTR String);
ETALON_EXPORTED ULONG EVNTAPI EventActivityIdControl(ULONG ControlCode, LPGUID ActivityId);

#ifdef __cplusplus
}
#endif

FORCEINLINE VOID EventDataDescCreate(PEVENT_DATA_DESCRIPTOR descriptor, const VOID* data,
                                     ULONG bytes) {
  descriptor->Ptr = (ULONGLONG)(ULONG_PTR)data;
  descriptor->Size = bytes;
  descriptor->Reserved = 0;
}

FORCEINLINE VOID EventDescZero(PEVENT_DESCRIPTOR event) { memset(event, 0, sizeof(*event)); }

FORCEINLINE VOID EventDescCreate(PEVENT_DESCRIPTOR event, USHORT id, UCHAR version, UCHAR channel,
                                 UCHAR level, USHORT task, UCHAR opcode, ULONGLONG keyword) {
  event->Id = id;
  event->Version = version;
  event->Channel = channel;
  event->Level = level;
  event->Task = task;
  event->Opcode = opcode;
  event->Keyword = keyword;
}

/* EventDescGetX(event) and EventDescSetX(event, x), which returns event, for every member. */
#define ETALON_EVENT_DESC_ACCESS(type, member)                                              \
  FORCEINLINE type EventDescGet##member(PCEVENT_DESCRIPTOR event) { return event->member; } \
  FORCEINLINE PEVENT_DESCRIPTOR EventDescSet##member(PEVENT_DESCRIPTOR event, type value) { \
    event->member = value;                                                                  \
    return event;                                                                           \
  }
ETALON_EVENT_DESC_ACCESS(USHORT, Id)
ETALON_EVENT_DESC_ACCESS(UCHAR, Version)
ETALON_EVENT_DESC_ACCESS(UCHAR, Channel)
ETALON_EVENT_DESC_ACCESS(UCHAR, Level)
ETALON_EVENT_DESC_ACCESS(UCHAR, Opcode)
ETALON_EVENT_DESC_ACCESS(USHORT, Task)
ETALON_EVENT_DESC_ACCESS(ULONGLONG, Keyword)
#undef ETALON_EVENT_DESC_ACCESS

FORCEINLINE PEVENT_DESCRIPTOR EventDescOrKeyword(PEVENT_DESCRIPTOR event, ULONGLONG keyword) {
  event->Keyword |= keyword;
  return event;
}

#endif /* ETALON_SIM_INCLUDE_EVNTPROV_H_ */
