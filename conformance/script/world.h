// What surrounds the API while operations are carried out: time, threads, processes, files, faults.
#ifndef ETALON_CONFORMANCE_SCRIPT_WORLD_H_
#define ETALON_CONFORMANCE_SCRIPT_WORLD_H_

#include <cstdint>
#include <functional>
#include <optional>
#include <set>
#include <string>

#include "conformance/implementations/implementation.h"
#include "conformance/script/op.h"

namespace etalon {

// What came of an operation on a heap.
struct HeapAnswer {
  std::string problem = {};  // of the script: "" none
  uint32_t error = 0;        // ERROR_NOT_ENOUGH_MEMORY, or ERROR_INVALID_PARAMETER for FALSE
  uint64_t number = 0;       // handle or address; 0: none
};

// What came of a thread's activity.
struct ActivityAnswer {
  std::string problem = {};  // of the script: "" none
  uint64_t base = 0;         // of an image
};

// Two implementations: the simulator's (implementations/simulated_world.h) and the machine on which
// this program runs (script/host_world.h). An operation that needs a capability which the world
// lacks is not asked for. Errors are texts: "" is success.
class World {
 public:
  virtual ~World() = default;

  virtual const std::set<Capability>& capabilities() const = 0;

  // What this world cannot do of an operation although it has the capability: "" nothing.
  virtual std::string Lacks(const Op&) const { return ""; }

  // Runs `body` as the thread that `on` names, and returns when it has ended. `inside`: the caller
  // is a callback, and where `on` names neither process nor thread its own thread goes on.
  virtual std::string RunAs(const On& on, bool inside, const std::function<void()>& body) = 0;

  // Runs `body` as that thread, at the same time as the caller.
  virtual std::string Start(const On& on, std::function<void()> body) = 0;

  // Waits until ready(), at most `timeout_ms` of this world's time. Returns ready().
  virtual bool AwaitUntil(const std::function<bool()>& ready, uint32_t timeout_ms) = 0;

  // Something changed that a ready() looks at.
  virtual void Notify() = 0;

  virtual void Sleep(uint32_t ms) = 0;

  // The name of the process that the calling thread is in; "" the test's own.
  virtual std::string CurrentProcess() const = 0;
  virtual std::optional<uint32_t> ProcessId(const std::string& name) const = 0;

  virtual std::string Create(const NewProcess& op) = 0;
  virtual std::string Resume(const ResumeProcess& op) = 0;
  virtual std::string Exit(const ExitProcess& op) = 0;
  virtual std::string Inject(const InjectFault& op) = 0;
  virtual std::string Set(const SetDisk& op) = 0;
  virtual std::string Set(const SetMachine& op) = 0;
  virtual std::string Set(const SetRegistry& op) = 0;
  virtual std::optional<uint64_t> Get(const GetRegistry& op) = 0;  // none: no such number
  virtual std::string Do(const Restart& op) = 0;
  virtual std::string Put(const PutFile& op) = 0;

  // On the heaps of the calling thread's process.
  virtual HeapAnswer Do(const HeapCreate& op) = 0;
  virtual HeapAnswer Do(const HeapAlloc& op) = 0;
  virtual HeapAnswer Do(const HeapReAlloc& op) = 0;
  virtual HeapAnswer Do(const HeapFree& op) = 0;
  virtual HeapAnswer Do(const HeapDestroy& op) = 0;
  virtual HeapAnswer Do(const HeapControl& op) = 0;

  // For the calling thread.
  virtual ActivityAnswer Do(const NewThread& op) = 0;
  virtual ActivityAnswer Do(const ExitThread& op) = 0;
  virtual ActivityAnswer Do(const MapImage& op) = 0;
  virtual ActivityAnswer Do(const UnmapImage& op) = 0;
  virtual ActivityAnswer Do(const SwitchContext& op) = 0;
  virtual ActivityAnswer Do(const AccessDisk& op) = 0;
  virtual ActivityAnswer Do(const AccessFile& op) = 0;

  // None: there is no such file.
  virtual std::optional<Bytes> Get(const GetFile& op) = 0;
};

}  // namespace etalon

#endif  // ETALON_CONFORMANCE_SCRIPT_WORLD_H_
