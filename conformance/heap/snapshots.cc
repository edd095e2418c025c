#include "conformance/heap/snapshots.h"

#include <utility>

namespace etalon::heap {
namespace {

// Both as one, at the time of the later.
Snapshot Merge(const Snapshot& earlier, Snapshot later) {
  if (earlier.changes.empty()) return later;
  std::vector<Snapshot::Change> merged;
  merged.reserve(earlier.changes.size() + later.changes.size());
  auto at = later.changes.begin();
  for (const Snapshot::Change& change : earlier.changes) {
    while (at != later.changes.end() && at->use < change.use) merged.push_back(*at++);
    if (at == later.changes.end() || at->use != change.use) merged.push_back(change);
  }
  merged.insert(merged.end(), at, later.changes.end());
  later.changes = std::move(merged);
  return later;
}

}  // namespace

void Snapshots::Add(Snapshot snapshot, bool last) {
  left_out_ = Merge(left_out_, std::move(snapshot));
  if (++offered_ < stride_ && !last) return;
  offered_ = 0;
  snapshots_.push_back(std::exchange(left_out_, {}));
  if (last || snapshots_.size() == 1 || Changes() <= kMostChanges) return;
  Halve();
  stride_ *= 2;
}

void Snapshots::Halve() {
  std::vector<Snapshot> halved;
  for (size_t i = 0; i + 1 < snapshots_.size(); i += 2) {
    halved.push_back(Merge(snapshots_[i], std::move(snapshots_[i + 1])));
  }
  if (snapshots_.size() % 2 != 0) halved.push_back(std::move(snapshots_.back()));
  snapshots_ = std::move(halved);
}

size_t Snapshots::Changes() const {
  size_t changes = 0;
  for (const Snapshot& snapshot : snapshots_) changes += snapshot.changes.size();
  return changes;
}

}  // namespace etalon::heap
