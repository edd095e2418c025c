// A simulated computer as surroundings for an executor.
#ifndef ETALON_CONFORMANCE_IMPLEMENTATIONS_SIMULATED_WORLD_H_
#define ETALON_CONFORMANCE_IMPLEMENTATIONS_SIMULATED_WORLD_H_

#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "conformance/implementations/simulated_heaps.h"
#include "conformance/script/world.h"
#include "sim/machine.h"

namespace etalon {

// All capabilities. Threads are the machine's: one runs at a time, on virtual time.
class SimulatedWorld final : public World {
 public:
  explicit SimulatedWorld(const sim::MachineOptions& options);

  sim::Machine& machine() { return machine_; }

  const std::set<Capability>& capabilities() const override;
  std::string RunAs(const On& on, bool inside, const std::function<void()>& body) override;
  std::string Start(const On& on, std::function<void()> body) override;
  bool AwaitUntil(const std::function<bool()>& ready, uint32_t timeout_ms) override;
  void Notify() override;
  void Sleep(uint32_t ms) override;
  std::string CurrentProcess() const override;
  std::optional<uint32_t> ProcessId(const std::string& name) const override;
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
  // Null, and *why, when there is no such process (any more), or no such processor.
  sim::Caller* CallerFor(const On& on, std::string* why);
  sim::Process* FindProcess(const std::string& name) const;
  std::string CheckCpu(const On& on) const;
  std::string Begin(const NewProcess& op, sim::Process& process);
  uint32_t BeginThread(sim::Process& process);

  // A thread that operations name, or that of a started call.
  struct Thread {
    std::string process;
    std::string name;
    sim::Caller caller;
  };
  Thread& ThreadOf(const On& on, sim::Process& process);
  Thread* FindThread(const std::string& process, const std::string& name) const;
  Thread& AddThread(const std::string& process, const std::string& name, uint32_t id);

  std::map<std::string, sim::Process*> processes_;  // "": the test's own
  std::vector<std::unique_ptr<Thread>> threads_;    // few
  std::vector<std::unique_ptr<Thread>> ended_;
  SimulatedHeaps heaps_{machine_};
  sim::Machine machine_;  // last: its threads end first
};

}  // namespace etalon

#endif  // ETALON_CONFORMANCE_IMPLEMENTATIONS_SIMULATED_WORLD_H_
