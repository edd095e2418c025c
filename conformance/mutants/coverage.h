// Which tests reach which mutants: a test to which one makes no difference cannot notice it.
#ifndef ETALON_CONFORMANCE_MUTANTS_COVERAGE_H_
#define ETALON_CONFORMANCE_MUTANTS_COVERAGE_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "conformance/mutants/mutant.h"
#include "sim/system/windows_version.h"

namespace etalon {

struct TestCoverage {
  std::string name;
  uint64_t cpu_ns = 0;
  bool passed = false;
  std::string message;  // why not
  // One for each of the mutants that were asked for: its place was come by; the change would have
  // made a difference there.
  std::vector<bool> reached;
  std::vector<bool> mattered;
};

// Runs every test on this Windows without a mutant, in `jobs` child processes. Quick tests come
// first. A test that took its process down is told as one that has not passed.
std::vector<TestCoverage> CoverAll(WindowsVersion windows, const std::vector<Mutant>& mutants,
                                   size_t jobs);

}  // namespace etalon

#endif  // ETALON_CONFORMANCE_MUTANTS_COVERAGE_H_
