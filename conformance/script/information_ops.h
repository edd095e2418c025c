// The functions that ask for and set information about providers, sessions and tracing at large.
#ifndef ETALON_CONFORMANCE_SCRIPT_INFORMATION_OPS_H_
#define ETALON_CONFORMANCE_SCRIPT_INFORMATION_OPS_H_

#include <cstdint>
#include <optional>

#include "conformance/script/guid.h"
#include "conformance/script/operand.h"

namespace etalon {

// TRACE_QUERY_INFO_CLASS, which TRACE_INFO_CLASS is as well. Any number may be cast to it.
enum class InformationClass : uint32_t {
  kGuidQueryList = 0,
  kGuidQueryInfo = 1,
  kGuidQueryProcess = 2,
  kStackTracing = 3,
  kSystemTraceEnableFlags = 4,
  kSampledProfileInterval = 5,
  kProfileSourceConfig = 6,
  kProfileSourceList = 7,
  kPmcEventList = 8,
  kPmcCounterList = 9,
  kSetDisallowList = 10,
  kVersion = 11,
  kGroupQueryList = 12,
  kGroupQueryInfo = 13,
  kDisallowListQuery = 14,
  kPeriodicCaptureStateList = 16,
  kPeriodicCaptureState = 17,
  kProviderBinaryTracking = 18,
  kMaxLoggersQuery = 19,
  kLbrConfiguration = 20,
  kLbrEventList = 21,
  kMaxPmcCounterQuery = 22,
  kStreamCount = 23,
  kStackCaching = 24,
  kPmcCounterOwners = 25,
  kUnifiedStackCaching = 26,
  kPmcSessionInformation = 27,
  kContextRegister = 28,
};

// The array points to the elements of one block, "providers", of TRACE_GUID_PROPERTIES: its members
// are told as "[0].Guid". Entries behind those, up to the count (1,024 at most), are NULL.
struct EnumerateTraceGuids {
  uint32_t blocks = 4096;
  std::optional<uint32_t> count = {};  // PropertyArrayCount; default: blocks
  Place array = Place::kBlock;
  Place guid_count = Place::kBlock;
  On on = {};

  friend bool operator==(const EnumerateTraceGuids&, const EnumerateTraceGuids&) = default;
};

// On success the outcome has what came back as member "bytes" of block "out".
struct EnumerateTraceGuidsEx {
  InformationClass information_class = InformationClass::kGuidQueryList;
  std::optional<Guid> guid = {};  // InBuffer; default: NULL
  Place guid_place = Place::kBlock;
  std::optional<uint32_t> in_size = {};  // InBufferSize; default: 16 with a GUID, else 0
  uint32_t bytes = 262144;               // the extent of OutBuffer
  Place out = Place::kBlock;
  std::optional<uint32_t> out_size = {};  // OutBufferSize; default: bytes
  Place return_length = Place::kBlock;
  On on = {};

  friend bool operator==(const EnumerateTraceGuidsEx&, const EnumerateTraceGuidsEx&) = default;
};

struct TraceSetInformation {
  Handle session = {};
  InformationClass information_class = InformationClass::kStackTracing;
  Bytes information = {};
  Place place = Place::kBlock;
  std::optional<uint32_t> length = {};  // InformationLength; default: the size of the information
  On on = {};

  friend bool operator==(const TraceSetInformation&, const TraceSetInformation&) = default;
};

// On success the outcome has what came back as member "bytes" of block "information".
struct TraceQueryInformation {
  Handle session = {};
  InformationClass information_class = InformationClass::kStackTracing;
  Bytes information = {};  // at the start of the buffer before the call
  uint32_t bytes = 8192;   // the extent of the buffer
  Place place = Place::kBlock;
  std::optional<uint32_t> length = {};  // InformationLength; default: bytes
  Place return_length = Place::kBlock;
  On on = {};

  friend bool operator==(const TraceQueryInformation&, const TraceQueryInformation&) = default;
};

}  // namespace etalon

#endif  // ETALON_CONFORMANCE_SCRIPT_INFORMATION_OPS_H_
