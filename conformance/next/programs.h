// Real programs, and the clauses that they hang on: programs.json, compiled in.
#ifndef ETALON_CONFORMANCE_NEXT_PROGRAMS_H_
#define ETALON_CONFORMANCE_NEXT_PROGRAMS_H_

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace etalon {

// One documented use of ETW.
struct Scenario {
  std::string program;  // "PresentMon"
  std::string does;
  std::vector<std::string> sources;  // public pages that document it, by their addresses
  std::vector<std::string> clauses;  // without any of these it does not work
};

// None, and *why, for text that is not of the form of programs.json.
std::optional<std::vector<Scenario>> ParseScenarios(std::string_view text, std::string* why);

// Those of programs.json.
const std::vector<Scenario>& KnownScenarios();

// The text of programs.json; generated.
std::string_view ProgramsFile();

}  // namespace etalon

#endif  // ETALON_CONFORMANCE_NEXT_PROGRAMS_H_
