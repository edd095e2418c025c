// Numbers for keys, found without a chase through memory.
#ifndef ETALON_CONFORMANCE_HEAP_ID_TABLE_H_
#define ETALON_CONFORMANCE_HEAP_ID_TABLE_H_

#include <cstddef>
#include <cstdint>
#include <vector>

namespace etalon::heap {

// Spreads keys that differ in a few bits over all of them.
inline uint64_t SpreadBits(uint64_t key) {
  key *= 0x9E3779B97F4A7C15;
  return key ^ key >> 32;
}

// A map from any 64-bit key to an id, in one array: 16 bytes an entry, half of it in use at least
// after it has grown. Entries are changed, never removed.
class IdTable {
 public:
  static constexpr uint32_t kNone = 0xFFFFFFFF;

  // The id of `key`, kNone if it has none yet; to be set by the caller. Good until the next call.
  uint32_t& At(uint64_t key) {
    if (used_ >= entries_.size() / 4 * 3) Grow();
    Entry& entry = entries_[PlaceOf(key)];
    if (!entry.used) {
      entry = {key, kNone, true};
      ++used_;
    }
    return entry.id;
  }

  uint32_t Find(uint64_t key) const {
    if (entries_.empty()) return kNone;
    const Entry& entry = entries_[PlaceOf(key)];
    return entry.used ? entry.id : kNone;
  }

 private:
  struct Entry {
    uint64_t key = 0;
    uint32_t id = kNone;
    bool used = false;
  };

  size_t PlaceOf(uint64_t key) const {
    const size_t mask = entries_.size() - 1;
    size_t at = SpreadBits(key) & mask;
    while (entries_[at].used && entries_[at].key != key) at = (at + 1) & mask;
    return at;
  }

  void Grow() {
    std::vector<Entry> old(entries_.empty() ? 16 : 2 * entries_.size());
    old.swap(entries_);
    for (const Entry& entry : old) {
      if (entry.used) entries_[PlaceOf(entry.key)] = entry;
    }
  }

  std::vector<Entry> entries_;  // a power of two of them
  size_t used_ = 0;
};

}  // namespace etalon::heap

#endif  // ETALON_CONFORMANCE_HEAP_ID_TABLE_H_
