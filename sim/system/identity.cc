#include "sim/system/identity.h"

namespace etalon::sim {
namespace {

// Revision, number of subauthorities, authority 5 (NT), subauthorities.
#define SERVICE_SID(id) \
  { 1, 1, 0, 0, 0, 0, 0, 5, id, 0, 0, 0 }
#define ACCOUNT_SID(low)                                                                          \
  {                                                                                               \
    1, 5, 0, 0, 0, 0, 0, 5, 21, 0, 0, 0, 0xE8, 3, 0, 0, 0xD0, 7, 0, 0, 0xB8, 11, 0, 0, low, 3, 0, \
        0                                                                                         \
  }

constexpr uint8_t kLocalSystem[] = SERVICE_SID(18);
constexpr uint8_t kLocalService[] = SERVICE_SID(19);
constexpr uint8_t kNetworkService[] = SERVICE_SID(20);
constexpr uint8_t kAdministrator[] = ACCOUNT_SID(0xE9);
constexpr uint8_t kPerformanceLogUser[] = ACCOUNT_SID(0xEA);
constexpr uint8_t kUser[] = ACCOUNT_SID(0xEB);

#undef SERVICE_SID
#undef ACCOUNT_SID

constexpr uint64_t kFirstBoot = uint64_t{1} << 48;

}  // namespace

std::span<const uint8_t> SidOf(Token token) {
  switch (token) {
    case Token::kAdministrator:
      return kAdministrator;
    case Token::kPerformanceLogUser:
      return kPerformanceLogUser;
    case Token::kLocalSystem:
      return kLocalSystem;
    case Token::kLocalService:
      return kLocalService;
    case Token::kNetworkService:
      return kNetworkService;
    case Token::kUser:
      return kUser;
  }
  return kUser;
}

uint32_t TerminalSessionOf(Token token) {
  const bool is_service = token == Token::kLocalSystem || token == Token::kLocalService ||
                          token == Token::kNetworkService;
  return is_service ? 0 : 1;
}

uint64_t StartKeyOf(const Process& process) { return kFirstBoot | process.pid; }

}  // namespace etalon::sim
