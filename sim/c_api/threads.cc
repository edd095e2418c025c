#include "sim/c_api/threads.h"

#include <map>
#include <memory>
#include <mutex>
#include <thread>
#include <utility>

namespace etalon::sim {
namespace {

// What a handle stands for.
struct Thread {
  explicit Thread(bool concurrent) : lock(concurrent) {}
  Lock lock;
  bool ended = false;
};

// Handles are the process's, whichever machines their threads call: small numbers, as on Windows,
// never reused. Static because the C functions have no other place to look a handle up.
class HandleTable {
 public:
  void* Add(std::shared_ptr<Thread> thread) {
    std::lock_guard<std::mutex> hold(mutex_);
    next_ += 4;
    threads_.emplace(next_, std::move(thread));
    return reinterpret_cast<void*>(next_);
  }

  std::shared_ptr<Thread> Find(void* handle) {
    std::lock_guard<std::mutex> hold(mutex_);
    const auto found = threads_.find(reinterpret_cast<uintptr_t>(handle));
    return found != threads_.end() ? found->second : nullptr;
  }

  bool Remove(void* handle) {
    std::lock_guard<std::mutex> hold(mutex_);
    return threads_.erase(reinterpret_cast<uintptr_t>(handle)) != 0;
  }

 private:
  std::mutex mutex_;
  std::map<uintptr_t, std::shared_ptr<Thread>> threads_;
  uintptr_t next_ = 0x100;
};

// Never destroyed: threads may look up handles while the process exits.
HandleTable& Handles() {
  static HandleTable* const handles = new HandleTable;
  return *handles;
}

void Run(Caller caller, Thread& thread, const std::function<void()>& body) {
  {
    const CallerScope scope(caller);
    body();
  }
  {
    std::lock_guard<Lock> hold(thread.lock);
    thread.ended = true;
  }
  caller.machine->host().scheduler->Notify();
}

}  // namespace

StartedThread StartThread(const Caller& caller, std::function<void()> body) {
  Machine& machine = *caller.machine;
  Host& host = machine.host();
  Caller own{.machine = &machine, .process = caller.process};
  {
    std::lock_guard<Lock> hold(machine.lock());
    own.thread_id = machine.processes().NextThreadId();
  }
  own.cpu = own.thread_id / 4 % machine.processors();
  auto thread = std::make_shared<Thread>(host.concurrent);
  void* const handle = Handles().Add(thread);
  auto run = [own, thread, body = std::move(body)] { Run(own, *thread, body); };
  if (host.concurrent) {
    std::thread(std::move(run)).detach();
  } else {
    host.scheduler->Spawn(std::move(run));
  }
  return {handle, own.thread_id};
}

WaitResult WaitForThread(const Caller& caller, void* handle, Ticks duration) {
  const std::shared_ptr<Thread> thread = Handles().Find(handle);
  if (thread == nullptr) return WaitResult::kNoThread;
  Host& host = caller.machine->host();
  std::lock_guard<Lock> hold(thread->lock);
  const bool ended = host.scheduler->BlockUntil(
      thread->lock, [&] { return thread->ended; }, After(host.clock.Now(), duration),
      "WaitForSingleObject: the end of a thread");
  return ended ? WaitResult::kEnded : WaitResult::kTimedOut;
}

bool CloseThread(void* handle) { return Handles().Remove(handle); }

}  // namespace etalon::sim
