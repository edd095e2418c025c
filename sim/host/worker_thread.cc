#include "sim/host/worker_thread.h"

#include <unistd.h>

#include <thread>
#include <utility>
#include <vector>

namespace etalon::sim {
namespace {

// Those that nobody has taken. Outlives every thread.
struct Idle {
  static Idle& OfTheProcess() {
    static Idle* const idle = new Idle;
    return *idle;
  }

  std::mutex mutex;
  std::vector<WorkerThread*> workers;
  pid_t process = getpid();  // a child of fork() has none of its parent's threads
};

}  // namespace

WorkerThread& WorkerThread::Take() {
  Idle& idle = Idle::OfTheProcess();
  const std::lock_guard<std::mutex> hold(idle.mutex);
  if (idle.process != getpid()) idle.workers.clear();
  idle.process = getpid();
  if (idle.workers.empty()) return *new WorkerThread;
  WorkerThread& worker = *idle.workers.back();
  idle.workers.pop_back();
  return worker;
}

void WorkerThread::GiveBack() {
  Idle& idle = Idle::OfTheProcess();
  const std::lock_guard<std::mutex> hold(idle.mutex);
  idle.workers.push_back(this);
}

WorkerThread::WorkerThread() {
  std::thread([this] { RunAll(); }).detach();
}

void WorkerThread::Run(std::function<void()> body) {
  const std::lock_guard<std::mutex> hold(mutex_);
  next_ = std::move(body);
  given_.notify_one();
}

void WorkerThread::RunAll() {
  std::unique_lock<std::mutex> hold(mutex_);
  for (;;) {
    given_.wait(hold, [this] { return next_ != nullptr; });
    const std::function<void()> body = std::exchange(next_, nullptr);
    hold.unlock();
    body();
    hold.lock();
  }
}

}  // namespace etalon::sim
