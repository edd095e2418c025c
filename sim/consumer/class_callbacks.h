// Callbacks for single event classes: SetTraceCallback.
#ifndef ETALON_SIM_CONSUMER_CLASS_CALLBACKS_H_
#define ETALON_SIM_CONSUMER_CLASS_CALLBACKS_H_

#include <atomic>
#include <cstdint>
#include <vector>

#include "sim/include/evntrace.h"

namespace etalon::sim {

struct Process;

// Each process has its own, one a class, for all its traces. Under the machine's lock, but any().
class ClassCallbacks {
 public:
  void Set(const Process& process, const GUID& class_guid, PEVENT_CALLBACK callback);

  void Remove(const Process& process, const GUID& class_guid);
  void RemoveAllOf(const Process& process);

  // Null: none.
  PEVENT_CALLBACK Find(const Process& process, const GUID& class_guid) const;

  // Spares the delivery of events the lock.
  bool any() const { return count_.load(std::memory_order_relaxed) != 0; }

 private:
  struct Entry {
    const Process* process;
    GUID class_guid;
    PEVENT_CALLBACK callback;
  };
  std::vector<Entry>::iterator At(const Process& process, const GUID& class_guid);

  std::vector<Entry> entries_;
  std::atomic<size_t> count_{0};
};

}  // namespace etalon::sim

#endif  // ETALON_SIM_CONSUMER_CLASS_CALLBACKS_H_
