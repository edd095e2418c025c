#include "sim/kernel/disk_events.h"

#include "sim/kernel/kernel_classes.h"

namespace etalon::sim {
namespace {

constexpr uint32_t kNotCached = 1;  // IRP_NOCACHE
constexpr uint8_t kFileOperationEnd = 76;
constexpr uint64_t kFileWasOpened = 1;       // what creating a file comes to: FILE_OPENED
constexpr uint32_t kShareReading = 1;        // FILE_SHARE_READ
constexpr uint32_t kOpenExisting = 1 << 24;  // the disposition, above the options

uint16_t DiskVersion(WindowsVersion windows) {
  if (windows >= kWindows8) return 3;
  return windows >= kVista ? 2 : 1;
}

uint16_t FileVersion(WindowsVersion windows) { return DiskVersion(windows); }

// Since Windows 8 the thread is told in the payload alone.
SystemEvent DiskEvent(uint8_t type, uint16_t version, Payload payload) {
  return {kDiskGroup, type, version, version < 3, payload.Take()};
}

SystemEvent FileEvent(uint8_t type, uint16_t version, Payload payload) {
  return {kFileGroup, type, version, false, payload.Take()};
}

SystemEvent FlushEndEvent(const DiskRequest& request, Ticks duration, uint16_t version) {
  constexpr uint8_t kFlushType = 14;
  Payload payload;
  payload.U32(request.disk).U32(kNotCached).U64(static_cast<uint64_t>(duration));
  payload.Pointer(request.request);
  if (version >= 3) payload.U32(request.thread_id);
  return DiskEvent(kFlushType, version, payload);
}

// The file and the thread at work on it, in the order of the version. `has_key`: where the event
// tells what the file's name is found by.
void PutFileAndThread(const FileRequest& request, uint16_t version, bool has_key,
                      Payload* payload) {
  payload->Pointer(request.request);
  if (version < 3) payload->Pointer(request.thread_id);
  payload->Pointer(request.file.object);
  if (has_key) payload->Pointer(request.file.key);
  if (version >= 3) payload->U32(request.thread_id);
}

}  // namespace

SystemEvent DiskBeginEvent(const DiskRequest& request, WindowsVersion windows) {
  constexpr uint8_t kTypes[] = {12, 13, 15};  // read, write, flush
  const uint16_t version = DiskVersion(windows);
  Payload payload;
  payload.Pointer(request.request);
  if (version >= 3) payload.U32(request.thread_id);
  return DiskEvent(kTypes[static_cast<int>(request.operation)], version, payload);
}

SystemEvent DiskEndEvent(const DiskRequest& request, Ticks duration, WindowsVersion windows) {
  const uint16_t version = DiskVersion(windows);
  if (request.operation == DiskOperation::kFlush) return FlushEndEvent(request, duration, version);
  Payload payload;
  payload.U32(request.disk).U32(kNotCached).U32(request.bytes).U32(0);
  payload.U64(request.offset).Pointer(request.file_key);
  if (version >= 2) payload.Pointer(request.request);
  payload.U64(static_cast<uint64_t>(duration));
  if (version >= 3) payload.U32(request.thread_id);
  return DiskEvent(request.operation == DiskOperation::kRead ? 10 : 11, version, payload);
}

SystemEvent FileNameEvent(NameMoment moment, const OpenFile& file, WindowsVersion windows) {
  Payload payload;
  payload.Pointer(file.key).Wide(file.path);
  return FileEvent(static_cast<uint8_t>(moment), FileVersion(windows), payload);
}

SystemEvent FileBeginEvent(const FileRequest& request, WindowsVersion windows) {
  const uint16_t version = FileVersion(windows);
  const FileOperation operation = request.operation;
  Payload payload;
  const bool moves_data = operation == FileOperation::kRead || operation == FileOperation::kWrite;
  if (moves_data) payload.U64(request.offset);
  PutFileAndThread(request, version, operation != FileOperation::kOpen, &payload);
  if (moves_data) payload.U32(request.bytes).U32(0);  // flags
  if (operation == FileOperation::kOpen) {
    payload.U32(kOpenExisting).U32(0).U32(kShareReading).Wide(request.file.path);
  }
  return FileEvent(static_cast<uint8_t>(operation), version, payload);
}

SystemEvent FileEndEvent(const FileRequest& request, WindowsVersion windows) {
  Payload payload;
  const bool opens = request.operation == FileOperation::kOpen;
  payload.Pointer(request.request).Pointer(opens ? kFileWasOpened : request.bytes).U32(0);
  return FileEvent(kFileOperationEnd, FileVersion(windows), payload);
}

}  // namespace etalon::sim
