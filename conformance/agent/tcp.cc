#include "conformance/agent/tcp.h"

#include <algorithm>
#include <fstream>

namespace etalon {
namespace {

constexpr size_t kShortestToken = 16;
constexpr size_t kLongestLine = 1024;

bool IsPort(const std::string& text) {
  constexpr size_t kMostDigits = 5;
  const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
  return !text.empty() && text.size() <= kMostDigits &&
         std::all_of(text.begin(), text.end(), is_digit) && std::stoul(text) <= 65535;
}

// Every byte counts as much.
bool IsSame(const std::string& said, const std::string& token) {
  unsigned char difference = said.size() == token.size() ? 0 : 1;
  for (size_t i = 0; i < std::min(said.size(), token.size()); ++i)
    difference |= static_cast<unsigned char>(said[i] ^ token[i]);
  return difference == 0;
}

}  // namespace

std::optional<Address> ParseAddress(const std::string& text) {
  Address address;
  const size_t colon = text.rfind(':');
  if (colon != text.npos) address.host = text.substr(0, colon);
  address.port = text.substr(colon == text.npos ? 0 : colon + 1);
  if (address.host.empty() || !IsPort(address.port)) return std::nullopt;
  return address;
}

std::optional<std::string> ReadToken(const std::string& file, std::string* error) {
  std::ifstream in(file);
  std::string token;
  if (!in || !std::getline(in, token)) {
    *error = file + ": no token can be read from it";
    return std::nullopt;
  }
  if (!token.empty() && token.back() == '\r') token.pop_back();
  if (token.size() >= kShortestToken) return token;
  *error = file + ": its first line, the token, needs at least 16 characters";
  return std::nullopt;
}

bool IsTokenNext(const std::string& token, const std::function<bool(char*)>& read) {
  std::string line;
  char c = 0;
  while (line.size() < kLongestLine && read(&c)) {
    if (c == '\n') return IsSame(line, token);
    line.push_back(c);
  }
  return false;
}

}  // namespace etalon
