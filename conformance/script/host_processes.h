// Processes that a library simulates within this one, and what is done there.
#ifndef ETALON_CONFORMANCE_SCRIPT_HOST_PROCESSES_H_
#define ETALON_CONFORMANCE_SCRIPT_HOST_PROCESSES_H_

#include <condition_variable>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <utility>

#include "conformance/implementations/process_api.h"
#include "conformance/script/world.h"

namespace etalon {

// Starts programs by the library's CreateProcessW; each does what it is told, on the threads that
// operations name. One object at a time. Errors are texts, "" is success. Thread safety: any thread.
class HostProcesses {
 public:
  explicit HostProcesses(const ProcessApi& api);
  ~HostProcesses();
  HostProcesses(const HostProcesses&) = delete;
  HostProcesses& operator=(const HostProcesses&) = delete;

  // What of an operation on processes and heaps is not to be had here.
  std::string Lacks(const Op& op) const;

  std::string Create(const NewProcess& op);
  std::string Resume(const std::string& name);
  std::string Exit(const std::string& name);
  void EndAll();  // and forgets them, their heaps and blocks

  // Has the thread that `on` names do something: of a process, which is not "".
  std::string Add(const On& on, std::function<void()> task);

  // Of the calling thread; "": this one.
  std::string Current() const;
  std::optional<uint32_t> IdOf(const std::string& name) const;

  // On the heaps of the calling thread's process. Call stacks are its own, not those of the script.
  HeapAnswer Do(const HeapCreate& op);
  HeapAnswer Do(const HeapAlloc& op);
  HeapAnswer Do(const HeapReAlloc& op);
  HeapAnswer Do(const HeapFree& op);
  HeapAnswer Do(const HeapDestroy& op);

 private:
  struct Process;
  using Name = std::pair<std::string, std::string>;  // of the process, of the thing

  static int WINAPI Main();
  Process* Find(const std::string& name) const;  // null: none, or it has ended
  void StartThread(Process& process, const std::string& name);
  std::optional<HANDLE> HeapNamed(const std::string& name);
  void* BlockNamed(const std::string& name);  // null: no such block

  const ProcessApi api_;
  const uint32_t own_id_;  // of the test's own process
  mutable std::mutex mutex_;  // what follows
  std::condition_variable created_;
  std::map<std::string, std::unique_ptr<Process>> processes_;
  std::map<Name, HANDLE> heaps_;
  std::map<Name, void*> blocks_;
};

}  // namespace etalon

#endif  // ETALON_CONFORMANCE_SCRIPT_HOST_PROCESSES_H_
