#include "sim/api/kernel_activity.h"

#include <algorithm>
#include <mutex>

#include "sim/host/upper_case.h"

namespace etalon::sim {
namespace {

constexpr uint64_t kLibraryBase32 = 0x60000000;
constexpr uint64_t kLibraryBase64 = 0x7FFA00000000;
constexpr uint64_t kImageStep = 0x10000;  // images lie at multiples of 64 KB

KernelCaller Here(Machine& machine, Frames frames) {
  const Caller& caller = machine.caller();
  return {.thread_id = caller.thread_id, .cpu = caller.cpu, .frames = frames};
}

template <typename Make>
void Tell(Machine& machine, uint32_t flags, Frames frames, Make&& make) {
  machine.kernel_log().Tell(flags, Here(machine, frames), machine.caller().process->pid, make);
}

uint64_t NextBase(const Process& process) {
  if (process.libraries.empty()) return process.bits == 64 ? kLibraryBase64 : kLibraryBase32;
  const Image& last = process.libraries.back();
  return (last.base + last.file.bytes + kImageStep - 1) / kImageStep * kImageStep;
}

std::vector<OpenFile>::iterator FindOpen(Process& process, const std::u16string& path) {
  return std::find_if(process.files.begin(), process.files.end(),
                      [&](const OpenFile& file) { return SameName(file.path, path); });
}

// What a thread of a process does with files.
class FileTeller {
 public:
  FileTeller(Machine& machine, uint32_t pid, const KernelCaller& caller)
      : machine_(machine), pid_(pid), caller_(caller) {}

  // One operation, from its request to its end.
  void Tell(FileRequest request) const {
    request.request = machine_.processes().NextRequest();
    request.thread_id = caller_.thread_id;
    Write(EVENT_TRACE_FLAG_FILE_IO_INIT,
          [&](WindowsVersion windows) { return FileBeginEvent(request, windows); });
    Write(EVENT_TRACE_FLAG_FILE_IO,
          [&](WindowsVersion windows) { return FileEndEvent(request, windows); });
  }

  void TellOpening(const OpenFile& file) const {
    TellName(NameMoment::kBegin, file);
    Tell({.operation = FileOperation::kOpen, .file = file});
  }

  void TellClosing(const OpenFile& file) const {
    Tell({.operation = FileOperation::kCleanUp, .file = file});
    Tell({.operation = FileOperation::kClose, .file = file});
    TellName(NameMoment::kEnd, file);
  }

 private:
  void TellName(NameMoment moment, const OpenFile& file) const {
    Write(EVENT_TRACE_FLAG_DISK_FILE_IO,
          [&](WindowsVersion windows) { return FileNameEvent(moment, file, windows); });
  }

  template <typename Make>
  void Write(uint32_t flags, Make&& make) const {
    machine_.kernel_log().Tell(flags, caller_, pid_, make);
  }

  Machine& machine_;
  const uint32_t pid_;
  const KernelCaller& caller_;
};

}  // namespace

uint32_t BeginThread(Machine& machine, Frames frames) {
  const std::lock_guard<Lock> hold(machine.lock());
  Process& process = *machine.caller().process;
  const uint32_t id = machine.processes().NextThreadId();
  process.further_threads.push_back(id);
  Tell(machine, EVENT_TRACE_FLAG_THREAD, frames, [&](WindowsVersion windows) {
    return ThreadEvent(Moment::kBegin, process.pid, id, windows);
  });
  return id;
}

void EndThread(Machine& machine, uint32_t thread_id, Frames frames) {
  const std::lock_guard<Lock> hold(machine.lock());
  Process& process = *machine.caller().process;
  Tell(machine, EVENT_TRACE_FLAG_THREAD, frames, [&](WindowsVersion windows) {
    return ThreadEvent(Moment::kEnd, process.pid, thread_id, windows);
  });
  std::erase(process.further_threads, thread_id);
}

uint64_t MapImage(Machine& machine, const ImageFile& file, uint64_t base, Frames frames) {
  const std::lock_guard<Lock> hold(machine.lock());
  Process& process = *machine.caller().process;
  const Image image = {file, base != 0 ? base : NextBase(process)};
  process.libraries.push_back(image);
  machine.processes().Remember(file);
  Tell(machine, EVENT_TRACE_FLAG_IMAGE_LOAD, frames, [&](WindowsVersion windows) {
    return ImageEvent(Moment::kBegin, process.pid, image, windows);
  });
  return image.base;
}

bool UnmapImage(Machine& machine, const std::u16string& path, Frames frames) {
  const std::lock_guard<Lock> hold(machine.lock());
  Process& process = *machine.caller().process;
  std::vector<Image>& libraries = process.libraries;
  const auto found = std::find_if(libraries.rbegin(), libraries.rend(), [&](const Image& image) {
    return SameName(image.file.path, path);
  });
  if (found == libraries.rend()) return false;
  Tell(machine, EVENT_TRACE_FLAG_IMAGE_LOAD, frames, [&](WindowsVersion windows) {
    return ImageEvent(Moment::kEnd, process.pid, *found, windows);
  });
  libraries.erase(std::next(found).base());
  return true;
}

void SwitchContext(Machine& machine, uint32_t pid, const Switch& change, Frames frames) {
  const std::lock_guard<Lock> hold(machine.lock());
  const KernelCaller next = {
      .thread_id = change.new_thread, .cpu = machine.caller().cpu, .frames = frames};
  machine.kernel_log().Tell(EVENT_TRACE_FLAG_CSWITCH, next, pid,
                            [&](WindowsVersion windows) { return SwitchEvent(change, windows); });
}

void AccessDisk(Machine& machine, DiskRequest request, const std::u16string& path, Ticks duration,
                Frames frames) {
  request.thread_id = machine.caller().thread_id;
  {
    const std::lock_guard<Lock> hold(machine.lock());
    Process& process = *machine.caller().process;
    const auto file = FindOpen(process, path);
    if (file != process.files.end()) request.file_key = file->key;
    request.request = machine.processes().NextRequest();
    Tell(machine, EVENT_TRACE_FLAG_DISK_IO_INIT, frames,
         [&](WindowsVersion windows) { return DiskBeginEvent(request, windows); });
  }
  machine.host().scheduler->Sleep(duration);
  const std::lock_guard<Lock> hold(machine.lock());
  Tell(machine, EVENT_TRACE_FLAG_DISK_IO, frames,
       [&](WindowsVersion windows) { return DiskEndEvent(request, duration, windows); });
}

bool AccessFile(Machine& machine, FileOperation operation, const std::u16string& path,
                uint64_t offset, uint32_t bytes, Frames frames) {
  const std::lock_guard<Lock> hold(machine.lock());
  Process& process = *machine.caller().process;
  const auto file = FindOpen(process, path);
  const bool is_open = file != process.files.end();
  if (is_open == (operation == FileOperation::kOpen)) return false;
  const KernelCaller here = Here(machine, frames);
  const FileTeller teller(machine, process.pid, here);
  if (operation == FileOperation::kOpen) {
    process.files.push_back(machine.processes().Open(path));
    teller.TellOpening(process.files.back());
  } else if (operation == FileOperation::kClose) {
    teller.TellClosing(*file);
    process.files.erase(file);
  } else {
    teller.Tell({.operation = operation, .file = *file, .offset = offset, .bytes = bytes});
  }
  return true;
}

void CloseFilesOf(Machine& machine, Process& process, const KernelCaller& caller) {
  const FileTeller teller(machine, process.pid, caller);
  for (const OpenFile& file : process.files) teller.TellClosing(file);
  process.files.clear();
}

}  // namespace etalon::sim
