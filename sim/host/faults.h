// Failures that a test asks for.
#ifndef ETALON_SIM_HOST_FAULTS_H_
#define ETALON_SIM_HOST_FAULTS_H_

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <mutex>

namespace etalon::sim {

enum class Fault : uint32_t {
  kBufferMemory,      // memory for one more event buffer
  kPropertiesMemory,  // memory for a copy of EVENT_TRACE_PROPERTIES (heap tracing)
  kDiskWrite,         // a write to a log file
  kFileOpen,          // creating or opening a log file
};
inline constexpr size_t kFaultCount = 4;

// Which requests fail. One a Machine, so that two Machines never share faults. Any thread.
class Faults {
 public:
  // After `after` requests that succeed, `times` fail. Replaces what was asked for before.
  void Fail(Fault fault, uint32_t after, uint32_t times);

  // Asked at the seam, immediately before the request. True: report this failure now.
  bool ShouldFail(Fault fault);

 private:
  struct Plan {
    uint32_t after = 0;
    uint32_t times = 0;
  };
  std::mutex mutex_;
  std::array<Plan, kFaultCount> plans_ = {};
  std::atomic<bool> any_{false};  // spares those who have none the mutex
};

}  // namespace etalon::sim

#endif  // ETALON_SIM_HOST_FAULTS_H_
