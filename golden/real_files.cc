#include "golden/real_files.h"

#include <algorithm>
#include <filesystem>
#include <sstream>

#include "conformance/cli/dump.h"
#include "golden/checksum.h"

namespace etalon {
namespace {

constexpr size_t kLinesShown = 60;

size_t LinesIn(const std::string& text) {
  return static_cast<size_t>(std::count(text.begin(), text.end(), '\n'));
}

std::string FirstLines(const std::string& text) {
  size_t end = 0;
  for (size_t i = 0; i < kLinesShown && end < text.size(); ++i) end = text.find('\n', end) + 1;
  std::string shown = text.substr(0, end);
  if (end < text.size()) shown += "(and so on)\n";
  return shown;
}

}  // namespace

std::vector<std::string> RealFilesIn(const std::string& directory) {
  std::vector<std::string> names;
  for (const auto& entry : std::filesystem::directory_iterator(directory)) {
    if (entry.path().extension() == ".etl") names.push_back(entry.path().stem().string());
  }
  std::sort(names.begin(), names.end());
  return names;
}

std::string DumpOfRealFile(const std::string& path) {
  std::ostringstream text, json, said, said_again;
  const int code = Dump(path, false, text, said);
  Dump(path, true, json, said_again);
  std::ostringstream kept;
  kept << "text: " << LinesIn(text.str()) << " lines, " << Summary(text.str())
       << "JSON: " << LinesIn(json.str()) << " lines, " << Summary(json.str()) << "exit code "
       << code << "\n\n"
       << FirstLines(text.str());
  if (!said.str().empty()) kept << '\n' << said.str();
  return kept.str();
}

}  // namespace etalon
