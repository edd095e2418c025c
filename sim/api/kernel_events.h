// The classes of kernel events, as far as stack tracing names them.
#ifndef ETALON_SIM_API_KERNEL_EVENTS_H_
#define ETALON_SIM_API_KERNEL_EVENTS_H_

#include <cstdint>
#include <optional>

#include "sim/session/session_settings.h"

namespace etalon::sim {

// The event of a hook id, group << 8 | type; none when no class has this group.
std::optional<StackEvent> EventOfHook(uint32_t hook);

// One of these flags of a system logger brings events of this class.
bool IsEnabledBy(const StackEvent& event, uint32_t enable_flags);

// EnableFlags have a bit that is no flag of a system logger.
bool HasInvalidTraceFlag(uint32_t enable_flags);

}  // namespace etalon::sim

#endif  // ETALON_SIM_API_KERNEL_EVENTS_H_
