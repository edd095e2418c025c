// A computer with one process, which calls the simulator's functions themselves.
#ifndef ETALON_FUZZ_LONE_CALLER_H_
#define ETALON_FUZZ_LONE_CALLER_H_

#include <cstdint>
#include <string>

#include "sim/include/evntrace.h"
#include "sim/machine.h"

namespace etalon {

// For inputs that are the memory of a caller, byte by byte, which no operation can tell. Faults are
// not caught: who reads or writes outside is shown by the sanitizers. The thread that makes it is
// the caller, and must be the one that destroys it.
struct LoneCaller {
  explicit LoneCaller(const sim::MachineOptions& options = {}) : machine(options) {}

  sim::Machine machine;
  sim::Process& process =
      machine.processes().Create(u"fuzz.exe", sim::Token::kAdministrator, 64, false);
  sim::Caller caller = {.machine = &machine, .process = &process, .thread_id = 4444};
  sim::CallerScope scope{caller};
};

inline const WCHAR* Wide(const char16_t* text) { return reinterpret_cast<const WCHAR*>(text); }

// "answers 4711", where no function of ETW is known to answer that code; else "".
std::string StrangeCode(uint32_t code);

}  // namespace etalon

#endif  // ETALON_FUZZ_LONE_CALLER_H_
