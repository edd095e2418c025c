// Classes of the kernel's events.
#ifndef ETALON_SIM_CONSUMER_CLASS_GUID_H_
#define ETALON_SIM_CONSUMER_CLASS_GUID_H_

#include <cstdint>

#include "sim/include/guiddef.h"

namespace etalon::sim {

// Kernel events carry a one-byte group in place of a GUID. The class GUID that consumers see for an
// event of `type` in `group`; all zero for groups without a published one.
GUID ClassGuidOfGroup(uint8_t group, uint8_t type);

}  // namespace etalon::sim

#endif  // ETALON_SIM_CONSUMER_CLASS_GUID_H_
