#include "sim/api/kernel_events.h"

#include <algorithm>
#include <iterator>

#include "sim/include/kernel_guids.h"

namespace etalon::sim {
namespace {

constexpr uint32_t kDocumentedTraceFlags = 0x17BFFFFF;

struct KernelClass {
  const GUID& guid;
  uint32_t group;
  uint32_t flags;  // any of them
};

const KernelClass kClasses[] = {
    {DiskIoGuid, 0x01, EVENT_TRACE_FLAG_DISK_IO | EVENT_TRACE_FLAG_DISK_IO_INIT},
    {PageFaultGuid, 0x02,
     EVENT_TRACE_FLAG_MEMORY_PAGE_FAULTS | EVENT_TRACE_FLAG_MEMORY_HARD_FAULTS |
         EVENT_TRACE_FLAG_VIRTUAL_ALLOC},
    {ProcessGuid, 0x03, EVENT_TRACE_FLAG_PROCESS | EVENT_TRACE_FLAG_PROCESS_COUNTERS},
    {FileIoGuid, 0x04,
     EVENT_TRACE_FLAG_DISK_FILE_IO | EVENT_TRACE_FLAG_FILE_IO | EVENT_TRACE_FLAG_FILE_IO_INIT |
         EVENT_TRACE_FLAG_VAMAP},
    {ThreadGuid, 0x05,
     EVENT_TRACE_FLAG_THREAD | EVENT_TRACE_FLAG_CSWITCH | EVENT_TRACE_FLAG_DISPATCHER},
    {TcpIpGuid, 0x06, EVENT_TRACE_FLAG_NETWORK_TCPIP},
    {UdpIpGuid, 0x08, EVENT_TRACE_FLAG_NETWORK_TCPIP},
    {RegistryGuid, 0x09, EVENT_TRACE_FLAG_REGISTRY},
    {PerfInfoGuid, 0x0F,
     EVENT_TRACE_FLAG_PROFILE | EVENT_TRACE_FLAG_SYSTEMCALL | EVENT_TRACE_FLAG_DPC |
         EVENT_TRACE_FLAG_INTERRUPT},
    {ImageLoadGuid, 0x14, EVENT_TRACE_FLAG_IMAGE_LOAD},
    {ALPCGuid, 0x1A, EVENT_TRACE_FLAG_ALPC},
    {SplitIoGuid, 0x1B, EVENT_TRACE_FLAG_SPLIT_IO},
};

}  // namespace

std::optional<StackEvent> EventOfHook(uint32_t hook) {
  const auto* const found = std::find_if(
      std::begin(kClasses), std::end(kClasses),
      [&](const KernelClass& kernel_class) { return kernel_class.group == hook >> 8; });
  if (found == std::end(kClasses)) return std::nullopt;
  return StackEvent{found->guid, static_cast<uint8_t>(hook)};
}

bool IsEnabledBy(const StackEvent& event, uint32_t enable_flags) {
  return std::any_of(std::begin(kClasses), std::end(kClasses), [&](const KernelClass& each) {
    return each.guid == event.guid && (each.flags & enable_flags) != 0;
  });
}

bool HasInvalidTraceFlag(uint32_t enable_flags) {
  return (enable_flags & ~kDocumentedTraceFlags) != 0;
}

}  // namespace etalon::sim
