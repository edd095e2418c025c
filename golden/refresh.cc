// bazel run //golden:refresh: writes what the scenarios and the real files give now into
// golden/data of the source tree, and prints what changed.
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>

#include "golden/playback.h"
#include "golden/real_files.h"
#include "golden/scenario.h"
#include "golden/text_difference.h"

namespace etalon {
namespace {

class Refresher {
 public:
  explicit Refresher(std::string directory) : directory_(std::move(directory)) {}

  void Scenario(const std::string& scenario) {
    std::map<std::string, std::string> kept = KeptFilesOf(scenario, directory_);
    std::string error;
    const std::optional<Playback> playback =
        Play(kept[ScriptFileOf(scenario)], ScriptFileOf(scenario), &error);
    if (!playback) return Complain(error);
    for (const auto& [name, text] : FilesOf(scenario, *playback)) {
      Keep(name, kept[name], text);
      kept.erase(name);
    }
    for (const auto& [name, text] : kept) {
      std::cout << name << ": removed\n";
      std::filesystem::remove(directory_ + "/" + name);
    }
  }

  void RealFile(const std::string& name) {
    Keep("real_files/" + name + ".dump.txt", DumpOfRealFile(directory_ + "/etl/" + name + ".etl"));
  }

  void Table() { Keep("README.md", TableOfScenarios(directory_)); }

  bool Report() const {
    std::cout << "refresh: " << unchanged_ << " files as they were\n";
    return complaints_ == 0;
  }

 private:
  void Keep(const std::string& name, const std::string& text) {
    Keep(name, ReadWhole(directory_ + "/" + name).value_or(""), text);
  }

  void Keep(const std::string& name, const std::string& kept, const std::string& text) {
    if (text == kept) {
      ++unchanged_;
      return;
    }
    std::cout << name << (kept.empty() ? ": new\n" : ": changed\n" + TextDifference(kept, text));
    std::ofstream file(directory_ + "/" + name, std::ios::binary);
    file << text;
    if (!file.flush()) Complain(directory_ + "/" + name + " cannot be written");
  }

  void Complain(const std::string& error) {
    std::cerr << "refresh: " << error << '\n';
    ++complaints_;
  }

  const std::string directory_;
  int unchanged_ = 0;
  int complaints_ = 0;
};

}  // namespace
}  // namespace etalon

int main() {
  const char* const workspace = std::getenv("BUILD_WORKSPACE_DIRECTORY");
  if (workspace == nullptr) {
    std::cerr << "refresh: run me as: " << etalon::kRefreshCommand << '\n';
    return 1;
  }
  const std::string directory = std::string(workspace) + "/golden/data";
  etalon::Refresher refresher(directory);
  for (const std::string& name : etalon::ScenariosIn(directory)) refresher.Scenario(name);
  for (const std::string& name : etalon::RealFilesIn(directory + "/etl")) refresher.RealFile(name);
  refresher.Table();
  return refresher.Report() ? 0 : 1;
}
