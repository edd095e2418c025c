// What threads do under the eyes of system loggers.
#ifndef ETALON_SIM_API_KERNEL_ACTIVITY_H_
#define ETALON_SIM_API_KERNEL_ACTIVITY_H_

#include <cstdint>
#include <span>
#include <string>

#include "sim/kernel/disk_events.h"
#include "sim/kernel/process_events.h"
#include "sim/machine.h"

namespace etalon::sim {

// All act for the calling thread, in its process, on its processor. `frames` is its call stack, the
// innermost address first. Each takes the machine's lock, but for the last.
using Frames = std::span<const uint64_t>;

// A thread of the calling one's process begins; its id.
uint32_t BeginThread(Machine& machine, Frames frames = {});

// One that is not the process's first.
void EndThread(Machine& machine, uint32_t thread_id, Frames frames = {});

// The address at which it is now. `base` 0: behind the image that was mapped last, or where
// libraries lie.
uint64_t MapImage(Machine& machine, const ImageFile& file, uint64_t base, Frames frames = {});

// The image of that name that was mapped last; false: none is.
bool UnmapImage(Machine& machine, const std::u16string& path, Frames frames = {});

// The calling thread's processor goes to another thread of `pid`, whose stack `frames` is.
void SwitchContext(Machine& machine, uint32_t pid, const Switch& change, Frames frames = {});

// A request to a disk that takes so much time, in which the calling thread waits. `path`: the file,
// which the process may have open.
void AccessDisk(Machine& machine, DiskRequest request, const std::u16string& path, Ticks duration,
                Frames frames = {});

// Operations on a file by its name: false when the process does not have it open, or, to open it,
// has it open already. They come from the cache: the disk has no part in them.
bool AccessFile(Machine& machine, FileOperation operation, const std::u16string& path,
                uint64_t offset, uint32_t bytes, Frames frames = {});

// The process ends: the kernel closes what it has open. Under the machine's lock.
void CloseFilesOf(Machine& machine, Process& process, const KernelCaller& caller);

}  // namespace etalon::sim

#endif  // ETALON_SIM_API_KERNEL_ACTIVITY_H_
