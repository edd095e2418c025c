#include "sim/c_api/threads.h"

#include <map>
#include <memory>
#include <mutex>
#include <thread>
#include <utility>

#include "sim/api/kernel_activity.h"
#include "sim/api/process_exit.h"
#include "sim/api/process_start.h"

namespace etalon::sim {
namespace {

// What a handle stands for: a thread, a process, or an event.
struct Object {
  explicit Object(bool concurrent) : lock(concurrent) {}
  Lock lock;
  bool is_signaled = false;  // a thread or process: it has ended
  bool is_event = false;
  bool resets_itself = false;   // an event: with the first wait that it ends
  std::function<void()> start;  // of a suspended thread
};

// Handles are the process's, whichever machines their threads call: small numbers, as on Windows,
// never reused. Static because the C functions have no other place to look a handle up.
class HandleTable {
 public:
  void* Add(std::shared_ptr<Object> object) {
    std::lock_guard<std::mutex> hold(mutex_);
    next_ += 4;
    objects_.emplace(next_, std::move(object));
    return reinterpret_cast<void*>(next_);
  }

  std::shared_ptr<Object> Find(void* handle) {
    std::lock_guard<std::mutex> hold(mutex_);
    const auto found = objects_.find(reinterpret_cast<uintptr_t>(handle));
    return found != objects_.end() ? found->second : nullptr;
  }

  bool Remove(void* handle) {
    std::lock_guard<std::mutex> hold(mutex_);
    return objects_.erase(reinterpret_cast<uintptr_t>(handle)) != 0;
  }

 private:
  std::mutex mutex_;
  std::map<uintptr_t, std::shared_ptr<Object>> objects_;
  uintptr_t next_ = 0x100;
};

// Never destroyed: threads may look up handles while the process exits.
HandleTable& Handles() {
  static HandleTable* const handles = new HandleTable;
  return *handles;
}

void Signal(Machine& machine, Object& object, bool signaled) {
  {
    std::lock_guard<Lock> hold(object.lock);
    object.is_signaled = signaled;
  }
  machine.host().scheduler->Notify();
}

void Run(Caller caller, Object& thread, const std::function<void()>& body) {
  {
    const CallerScope scope(caller);
    body();
  }
  Signal(*caller.machine, thread, true);
}

void Spawn(Host& host, std::function<void()> run) {
  if (host.concurrent) {
    std::thread(std::move(run)).detach();
  } else {
    host.scheduler->Spawn(std::move(run));
  }
}

// Runs a process from its first thread to its end.
void RunProcess(const Caller& initial, Object& thread, Object& process,
                const std::function<void()>& body) {
  Run(initial, thread, body);
  EndProcess(*initial.machine, *initial.process);
  Signal(*initial.machine, process, true);
}

}  // namespace

StartedThread StartThread(const Caller& caller, std::function<void()> body) {
  Machine& machine = *caller.machine;
  Host& host = machine.host();
  Caller own{.machine = &machine, .process = caller.process};
  own.thread_id = BeginThread(machine);
  own.cpu = own.thread_id / 4 % machine.processors();
  auto thread = std::make_shared<Object>(host.concurrent);
  void* const handle = Handles().Add(thread);
  auto run = [own, thread, body = std::move(body)] {
    Run(own, *thread, [&] {
      body();
      EndThread(*own.machine, own.thread_id);
    });
  };
  Spawn(host, std::move(run));
  return {handle, own.thread_id};
}

StartedProcess StartProcess(const Caller& caller, std::u16string image_name,
                            std::function<void()> body, bool suspended) {
  Machine& machine = *caller.machine;
  Host& host = machine.host();
  Caller initial{.machine = &machine};
  {
    std::lock_guard<Lock> hold(machine.lock());
    initial.process = &machine.processes().Create(std::move(image_name), caller.process->token,
                                                  caller.process->bits, true);
    initial.thread_id = machine.processes().InitialThreadOf(*initial.process);
  }
  BeginProcess(machine, *initial.process);
  auto thread = std::make_shared<Object>(host.concurrent);
  auto process = std::make_shared<Object>(host.concurrent);
  auto run = [initial, thread, process, body = std::move(body)] {
    RunProcess(initial, *thread, *process, body);
  };
  thread->start = [initial, &host, run = std::move(run)] {
    ResumeProcess(*initial.machine, *initial.process);
    Spawn(host, run);
  };
  const StartedProcess started = {
      {Handles().Add(thread), initial.thread_id}, Handles().Add(process), initial.process->pid};
  bool was_suspended = true;
  if (!suspended) ResumeSuspended(started.thread.handle, &was_suspended);
  return started;
}

bool ResumeSuspended(void* handle, bool* was_suspended) {
  const std::shared_ptr<Object> thread = Handles().Find(handle);
  if (thread == nullptr) return false;
  std::function<void()> start;
  {
    std::lock_guard<Lock> hold(thread->lock);
    start = std::exchange(thread->start, nullptr);
  }
  *was_suspended = start != nullptr;
  if (start) start();
  return true;
}

void* NewEvent(const Caller& caller, bool manual, bool signaled) {
  auto event = std::make_shared<Object>(caller.machine->host().concurrent);
  event->is_event = true;
  event->resets_itself = !manual;
  event->is_signaled = signaled;
  return Handles().Add(std::move(event));
}

bool SetSignal(const Caller& caller, void* handle, bool signaled) {
  const std::shared_ptr<Object> event = Handles().Find(handle);
  if (event == nullptr || !event->is_event) return false;
  Signal(*caller.machine, *event, signaled);
  return true;
}

WaitResult WaitForObject(const Caller& caller, void* handle, Ticks duration) {
  const std::shared_ptr<Object> object = Handles().Find(handle);
  if (object == nullptr) return WaitResult::kNoObject;
  Host& host = caller.machine->host();
  std::lock_guard<Lock> hold(object->lock);
  const bool ended = host.scheduler->BlockUntil(
      object->lock, [&] { return object->is_signaled; }, After(host.clock.Now(), duration),
      "WaitForSingleObject");
  if (ended && object->resets_itself) object->is_signaled = false;
  return ended ? WaitResult::kEnded : WaitResult::kTimedOut;
}

bool CloseObject(void* handle) { return Handles().Remove(handle); }

}  // namespace etalon::sim
