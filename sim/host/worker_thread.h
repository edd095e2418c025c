// A thread of the operating system that is used again.
#ifndef ETALON_SIM_HOST_WORKER_THREAD_H_
#define ETALON_SIM_HOST_WORKER_THREAD_H_

#include <condition_variable>
#include <functional>
#include <mutex>

namespace etalon::sim {

// A thread that runs one body after the other. It is never ended: making a thread and ending it
// takes longer than most calls, and with a sanitizer longer than most sequences of calls.
class WorkerThread {
 public:
  // One that has nothing to do, or a new one. Thread-safe.
  static WorkerThread& Take();

  // Starts `body`, which must not throw. For whoever took it; once.
  void Run(std::function<void()> body);

  // For others to take. The body has begun, and may be on its last steps still: the next one waits
  // for that.
  void GiveBack();

  WorkerThread(const WorkerThread&) = delete;
  WorkerThread& operator=(const WorkerThread&) = delete;

 private:
  WorkerThread();
  [[noreturn]] void RunAll();

  std::mutex mutex_;
  std::condition_variable given_;
  std::function<void()> next_;
};

}  // namespace etalon::sim

#endif  // ETALON_SIM_HOST_WORKER_THREAD_H_
