// The call stacks of programs, as heap events show them.
#ifndef ETALON_SIM_C_API_CALL_STACK_H_
#define ETALON_SIM_C_API_CALL_STACK_H_

#include <cstddef>
#include <cstdint>
#include <span>

#include "sim/kernel/kernel_event.h"

namespace etalon::sim {

// The stack of the program on this thread begins with the caller: what is further out is this
// library's and the host's.
void BeginCallStack();

// Where the calls of this thread will return to, the innermost first: one address in the function of
// this library that will return to `returns_to`, that itself, and so on to where the program begins.
// At most kMaximumFrames.
class CallStack {
 public:
  explicit CallStack(const void* returns_to);
  std::span<const uint64_t> frames() const { return {frames_, count_}; }

 private:
  uint64_t frames_[kMaximumFrames];
  size_t count_ = 0;
};

}  // namespace etalon::sim

#endif  // ETALON_SIM_C_API_CALL_STACK_H_
