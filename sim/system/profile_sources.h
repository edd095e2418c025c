// What the simulated processor can take samples by: its clock and its counters.
#ifndef ETALON_SIM_SYSTEM_PROFILE_SOURCES_H_
#define ETALON_SIM_SYSTEM_PROFILE_SOURCES_H_

#include <cstdint>
#include <string_view>
#include <vector>

namespace etalon::sim {

struct ProfileSource {
  uint32_t id = 0;
  std::u16string_view name;
  uint32_t smallest_interval = 0;
  uint32_t largest_interval = 0;
  uint32_t interval = 0;  // of the clock in 100 ns, of counters in events
};

// System-wide. Under the machine's lock.
class ProfileSources {
 public:
  // Counters that can be in use at a time.
  static constexpr uint32_t kMaximumCounters = 4;

  ProfileSources();

  const std::vector<ProfileSource>& all() const { return sources_; }
  const ProfileSource* Find(uint32_t id) const;

  // Brought into the source's range. The source exists.
  void SetInterval(uint32_t id, uint32_t interval);

  // The sources that samples are taken by; none until they are set.
  const std::vector<uint32_t>& in_use() const { return in_use_; }
  void Use(std::vector<uint32_t> ids) { in_use_ = std::move(ids); }

 private:
  std::vector<ProfileSource> sources_;
  std::vector<uint32_t> in_use_;
};

}  // namespace etalon::sim

#endif  // ETALON_SIM_SYSTEM_PROFILE_SOURCES_H_
