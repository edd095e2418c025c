#include "conformance/cli/event_names.h"

#include <algorithm>
#include <iterator>

#include "sim/include/evntrace.h"
#include "sim/include/kernel_guids.h"

namespace etalon {
namespace {

struct EventName {
  const GUID& class_guid;
  uint8_t type;
  std::string_view name;
};

const EventName kNames[] = {
    {EventTraceGuid, 0, "EventTrace Header"},
    {ProcessGuid, 1, "Process Start"},
    {ProcessGuid, 2, "Process End"},
    {ProcessGuid, 3, "Process DCStart"},
    {ProcessGuid, 4, "Process DCEnd"},
    {ThreadGuid, 1, "Thread Start"},
    {ThreadGuid, 2, "Thread End"},
    {ThreadGuid, 3, "Thread DCStart"},
    {ThreadGuid, 4, "Thread DCEnd"},
    {ThreadGuid, 36, "Thread CSwitch"},
    {ThreadGuid, 50, "Thread ReadyThread"},
    {ImageLoadGuid, 10, "Image Load"},
    {ImageLoadGuid, 2, "Image Unload"},
    {ImageLoadGuid, 3, "Image DCStart"},
    {ImageLoadGuid, 4, "Image DCEnd"},
    {DiskIoGuid, 10, "DiskIo Read"},
    {DiskIoGuid, 11, "DiskIo Write"},
    {DiskIoGuid, 12, "DiskIo ReadInit"},
    {DiskIoGuid, 13, "DiskIo WriteInit"},
    {DiskIoGuid, 14, "DiskIo FlushBuffers"},
    {DiskIoGuid, 15, "DiskIo FlushInit"},
    {FileIoGuid, 0, "FileIo Name"},
    {FileIoGuid, 32, "FileIo FileCreate"},
    {FileIoGuid, 35, "FileIo FileDelete"},
    {FileIoGuid, 36, "FileIo FileRundown"},
    {FileIoGuid, 64, "FileIo Create"},
    {FileIoGuid, 65, "FileIo Cleanup"},
    {FileIoGuid, 66, "FileIo Close"},
    {FileIoGuid, 67, "FileIo Read"},
    {FileIoGuid, 68, "FileIo Write"},
    {FileIoGuid, 73, "FileIo Flush"},
    {FileIoGuid, 76, "FileIo OperationEnd"},
    {StackWalkGuid, 32, "StackWalk Stack"},
    {HeapGuid, 32, "Heap Create"},
    {HeapGuid, 33, "Heap Alloc"},
    {HeapGuid, 34, "Heap ReAlloc"},
    {HeapGuid, 35, "Heap Destroy"},
    {HeapGuid, 36, "Heap Free"},
    {HeapGuid, 37, "Heap Extend"},
    {HeapGuid, 38, "Heap Snapshot"},
    {HeapGuid, 42, "Heap Contract"},
    {HeapGuid, 43, "Heap Lock"},
    {HeapGuid, 44, "Heap Unlock"},
    {HeapGuid, 45, "Heap Validate"},
    {HeapGuid, 46, "Heap Walk"},
    {LostEventGuid, 32, "RT_LostEvent"},
    {LostEventGuid, 33, "RT_LostBuffer"},
    {LostEventGuid, 34, "RT_LostFile"},
};

}  // namespace

std::string_view NameOfEvent(const GUID& class_guid, uint8_t type) {
  const auto* const found = std::find_if(
      std::begin(kNames), std::end(kNames),
      [&](const EventName& each) { return each.type == type && each.class_guid == class_guid; });
  return found == std::end(kNames) ? "" : found->name;
}

}  // namespace etalon
