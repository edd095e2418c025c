#include "conformance/expectations/expectations.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "conformance/expectations/embedded.h"

namespace etalon {
namespace {

using Json = nlohmann::json;

// Reads one file; the first thing that is wrong ends the reading.
class Reader {
 public:
  explicit Reader(std::string* why) : why_(why) {}

  std::optional<Expectations> Read(std::string_view text) {
    const Json file = Json::parse(text, nullptr, /*allow_exceptions=*/false);
    if (!OnlyMembers(file, "the file", {"implementation", "otherwise", "entries"})) return {};
    Expectations expectations;
    std::string otherwise;
    if (!ReadText(file, "implementation", "", &expectations.implementation)) return {};
    if (!ReadText(file, "otherwise", "", &otherwise)) return {};
    if (otherwise != "pass" && otherwise != "anything but pass") {
      return Fail("otherwise: expected \"pass\" or \"anything but pass\"");
    }
    expectations.otherwise_pass = otherwise == "pass";
    if (!file.contains("entries") || !file["entries"].is_array()) {
      return Fail("entries: expected a list");
    }
    for (const Json& entry : file["entries"]) {
      const std::string place = "entries[" + std::to_string(expectations.entries.size()) + "]";
      if (!ReadEntry(entry, place, &expectations.entries.emplace_back())) return {};
      const Expectation& read = expectations.entries.back();
      if (read.is_group && (read.verdict == Verdict::kPass) == expectations.otherwise_pass) {
        return Fail(place + ".verdict: \"may pass\" is for negative controls alone, and they may " +
                    "do nothing else");
      }
    }
    return expectations;
  }

 private:
  std::nullopt_t Fail(const std::string& what) {
    *why_ = what;
    return std::nullopt;
  }

  bool OnlyMembers(const Json& json, const std::string& place,
                   const std::vector<std::string>& known) {
    if (!json.is_object()) return Fail(place + ": expected an object"), false;
    for (const auto& [member, value] : json.items()) {
      if (std::find(known.begin(), known.end(), member) == known.end()) {
        return Fail(place + ": unknown member \"" + member + "\""), false;
      }
    }
    return true;
  }

  bool ReadText(const Json& json, const std::string& member, const std::string& place,
                std::string* text) {
    const auto found = json.find(member);
    if (found == json.end() || !found->is_string() ||
        found->get_ref<const std::string&>().empty()) {
      return Fail(place + member + ": expected text"), false;
    }
    *text = found->get<std::string>();
    return true;
  }

  bool ReadEntry(const Json& json, const std::string& place, Expectation* entry) {
    if (!OnlyMembers(json, place, {"test", "verdict", "reason"})) return false;
    std::string verdict;
    if (!ReadText(json, "test", place + ".", &entry->test) ||
        !ReadText(json, "verdict", place + ".", &verdict) ||
        !ReadText(json, "reason", place + ".", &entry->reason)) {
      return false;
    }
    constexpr std::string_view kMay = "may ";
    entry->is_group = verdict.starts_with(kMay);
    if (entry->is_group) verdict.erase(0, kMay.size());
    std::string known;
    for (const Verdict candidate :
         {Verdict::kPass, Verdict::kFail, Verdict::kNotImplemented, Verdict::kCrash, Verdict::kHang,
          Verdict::kDeviates, Verdict::kNotApplicable}) {
      if (NameOf(candidate) == verdict) return entry->verdict = candidate, true;
      known += NameOf(candidate) + ", ";
    }
    return Fail(place + ".verdict: expected one of " + known + "or one of them behind \"may\""),
           false;
  }

  std::string* const why_;
};

// "x/libalways_success.so" is "always_success", "wine" is "wine".
std::string_view FileNameFor(std::string_view implementation) {
  std::string_view name = implementation.substr(implementation.find_last_of("/\\") + 1);
  if (name.starts_with("lib")) name.remove_prefix(3);
  return name.substr(0, name.find('.'));
}

}  // namespace

std::optional<Expectations> ParseExpectations(std::string_view text, std::string* why) {
  return Reader(why).Read(text);
}

Expectations ExpectationsOf(std::string_view implementation) {
  const std::string_view name = FileNameFor(implementation);
  Expectations none;
  none.implementation = name;
  for (const EmbeddedFile& file : EmbeddedFiles()) {
    if (file.name != name) continue;
    std::string why;
    // A test parses every file: nothing that fails to parse is ever built in.
    return ParseExpectations(file.text, &why).value_or(none);
  }
  return none;
}

}  // namespace etalon
