// The classes of kernel events: their GUIDs, their groups, and the flags that ask for them.
#ifndef ETALON_SIM_KERNEL_KERNEL_CLASSES_H_
#define ETALON_SIM_KERNEL_KERNEL_CLASSES_H_

#include <cstdint>
#include <optional>

#include "sim/session/session_settings.h"

namespace etalon::sim {

inline constexpr uint8_t kDiskGroup = 0x01;
inline constexpr uint8_t kProcessGroup = 0x03;
inline constexpr uint8_t kFileGroup = 0x04;
inline constexpr uint8_t kThreadGroup = 0x05;
inline constexpr uint8_t kImageGroup = 0x14;

// Loads of images are of the group of processes, and of the class of images all the same.
inline constexpr uint8_t kImageLoaded = 0x0A;

// The event of a hook id, group << 8 | type; none when no class has this group.
std::optional<StackEvent> EventOfHook(uint32_t hook);

// `event` names the events of that group and type. Loads of images go by the class of processes
// as well.
bool Names(const StackEvent& event, uint8_t group, uint8_t type);

// One of these flags of a system logger brings events of this class.
bool IsEnabledBy(const StackEvent& event, uint32_t enable_flags);

// EnableFlags have a bit that is no flag of a system logger.
bool HasInvalidTraceFlag(uint32_t enable_flags);

}  // namespace etalon::sim

#endif  // ETALON_SIM_KERNEL_KERNEL_CLASSES_H_
