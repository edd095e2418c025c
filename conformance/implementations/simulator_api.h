// The simulator as a table of the real C functions.
#ifndef ETALON_CONFORMANCE_IMPLEMENTATIONS_SIMULATOR_API_H_
#define ETALON_CONFORMANCE_IMPLEMENTATIONS_SIMULATOR_API_H_

#include "conformance/implementations/etw_api.h"
#include "sim/system/windows_version.h"

namespace etalon {

// Every function that `windows` has. Each acts on the Machine of the calling thread's CallerScope, outside of
// which none may be called.
const EtwApi& SimulatorApi(WindowsVersion windows);

}  // namespace etalon

#endif  // ETALON_CONFORMANCE_IMPLEMENTATIONS_SIMULATOR_API_H_
