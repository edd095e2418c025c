// The machine that this program runs on: real time, real threads, files in a folder of our own.
#ifndef ETALON_CONFORMANCE_SCRIPT_HOST_WORLD_H_
#define ETALON_CONFORMANCE_SCRIPT_HOST_WORLD_H_

#include <condition_variable>
#include <filesystem>
#include <map>
#include <memory>
#include <mutex>
#include <set>
#include <string>
#include <thread>
#include <vector>

#include "conformance/script/host_processes.h"
#include "conformance/script/world.h"

namespace etalon {

// Capability: files; and processes, where there are others than this one, which is what it is.
class HostWorld final : public World {
 public:
  // Makes a new folder for files and makes it the current one; the destructor removes it.
  // `processes` may be null.
  explicit HostWorld(std::unique_ptr<HostProcesses> processes = nullptr);
  // Forgets the files that were made in it.
  void EmptyFolder();
  void EndProcesses();
  // What the destructor does with the folder; for a process that ends without one.
  void RemoveFolder();
  // Calls that were started must have ended, and named threads be idle.
  ~HostWorld() override;

  const std::set<Capability>& capabilities() const override { return capabilities_; }
  std::string RunAs(const On& on, bool inside, const std::function<void()>& body) override;
  std::string Start(const On& on, std::function<void()> body) override;
  bool AwaitUntil(const std::function<bool()>& ready, uint32_t timeout_ms) override;
  void Notify() override;
  void Sleep(uint32_t ms) override;
  std::string CurrentProcess() const override;
  std::optional<uint32_t> ProcessId(const std::string& name) const override;
  std::string Lacks(const Op& op) const override;
  std::string Create(const NewProcess& op) override;
  std::string Resume(const ResumeProcess& op) override;
  std::string Exit(const ExitProcess& op) override;
  std::string Inject(const InjectFault& op) override;
  std::string Set(const SetDisk& op) override;
  std::string Set(const SetMachine& op) override;
  std::string Set(const SetRegistry& op) override;
  std::optional<uint64_t> Get(const GetRegistry& op) override;
  std::string Do(const Restart& op) override;
  HeapAnswer Do(const HeapCreate& op) override;
  HeapAnswer Do(const HeapAlloc& op) override;
  HeapAnswer Do(const HeapReAlloc& op) override;
  HeapAnswer Do(const HeapFree& op) override;
  HeapAnswer Do(const HeapDestroy& op) override;
  HeapAnswer Do(const HeapControl& op) override;
  ActivityAnswer Do(const NewThread& op) override;
  ActivityAnswer Do(const ExitThread& op) override;
  ActivityAnswer Do(const MapImage& op) override;
  ActivityAnswer Do(const UnmapImage& op) override;
  ActivityAnswer Do(const SwitchContext& op) override;
  ActivityAnswer Do(const AccessDisk& op) override;
  ActivityAnswer Do(const AccessFile& op) override;
  std::string Put(const PutFile& op) override;
  std::optional<Bytes> Get(const GetFile& op) override;

 private:
  class Worker;

  Worker& WorkerNamed(const std::string& name);
  std::string Add(const On& on, std::function<void()> task);
  template <typename T>
  HeapAnswer OnHeaps(const T& op);

  std::set<Capability> capabilities_ = {Capability::kFiles};
  std::unique_ptr<HostProcesses> processes_;
  std::filesystem::path folder_;
  std::filesystem::path folder_before_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::map<std::string, std::unique_ptr<Worker>> workers_;  // threads that operations name
  std::vector<std::thread> started_;                        // threads of calls without a name
};

}  // namespace etalon

#endif  // ETALON_CONFORMANCE_SCRIPT_HOST_WORLD_H_
