#include "conformance/implementations/simulated_world.h"

#include <mutex>

#include "conformance/script/encodings.h"
#include "sim/api/boot.h"
#include "sim/api/kernel_activity.h"
#include "sim/api/process_exit.h"
#include "sim/api/process_start.h"
#include "sim/host/simulated_disk.h"

namespace etalon {
namespace {

sim::Token ToSim(Token token) {
  switch (token) {
    case Token::kAdministrator:
      return sim::Token::kAdministrator;
    case Token::kPerformanceLogUser:
      return sim::Token::kPerformanceLogUser;
    case Token::kLocalSystem:
      return sim::Token::kLocalSystem;
    case Token::kLocalService:
      return sim::Token::kLocalService;
    case Token::kNetworkService:
      return sim::Token::kNetworkService;
    case Token::kUser:
      return sim::Token::kUser;
  }
  return sim::Token::kUser;
}

sim::Fault ToSim(FaultPoint point) {
  switch (point) {
    case FaultPoint::kBufferMemory:
      return sim::Fault::kBufferMemory;
    case FaultPoint::kPropertiesMemory:
      return sim::Fault::kPropertiesMemory;
    case FaultPoint::kDiskWrite:
      return sim::Fault::kDiskWrite;
    case FaultPoint::kFileOpen:
      return sim::Fault::kFileOpen;
  }
  return sim::Fault::kDiskWrite;
}

sim::SimulatedDisk& DiskOf(sim::Machine& machine) {
  return static_cast<sim::SimulatedDisk&>(*machine.host().disk);
}

}  // namespace

SimulatedWorld::SimulatedWorld(const sim::MachineOptions& options) : machine_(options) {
  processes_[""] =
      &machine_.processes().Create(u"etalon.exe", sim::Token::kAdministrator, 64, false);
}

const std::set<Capability>& SimulatedWorld::capabilities() const {
  static const std::set<Capability> all = {Capability::kFaults,    Capability::kVirtualClock,
                                           Capability::kProcesses, Capability::kPrivileges,
                                           Capability::kFiles,     Capability::kRestart};
  return all;
}

sim::Process* SimulatedWorld::FindProcess(const std::string& name) const {
  const auto found = processes_.find(name);
  return found == processes_.end() ? nullptr : found->second;
}

std::string SimulatedWorld::CheckCpu(const On& on) const {
  if (!on.cpu || *on.cpu < machine_.processors()) return "";
  return "there is no processor " + std::to_string(*on.cpu);
}

sim::Caller* SimulatedWorld::CallerFor(const On& on, std::string* why) {
  sim::Process* const process = FindProcess(on.process);
  if (process == nullptr || process->state == sim::Process::State::kExited) {
    *why = "there is no process " + on.process;
    return nullptr;
  }
  *why = CheckCpu(on);
  if (!why->empty()) return nullptr;
  sim::Caller& caller = ThreadOf(on, *process).caller;
  caller.cpu = on.cpu.value_or(0);
  return &caller;
}

SimulatedWorld::Thread& SimulatedWorld::ThreadOf(const On& on, sim::Process& process) {
  // A call that is started without a thread's name has a thread of its own.
  const std::string name = on.start && on.thread.empty() ? "started as " + on.id : on.thread;
  if (Thread* const found = FindThread(on.process, name)) return *found;
  const uint32_t id =
      name.empty() ? machine_.processes().InitialThreadOf(process) : BeginThread(process);
  return AddThread(on.process, name, id);
}

SimulatedWorld::Thread* SimulatedWorld::FindThread(const std::string& process,
                                                   const std::string& name) const {
  for (const std::unique_ptr<Thread>& thread : threads_) {
    if (thread->process == process && thread->name == name) return thread.get();
  }
  return nullptr;
}

SimulatedWorld::Thread& SimulatedWorld::AddThread(const std::string& process,
                                                  const std::string& name, uint32_t id) {
  threads_.push_back(std::make_unique<Thread>(Thread{process, name, {}}));
  sim::Caller& caller = threads_.back()->caller;
  caller.machine = &machine_;
  caller.process = FindProcess(process);
  caller.thread_id = id;
  return *threads_.back();
}

uint32_t SimulatedWorld::BeginThread(sim::Process& process) {
  sim::Caller creator{.machine = &machine_, .process = &process};
  // Nobody sees which thread that is unless somebody looks.
  if (machine_.kernel_log().Wants(EVENT_TRACE_FLAG_THREAD)) {
    creator.thread_id = machine_.processes().InitialThreadOf(process);
  }
  const sim::CallerScope scope(creator);
  return sim::BeginThread(machine_);
}

std::string SimulatedWorld::RunAs(const On& on, bool inside, const std::function<void()>& body) {
  sim::Caller* const current = sim::CurrentCaller();
  if (inside && on.process.empty() && on.thread.empty() && current != nullptr) {
    const std::string why = CheckCpu(on);
    if (!why.empty()) return why;
    current->cpu = on.cpu.value_or(current->cpu);
    body();
    return "";
  }
  std::string why;
  sim::Caller* const caller = CallerFor(on, &why);
  if (caller == nullptr) return why;
  const sim::CallerScope scope(*caller);
  body();
  return "";
}

std::string SimulatedWorld::Start(const On& on, std::function<void()> body) {
  std::string why;
  sim::Caller* const caller = CallerFor(on, &why);
  if (caller == nullptr) return why;
  machine_.host().scheduler->Spawn([caller, body = std::move(body)] {
    const sim::CallerScope scope(*caller);
    body();
  });
  return "";
}

bool SimulatedWorld::AwaitUntil(const std::function<bool()>& ready, uint32_t timeout_ms) {
  const sim::Ticks deadline =
      machine_.host().clock.Now() + sim::Ticks{timeout_ms} * sim::kTicksPerMillisecond;
  const std::lock_guard<sim::Lock> lock(machine_.lock());
  return machine_.host().scheduler->BlockUntil(machine_.lock(), ready, deadline, "Await");
}

void SimulatedWorld::Notify() { machine_.host().scheduler->Notify(); }

void SimulatedWorld::Sleep(uint32_t ms) {
  machine_.host().scheduler->Sleep(sim::Ticks{ms} * sim::kTicksPerMillisecond);
}

std::string SimulatedWorld::CurrentProcess() const {
  const sim::Caller* const current = sim::CurrentCaller();
  for (const auto& [name, process] : processes_) {
    if (current != nullptr && current->process == process) return name;
  }
  return "";
}

std::optional<uint32_t> SimulatedWorld::ProcessId(const std::string& name) const {
  const sim::Process* const process = FindProcess(name);
  if (process == nullptr) return std::nullopt;
  return process->pid;
}

std::string SimulatedWorld::Create(const NewProcess& op) {
  if (op.name.empty() || FindProcess(op.name) != nullptr) return "there is a process " + op.name;
  if (op.bits != 32 && op.bits != 64) return "a process has 32 or 64 bits";
  const std::u16string image = Utf8ToUtf16(op.name).value_or(u"process");
  sim::ProcessTable& table = machine_.processes();
  if (op.in_place_of.empty()) {
    return Begin(op, table.Create(image, ToSim(op.token), op.bits, op.suspended));
  }
  const sim::Process* const before = FindProcess(op.in_place_of);
  const bool has_exited = before != nullptr && before->state == sim::Process::State::kExited;
  if (!has_exited || table.Find(before->pid) != nullptr)
    return "its id is not free: " + op.in_place_of;
  return Begin(op, table.CreateInPlaceOf(*before, image, ToSim(op.token), op.bits, op.suspended));
}

std::string SimulatedWorld::Begin(const NewProcess& op, sim::Process& process) {
  processes_[op.name] = &process;
  // Nobody sees which thread has made it unless somebody looks.
  if (!machine_.kernel_log().Wants(~0u)) {
    const sim::Process* const parent = FindProcess(op.on.process);
    if (parent != nullptr) process.parent = parent->pid;
    return "";
  }
  std::string why;
  sim::Caller* const caller = CallerFor(op.on, &why);
  if (caller == nullptr) return why;
  const sim::CallerScope scope(*caller);
  sim::BeginProcess(machine_, process);
  return "";
}

std::string SimulatedWorld::Resume(const ResumeProcess& op) {
  sim::Process* const process = FindProcess(op.name);
  if (process == nullptr) return "there is no process " + op.name;
  sim::ResumeProcess(machine_, *process);
  return "";
}

std::string SimulatedWorld::Exit(const ExitProcess& op) {
  sim::Process* const process = FindProcess(op.name);
  if (process == nullptr) return "there is no process " + op.name;
  sim::EndProcess(machine_, *process);
  return "";
}

HeapAnswer SimulatedWorld::Do(const HeapCreate& op) { return heaps_.Do(CurrentProcess(), op); }
HeapAnswer SimulatedWorld::Do(const HeapAlloc& op) { return heaps_.Do(CurrentProcess(), op); }
HeapAnswer SimulatedWorld::Do(const HeapReAlloc& op) { return heaps_.Do(CurrentProcess(), op); }
HeapAnswer SimulatedWorld::Do(const HeapFree& op) { return heaps_.Do(CurrentProcess(), op); }
HeapAnswer SimulatedWorld::Do(const HeapDestroy& op) { return heaps_.Do(CurrentProcess(), op); }
HeapAnswer SimulatedWorld::Do(const HeapControl& op) { return heaps_.Do(CurrentProcess(), op); }

std::string SimulatedWorld::Inject(const InjectFault& op) {
  machine_.host().faults.Fail(ToSim(op.point), op.after, op.times);
  return "";
}

std::string SimulatedWorld::Set(const SetDisk& op) {
  sim::SimulatedDisk& disk = DiskOf(machine_);
  const bool is_drive = op.drive.size() == 2 && op.drive[1] == ':';
  const char16_t letter = is_drive ? static_cast<char16_t>(op.drive[0]) : u'?';
  if (op.free_bytes && !disk.SetFree(letter, *op.free_bytes))
    return "there is no drive " + op.drive;
  if (op.bytes_per_second && !disk.SetThroughput(letter, *op.bytes_per_second)) {
    return "there is no drive " + op.drive;
  }
  if (op.latency_us && !disk.SetLatency(letter, sim::Ticks{10} * *op.latency_us)) {
    return "there is no drive " + op.drive;
  }
  return "";
}

std::string SimulatedWorld::Set(const SetMachine& op) {
  if (op.memory_bytes) machine_.host().memory.SetFree(*op.memory_bytes);
  if (op.container) machine_.set_in_container(*op.container);
  return "";
}

std::string SimulatedWorld::Set(const SetRegistry& op) {
  sim::Registry::Value value = op.number;
  if (op.text) value = *op.text;
  if (op.bytes) value = *op.bytes;
  const std::lock_guard<sim::Lock> hold(machine_.lock());
  machine_.registry().Set(op.key, op.value, std::move(value));
  return "";
}

std::optional<uint64_t> SimulatedWorld::Get(const GetRegistry& op) {
  const std::lock_guard<sim::Lock> hold(machine_.lock());
  return machine_.registry().Number(op.key, op.value);
}

std::string SimulatedWorld::Do(const etalon::Restart&) {
  std::string why;
  sim::Caller* const caller = CallerFor({}, &why);
  if (caller == nullptr) return why;
  const sim::CallerScope scope(*caller);
  sim::Restart(machine_);
  return "";
}

std::string SimulatedWorld::Put(const PutFile& op) {
  sim::SimulatedDisk& disk = DiskOf(machine_);
  const sim::FileError error =
      op.contents ? disk.PutFile(op.path, *op.contents) : disk.MakeFolder(op.path);
  return error == sim::FileError::kNone ? "" : "cannot be put there: " + Utf16ToUtf8Lossy(op.path);
}

std::optional<Bytes> SimulatedWorld::Get(const GetFile& op) {
  return DiskOf(machine_).GetFile(op.path);
}

}  // namespace etalon
