#include "sim/system/sid.h"

#include <cstring>

#include "sim/system/identity.h"

namespace etalon::sim {
namespace {

constexpr uint32_t kBuiltinDomain = 32;
constexpr size_t kAuthorityBytes = 6;

Sid Builtin(uint32_t group) { return {kNtAuthority, {kBuiltinDomain, group}}; }

}  // namespace

Sid Everyone() { return {kWorldAuthority, {0}}; }
Sid LocalSystem() { return {kNtAuthority, {18}}; }
Sid LocalService() { return {kNtAuthority, {19}}; }
Sid NetworkService() { return {kNtAuthority, {20}}; }
Sid AuthenticatedUsers() { return {kNtAuthority, {11}}; }
Sid Administrators() { return Builtin(544); }
Sid Users() { return Builtin(545); }
Sid PerformanceMonitors() { return Builtin(558); }
Sid PerformanceLogUsers() { return Builtin(559); }

Sid AccountOf(Token token) { return ReadSid(SidOf(token).data()).value_or(Sid{}); }

namespace {

std::vector<Sid> MakeSidsOf(Token token) {
  std::vector<Sid> sids = {AccountOf(token), Everyone(), AuthenticatedUsers()};
  if (token == Token::kAdministrator || token == Token::kLocalSystem) {
    sids.push_back(Administrators());
  }
  if (token == Token::kPerformanceLogUser) sids.push_back(PerformanceLogUsers());
  if (token != Token::kLocalSystem) sids.push_back(Users());
  return sids;
}

}  // namespace

const std::vector<Sid>& SidsOf(Token token) {
  static const std::vector<std::vector<Sid>> of_tokens = [] {
    std::vector<std::vector<Sid>> all;
    for (Token each = Token::kAdministrator; each <= Token::kUser;
         each = static_cast<Token>(static_cast<int>(each) + 1)) {
      all.push_back(MakeSidsOf(each));
    }
    return all;
  }();
  return of_tokens[static_cast<size_t>(token)];
}

std::optional<Sid> ReadSid(const void* sid) {
  if (sid == nullptr) return std::nullopt;
  const auto* const bytes = static_cast<const uint8_t*>(sid);
  const uint8_t revision = bytes[0];
  const uint8_t count = bytes[1];
  if (revision != SID_REVISION || count > SID_MAX_SUB_AUTHORITIES) return std::nullopt;
  Sid read;
  for (size_t i = 0; i < kAuthorityBytes; ++i) read.authority = read.authority << 8 | bytes[2 + i];
  read.sub_authorities.resize(count);
  if (count != 0) {
    std::memcpy(read.sub_authorities.data(), bytes + 2 + kAuthorityBytes, count * sizeof(uint32_t));
  }
  return read;
}

std::vector<uint8_t> BytesOf(const Sid& sid) {
  std::vector<uint8_t> bytes = {SID_REVISION, static_cast<uint8_t>(sid.sub_authorities.size())};
  for (size_t i = 0; i < kAuthorityBytes; ++i) {
    bytes.push_back(static_cast<uint8_t>(sid.authority >> (8 * (kAuthorityBytes - 1 - i))));
  }
  for (const uint32_t sub : sid.sub_authorities) {
    for (int shift = 0; shift < 32; shift += 8) bytes.push_back(static_cast<uint8_t>(sub >> shift));
  }
  return bytes;
}

}  // namespace etalon::sim
