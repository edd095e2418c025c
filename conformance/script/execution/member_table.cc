#include "conformance/script/execution/member_table.h"

#include "sim/include/evntrace.h"

namespace etalon {
namespace {

// A member of a structure, under the name that it has there.
#define MEMBER(Struct, member) \
  { #member, offsetof(Struct, member), sizeof(Struct::member), MemberKind::kNumber }
#define MEMBER_OF_KIND(Struct, member, kind) \
  { #member, offsetof(Struct, member), sizeof(Struct::member), MemberKind::kind }
// A member of a member, whose size decltype alone tells.
#define INNER(Struct, member, kind)                                                    \
  {                                                                                    \
#member, offsetof(Struct, member), sizeof(static_cast <Struct*>(nullptr)->member), \
        MemberKind::kind                                                               \
  }

using P = EVENT_TRACE_PROPERTIES;

constexpr Member kProperties[] = {
    INNER(P, Wnode.BufferSize, kNumber),
    INNER(P, Wnode.ProviderId, kNumber),
    INNER(P, Wnode.HistoricalContext, kSession),
    INNER(P, Wnode.TimeStamp, kNumber),
    INNER(P, Wnode.Guid, kGuid),
    INNER(P, Wnode.ClientContext, kNumber),
    INNER(P, Wnode.Flags, kNumber),
    MEMBER(P, BufferSize),
    MEMBER(P, MinimumBuffers),
    MEMBER(P, MaximumBuffers),
    MEMBER(P, MaximumFileSize),
    MEMBER(P, LogFileMode),
    MEMBER(P, FlushTimer),
    MEMBER(P, EnableFlags),
    MEMBER(P, AgeLimit),
    MEMBER(P, NumberOfBuffers),
    MEMBER(P, FreeBuffers),
    MEMBER(P, EventsLost),
    MEMBER(P, BuffersWritten),
    MEMBER(P, LogBuffersLost),
    MEMBER(P, RealTimeBuffersLost),
    MEMBER(P, LoggerThreadId),
    {"LogFileNameOffset", offsetof(P, LogFileNameOffset), 4, MemberKind::kNameOffset,
     "LogFileName"},
    {"LoggerNameOffset", offsetof(P, LoggerNameOffset), 4, MemberKind::kNameOffset, "LoggerName"},
};

constexpr Member kReport[] = {
    INNER(P, Wnode.HistoricalContext, kSession),
    MEMBER(P, NumberOfBuffers),
    MEMBER(P, FreeBuffers),
    MEMBER(P, EventsLost),
    MEMBER(P, BuffersWritten),
};

using E = EVENT_TRACE_HEADER;

constexpr Member kEventHeader[] = {
    MEMBER(E, Size),
    MEMBER(E, FieldTypeFlags),
    INNER(E, Class.Type, kNumber),
    INNER(E, Class.Level, kNumber),
    INNER(E, Class.Version, kNumber),
    MEMBER(E, ThreadId),
    MEMBER(E, ProcessId),
    MEMBER(E, TimeStamp),
    MEMBER_OF_KIND(E, Guid, kGuid),
    MEMBER(E, ClientContext),
    MEMBER(E, Flags),
};

using I = EVENT_INSTANCE_HEADER;

constexpr Member kInstanceHeader[] = {
    MEMBER(I, Size),
    MEMBER(I, FieldTypeFlags),
    INNER(I, Class.Type, kNumber),
    INNER(I, Class.Level, kNumber),
    INNER(I, Class.Version, kNumber),
    MEMBER(I, ThreadId),
    MEMBER(I, ProcessId),
    MEMBER(I, TimeStamp),
    MEMBER_OF_KIND(I, RegHandle, kClass),
    MEMBER(I, InstanceId),
    MEMBER(I, ParentInstanceId),
    MEMBER(I, EventId),
    MEMBER(I, Flags),
    MEMBER_OF_KIND(I, ParentRegHandle, kClass),
};

constexpr Member kInstanceInfo[] = {
    MEMBER_OF_KIND(EVENT_INSTANCE_INFO, RegHandle, kClass),
    MEMBER(EVENT_INSTANCE_INFO, InstanceId),
};

constexpr Member kClassRegistration[] = {
    MEMBER_OF_KIND(TRACE_GUID_REGISTRATION, Guid, kPointer),
    MEMBER_OF_KIND(TRACE_GUID_REGISTRATION, RegHandle, kClass),
};

constexpr Member kWnode[] = {
    MEMBER(WNODE_HEADER, BufferSize),
    MEMBER(WNODE_HEADER, ProviderId),
    MEMBER_OF_KIND(WNODE_HEADER, HistoricalContext, kSession),
    MEMBER(WNODE_HEADER, TimeStamp),
    MEMBER_OF_KIND(WNODE_HEADER, Guid, kGuid),
    MEMBER(WNODE_HEADER, ClientContext),
    MEMBER(WNODE_HEADER, Flags),
};

using L = EVENT_TRACE_LOGFILEW;
static_assert(sizeof(EVENT_TRACE_LOGFILEW) == sizeof(EVENT_TRACE_LOGFILEA));

// CurrentEvent, which each event changes, is told by the event callback.
constexpr Member kLogfile[] = {
    MEMBER_OF_KIND(L, LogFileName, kPointer),
    MEMBER_OF_KIND(L, LoggerName, kPointer),
    MEMBER(L, CurrentTime),
    MEMBER(L, BuffersRead),
    MEMBER(L, ProcessTraceMode),
    INNER(L, LogfileHeader.BufferSize, kNumber),
    INNER(L, LogfileHeader.Version, kNumber),
    INNER(L, LogfileHeader.ProviderVersion, kNumber),
    INNER(L, LogfileHeader.NumberOfProcessors, kNumber),
    INNER(L, LogfileHeader.EndTime, kNumber),
    INNER(L, LogfileHeader.TimerResolution, kNumber),
    INNER(L, LogfileHeader.MaximumFileSize, kNumber),
    INNER(L, LogfileHeader.LogFileMode, kNumber),
    INNER(L, LogfileHeader.BuffersWritten, kNumber),
    INNER(L, LogfileHeader.StartBuffers, kNumber),
    INNER(L, LogfileHeader.PointerSize, kNumber),
    INNER(L, LogfileHeader.EventsLost, kNumber),
    INNER(L, LogfileHeader.CpuSpeedInMHz, kNumber),
    INNER(L, LogfileHeader.LoggerName, kPointer),
    INNER(L, LogfileHeader.LogFileName, kPointer),
    INNER(L, LogfileHeader.TimeZone.Bias, kNumber),
    INNER(L, LogfileHeader.BootTime, kNumber),
    INNER(L, LogfileHeader.PerfFreq, kNumber),
    INNER(L, LogfileHeader.StartTime, kNumber),
    INNER(L, LogfileHeader.ReservedFlags, kNumber),
    INNER(L, LogfileHeader.BuffersLost, kNumber),
    MEMBER_OF_KIND(L, BufferCallback, kPointer),
    MEMBER(L, BufferSize),
    MEMBER(L, Filled),
    MEMBER(L, EventsLost),
    MEMBER_OF_KIND(L, EventCallback, kPointer),
    MEMBER(L, IsKernelTrace),
    MEMBER_OF_KIND(L, Context, kPointer),
};

using H = TRACE_LOGFILE_HEADER;

constexpr Member kLogfileHeader[] = {
    INNER(H, BufferSize, kNumber),
    INNER(H, Version, kNumber),
    INNER(H, ProviderVersion, kNumber),
    INNER(H, NumberOfProcessors, kNumber),
    INNER(H, EndTime, kNumber),
    INNER(H, TimerResolution, kNumber),
    INNER(H, MaximumFileSize, kNumber),
    INNER(H, LogFileMode, kNumber),
    INNER(H, BuffersWritten, kNumber),
    INNER(H, StartBuffers, kNumber),
    INNER(H, PointerSize, kNumber),
    INNER(H, EventsLost, kNumber),
    INNER(H, CpuSpeedInMHz, kNumber),
    INNER(H, LoggerName, kPointer),
    INNER(H, LogFileName, kPointer),
    INNER(H, TimeZone.Bias, kNumber),
    INNER(H, BootTime, kNumber),
    INNER(H, PerfFreq, kNumber),
    INNER(H, StartTime, kNumber),
    INNER(H, ReservedFlags, kNumber),
    INNER(H, BuffersLost, kNumber),
};

using G = TRACE_GUID_PROPERTIES;

constexpr Member kGuidProperties[] = {
    MEMBER_OF_KIND(G, Guid, kGuid), MEMBER(G, GuidType),    MEMBER(G, LoggerId),
    MEMBER(G, EnableLevel),         MEMBER(G, EnableFlags), MEMBER(G, IsEnable),
};

constexpr Member kGuid[] = {{"value", 0, 16, MemberKind::kGuid}};
constexpr Member kHandle[] = {{"value", 0, 8, MemberKind::kSession}};
constexpr Member kNumber[] = {{"value", 0, 4, MemberKind::kNumber}};

#undef MEMBER
#undef MEMBER_OF_KIND
#undef INNER

}  // namespace

MemberTable PropertiesMembers() { return kProperties; }
MemberTable ReportMembers() { return kReport; }
MemberTable EventHeaderMembers() { return kEventHeader; }
MemberTable InstanceHeaderMembers() { return kInstanceHeader; }
MemberTable InstanceInfoMembers() { return kInstanceInfo; }
MemberTable LogfileMembers() { return kLogfile; }
MemberTable LogfileHeaderMembers() { return kLogfileHeader; }
MemberTable ClassRegistrationMembers() { return kClassRegistration; }
MemberTable GuidPropertiesMembers() { return kGuidProperties; }
MemberTable WnodeMembers() { return kWnode; }
MemberTable GuidMembers() { return kGuid; }
MemberTable HandleMembers() { return kHandle; }
MemberTable NumberMembers() { return kNumber; }

}  // namespace etalon
