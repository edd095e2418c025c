#include "sim/kernel/kernel_classes.h"

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
    {DiskIoGuid, kDiskGroup, EVENT_TRACE_FLAG_DISK_IO | EVENT_TRACE_FLAG_DISK_IO_INIT},
    {PageFaultGuid, 0x02,
     EVENT_TRACE_FLAG_MEMORY_PAGE_FAULTS | EVENT_TRACE_FLAG_MEMORY_HARD_FAULTS |
         EVENT_TRACE_FLAG_VIRTUAL_ALLOC},
    {ProcessGuid, kProcessGroup, EVENT_TRACE_FLAG_PROCESS | EVENT_TRACE_FLAG_PROCESS_COUNTERS},
    {FileIoGuid, kFileGroup,
     EVENT_TRACE_FLAG_DISK_FILE_IO | EVENT_TRACE_FLAG_FILE_IO | EVENT_TRACE_FLAG_FILE_IO_INIT |
         EVENT_TRACE_FLAG_VAMAP},
    {ThreadGuid, kThreadGroup,
     EVENT_TRACE_FLAG_THREAD | EVENT_TRACE_FLAG_CSWITCH | EVENT_TRACE_FLAG_DISPATCHER},
    {TcpIpGuid, 0x06, EVENT_TRACE_FLAG_NETWORK_TCPIP},
    {UdpIpGuid, 0x08, EVENT_TRACE_FLAG_NETWORK_TCPIP},
    {RegistryGuid, 0x09, EVENT_TRACE_FLAG_REGISTRY},
    {PerfInfoGuid, 0x0F,
     EVENT_TRACE_FLAG_PROFILE | EVENT_TRACE_FLAG_SYSTEMCALL | EVENT_TRACE_FLAG_DPC |
         EVENT_TRACE_FLAG_INTERRUPT},
    {ImageLoadGuid, kImageGroup, EVENT_TRACE_FLAG_IMAGE_LOAD},
    {ALPCGuid, 0x1A, EVENT_TRACE_FLAG_ALPC},
    {SplitIoGuid, 0x1B, EVENT_TRACE_FLAG_SPLIT_IO},
};

const KernelClass* ClassOfGroup(uint32_t group) {
  const auto* const found =
      std::find_if(std::begin(kClasses), std::end(kClasses),
                   [&](const KernelClass& each) { return each.group == group; });
  return found == std::end(kClasses) ? nullptr : found;
}

bool IsImageLoad(uint32_t group, uint8_t type) {
  return type == kImageLoaded && (group == kProcessGroup || group == kImageGroup);
}

bool IsImageLoad(const StackEvent& event) {
  return event.type == kImageLoaded && (event.guid == ProcessGuid || event.guid == ImageLoadGuid);
}

}  // namespace

std::optional<StackEvent> EventOfHook(uint32_t hook) {
  const KernelClass* const found = ClassOfGroup(hook >> 8);
  if (found == nullptr) return std::nullopt;
  return StackEvent{found->guid, static_cast<uint8_t>(hook)};
}

bool Names(const StackEvent& event, uint8_t group, uint8_t type) {
  if (IsImageLoad(group, type)) return IsImageLoad(event);
  const KernelClass* const found = ClassOfGroup(group);
  return found != nullptr && found->guid == event.guid && event.type == type;
}

bool IsEnabledBy(const StackEvent& event, uint32_t enable_flags) {
  if (IsImageLoad(event)) return (enable_flags & EVENT_TRACE_FLAG_IMAGE_LOAD) != 0;
  return std::any_of(std::begin(kClasses), std::end(kClasses), [&](const KernelClass& each) {
    return each.guid == event.guid && (each.flags & enable_flags) != 0;
  });
}

bool HasInvalidTraceFlag(uint32_t enable_flags) {
  return (enable_flags & ~kDocumentedTraceFlags) != 0;
}

}  // namespace etalon::sim
