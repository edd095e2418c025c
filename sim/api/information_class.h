// The classes of TraceSetInformation and TraceQueryInformation, and the formats of what they set
// and tell.
#ifndef ETALON_SIM_API_INFORMATION_CLASS_H_
#define ETALON_SIM_API_INFORMATION_CLASS_H_

#include <cstdint>

#include "sim/include/evntrace.h"
#include "sim/system/windows_version.h"

namespace etalon::sim {

struct InformationFormat {
  enum class Scope { kSession, kComputer };
  enum class Use { kBoth, kSet, kQuery };

  TRACE_INFO_CLASS information_class = MaxTraceSetInfoClass;
  WindowsVersion since;  // older ones do not have the class
  Scope scope = Scope::kSession;
  Use use = Use::kBoth;
  uint32_t head_bytes = 0;     // in front of the array
  uint32_t element_bytes = 0;  // of the array; 0: there is none
  uint32_t least_elements = 0;
  uint32_t most_elements = 0;
  bool can_be_cleared = false;  // by no bytes at all
  bool only_once = false;       // a session

  bool CanBeSet() const { return use != Use::kQuery; }
  bool CanBeQueried() const { return use != Use::kSet; }
  uint32_t least_bytes() const { return head_bytes + least_elements * element_bytes; }
};

// Null for a class that is not supported: reserved, unknown, newer than this Windows, or of
// hardware that the simulated computer lacks.
const InformationFormat* FindFormat(TRACE_INFO_CLASS information_class, WindowsVersion windows);

// EnableFlags and seven masks more, which have no names in the documentation.
inline constexpr uint32_t kGroupMasks = 8;

// The limits that TracePeriodicCaptureStateInfo tells.
inline constexpr uint32_t kShortestCapturePeriod = 30;  // seconds
inline constexpr uint16_t kMostCapturedProviders = 20;

}  // namespace etalon::sim

#endif  // ETALON_SIM_API_INFORMATION_CLASS_H_
