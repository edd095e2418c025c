// Events of processes, threads and images. See docs/log_file_format.md.
#ifndef ETALON_SIM_KERNEL_PROCESS_EVENTS_H_
#define ETALON_SIM_KERNEL_PROCESS_EVENTS_H_

#include <cstdint>

#include "sim/kernel/system_event.h"
#include "sim/system/image.h"
#include "sim/system/process_table.h"
#include "sim/system/windows_version.h"

namespace etalon::sim {

// Their types; that an image was loaded has one of its own.
enum class Moment : uint8_t {
  kBegin = 1,
  kEnd = 2,
  kThereAtStart = 3,  // it was there when the session started
  kThereAtStop = 4,   // or when it stopped
};

SystemEvent ProcessEvent(Moment moment, const Process& process, WindowsVersion windows);
SystemEvent ThreadEvent(Moment moment, uint32_t pid, uint32_t thread_id, WindowsVersion windows);
SystemEvent ImageEvent(Moment moment, uint32_t pid, const Image& image, WindowsVersion windows);

// A processor goes from one thread to another; 0 is the idle thread.
struct Switch {
  uint32_t new_thread = 0;
  uint32_t old_thread = 0;
  uint8_t old_state = 0;        // a KTHREAD_STATE: 5, it waits
  uint8_t old_wait_reason = 0;  // a KWAIT_REASON
  uint32_t new_wait_time = 0;
};

SystemEvent SwitchEvent(const Switch& change, WindowsVersion windows);

}  // namespace etalon::sim

#endif  // ETALON_SIM_KERNEL_PROCESS_EVENTS_H_
