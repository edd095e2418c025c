#include "conformance/implementations/agent_protocol.h"

#include <algorithm>
#include <nlohmann/json.hpp>

namespace etalon {
namespace {

using Json = nlohmann::ordered_json;

constexpr Capability kCapabilities[] = {Capability::kFaults,    Capability::kVirtualClock,
                                        Capability::kProcesses, Capability::kPrivileges,
                                        Capability::kFiles,     Capability::kRestart};

std::string TextOf(const Json& object, const char* member) {
  const auto found = object.find(member);
  return found != object.end() && found->is_string() ? found->get<std::string>() : "";
}

// Capabilities that this version does not know are nothing that its tests could need.
std::set<Capability> CapabilitiesOf(const Json& object) {
  std::set<Capability> capabilities;
  const auto names = object.find("capabilities");
  if (names == object.end() || !names->is_array()) return capabilities;
  for (const Capability capability : kCapabilities) {
    if (std::find(names->begin(), names->end(), NameOf(capability)) != names->end()) {
      capabilities.insert(capability);
    }
  }
  return capabilities;
}

}  // namespace

std::string HelloLine(const ImplementationTraits& traits) {
  Json capabilities = Json::array();
  for (const Capability capability : traits.capabilities)
    capabilities.push_back(NameOf(capability));
  const Json hello = {{"etalon_agent", kAgentProtocolVersion},
                      {"name", traits.name},
                      {"version", traits.version},
                      {"capabilities", capabilities},
                      {"windows", ToString(traits.windows)}};
  return hello.dump(-1, ' ', false, Json::error_handler_t::replace);
}

std::optional<ImplementationTraits> ParseHelloLine(std::string_view line, std::string* error) {
  const Json hello = Json::parse(line, nullptr, false);
  if (!hello.is_object() || !hello.contains("etalon_agent")) {
    *error = "expected {\"etalon_agent\":" + std::to_string(kAgentProtocolVersion) + ",...}, got " +
             std::string(line.substr(0, 80));
    return std::nullopt;
  }
  const Json& version = hello["etalon_agent"];
  if (version != kAgentProtocolVersion) {
    const std::string said = version.is_number() ? version.dump() : "of another kind";
    *error = "the agent speaks version " + said + " of the protocol, not " +
             std::to_string(kAgentProtocolVersion);
    return std::nullopt;
  }
  ImplementationTraits traits;
  traits.name = TextOf(hello, "name");
  traits.version = TextOf(hello, "version");
  traits.capabilities = CapabilitiesOf(hello);
  std::string windows = TextOf(hello, "windows");
  if (windows.empty()) windows = traits.version;
  traits.windows = ParseWindowsVersion(windows).value_or(kNewest);
  return traits;
}

}  // namespace etalon
