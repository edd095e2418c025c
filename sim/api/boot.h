// The computer starts: what the registry asks of ETW then.
#ifndef ETALON_SIM_API_BOOT_H_
#define ETALON_SIM_API_BOOT_H_

#include "sim/machine.h"

namespace etalon::sim {

// Restarts the computer under the caller, whose process alone is there afterwards: sessions are
// stopped without a word to their providers, other processes end, registrations and traces are
// gone, files and the registry stay. Then, from the registry:
//  * EtwMaxLoggers, brought into 32 to 256, is how many sessions may run
//    (since 10.0.16299);
//  * the Global Logger starts if GlobalLogger\Start is 1, as NT Kernel Logger if it has kernel
//  flags;
//  * each key below Autologger with Start 1 is a session, its keys named by GUIDs its providers.
// Where a session failed, the Status of its key says why.
void Restart(Machine& machine);

}  // namespace etalon::sim

#endif  // ETALON_SIM_API_BOOT_H_
