#include "sim/consumer/class_guid.h"

#include "sim/include/evntrace.h"
#include "sim/include/kernel_guids.h"

namespace etalon::sim {
namespace {

constexpr uint8_t kProcessGroup = 0x03;
constexpr uint8_t kImageLoadType = 0x0A;

}  // namespace

GUID ClassGuidOfGroup(uint8_t group, uint8_t type) {
  // Loads of images came as a type of the process group before they had a group of their own.
  if (group == kProcessGroup && type == kImageLoadType) return ImageLoadGuid;
  switch (group) {
    case 0x00:
      return EventTraceGuid;
    case 0x01:
      return DiskIoGuid;
    case 0x02:
      return PageFaultGuid;
    case kProcessGroup:
      return ProcessGuid;
    case 0x04:
      return FileIoGuid;
    case 0x05:
      return ThreadGuid;
    case 0x06:
      return TcpIpGuid;
    case 0x08:
      return UdpIpGuid;
    case 0x09:
      return RegistryGuid;
    case 0x0B:
      return EventTraceConfigGuid;
    case 0x0F:
      return PerfInfoGuid;
    case 0x10:
      return HeapGuid;
    case 0x14:
      return ImageLoadGuid;
    case 0x17:
      return CritSecGuid;
    case 0x18:
      return StackWalkGuid;
    case 0x1A:
      return ALPCGuid;
    case 0x1B:
      return SplitIoGuid;
    default:
      return GUID{};
  }
}

}  // namespace etalon::sim
