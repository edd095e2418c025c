// Kernel traces and merged files: the functions of KernelTraceControl.h but those for heaps.
#ifndef ETALON_CONFORMANCE_SCRIPT_KERNEL_OPS_H_
#define ETALON_CONFORMANCE_SCRIPT_KERNEL_OPS_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "conformance/script/operand.h"

namespace etalon {

// SystemTraceControlGuid.
inline constexpr Guid kSystemTraceControlGuid = {
    0x9e814aad, 0x3204, 0x11d2, {0x9a, 0x82, 0x00, 0x60, 0x08, 0xa8, 0x69, 0x39}};

// In a fresh properties block Wnode.Guid is SystemTraceControlGuid unless stated.
struct StartKernelTrace {
  Place handle = Place::kBlock;  // the TRACEHANDLE to be filled
  Properties properties = {};
  std::vector<StackTracingEvent> stack_events = {};
  std::optional<uint32_t> stack_event_count = {};  // default: their number
  Place stack_events_place = Place::kBlock;        // NULL when there are none
  On on = {};

  friend bool operator==(const StartKernelTrace&, const StartKernelTrace&) = default;
};

struct CreateMergedTraceFile {
  std::u16string merged = u"merged.etl";
  Place merged_place = Place::kBlock;
  std::vector<std::u16string> files = {};
  std::vector<Place> file_places = {};  // of these names; those behind its end are good
  Place files_place = Place::kBlock;    // of the array
  std::optional<uint32_t> file_count = {};
  uint32_t flags = 0;  // dwExtendedDataFlags
  On on = {};

  friend bool operator==(const CreateMergedTraceFile&, const CreateMergedTraceFile&) = default;
};

}  // namespace etalon

#endif  // ETALON_CONFORMANCE_SCRIPT_KERNEL_OPS_H_
