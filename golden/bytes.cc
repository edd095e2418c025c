// usage: bytes DIRECTORY            of all that the scenarios in it give: size and checksum
//        bytes DIRECTORY SCENARIO   all that the scenario gives
//
// For comparing what differently built programs make of the same scripts (same_bytes.sh).
#include <iostream>

#include "golden/checksum.h"
#include "golden/playback.h"
#include "golden/scenario.h"

namespace etalon {
namespace {

bool Print(const std::string& directory, const std::string& scenario, bool whole) {
  const std::string script = ReadWhole(directory + "/" + ScriptFileOf(scenario)).value_or("");
  std::string error;
  const std::optional<Playback> playback = Play(script, scenario, &error);
  if (!playback) {
    std::cerr << "bytes: " << error << '\n';
    return false;
  }
  for (const auto& [name, text] : FilesOf(scenario, *playback)) {
    std::cout << name << ": " << Summary(text) << (whole ? text : "");
  }
  return true;
}

}  // namespace
}  // namespace etalon

int main(int argc, char** argv) {
  if (argc != 2 && argc != 3) {
    std::cerr << "usage: bytes DIRECTORY [SCENARIO]\n";
    return 1;
  }
  if (argc == 3) return etalon::Print(argv[1], argv[2], true) ? 0 : 1;
  bool all = true;
  for (const std::string& scenario : etalon::ScenariosIn(argv[1])) {
    all = etalon::Print(argv[1], scenario, false) && all;
  }
  return all ? 0 : 1;
}
