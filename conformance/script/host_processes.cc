#include "conformance/script/host_processes.h"

#include <atomic>
#include <future>
#include <vector>

#include "conformance/script/encodings.h"
#include "conformance/script/task_queue.h"

namespace etalon {
namespace {

constexpr uint32_t kNotEnoughMemory = 8;
constexpr uint32_t kInvalidParameter = 87;
constexpr DWORD kPatienceMs = 5000;

// Programs get no argument.
std::atomic<HostProcesses*> the_processes = nullptr;

DWORD WINAPI Serve(void* tasks) {
  static_cast<TaskQueue*>(tasks)->Serve();
  return 0;
}

bool IsKernelActivity(const Op& op) {
  return std::holds_alternative<NewThread>(op.any) || std::holds_alternative<ExitThread>(op.any) ||
         std::holds_alternative<MapImage>(op.any) || std::holds_alternative<UnmapImage>(op.any) ||
         std::holds_alternative<SwitchContext>(op.any) ||
         std::holds_alternative<AccessDisk>(op.any) || std::holds_alternative<AccessFile>(op.any);
}

HeapAnswer Problem(const char* what, const std::string& name) {
  return {.problem = std::string("there is no ") + what + " " + name};
}

HeapAnswer Addressed(const void* address) {
  const uint32_t error = address == nullptr ? kNotEnoughMemory : 0;
  return {.error = error, .number = reinterpret_cast<uint64_t>(address)};
}

HeapAnswer Succeeded(BOOL success) { return {.error = success ? 0 : kInvalidParameter}; }

}  // namespace

struct HostProcesses::Process {
  uint32_t id = 0;
  HANDLE handle = nullptr;
  HANDLE initial_thread = nullptr;
  bool ended = false;
  TaskQueue tasks;                                           // of the initial thread
  std::map<std::string, std::unique_ptr<TaskQueue>> threads;  // of the others
};

HostProcesses::HostProcesses(const ProcessApi& api)
    : api_(api), own_id_(api.GetCurrentProcessId()) {
  the_processes = this;
}

HostProcesses::~HostProcesses() {
  EndAll();
  the_processes = nullptr;
}

void HostProcesses::EndAll() {
  std::vector<std::string> names;
  {
    const std::lock_guard lock(mutex_);
    for (const auto& [name, process] : processes_) names.push_back(name);
  }
  for (const std::string& name : names) Exit(name);
  const std::lock_guard lock(mutex_);
  processes_.clear();
  heaps_.clear();
  blocks_.clear();
}

std::string HostProcesses::Lacks(const Op& op) const {
  const auto* const create = std::get_if<NewProcess>(&op.any);
  if (create != nullptr && create->bits != 64) return "processes have 64 bits here";
  if (std::holds_alternative<HeapControl>(op.any)) return "heaps cannot be locked or walked here";
  if (IsKernelActivity(op)) return "what the kernel does cannot be scripted here";
  return "";
}

HostProcesses::Process* HostProcesses::Find(const std::string& name) const {
  const auto found = processes_.find(name);
  return found == processes_.end() || found->second->ended ? nullptr : found->second.get();
}

// What every program does.
int WINAPI HostProcesses::Main() {
  HostProcesses& all = *the_processes;
  const uint32_t id = all.api_.GetCurrentProcessId();
  Process* self = nullptr;
  {
    std::unique_lock lock(all.mutex_);
    all.created_.wait(lock, [&] {
      for (const auto& [name, process] : all.processes_) {
        if (process->id == id) self = process.get();
      }
      return self != nullptr;
    });
  }
  self->tasks.Serve();
  return 0;
}

std::string HostProcesses::Create(const NewProcess& op) {
  std::u16string name = Utf8ToUtf16(op.name).value_or(u"process");
  const std::lock_guard lock(mutex_);
  if (op.name.empty() || processes_.count(op.name) != 0) return "there is a process " + op.name;
  const auto* const image = reinterpret_cast<LPCWSTR>(name.c_str());
  if (!api_.etalon_set_program(image, Main)) return "there can be no process " + op.name;
  STARTUPINFOW startup = {};
  startup.cb = sizeof(startup);
  PROCESS_INFORMATION made = {};
  const DWORD flags = op.suspended ? CREATE_SUSPENDED : 0;
  if (!api_.CreateProcessW(image, nullptr, nullptr, nullptr, FALSE, flags, nullptr, nullptr,
                           &startup, &made)) {
    return "CreateProcessW failed for " + op.name;
  }
  auto process = std::make_unique<Process>();
  process->id = made.dwProcessId;
  process->handle = made.hProcess;
  process->initial_thread = made.hThread;
  processes_[op.name] = std::move(process);
  created_.notify_all();
  return "";
}

std::string HostProcesses::Resume(const std::string& name) {
  const std::lock_guard lock(mutex_);
  Process* const process = Find(name);
  if (process == nullptr) return "there is no process " + name;
  api_.ResumeThread(process->initial_thread);
  return "";
}

std::string HostProcesses::Exit(const std::string& name) {
  std::unique_lock lock(mutex_);
  Process* const process = Find(name);
  if (process == nullptr) return "there is no process " + name;
  process->ended = true;
  for (const auto& [thread, tasks] : process->threads) tasks->End();
  process->tasks.End();
  lock.unlock();
  api_.ResumeThread(process->initial_thread);
  const DWORD waited = api_.WaitForSingleObject(process->handle, kPatienceMs);
  api_.CloseHandle(process->initial_thread);
  api_.CloseHandle(process->handle);
  return waited == WAIT_OBJECT_0 ? "" : "the process does not end: " + name;
}

std::string HostProcesses::Add(const On& on, std::function<void()> task) {
  const std::lock_guard lock(mutex_);
  Process* const process = Find(on.process);
  if (process == nullptr) return "there is no process " + on.process;
  // A call that is started without a thread's name has a thread of its own.
  const std::string name = on.start && on.thread.empty() ? "started as " + on.id : on.thread;
  if (!name.empty() && process->threads.count(name) == 0) StartThread(*process, name);
  TaskQueue& tasks = name.empty() ? process->tasks : *process->threads[name];
  tasks.Add(std::move(task));
  return "";
}

// A thread is its process's whose thread starts it.
void HostProcesses::StartThread(Process& process, const std::string& name) {
  TaskQueue* const tasks = new TaskQueue;
  process.threads[name].reset(tasks);
  process.tasks.Add([this, tasks] {
    const HANDLE thread = api_.CreateThread(nullptr, 0, Serve, tasks, 0, nullptr);
    if (thread != nullptr) api_.CloseHandle(thread);
  });
}

std::string HostProcesses::Current() const {
  const uint32_t id = api_.GetCurrentProcessId();
  const std::lock_guard lock(mutex_);
  for (const auto& [name, process] : processes_) {
    if (process->id == id) return name;
  }
  return "";
}

std::optional<uint32_t> HostProcesses::IdOf(const std::string& name) const {
  if (name.empty()) return own_id_;
  const std::lock_guard lock(mutex_);
  const auto found = processes_.find(name);
  if (found == processes_.end()) return std::nullopt;
  return found->second->id;
}

std::optional<HANDLE> HostProcesses::HeapNamed(const std::string& name) {
  if (name.empty()) return api_.GetProcessHeap();
  const std::string process = Current();
  const std::lock_guard lock(mutex_);
  const auto found = heaps_.find({process, name});
  if (found == heaps_.end()) return std::nullopt;
  return found->second;
}

void* HostProcesses::BlockNamed(const std::string& name) {
  const std::string process = Current();
  const std::lock_guard lock(mutex_);
  const auto found = blocks_.find({process, name});
  return found == blocks_.end() ? nullptr : found->second;
}

HeapAnswer HostProcesses::Do(const HeapCreate& op) {
  if (op.heap.empty()) return {.problem = "the process heap is there already"};
  const HANDLE heap = api_.HeapCreate(op.flags, op.initial, op.maximum);
  const std::string process = Current();
  const std::lock_guard lock(mutex_);
  if (heap != nullptr) heaps_[{process, op.heap}] = heap;
  return Addressed(heap);
}

HeapAnswer HostProcesses::Do(const HeapAlloc& op) {
  const std::optional<HANDLE> heap = HeapNamed(op.heap);
  if (!heap) return Problem("heap", op.heap);
  void* block = nullptr;
  for (uint32_t i = 0; i < op.times; ++i) {
    block = api_.HeapAlloc(*heap, 0, op.size);
    if (block == nullptr) break;
  }
  const std::string process = Current();
  const std::lock_guard lock(mutex_);
  if (block != nullptr && !op.block.empty()) blocks_[{process, op.block}] = block;
  return Addressed(block);
}

HeapAnswer HostProcesses::Do(const HeapReAlloc& op) {
  const std::optional<HANDLE> heap = HeapNamed(op.heap);
  void* const before = BlockNamed(op.block);
  if (!heap) return Problem("heap", op.heap);
  if (before == nullptr) return Problem("block", op.block);
  void* const after = api_.HeapReAlloc(*heap, op.flags, before, op.size);
  const std::string process = Current();
  const std::lock_guard lock(mutex_);
  if (after != nullptr) blocks_[{process, op.block}] = after;
  return Addressed(after);
}

HeapAnswer HostProcesses::Do(const HeapFree& op) {
  const std::optional<HANDLE> heap = HeapNamed(op.heap);
  void* const block = BlockNamed(op.block);
  if (!heap) return Problem("heap", op.heap);
  if (block == nullptr) return Problem("block", op.block);
  return Succeeded(api_.HeapFree(*heap, 0, block));
}

HeapAnswer HostProcesses::Do(const HeapDestroy& op) {
  const std::optional<HANDLE> heap = HeapNamed(op.heap);
  if (!heap) return Problem("heap", op.heap);
  return Succeeded(api_.HeapDestroy(*heap));
}

}  // namespace etalon
