#include "conformance/agent/arguments.h"

#include <charconv>
#include <filesystem>

namespace etalon {
namespace {

// The agent works in a folder of its own.
std::string Absolute(const std::string& path) {
  return std::filesystem::absolute(path).generic_string();
}

bool ReadNumber(const std::string& word, uint32_t* number) {
  const char* const end = word.data() + word.size();
  const auto [read, error] = std::from_chars(word.data(), end, *number);
  return error == std::errc() && read == end && *number > 0;
}

class Reader {
 public:
  Reader(const std::vector<std::string>& words, std::string* error)
      : words_(words), error_(error) {}

  std::optional<Arguments> Read() {
    while (at_ < words_.size()) {
      if (!ReadOne()) return std::nullopt;
    }
    if (recording_.folder.empty()) {
      if (!recording_.scripts.empty()) return Wrong("scripts are for --record");
      return arguments_;
    }
    if (recording_.scripts.empty()) return Wrong("--record needs scripts");
    arguments_.recording = recording_;
    return arguments_;
  }

 private:
  bool ReadOne() {
    const std::string word = words_[at_++];
    if (word.rfind("--", 0) != 0) {
      recording_.scripts.push_back(Absolute(word));
      return true;
    }
    if (at_ == words_.size()) return Wrong(word + ": its value is missing").has_value();
    const std::string value = words_[at_++];
    if (word == "--library") {
      arguments_.libraries.push_back(value);
      return true;
    }
    if (word == "--record") {
      recording_.folder = Absolute(value);
      return true;
    }
    if (word == "--runs" && ReadNumber(value, &recording_.runs)) return true;
    return Wrong(word + " " + value + ": not understood").has_value();
  }

  std::optional<Arguments> Wrong(std::string what) {
    *error_ = std::move(what);
    return std::nullopt;
  }

  const std::vector<std::string>& words_;
  std::string* const error_;
  size_t at_ = 0;
  Arguments arguments_;
  Recording recording_;
};

}  // namespace

std::optional<Arguments> ReadArguments(const std::vector<std::string>& words, std::string* error) {
  return Reader(words, error).Read();
}

}  // namespace etalon
