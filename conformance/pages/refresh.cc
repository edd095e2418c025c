// bazel run //conformance/pages:refresh: writes docs/clauses into the source tree.
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>

#include "conformance/pages/pages.h"

int main() {
  const char* const workspace = std::getenv("BUILD_WORKSPACE_DIRECTORY");
  if (workspace == nullptr) {
    std::cerr << "refresh: run me as: " << etalon::kRefreshPagesCommand << '\n';
    return 1;
  }
  const std::string folder = std::string(workspace) + "/" + etalon::kPagesFolder;
  std::filesystem::create_directories(folder);
  std::map<std::string, std::string> kept = etalon::KeptPages(folder);
  size_t changed = 0;
  const std::map<std::string, std::string> pages = etalon::ClausePages();
  for (const auto& [name, text] : pages) {
    if (kept[name] != text) {
      ++changed;
      std::ofstream file(folder + "/" + name, std::ios::binary);
      file << text;
      if (!file.flush()) {
        std::cerr << "refresh: " << folder << '/' << name << " cannot be written\n";
        return 1;
      }
    }
    kept.erase(name);
  }
  for (const auto& [name, text] : kept) {
    std::cout << name << ": removed\n";
    std::filesystem::remove(folder + "/" + name);
  }
  std::cout << pages.size() << " pages, " << changed << " of them changed\n";
  return 0;
}
