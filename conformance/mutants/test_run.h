// The tests that mutants have to get past: the suite, the golden transcripts, the properties.
#ifndef ETALON_CONFORMANCE_MUTANTS_TEST_RUN_H_
#define ETALON_CONFORMANCE_MUTANTS_TEST_RUN_H_

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "sim/system/windows_version.h"

namespace etalon {

// What became of one test.
struct TestEnd {
  std::string name;  // GoogleTest's: "STARTTRACE_E02.NoRoom"
  bool passed = false;
  bool crashed = false;  // the simulator faulted or hung, and the harness noticed
  std::string message;   // the first failure's
  uint64_t cpu_ns = 0;
};

// Every test there is on this Windows. Golden transcripts and properties are of the newest.
std::vector<std::string> AllTests(WindowsVersion windows);

// Called around each test.
struct TestEvents {
  std::function<void(const std::string& name)> on_start;
  std::function<void(const TestEnd&)> on_end;
};

// Runs the tests of these names on a simulator of this Windows, once a process.
void RunTests(WindowsVersion windows, const std::vector<std::string>& names,
              const TestEvents& events);

}  // namespace etalon

#endif  // ETALON_CONFORMANCE_MUTANTS_TEST_RUN_H_
