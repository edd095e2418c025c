// Calls that may fault, and live on.
#ifndef ETALON_CONFORMANCE_SCRIPT_EXECUTION_GUARD_H_
#define ETALON_CONFORMANCE_SCRIPT_EXECUTION_GUARD_H_

#include <cstdint>
#include <string>

namespace etalon {

// A fault that a guarded call ended with.
struct Fault {
  std::string name;  // "SIGSEGV", "exception 0xc0000005"
  bool has_address = false;
  uint64_t address = 0;  // that was accessed
  bool is_write = false;
  // Wine's way to say that a library exports the name of a function and nothing behind it.
  bool is_missing_function = false;
};

// Runs body(context). False: it faulted, or called abort(); *fault says how. Frames between are
// gone without their destructors: whatever the body was in the middle of is lost, and its code
// should not be called again. Guards nest; each thread has its own.
//
// A fault on a thread that stands in no guard ends the process.
bool RunGuarded(void (*body)(void* context), void* context, Fault* fault);

// The same for code and memory that may well fault, and whose caller goes on. abort() is not
// caught: it goes to the guard around this one. False: it faulted.
bool RunExpectingFaults(void (*body)(void* context), void* context);

}  // namespace etalon

#endif  // ETALON_CONFORMANCE_SCRIPT_EXECUTION_GUARD_H_
