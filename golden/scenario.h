// The scenarios, and the files in which they are kept.
#ifndef ETALON_GOLDEN_SCENARIO_H_
#define ETALON_GOLDEN_SCENARIO_H_

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "golden/playback.h"

namespace etalon {

// How to bring the kept files up to date, after reading what changed.
inline constexpr const char* kRefreshCommand = "bazel run //golden:refresh";

// The names of all scripts in `directory`, sorted: "file_sequential".
std::vector<std::string> ScenariosIn(const std::string& directory);

// "file_sequential.jsonl"
std::string ScriptFileOf(const std::string& scenario);

// What a playback writes, by the name of the file: the script, then "heap_loss.1.dump.txt",
// "heap_loss.1.heap.txt", ...
std::map<std::string, std::string> FilesOf(const std::string& scenario, const Playback& playback);

// The names in `directory` that belong to a scenario, whether a playback writes them or no longer.
std::map<std::string, std::string> KeptFilesOf(const std::string& scenario,
                                               const std::string& directory);

// What the scenarios in `directory` show, by family (the first word of their names): a page in
// Markdown, made of the comments with which the scripts begin.
std::string TableOfScenarios(const std::string& directory);

// None when there is no such file.
std::optional<std::string> ReadWhole(const std::string& path);

}  // namespace etalon

#endif  // ETALON_GOLDEN_SCENARIO_H_
