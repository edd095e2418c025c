#include "golden/scenario.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <sstream>

namespace etalon {
namespace {

// The comment at the top of a script, without its marks.
std::string OpeningComment(const std::string& script) {
  std::istringstream lines(script);
  std::string comment;
  for (std::string line; std::getline(lines, line) && line.rfind("# ", 0) == 0;) {
    comment += (comment.empty() ? "" : " ") + line.substr(2);
  }
  return comment;
}

std::string FamilyOf(const std::string& scenario) { return scenario.substr(0, scenario.find('_')); }

}  // namespace

std::vector<std::string> ScenariosIn(const std::string& directory) {
  std::vector<std::string> scenarios;
  for (const auto& entry : std::filesystem::directory_iterator(directory)) {
    if (entry.path().extension() == ".jsonl") scenarios.push_back(entry.path().stem().string());
  }
  std::sort(scenarios.begin(), scenarios.end());
  return scenarios;
}

std::string ScriptFileOf(const std::string& scenario) { return scenario + ".jsonl"; }

std::map<std::string, std::string> FilesOf(const std::string& scenario, const Playback& playback) {
  std::map<std::string, std::string> files;
  files[ScriptFileOf(scenario)] = playback.transcript;
  for (size_t i = 0; i < playback.dumps.size(); ++i) {
    const std::string name = scenario + "." + std::to_string(i + 1);
    files[name + ".dump.txt"] = playback.dumps[i];
    if (!playback.heap_reports[i].empty()) files[name + ".heap.txt"] = playback.heap_reports[i];
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

std::string TableOfScenarios(const std::string& directory) {
  std::ostringstream page;
  page << "# The scenarios\n\nWritten by `" << kRefreshCommand << "`.\n";
  std::string family;
  for (const std::string& scenario : ScenariosIn(directory)) {
    if (FamilyOf(scenario) != family) {
      family = FamilyOf(scenario);
      page << "\n## " << family << "\n\n| scenario | shows |\n|---|---|\n";
    }
    const std::string script = ReadWhole(directory + "/" + ScriptFileOf(scenario)).value_or("");
    page << "| [" << scenario << "](" << ScriptFileOf(scenario) << ") | " << OpeningComment(script)
         << " |\n";
  }
  return page.str();
}

std::optional<std::string> ReadWhole(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) return std::nullopt;
  return std::string(std::istreambuf_iterator<char>(file), {});
}

}  // namespace etalon
