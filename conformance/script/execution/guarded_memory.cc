#include "conformance/script/execution/guarded_memory.h"

#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <map>
#include <mutex>
#include <vector>

#include "conformance/script/execution/pages.h"

namespace etalon {
namespace {

constexpr uint8_t kPattern = 0xC7;
constexpr size_t kWatchedBefore = 64;  // bytes before the start that are looked at

// Mapping pages for every block would cost more than most calls: pages are used again.
class PageStore {
 public:
  uint8_t* Take(size_t pages) {
    const std::lock_guard lock(mutex_);
    std::vector<uint8_t*>& free = free_[pages];
    if (free.empty()) return AllocateGuardedPages(pages);
    uint8_t* const first = free.back();
    free.pop_back();
    return first;
  }

  void GiveBack(uint8_t* first, size_t pages) {
    const std::lock_guard lock(mutex_);
    free_[pages].push_back(first);
  }

 private:
  std::mutex mutex_;
  std::map<size_t, std::vector<uint8_t*>> free_;
};

PageStore& Store() {
  static PageStore* const store = new PageStore;  // outlives every thread
  return *store;
}

uint8_t* TakePages(size_t pages) {
  uint8_t* const first = Store().Take(pages);
  if (first == nullptr) std::abort();
  return first;
}

size_t PagesFor(size_t bytes, size_t alignment) {
  return (bytes + 2 * alignment + kPageBytes - 1) / kPageBytes;
}

}  // namespace

GuardedMemory::GuardedMemory(size_t bytes, size_t alignment, bool shifted)
    : pages_(PagesFor(bytes, alignment)), first_(TakePages(pages_)), size_(bytes) {
  const size_t room = pages_ * kPageBytes - bytes;
  const size_t aligned = (room - (shifted ? 1 : 0)) / alignment * alignment;
  data_ = first_ + aligned + (shifted ? 1 : 0);
  const size_t watched = std::min<size_t>(kWatchedBefore, static_cast<size_t>(data_ - first_));
  std::memset(data_ - watched, kPattern, watched);
  std::memset(data_, 0, size_);
  std::memset(data_ + size_, kPattern, slack());
}

GuardedMemory::~GuardedMemory() {
  SetReadOnly(false);
  Store().GiveBack(first_, pages_);
}

size_t GuardedMemory::slack() const {
  return static_cast<size_t>(first_ + pages_ * kPageBytes - (data_ + size_));
}

GuardedMemory::Damage GuardedMemory::FindDamage() const {
  const auto is_damaged = [](uint8_t byte) { return byte != kPattern; };
  if (std::any_of(data_ + size_, data_ + size_ + slack(), is_damaged)) return Damage::kBehind;
  const size_t watched = std::min<size_t>(kWatchedBefore, static_cast<size_t>(data_ - first_));
  return std::any_of(data_ - watched, data_, is_damaged) ? Damage::kBefore : Damage::kNone;
}

void GuardedMemory::SetReadOnly(bool read_only) {
  if (read_only == read_only_) return;
  MakeWritable(first_, pages_, !read_only);
  read_only_ = read_only;
}

void* UnmappedAddress() {
  static uint8_t* const page = AllocateGuardedPages(0);
  return page;
}

}  // namespace etalon
