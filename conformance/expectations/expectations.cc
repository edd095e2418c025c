#include "conformance/expectations/expectations.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "conformance/expectations/embedded.h"

namespace etalon {
namespace {

using Json = nlohmann::json;

constexpr size_t kColumns = 100;

// The numbers of a version: of "wine-8.0-rc2" 8, 0, 2.
std::vector<uint64_t> NumbersOf(std::string_view version) {
  std::vector<uint64_t> numbers;
  bool inside = false;
  for (const char c : version) {
    const bool is_digit = c >= '0' && c <= '9';
    if (is_digit && !inside) numbers.push_back(0);
    if (is_digit) numbers.back() = numbers.back() * 10 + static_cast<uint64_t>(c - '0');
    inside = is_digit;
  }
  return numbers;
}

bool IsGoodFor(const Expectation& entry, const std::vector<uint64_t>& version) {
  if (version.empty()) return entry.until.empty();
  if (!entry.since.empty() && version < NumbersOf(entry.since)) return false;
  // Until 8.0 holds in 8.0.1.
  const std::vector<uint64_t> until = NumbersOf(entry.until);
  const auto common = static_cast<std::ptrdiff_t>(std::min(until.size(), version.size()));
  return std::vector<uint64_t>(version.begin(), version.begin() + common) <= until;
}

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
    int number = 0;
    for (const Json& entry : file["entries"]) {
      const std::string place = "entries[" + std::to_string(number++) + "]";
      Expectation read;
      std::vector<std::string> tests;
      if (!ReadEntry(entry, place, &read) || !ReadTests(entry, place, &tests)) return {};
      if (read.is_group && (read.verdict == Verdict::kPass) == expectations.otherwise_pass) {
        return Fail(place + ".verdict: \"may pass\" is for negative controls alone, and they may " +
                    "do nothing else");
      }
      for (std::string& test : tests) {
        read.test = std::move(test);
        expectations.entries.push_back(read);
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

  // "test" or "tests".
  bool ReadTests(const Json& json, const std::string& place, std::vector<std::string>* tests) {
    if (!json.contains("tests")) return ReadText(json, "test", place + ".", &tests->emplace_back());
    const Json& list = json["tests"];
    const bool is_list = list.is_array() && !list.empty() && !json.contains("test");
    if (!is_list) return Fail(place + ".tests: expected a list, and no \"test\" beside it"), false;
    for (const Json& test : list) {
      if (!test.is_string()) return Fail(place + ".tests: expected texts"), false;
      tests->push_back(test.get<std::string>());
    }
    return true;
  }

  bool ReadVersion(const Json& json, const std::string& member, const std::string& place,
                   std::string* version) {
    if (!json.contains(member)) return true;
    if (!ReadText(json, member, place, version)) return false;
    if (!NumbersOf(*version).empty()) return true;
    return Fail(place + member + ": expected a version, such as 8.0"), false;
  }

  bool ReadEntry(const Json& json, const std::string& place, Expectation* entry) {
    if (!OnlyMembers(json, place, {"test", "tests", "verdict", "reason", "since", "until"})) {
      return false;
    }
    std::string verdict;
    if (!ReadText(json, "verdict", place + ".", &verdict) ||
        !ReadText(json, "reason", place + ".", &entry->reason) ||
        !ReadVersion(json, "since", place + ".", &entry->since) ||
        !ReadVersion(json, "until", place + ".", &entry->until)) {
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

std::string Quoted(const std::string& text) { return Json(text).dump(); }

// Everything of an entry but its tests.
std::string HeadOf(const Expectation& entry) {
  std::string head = "{\"reason\": " + Quoted(entry.reason) + ",\n     \"verdict\": " +
                     Quoted((entry.is_group ? "may " : "") + NameOf(entry.verdict));
  if (!entry.since.empty()) head += ", \"since\": " + Quoted(entry.since);
  if (!entry.until.empty()) head += ", \"until\": " + Quoted(entry.until);
  return head;
}

// As many to a line as fit.
std::string ListOf(const std::vector<std::string>& tests) {
  std::string list;
  size_t column = kColumns;
  for (const std::string& test : tests) {
    const std::string item = Quoted(test) + (&test == &tests.back() ? "" : ",");
    if (column + 1 + item.size() > kColumns) {
      list += "\n      ";
      column = 6;
    } else {
      list += ' ';
      ++column;
    }
    list += item;
    column += item.size();
  }
  return list;
}

}  // namespace

std::string_view ExpectationsName(std::string_view implementation) {
  std::string_view name = implementation.substr(implementation.find_last_of("/\\") + 1);
  if (name.starts_with("lib")) name.remove_prefix(3);
  return name.substr(0, name.find('.'));
}

Expectations ForVersion(Expectations expectations, std::string_view version) {
  const std::vector<uint64_t> numbers = NumbersOf(version);
  std::erase_if(expectations.entries,
                [&](const Expectation& entry) { return !IsGoodFor(entry, numbers); });
  return expectations;
}

std::string WriteExpectations(const Expectations& expectations) {
  std::string text = "{\n  \"implementation\": " + Quoted(expectations.implementation) +
                     ",\n  \"otherwise\": " +
                     (expectations.otherwise_pass ? "\"pass\"" : "\"anything but pass\"") +
                     ",\n  \"entries\": [";
  const std::vector<Expectation>& entries = expectations.entries;
  for (size_t first = 0, end = 0; first < entries.size(); first = end) {
    std::vector<std::string> tests;
    for (; end < entries.size() && HeadOf(entries[end]) == HeadOf(entries[first]); ++end) {
      tests.push_back(entries[end].test);
    }
    text += (first == 0 ? "\n    " : ",\n    ") + HeadOf(entries[first]) + ",\n     \"tests\": [" +
            ListOf(tests) + "]}";
  }
  return text + (entries.empty() ? "]\n}\n" : "\n  ]\n}\n");
}

std::optional<Expectations> ParseExpectations(std::string_view text, std::string* why) {
  return Reader(why).Read(text);
}

Expectations ExpectationsOf(std::string_view implementation) {
  const std::string_view name = ExpectationsName(implementation);
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
