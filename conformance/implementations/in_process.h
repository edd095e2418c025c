// The simulator in this process.
#ifndef ETALON_CONFORMANCE_IMPLEMENTATIONS_IN_PROCESS_H_
#define ETALON_CONFORMANCE_IMPLEMENTATIONS_IN_PROCESS_H_

#include <cstdint>
#include <memory>
#include <string>

#include "conformance/implementations/implementation.h"
#include "conformance/script/executor.h"

namespace etalon {

struct SimulatorOptions {
  uint64_t seed = 1;
  uint32_t processors = 2;
  WindowsVersion windows = kNewest;  // one of kSimulatedWindows
  Telling telling = Telling::kEverything;
  // Operations reach no sessions but their own, whose names begin so (Executor::ShareComputer). "":
  // they have the computer to themselves.
  std::u16string own_prefix = {};
};

// Named "sim", with every capability and the functions that its Windows has. Each StartAfresh makes
// a new Machine of the same seed, so that the outcomes of a test never depend on the tests before
// it. Reset may ask for another Windows, until StartAfresh or the next Reset.
std::unique_ptr<Implementation> MakeSimulator(const SimulatorOptions& options);

}  // namespace etalon

#endif  // ETALON_CONFORMANCE_IMPLEMENTATIONS_IN_PROCESS_H_
