// What the environment asks of the default machine; default_machine.h documents it.
#ifndef ETALON_SIM_C_API_ENVIRONMENT_H_
#define ETALON_SIM_C_API_ENVIRONMENT_H_

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sim/host/faults.h"
#include "sim/system/process_table.h"
#include "sim/system/windows_version.h"

namespace etalon::sim {

struct AskedFault {
  Fault fault = Fault::kBufferMemory;
  uint32_t after = 0;
  uint32_t times = 1;

  friend bool operator==(const AskedFault&, const AskedFault&) = default;
};

struct Environment {
  WindowsVersion windows = kNewest;
  uint32_t processors = 2;
  std::optional<uint64_t> seed;
  std::vector<AskedFault> faults;
  Token token = Token::kAdministrator;  // of this program
};

// "administrator", "performance-log-user", "local-system", "local-service", "network-service",
// "user"
std::optional<Token> TokenNamed(std::string_view name);

// Reads the variables through `get` (null: not set). None, and *why says what is wrong, when one of
// them cannot be honoured.
std::optional<Environment> ReadEnvironment(const std::function<const char*(const char*)>& get,
                                           std::string* why);

}  // namespace etalon::sim

#endif  // ETALON_SIM_C_API_ENVIRONMENT_H_
