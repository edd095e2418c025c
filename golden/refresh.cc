// bazel run //golden:refresh: writes what the scenarios give now into golden/data of the source
// tree.
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>

#include "golden/playback.h"
#include "golden/scenario.h"
#include "golden/text_difference.h"

namespace etalon {
namespace {

// False: the scenario cannot be played, or its files not be written.
bool Refresh(const std::string& scenario, const std::string& directory) {
  std::map<std::string, std::string> kept = KeptFilesOf(scenario, directory);
  std::string error;
  const std::optional<Playback> playback =
      Play(kept[ScriptFileOf(scenario)], ScriptFileOf(scenario),
           std::filesystem::temp_directory_path().string(), &error);
  if (!playback) {
    std::cerr << "refresh: " << error << '\n';
    return false;
  }
  for (const auto& [name, text] : FilesOf(scenario, *playback)) {
    const std::string difference = TextDifference(kept[name], text);
    kept.erase(name);
    std::cout << name << (difference.empty() ? ": as it was\n" : ": changed\n" + difference);
    if (difference.empty()) continue;
    std::ofstream file(directory + "/" + name, std::ios::binary);
    file << text;
    if (!file.flush()) {
      std::cerr << "refresh: " << directory << '/' << name << " cannot be written\n";
      return false;
    }
  }
  for (const auto& [name, text] : kept) {
    std::cout << name << ": removed\n";
    std::filesystem::remove(directory + "/" + name);
  }
  return true;
}

}  // namespace
}  // namespace etalon

int main() {
  const char* const workspace = std::getenv("BUILD_WORKSPACE_DIRECTORY");
  if (workspace == nullptr) {
    std::cerr << "refresh: run me as: " << etalon::kRefreshCommand << '\n';
    return 1;
  }
  const std::string directory = std::string(workspace) + "/golden/data";
  bool all = true;
  for (const char* scenario : etalon::kScenarios) all = etalon::Refresh(scenario, directory) && all;
  return all ? 0 : 1;
}
