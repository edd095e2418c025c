// Security identifiers: who somebody is.
#ifndef ETALON_SIM_SYSTEM_SID_H_
#define ETALON_SIM_SYSTEM_SID_H_

#include <cstdint>
#include <optional>
#include <vector>

#include "sim/include/windows.h"
#include "sim/system/process_table.h"

namespace etalon::sim {

// S-1-authority-sub-sub-...
struct Sid {
  uint64_t authority = 0;  // 48 bits
  std::vector<uint32_t> sub_authorities;

  friend bool operator==(const Sid&, const Sid&) = default;
};

inline constexpr uint64_t kWorldAuthority = 1;
inline constexpr uint64_t kNtAuthority = 5;

Sid Everyone();             // S-1-1-0
Sid LocalSystem();          // S-1-5-18
Sid LocalService();         // S-1-5-19
Sid NetworkService();       // S-1-5-20
Sid Administrators();       // S-1-5-32-544
Sid Users();                // S-1-5-32-545
Sid PerformanceMonitors();  // S-1-5-32-558: Performance Monitor Users
Sid PerformanceLogUsers();  // S-1-5-32-559
Sid AuthenticatedUsers();   // S-1-5-11

// The user that a process with this token runs as: SidOf's.
Sid AccountOf(Token token);

// The account and the groups that decide what a process with this token may do.
const std::vector<Sid>& SidsOf(Token token);

// The SID in a caller's memory; none for NULL, and for what is no SID of revision 1.
std::optional<Sid> ReadSid(const void* sid);

// As it lies in memory: revision, count, authority in network order, sub-authorities.
std::vector<uint8_t> BytesOf(const Sid& sid);

}  // namespace etalon::sim

#endif  // ETALON_SIM_SYSTEM_SID_H_
