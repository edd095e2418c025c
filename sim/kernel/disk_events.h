// Events of disks and files. See docs/log_file_format.md.
#ifndef ETALON_SIM_KERNEL_DISK_EVENTS_H_
#define ETALON_SIM_KERNEL_DISK_EVENTS_H_

#include <cstdint>

#include "sim/host/clock.h"
#include "sim/kernel/system_event.h"
#include "sim/system/process_table.h"
#include "sim/system/windows_version.h"

namespace etalon::sim {

enum class DiskOperation { kRead, kWrite, kFlush };

struct DiskRequest {
  DiskOperation operation = DiskOperation::kRead;
  uint32_t disk = 0;  // 0 is C:
  uint64_t offset = 0;
  uint32_t bytes = 0;
  uint64_t file_key = 0;  // 0: of no file
  uint64_t request = 0;   // see ProcessTable::NextRequest
  uint32_t thread_id = 0;
};

SystemEvent DiskBeginEvent(const DiskRequest& request, WindowsVersion windows);
SystemEvent DiskEndEvent(const DiskRequest& request, Ticks duration, WindowsVersion windows);

// FileIo_Name: what a file is called. A name comes when it is opened, goes when it is closed, and
// is told when the session stops.
enum class NameMoment : uint8_t { kBegin = 32, kEnd = 35, kThereAtStop = 36 };

SystemEvent FileNameEvent(NameMoment moment, const OpenFile& file, WindowsVersion windows);

enum class FileOperation : uint8_t {
  kOpen = 64,
  kCleanUp = 65,
  kClose = 66,
  kRead = 67,
  kWrite = 68,
  kFlush = 73,
};

struct FileRequest {
  FileOperation operation = FileOperation::kRead;
  OpenFile file;
  uint64_t offset = 0;
  uint32_t bytes = 0;
  uint64_t request = 0;
  uint32_t thread_id = 0;
};

SystemEvent FileBeginEvent(const FileRequest& request, WindowsVersion windows);
SystemEvent FileEndEvent(const FileRequest& request, WindowsVersion windows);

}  // namespace etalon::sim

#endif  // ETALON_SIM_KERNEL_DISK_EVENTS_H_
