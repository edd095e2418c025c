// Events of the kernel that tell whose heap it is: processes, images and stacks.
#ifndef ETALON_CONFORMANCE_HEAP_KERNEL_EVENT_H_
#define ETALON_CONFORMANCE_HEAP_KERNEL_EVENT_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "sim/consumer/delivered_event.h"

namespace etalon::heap {

// Event types of the process and image classes.
inline constexpr uint8_t kProcessStart = 1;
inline constexpr uint8_t kProcessEnd = 2;
inline constexpr uint8_t kImageLoad = 10;
inline constexpr uint8_t kImageUnload = 2;
inline constexpr uint8_t kRundownStart = 3;  // existed when the session began
inline constexpr uint8_t kRundownEnd = 4;    // still existed when it ended

inline constexpr uint8_t kStackWalk = 32;

struct ProcessEvent {
  uint32_t process_id = 0;
  uint32_t exit_code = 0;  // kProcessEnd
  std::string name;        // "notepad.exe", UTF-8; no folder
};

struct ImageEvent {
  uint32_t process_id = 0;
  uint64_t base = 0;
  uint64_t size = 0;  // bytes
  std::string path;   // UTF-8
};

// A stack belongs to the event with this stamp of this thread.
struct StackEvent {
  int64_t stamp = 0;  // as recorded, session clock
  uint32_t process_id = 0;
  uint32_t thread_id = 0;
  std::vector<uint64_t> addresses;  // the innermost first
};

// All versions since Windows 2000. False: the payload is too short.
bool ParseProcessEvent(const sim::DeliveredEvent& event, ProcessEvent* process);
bool ParseImageEvent(const sim::DeliveredEvent& event, ImageEvent* image);

// Keeps the room of `stack->addresses`.
bool ParseStackEvent(const sim::DeliveredEvent& event, StackEvent* stack);

// "notepad.exe" of "\Device\HarddiskVolume1\Windows\notepad.exe".
std::string FileNameOf(const std::string& path);

}  // namespace etalon::heap

#endif  // ETALON_CONFORMANCE_HEAP_KERNEL_EVENT_H_
