#include "conformance/agent/arguments.h"

#include <charconv>
#include <filesystem>

#include "conformance/agent/system_facts.h"

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
  Reader(const std::vector<std::string>& words, std::string* error) : words_(words), error_(error) {
    arguments_.shared = IsShared();
  }

  std::optional<Arguments> Read() {
    while (at_ < words_.size()) {
      if (!ReadOne()) return std::nullopt;
    }
    if ((arguments_.listen || arguments_.connect) && arguments_.token_file.empty()) {
      return Wrong("--listen and --connect need --token-file");
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
    if (ReadSwitch(word)) return true;
    if (at_ == words_.size()) return Wrong(word + ": its value is missing").has_value();
    const std::string value = words_[at_++];
    if (word == "--library") {
      arguments_.libraries.push_back(value);
      return true;
    }
    if (word == "--layer") return ReadLayer(value);
    if (word == "--listen") return ReadAddress(value, &arguments_.listen);
    if (word == "--connect") return ReadAddress(value, &arguments_.connect);
    if (word == "--token-file") {
      arguments_.token_file = value;
      return true;
    }
    if (word == "--record") {
      recording_.folder = Absolute(value);
      return true;
    }
    if (word == "--runs" && ReadNumber(value, &recording_.runs)) return true;
    return Wrong(word + " " + value + ": not understood").has_value();
  }

  bool ReadSwitch(const std::string& word) {
    if (word == "--shared") return arguments_.shared = true;
    if (word == "--exclusive") return !(arguments_.shared = false);
    if (word == "--sweep") return arguments_.sweep = true;
    return false;
  }

  bool ReadLayer(const std::string& name) {
    arguments_.layer = FindLayer(name);
    if (arguments_.layer != nullptr) return true;
    return Wrong("--layer " + name + ": there are " + LayerList()).has_value();
  }

  bool ReadAddress(const std::string& text, std::optional<Address>* address) {
    *address = ParseAddress(text);
    if (*address) return true;
    return Wrong(text + ": expected PORT or HOST:PORT").has_value();
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
