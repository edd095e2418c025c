// What threads of the simulated computer do besides calling the API.
#include <algorithm>
#include <iterator>

#include "conformance/implementations/simulated_world.h"
#include "sim/api/kernel_activity.h"

namespace etalon {
namespace {

sim::DiskOperation ToSim(DiskAction action) {
  switch (action) {
    case DiskAction::kRead:
      return sim::DiskOperation::kRead;
    case DiskAction::kWrite:
      return sim::DiskOperation::kWrite;
    case DiskAction::kFlush:
      return sim::DiskOperation::kFlush;
  }
  return sim::DiskOperation::kRead;
}

sim::FileOperation ToSim(FileAction action) {
  switch (action) {
    case FileAction::kOpen:
      return sim::FileOperation::kOpen;
    case FileAction::kRead:
      return sim::FileOperation::kRead;
    case FileAction::kWrite:
      return sim::FileOperation::kWrite;
    case FileAction::kFlush:
      return sim::FileOperation::kFlush;
    case FileAction::kClose:
      return sim::FileOperation::kClose;
  }
  return sim::FileOperation::kClose;
}

GUID ToSim(const Guid& guid) {
  GUID copy = {guid.data1, guid.data2, guid.data3, {}};
  std::copy(std::begin(guid.data4), std::end(guid.data4), copy.Data4);
  return copy;
}

ActivityAnswer Problem(const std::string& what) { return {.problem = what}; }

}  // namespace

ActivityAnswer SimulatedWorld::Do(const NewThread& op) {
  const std::string process = CurrentProcess();
  if (op.name.empty() || FindThread(process, op.name) != nullptr) {
    return Problem("there is a thread " + op.name);
  }
  AddThread(process, op.name, sim::BeginThread(machine_, op.frames));
  return {};
}

ActivityAnswer SimulatedWorld::Do(const ExitThread& op) {
  Thread* const thread = op.name.empty() ? nullptr : FindThread(CurrentProcess(), op.name);
  if (thread == nullptr) return Problem("there is no thread " + op.name);
  sim::EndThread(machine_, thread->caller.thread_id);
  // Kept: it may be the one that calls.
  const auto at = std::find_if(threads_.begin(), threads_.end(),
                               [&](const auto& each) { return each.get() == thread; });
  ended_.push_back(std::move(*at));
  threads_.erase(at);
  return {};
}

ActivityAnswer SimulatedWorld::Do(const MapImage& op) {
  const sim::ImageFile file = {.path = op.path,
                               .bytes = op.size,
                               .checksum = op.checksum,
                               .time_stamp = op.time_stamp,
                               .pdb = op.pdb,
                               .pdb_guid = ToSim(op.pdb_guid),
                               .pdb_age = op.pdb_age};
  return {.base = sim::MapImage(machine_, file, op.base, op.frames)};
}

ActivityAnswer SimulatedWorld::Do(const UnmapImage& op) {
  if (sim::UnmapImage(machine_, op.path, op.frames)) return {};
  return Problem("there is no such image in " + CurrentProcess());
}

ActivityAnswer SimulatedWorld::Do(const SwitchContext& op) {
  sim::Process* const process = FindProcess(op.to_process);
  if (process == nullptr || process->state == sim::Process::State::kExited) {
    return Problem("there is no process " + op.to_process);
  }
  sim::Switch change = {.old_state = static_cast<uint8_t>(op.state),
                        .old_wait_reason = static_cast<uint8_t>(op.wait_reason),
                        .new_wait_time = op.wait_time};
  if (!op.from_idle) change.old_thread = machine_.caller().thread_id;
  if (!op.to_idle) {
    const On next = {.process = op.to_process, .thread = op.to_thread};
    change.new_thread = ThreadOf(next, *process).caller.thread_id;
  }
  sim::SwitchContext(machine_, op.to_idle ? 0 : process->pid, change, op.frames);
  return {};
}

ActivityAnswer SimulatedWorld::Do(const AccessDisk& op) {
  const sim::DiskRequest request = {
      .operation = ToSim(op.action), .disk = op.disk, .offset = op.offset, .bytes = op.size};
  const sim::Ticks duration = sim::Ticks{op.duration_us} * (sim::kTicksPerMillisecond / 1000);
  sim::AccessDisk(machine_, request, op.path, duration, op.frames);
  return {};
}

ActivityAnswer SimulatedWorld::Do(const AccessFile& op) {
  const bool done =
      sim::AccessFile(machine_, ToSim(op.action), op.path, op.offset, op.size, op.frames);
  if (done) return {};
  return Problem(op.action == FileAction::kOpen ? "the file is open already"
                                                : "the file is not open");
}

}  // namespace etalon
