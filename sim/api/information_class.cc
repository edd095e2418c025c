#include "sim/api/information_class.h"

#include "sim/system/profile_sources.h"

namespace etalon::sim {
namespace {

using Scope = InformationFormat::Scope;
using Use = InformationFormat::Use;

constexpr uint32_t kMostEvents = 256;
constexpr uint32_t kMostGuids = 4096;
constexpr uint32_t kMostBranchEvents = 4;
constexpr uint32_t kMostCounters = ProfileSources::kMaximumCounters;

// What can be set can be asked for too, in the format in which it is set.
constexpr InformationFormat kFormats[] = {
    {TraceStackTracingInfo, kWindows7, Scope::kSession, Use::kBoth, 0, sizeof(CLASSIC_EVENT_ID), 0,
     kMostEvents, true},
    {TraceSystemTraceEnableFlagsInfo, kWindows8, Scope::kSession, Use::kBoth,
     kGroupMasks * sizeof(ULONG)},
    {TraceSampledProfileIntervalInfo, kWindows8, Scope::kComputer, Use::kBoth,
     sizeof(TRACE_PROFILE_INTERVAL)},
    {TraceProfileSourceConfigInfo, kWindows8, Scope::kComputer, Use::kBoth, 0, sizeof(ULONG), 1,
     kMostCounters},
    {TraceProfileSourceListInfo, kWindows8, Scope::kComputer, Use::kQuery},
    {TracePmcEventListInfo, kWindows8, Scope::kSession, Use::kBoth, 0, sizeof(CLASSIC_EVENT_ID), 1,
     kMostEvents, false, true},
    {TracePmcCounterListInfo, kWindows8, Scope::kSession, Use::kBoth, 0, sizeof(ULONG), 1,
     kMostCounters, false, true},
    {TraceSetDisallowList, kWindows10, Scope::kSession, Use::kSet, 0, sizeof(GUID), 0, kMostGuids,
     true},
    {TraceVersionInfo, kWindows10, Scope::kComputer, Use::kQuery},
    {TraceDisallowListQuery, kWindows10, Scope::kSession, Use::kQuery},
    {TracePeriodicCaptureStateListInfo, kWindows10_1709, Scope::kSession, Use::kBoth,
     sizeof(TRACE_PERIODIC_CAPTURE_STATE_INFO), sizeof(GUID), 0, kMostCapturedProviders, true},
    {TracePeriodicCaptureStateInfo, kWindows10_1709, Scope::kComputer, Use::kQuery},
    {TraceProviderBinaryTracking, kWindows10_1709, Scope::kSession, Use::kBoth, sizeof(BOOLEAN)},
    {TraceMaxLoggersQuery, kWindows10_1709, Scope::kComputer, Use::kQuery},
    {TraceLbrConfigurationInfo, kWindows10_1903, Scope::kSession, Use::kBoth, sizeof(ULONG)},
    {TraceLbrEventListInfo, kWindows10_1903, Scope::kSession, Use::kBoth, 0, sizeof(ULONG), 1,
     kMostBranchEvents},
    {TraceMaxPmcCounterQuery, kWindows10_1903, Scope::kComputer, Use::kQuery},
    {TraceStreamCount, kWindows10_21H2, Scope::kSession, Use::kQuery},
    {TraceStackCachingInfo, kWindows10_21H2, Scope::kSession, Use::kBoth,
     sizeof(TRACE_STACK_CACHING_INFO)},
    {TraceUnifiedStackCachingInfo, kWindows10_21H2, Scope::kSession, Use::kBoth,
     sizeof(TRACE_STACK_CACHING_INFO)},
    {TraceContextRegisterInfo, kServer23H2, Scope::kSession, Use::kBoth,
     sizeof(TRACE_CONTEXT_REGISTER_INFO), sizeof(CLASSIC_EVENT_ID), 0, kMostEvents},
};

}  // namespace

const InformationFormat* FindFormat(TRACE_INFO_CLASS information_class, WindowsVersion windows) {
  for (const InformationFormat& format : kFormats) {
    if (format.information_class != information_class) continue;
    return format.since <= windows ? &format : nullptr;
  }
  return nullptr;
}

}  // namespace etalon::sim
