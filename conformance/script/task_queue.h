// What a thread is to do, one thing after the other.
#ifndef ETALON_CONFORMANCE_SCRIPT_TASK_QUEUE_H_
#define ETALON_CONFORMANCE_SCRIPT_TASK_QUEUE_H_

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>

namespace etalon {

// Thread safety: any thread adds, one serves.
class TaskQueue {
 public:
  void Add(std::function<void()> task);

  // Serve comes back when it has done what was added before.
  void End() { Add({}); }

  void Serve();

 private:
  std::mutex mutex_;
  std::condition_variable added_;
  std::deque<std::function<void()>> tasks_;  // an empty one is the last
};

}  // namespace etalon

#endif  // ETALON_CONFORMANCE_SCRIPT_TASK_QUEUE_H_
