#include "conformance/script/execution/guarded_memory.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <cstring>
#include <map>
#include <mutex>
#include <vector>

#include "conformance/script/execution/pages.h"

namespace etalon {
namespace {

constexpr size_t kWatchedBefore = 64;  // bytes before the start that are looked at

// What stands there, and behind the end: more bytes than are ever looked at.
constexpr auto kPattern = [] {
  std::array<uint8_t, kWatchedBefore> pattern = {};
  for (uint8_t& byte : pattern) byte = 0xC7;
  return pattern;
}();

size_t PagesFor(size_t bytes, size_t alignment) {
  return (bytes + 2 * alignment + kPageBytes - 1) / kPageBytes;
}

uint8_t* NewPages(size_t count) {
  uint8_t* const first = AllocateGuardedPages(count);
  if (first == nullptr) std::abort();
  return first;
}

// What memcmp says of up to eight bytes that touch a page without access costs more than all else
// that is done to a block: it reads further, and the processor finds out slowly that it may not.
bool HoldsPattern(const uint8_t* bytes, size_t count) {
  while (count != 0 && *bytes == kPattern[0]) ++bytes, --count;
  return count == 0;
}

}  // namespace

// Mapping pages for every block would cost more than most calls: pages are used again.
class GuardedMemory::Store {
 public:
  static Store& OfTheProcess() {
    static Store* const store = new Store;  // outlives every thread
    return *store;
  }

  Pages Take(size_t count) {
    const std::lock_guard lock(mutex_);
    std::vector<Pages>& free = FreeOf(count);
    if (free.empty()) return {count, NewPages(count), NewPages(count)};
    const Pages pages = free.back();
    free.pop_back();
    return pages;
  }

  void GiveBack(const Pages& pages) {
    const std::lock_guard lock(mutex_);
    FreeOf(pages.count).push_back(pages);
  }

 private:
  std::vector<Pages>& FreeOf(size_t count) {
    return count < few_.size() ? few_[count] : many_[count];
  }

  std::mutex mutex_;
  std::array<std::vector<Pages>, 4> few_;  // by their number; most blocks have one or two
  std::map<size_t, std::vector<Pages>> many_;
};

GuardedMemory::GuardedMemory(size_t bytes, size_t alignment, bool shifted)
    : pages_(Store::OfTheProcess().Take(PagesFor(bytes, alignment))), size_(bytes) {
  const size_t room = pages_.count * kPageBytes - bytes;
  const size_t aligned = (room - (shifted ? 1 : 0)) / alignment * alignment;
  data_ = pages_.first + aligned + (shifted ? 1 : 0);
  std::copy_n(kPattern.data(), watched(), data_ - watched());
  std::memset(data_, 0, size_);
  std::copy_n(kPattern.data(), slack(), data_ + size_);
}

GuardedMemory::~GuardedMemory() {
  SetReadOnly(false);
  Store::OfTheProcess().GiveBack(pages_);
}

size_t GuardedMemory::slack() const {
  return static_cast<size_t>(pages_.first + pages_.count * kPageBytes - (data_ + size_));
}

size_t GuardedMemory::watched() const {
  return std::min<size_t>(kWatchedBefore, static_cast<size_t>(data_ - pages_.first));
}

GuardedMemory::Damage GuardedMemory::FindDamage() const {
  if (!HoldsPattern(data_ + size_, slack())) return Damage::kBehind;
  const bool is_whole = std::memcmp(data_ - watched(), kPattern.data(), watched()) == 0;
  return is_whole ? Damage::kNone : Damage::kBefore;
}

void GuardedMemory::Keep() { std::memcpy(pages_.copy, data_, size_); }

void GuardedMemory::SetReadOnly(bool read_only) {
  if (read_only == read_only_) return;
  MakeWritable(pages_.first, pages_.count, !read_only);
  read_only_ = read_only;
}

void* UnmappedAddress() {
  static uint8_t* const page = AllocateGuardedPages(0);
  return page;
}

}  // namespace etalon
