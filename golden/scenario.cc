#include "golden/scenario.h"

#include <filesystem>
#include <fstream>
#include <iterator>

namespace etalon {

std::string ScriptFileOf(const std::string& scenario) { return scenario + ".jsonl"; }

std::map<std::string, std::string> FilesOf(const std::string& scenario, const Playback& playback) {
  std::map<std::string, std::string> files;
  files[ScriptFileOf(scenario)] = playback.transcript;
  int number = 0;
  for (const std::string& dump : playback.dumps) {
    files[scenario + "." + std::to_string(++number) + ".dump.txt"] = dump;
  }
  return files;
}

std::map<std::string, std::string> KeptFilesOf(const std::string& scenario,
                                               const std::string& directory) {
  std::map<std::string, std::string> files;
  for (const auto& entry : std::filesystem::directory_iterator(directory)) {
    const std::string name = entry.path().filename().string();
    if (name.compare(0, scenario.size() + 1, scenario + ".") != 0) continue;
    files[name] = ReadWhole(entry.path().string()).value_or("");
  }
  return files;
}

std::optional<std::string> ReadWhole(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) return std::nullopt;
  return std::string(std::istreambuf_iterator<char>(file), {});
}

}  // namespace etalon
