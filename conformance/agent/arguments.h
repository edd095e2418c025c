// The agent's command line.
#ifndef ETALON_CONFORMANCE_AGENT_ARGUMENTS_H_
#define ETALON_CONFORMANCE_AGENT_ARGUMENTS_H_

#include <optional>
#include <string>
#include <vector>

#include "conformance/recording/recorder.h"

namespace etalon {

inline constexpr char kUsage[] =
    "usage: etalon_agent [--library FILE]...\n"
    "       etalon_agent [--library FILE]... --record FOLDER [--runs N] SCRIPT...\n";

struct Arguments {
  std::vector<std::string> libraries;
  std::optional<Recording> recording;  // its paths are absolute
};

// None, and *error, for what is none.
std::optional<Arguments> ReadArguments(const std::vector<std::string>& words, std::string* error);

}  // namespace etalon

#endif  // ETALON_CONFORMANCE_AGENT_ARGUMENTS_H_
