// The members of the operations in information_ops.h.
#ifndef ETALON_CONFORMANCE_SCRIPT_INFORMATION_FIELDS_H_
#define ETALON_CONFORMANCE_SCRIPT_INFORMATION_FIELDS_H_

#include <tuple>
#include <utility>

#include "conformance/script/field.h"
#include "conformance/script/information_ops.h"

namespace etalon {

// As in evntrace.h.
template <>
struct NamesOf<InformationClass> {
  static constexpr std::pair<InformationClass, const char*> kAll[] = {
      {InformationClass::kGuidQueryList, "TraceGuidQueryList"},
      {InformationClass::kGuidQueryInfo, "TraceGuidQueryInfo"},
      {InformationClass::kGuidQueryProcess, "TraceGuidQueryProcess"},
      {InformationClass::kStackTracing, "TraceStackTracingInfo"},
      {InformationClass::kSystemTraceEnableFlags, "TraceSystemTraceEnableFlagsInfo"},
      {InformationClass::kSampledProfileInterval, "TraceSampledProfileIntervalInfo"},
      {InformationClass::kProfileSourceConfig, "TraceProfileSourceConfigInfo"},
      {InformationClass::kProfileSourceList, "TraceProfileSourceListInfo"},
      {InformationClass::kPmcEventList, "TracePmcEventListInfo"},
      {InformationClass::kPmcCounterList, "TracePmcCounterListInfo"},
      {InformationClass::kSetDisallowList, "TraceSetDisallowList"},
      {InformationClass::kVersion, "TraceVersionInfo"},
      {InformationClass::kGroupQueryList, "TraceGroupQueryList"},
      {InformationClass::kGroupQueryInfo, "TraceGroupQueryInfo"},
      {InformationClass::kDisallowListQuery, "TraceDisallowListQuery"},
      {InformationClass::kPeriodicCaptureStateList, "TracePeriodicCaptureStateListInfo"},
      {InformationClass::kPeriodicCaptureState, "TracePeriodicCaptureStateInfo"},
      {InformationClass::kProviderBinaryTracking, "TraceProviderBinaryTracking"},
      {InformationClass::kMaxLoggersQuery, "TraceMaxLoggersQuery"},
      {InformationClass::kLbrConfiguration, "TraceLbrConfigurationInfo"},
      {InformationClass::kLbrEventList, "TraceLbrEventListInfo"},
      {InformationClass::kMaxPmcCounterQuery, "TraceMaxPmcCounterQuery"},
      {InformationClass::kStreamCount, "TraceStreamCount"},
      {InformationClass::kStackCaching, "TraceStackCachingInfo"},
      {InformationClass::kPmcCounterOwners, "TracePmcCounterOwners"},
      {InformationClass::kUnifiedStackCaching, "TraceUnifiedStackCachingInfo"},
      {InformationClass::kPmcSessionInformation, "TracePmcSessionInformation"},
      {InformationClass::kContextRegister, "TraceContextRegisterInfo"}};
};

template <>
struct FieldsOf<EnumerateTraceGuids> {
  using T = EnumerateTraceGuids;
  static constexpr auto kAll =
      std::make_tuple(MakeField("blocks", &T::blocks), MakeField("count", &T::count),
                      MakeField("array", &T::array), MakeField("guid_count", &T::guid_count));
};

template <>
struct FieldsOf<EnumerateTraceGuidsEx> {
  using T = EnumerateTraceGuidsEx;
  static constexpr auto kAll = std::make_tuple(
      MakeField("information_class", &T::information_class), MakeField("guid", &T::guid),
      MakeField("guid_place", &T::guid_place), MakeField("in_size", &T::in_size),
      MakeField("bytes", &T::bytes), MakeField("out", &T::out), MakeField("out_size", &T::out_size),
      MakeField("return_length", &T::return_length));
};

template <>
struct FieldsOf<TraceSetInformation> {
  using T = TraceSetInformation;
  static constexpr auto kAll = std::make_tuple(
      MakeField("session", &T::session), MakeField("information_class", &T::information_class),
      MakeField("information", &T::information), MakeField("place", &T::place),
      MakeField("length", &T::length));
};

template <>
struct FieldsOf<TraceQueryInformation> {
  using T = TraceQueryInformation;
  static constexpr auto kAll = std::make_tuple(
      MakeField("session", &T::session), MakeField("information_class", &T::information_class),
      MakeField("information", &T::information), MakeField("bytes", &T::bytes),
      MakeField("place", &T::place), MakeField("length", &T::length),
      MakeField("return_length", &T::return_length));
};

}  // namespace etalon

#endif  // ETALON_CONFORMANCE_SCRIPT_INFORMATION_FIELDS_H_
