#include "sim/c_api/environment.h"

#include <charconv>
#include <string_view>
#include <utility>

namespace etalon::sim {
namespace {

constexpr uint64_t kMostProcessors = 256;

std::optional<uint64_t> ReadNumber(std::string_view text, uint64_t most) {
  uint64_t number = 0;
  const char* end = text.data() + text.size();
  const auto [stopped, error] = std::from_chars(text.data(), end, number);
  if (error != std::errc() || stopped != end || number > most) return std::nullopt;
  return number;
}

// Takes what stands before the next `separator`, and both, off the front of `text`.
std::string_view TakePart(std::string_view* text, char separator) {
  const size_t end = text->find(separator);
  const std::string_view part = text->substr(0, end);
  *text = end == std::string_view::npos ? std::string_view() : text->substr(end + 1);
  return part;
}

std::optional<Fault> FaultNamed(std::string_view name) {
  if (name == "buffer-memory") return Fault::kBufferMemory;
  if (name == "properties-memory") return Fault::kPropertiesMemory;
  if (name == "disk-write") return Fault::kDiskWrite;
  if (name == "file-open") return Fault::kFileOpen;
  return std::nullopt;
}

std::optional<AskedFault> ReadFault(std::string_view text) {
  AskedFault asked;
  const std::optional<Fault> fault = FaultNamed(TakePart(&text, ':'));
  if (!fault) return std::nullopt;
  asked.fault = *fault;
  for (uint32_t* number : {&asked.after, &asked.times}) {
    if (text.empty()) break;
    const std::optional<uint64_t> read = ReadNumber(TakePart(&text, ':'), UINT32_MAX);
    if (!read) return std::nullopt;
    *number = static_cast<uint32_t>(*read);
  }
  if (!text.empty()) return std::nullopt;
  return asked;
}

// False: one of them is no fault that we know.
bool ReadFaults(std::string_view text, std::vector<AskedFault>* faults) {
  while (!text.empty()) {
    const std::optional<AskedFault> fault = ReadFault(TakePart(&text, ','));
    if (!fault) return false;
    faults->push_back(*fault);
  }
  return true;
}

}  // namespace

std::optional<Token> TokenNamed(std::string_view name) {
  constexpr std::pair<std::string_view, Token> kTokens[] = {
      {"administrator", Token::kAdministrator},
      {"performance-log-user", Token::kPerformanceLogUser},
      {"local-system", Token::kLocalSystem},
      {"local-service", Token::kLocalService},
      {"network-service", Token::kNetworkService},
      {"user", Token::kUser}};
  for (const auto& [known, token] : kTokens) {
    if (known == name) return token;
  }
  return std::nullopt;
}

std::optional<Environment> ReadEnvironment(const std::function<const char*(const char*)>& get,
                                           std::string* why) {
  Environment environment;
  const auto refuse = [&](const char* name, const std::string& reason) {
    *why = std::string(name) + "=" + get(name) + ": " + reason;
    return std::nullopt;
  };
  if (const char* text = get("ETALON_CPUS")) {
    const std::optional<uint64_t> processors = ReadNumber(text, kMostProcessors);
    if (!processors || *processors == 0) return refuse("ETALON_CPUS", "not a number from 1 to 256");
    environment.processors = static_cast<uint32_t>(*processors);
  }
  if (const char* text = get("ETALON_SEED")) {
    environment.seed = ReadNumber(text, UINT64_MAX);
    if (!environment.seed) return refuse("ETALON_SEED", "not a number below 2^64");
  }
  const char* faults = get("ETALON_FAULTS");
  if (faults != nullptr && !ReadFaults(faults, &environment.faults)) {
    return refuse("ETALON_FAULTS", "not a list of NAME[:AFTER[:TIMES]]");
  }
  if (const char* text = get("ETALON_WINDOWS")) {
    const std::optional<WindowsVersion> windows = ParseSimulatedWindows(text);
    if (!windows) return refuse("ETALON_WINDOWS", "not " + SimulatedWindowsList());
    environment.windows = *windows;
  }
  if (const char* text = get("ETALON_TOKEN")) {
    const std::optional<Token> token = TokenNamed(text);
    if (!token)
      return refuse("ETALON_TOKEN", "not user, administrator, performance-log-user or a service");
    environment.token = *token;
  }
  if (get("ETALON_MACHINE") != nullptr) {
    for (const char* name : {"ETALON_CPUS", "ETALON_SEED", "ETALON_FAULTS", "ETALON_WINDOWS"}) {
      if (get(name) != nullptr) return refuse(name, "is for the machine of ETALON_MACHINE to know");
    }
  }
  return environment;
}

}  // namespace etalon::sim
