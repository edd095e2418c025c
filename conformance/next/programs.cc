#include "conformance/next/programs.h"

#include <nlohmann/json.hpp>

namespace etalon {

std::optional<std::vector<Scenario>> ParseScenarios(std::string_view text, std::string* why) {
  try {
    std::vector<Scenario> scenarios;
    const nlohmann::json file = nlohmann::json::parse(text);
    for (const nlohmann::json& scenario : file.at("scenarios")) {
      scenarios.push_back({scenario.at("program"), scenario.at("does"),
                           scenario.at("sources").get<std::vector<std::string>>(),
                           scenario.at("clauses").get<std::vector<std::string>>()});
    }
    return scenarios;
  } catch (const nlohmann::json::exception& error) {
    *why = error.what();
    return std::nullopt;
  }
}

const std::vector<Scenario>& KnownScenarios() {
  static const std::vector<Scenario> scenarios = [] {
    std::string why;
    // A test parses the file: nothing that fails to parse is ever built in.
    return ParseScenarios(ProgramsFile(), &why).value_or(std::vector<Scenario>());
  }();
  return scenarios;
}

}  // namespace etalon
