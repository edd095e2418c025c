#include "sim/consumer/class_callbacks.h"

#include <algorithm>

namespace etalon::sim {

std::vector<ClassCallbacks::Entry>::iterator ClassCallbacks::At(const Process& process,
                                                                const GUID& class_guid) {
  return std::find_if(entries_.begin(), entries_.end(), [&](const Entry& entry) {
    return entry.process == &process && entry.class_guid == class_guid;
  });
}

void ClassCallbacks::Set(const Process& process, const GUID& class_guid, PEVENT_CALLBACK callback) {
  const auto known = At(process, class_guid);
  if (known != entries_.end()) {
    known->callback = callback;
  } else {
    entries_.push_back({&process, class_guid, callback});
  }
  count_ = entries_.size();
}

void ClassCallbacks::Remove(const Process& process, const GUID& class_guid) {
  const auto known = At(process, class_guid);
  if (known != entries_.end()) entries_.erase(known);
  count_ = entries_.size();
}

void ClassCallbacks::RemoveAllOf(const Process& process) {
  std::erase_if(entries_, [&](const Entry& entry) { return entry.process == &process; });
  count_ = entries_.size();
}

PEVENT_CALLBACK ClassCallbacks::Find(const Process& process, const GUID& class_guid) const {
  const auto known = const_cast<ClassCallbacks*>(this)->At(process, class_guid);
  return known != entries_.end() ? known->callback : nullptr;
}

}  // namespace etalon::sim
