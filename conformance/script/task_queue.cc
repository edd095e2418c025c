#include "conformance/script/task_queue.h"

#include <utility>

namespace etalon {

void TaskQueue::Add(std::function<void()> task) {
  const std::lock_guard lock(mutex_);
  tasks_.push_back(std::move(task));
  added_.notify_one();
}

void TaskQueue::Serve() {
  for (;;) {
    std::unique_lock lock(mutex_);
    added_.wait(lock, [&] { return !tasks_.empty(); });
    const std::function<void()> task = std::move(tasks_.front());
    tasks_.pop_front();
    lock.unlock();
    if (!task) return;
    task();
  }
}

}  // namespace etalon
