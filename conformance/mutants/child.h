// A child process that runs tests under limits.
#ifndef ETALON_CONFORMANCE_MUTANTS_CHILD_H_
#define ETALON_CONFORMANCE_MUTANTS_CHILD_H_

#include <sys/types.h>

#include <cstdint>
#include <functional>

namespace etalon {

// What a child may use; beyond it is ended.
struct ChildLimits {
  uint64_t cpu_ns = 0;
  unsigned wall_seconds = 0;
  uint64_t more_memory = 0;  // in bytes, beyond what it has of its parent
};

// How it came to an end.
enum class ChildEnd {
  kRan,      // `body` returned; `code` is what it returned
  kCrashed,  // a signal, an exit or an exception of its own
  kTooLong,  // out of time
};

// Runs `body` in a child, whose output nobody sees. Its id.
pid_t StartChild(const ChildLimits& limits, const std::function<int()>& body);

// In the child: ends it as if `body` had returned this.
[[noreturn]] void LeaveChild(int code);

// Of what waitpid told.
ChildEnd EndOf(int status, int* code);

}  // namespace etalon

#endif  // ETALON_CONFORMANCE_MUTANTS_CHILD_H_
