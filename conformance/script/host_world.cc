#include "conformance/script/host_world.h"

#include <chrono>
#include <fstream>
#include <iterator>
#include <random>
#include <utility>

#include "conformance/script/task_queue.h"

namespace etalon {
namespace {

constexpr const char* kOneProcess = "there is but one process here";
constexpr const char* kForeignHeaps = "heaps are not touched here";
constexpr const char* kNotPretended = "threads do here what they do";

std::filesystem::path MakeFolder() {
  std::random_device random;
  const std::filesystem::path folder =
      std::filesystem::temp_directory_path() /
      ("etalon-" + std::to_string(random()) + std::to_string(random()));
  std::filesystem::create_directories(folder);
  return folder;
}

std::string Message(const std::error_code& error) { return error ? error.message() : ""; }

}  // namespace

// A thread that lives as long as the world, and does one thing after the other.
class HostWorld::Worker {
 public:
  Worker() : thread_([this] { tasks_.Serve(); }) {}

  ~Worker() {
    tasks_.End();
    thread_.join();
  }

  void Add(std::function<void()> task) { tasks_.Add(std::move(task)); }

 private:
  TaskQueue tasks_;
  std::thread thread_;
};

HostWorld::HostWorld(std::unique_ptr<HostProcesses> processes)
    : processes_(std::move(processes)),
      folder_(MakeFolder()),
      folder_before_(std::filesystem::current_path()) {
  if (processes_ != nullptr) capabilities_.insert(Capability::kProcesses);
  std::filesystem::current_path(folder_);
}

HostWorld::~HostWorld() {
  processes_ = nullptr;
  workers_.clear();
  for (std::thread& thread : started_) thread.join();
  RemoveFolder();
}

void HostWorld::EmptyFolder() {
  std::error_code ignored;
  for (const auto& entry : std::filesystem::directory_iterator(folder_, ignored)) {
    std::filesystem::remove_all(entry.path(), ignored);
  }
}

void HostWorld::EndProcesses() {
  if (processes_ != nullptr) processes_->EndAll();
}

void HostWorld::RemoveFolder() {
  std::error_code ignored;
  std::filesystem::current_path(folder_before_, ignored);
  std::filesystem::remove_all(folder_, ignored);
}

HostWorld::Worker& HostWorld::WorkerNamed(const std::string& name) {
  const std::lock_guard lock(mutex_);
  std::unique_ptr<Worker>& worker = workers_[name];
  if (worker == nullptr) worker = std::make_unique<Worker>();
  return *worker;
}

std::string HostWorld::RunAs(const On& on, bool inside, const std::function<void()>& body) {
  // A thread in a callback cannot wait for itself.
  const bool is_here = on.process.empty() || (inside && on.process == CurrentProcess());
  if (is_here && on.thread.empty()) {
    body();
    return "";
  }
  bool done = false;
  const std::string problem = Add(on, [&] {
    body();
    const std::lock_guard lock(mutex_);
    done = true;
    changed_.notify_all();
  });
  if (!problem.empty()) return problem;
  std::unique_lock lock(mutex_);
  changed_.wait(lock, [&] { return done; });
  return "";
}

std::string HostWorld::Start(const On& on, std::function<void()> body) {
  if (!on.process.empty() || !on.thread.empty()) return Add(on, std::move(body));
  const std::lock_guard lock(mutex_);
  started_.emplace_back(std::move(body));
  return "";
}

// Of an operation that names a process or a thread.
std::string HostWorld::Add(const On& on, std::function<void()> task) {
  if (on.process.empty()) {
    WorkerNamed(on.thread).Add(std::move(task));
    return "";
  }
  return processes_ != nullptr ? processes_->Add(on, std::move(task)) : kOneProcess;
}

bool HostWorld::AwaitUntil(const std::function<bool()>& ready, uint32_t timeout_ms) {
  const auto deadline = std::chrono::steady_clock::now() + std::chrono::milliseconds(timeout_ms);
  std::unique_lock lock(mutex_);
  return changed_.wait_until(lock, deadline, ready);
}

void HostWorld::Notify() {
  const std::lock_guard lock(mutex_);
  changed_.notify_all();
}

void HostWorld::Sleep(uint32_t ms) { std::this_thread::sleep_for(std::chrono::milliseconds(ms)); }

std::string HostWorld::CurrentProcess() const {
  return processes_ != nullptr ? processes_->Current() : "";
}

std::optional<uint32_t> HostWorld::ProcessId(const std::string& name) const {
  return processes_ != nullptr ? processes_->IdOf(name) : std::nullopt;
}

std::string HostWorld::Lacks(const Op& op) const {
  return processes_ != nullptr ? processes_->Lacks(op) : "";
}

std::string HostWorld::Create(const NewProcess& op) {
  return processes_ != nullptr ? processes_->Create(op) : kOneProcess;
}
std::string HostWorld::Resume(const ResumeProcess& op) {
  return processes_ != nullptr ? processes_->Resume(op.name) : kOneProcess;
}
std::string HostWorld::Exit(const ExitProcess& op) {
  return processes_ != nullptr ? processes_->Exit(op.name) : kOneProcess;
}
std::string HostWorld::Inject(const InjectFault&) { return "faults cannot be injected here"; }
std::string HostWorld::Set(const SetDisk&) { return "the disk is what it is here"; }

std::string HostWorld::Set(const SetMachine&) { return "the machine is what it is here"; }

std::string HostWorld::Set(const SetRegistry&) { return "the registry is not touched here"; }

std::optional<uint64_t> HostWorld::Get(const GetRegistry&) { return std::nullopt; }

std::string HostWorld::Do(const Restart&) { return "nothing is restarted here"; }

HeapAnswer HostWorld::Do(const HeapCreate& op) { return OnHeaps(op); }
HeapAnswer HostWorld::Do(const HeapAlloc& op) { return OnHeaps(op); }
HeapAnswer HostWorld::Do(const HeapReAlloc& op) { return OnHeaps(op); }
HeapAnswer HostWorld::Do(const HeapFree& op) { return OnHeaps(op); }
HeapAnswer HostWorld::Do(const HeapDestroy& op) { return OnHeaps(op); }
HeapAnswer HostWorld::Do(const HeapControl&) { return {.problem = kForeignHeaps}; }

ActivityAnswer HostWorld::Do(const NewThread&) { return {.problem = kNotPretended}; }
ActivityAnswer HostWorld::Do(const ExitThread&) { return {.problem = kNotPretended}; }
ActivityAnswer HostWorld::Do(const MapImage&) { return {.problem = kNotPretended}; }
ActivityAnswer HostWorld::Do(const UnmapImage&) { return {.problem = kNotPretended}; }
ActivityAnswer HostWorld::Do(const SwitchContext&) { return {.problem = kNotPretended}; }
ActivityAnswer HostWorld::Do(const AccessDisk&) { return {.problem = kNotPretended}; }
ActivityAnswer HostWorld::Do(const AccessFile&) { return {.problem = kNotPretended}; }

template <typename T>
HeapAnswer HostWorld::OnHeaps(const T& op) {
  return processes_ != nullptr ? processes_->Do(op) : HeapAnswer{.problem = kForeignHeaps};
}

std::string HostWorld::Put(const PutFile& op) {
  const std::filesystem::path path(op.path);
  std::error_code error;
  if (!op.contents) {
    std::filesystem::create_directories(path, error);
    return Message(error);
  }
  if (path.has_parent_path()) std::filesystem::create_directories(path.parent_path(), error);
  std::ofstream file(path, std::ios::binary);
  file.write(reinterpret_cast<const char*>(op.contents->data()),
             static_cast<std::streamsize>(op.contents->size()));
  file.flush();
  return file.good() ? "" : "the file cannot be written";
}

std::optional<Bytes> HostWorld::Get(const GetFile& op) {
  const std::filesystem::path path(op.path);
  std::error_code error;
  if (!std::filesystem::is_regular_file(path, error)) return std::nullopt;
  std::ifstream file(path, std::ios::binary);
  return Bytes(std::istreambuf_iterator<char>(file), {});
}

}  // namespace etalon
