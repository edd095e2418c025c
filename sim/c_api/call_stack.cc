#include "sim/c_api/call_stack.h"

#include <execinfo.h>

#include <algorithm>

namespace etalon::sim {
namespace {

constexpr size_t kMostOutside = 64;

// Of this thread; a thread of the program's own making has none.
thread_local size_t frames_outside = 0;

}  // namespace

void BeginCallStack() {
  constexpr int kThisAndTheCaller = 2;
  void* frames[kMostOutside];
  const int count = backtrace(frames, kMostOutside);
  frames_outside = static_cast<size_t>(std::max(count - kThisAndTheCaller, 0));
}

CallStack::CallStack(const void* returns_to) {
  constexpr size_t kMostOwn = 8;
  void* frames[kMostOwn + kMaximumFrames + kMostOutside];
  void** const all = frames + backtrace(frames, std::size(frames));
  void** const end = all - std::min<size_t>(frames_outside, all - frames);
  void** begin = std::find(frames, end, returns_to);
  if (begin == end) begin = frames;  // without a frame pointer or unwind table of its own
  if (begin != frames) --begin;
  count_ = std::min<size_t>(end - begin, kMaximumFrames);
  for (size_t i = 0; i < count_; ++i) frames_[i] = reinterpret_cast<uint64_t>(begin[i]);
}

}  // namespace etalon::sim
