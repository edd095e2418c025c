// The machine behind the simulator in this process, for tests that look into it.
#ifndef ETALON_CONFORMANCE_IMPLEMENTATIONS_SIMULATOR_MACHINE_H_
#define ETALON_CONFORMANCE_IMPLEMENTATIONS_SIMULATOR_MACHINE_H_

#include "conformance/implementations/implementation.h"
#include "sim/machine.h"

namespace etalon {

// Of what MakeSimulator made; good until the next Reset or StartAfresh.
sim::Machine& MachineOf(Implementation& simulator);

}  // namespace etalon

#endif  // ETALON_CONFORMANCE_IMPLEMENTATIONS_SIMULATOR_MACHINE_H_
