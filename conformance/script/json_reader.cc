#include "conformance/script/json_reader.h"

#include "conformance/clauses/error_names.h"
#include "conformance/script/encodings.h"

namespace etalon {
namespace {

constexpr size_t kMostShown = 60;  // characters of what was found
constexpr int kMostDepth = 16;
constexpr int kMostBrackets = 200;  // inside each other: more than any operation or outcome has
constexpr std::string_view kCodePrefix = "ERROR_";

std::string Shorten(std::string text) {
  if (text.size() > kMostShown) text = text.substr(0, kMostShown) + "...";
  return text;
}

// The library's own functions call themselves as deep as a value is nested.
bool IsTooDeep(std::string_view json) {
  int depth = 0;
  bool in_text = false;
  for (size_t i = 0; i < json.size(); ++i) {
    const char c = json[i];
    if (in_text && c == '\\') ++i;
    if (c == '"') in_text = !in_text;
    if (in_text) continue;
    if (c == '{' || c == '[') ++depth;
    if (c == '}' || c == ']') --depth;
    if (depth > kMostBrackets) return true;
  }
  return false;
}

constexpr Ending kEndings[] = {Ending::kReturned,      Ending::kStarted, Ending::kNotImplemented,
                               Ending::kNotApplicable, Ending::kCrashed, Ending::kHung,
                               Ending::kHarnessFault};

// "ERROR_4711": the form of a code that has no name.
std::optional<uint64_t> NumberedCode(std::string_view text) {
  if (text.substr(0, kCodePrefix.size()) != kCodePrefix) return std::nullopt;
  text.remove_prefix(kCodePrefix.size());
  if (text.empty() || text.size() > 19) return std::nullopt;
  uint64_t code = 0;
  for (const char c : text) {
    if (c < '0' || c > '9') return std::nullopt;
    code = 10 * code + static_cast<uint64_t>(c - '0');
  }
  return code;
}

}  // namespace

bool JsonReader::FailText(std::string expected, std::string found) {
  *error_ = {path_, std::move(expected), Shorten(std::move(found))};
  return false;
}

bool JsonReader::Fail(std::string expected, const Json& found) {
  return FailText(std::move(expected), found.dump(-1, ' ', false, Json::error_handler_t::replace));
}

bool JsonReader::ParseObject(std::string_view line, Json* object) {
  if (IsTooDeep(line)) return FailText("at most 200 brackets inside each other", std::string(line));
  *object = Json::parse(line, nullptr, false);
  if (object->is_object()) return true;
  return FailText("one JSON object on the line", std::string(line));
}

bool JsonReader::ReadUnsigned(const Json& json, uint64_t most, uint64_t& value) {
  const bool negative =
      json.is_number_integer() && !json.is_number_unsigned() && json.get<int64_t>() < 0;
  if (!json.is_number_integer() || negative || json.get<uint64_t>() > most) {
    return Fail("a number from 0 to " + std::to_string(most), json);
  }
  value = json.get<uint64_t>();
  return true;
}

bool JsonReader::Read(const Json& json, bool& value) {
  if (!json.is_boolean()) return Fail("true or false", json);
  value = json.get<bool>();
  return true;
}

bool JsonReader::Read(const Json& json, int64_t& value) {
  const bool fits =
      json.is_number_unsigned() ? json.get<uint64_t>() <= INT64_MAX : json.is_number_integer();
  if (!fits) return Fail("a whole number of 64 bits", json);
  value = json.get<int64_t>();
  return true;
}

bool JsonReader::Read(const Json& json, std::string& value) {
  if (!json.is_string()) return Fail("text", json);
  value = json.get<std::string>();
  return true;
}

bool JsonReader::Read(const Json& json, std::u16string& value) {
  if (json.is_object() && json.size() == 1 && json.contains("utf16") && json["utf16"].is_string()) {
    const std::optional<Bytes> bytes = FromHex(json["utf16"].get_ref<const std::string&>());
    if (!bytes || bytes->size() % 2 != 0) return Fail("hexadecimal UTF-16LE", json["utf16"]);
    value.clear();
    for (size_t i = 0; i < bytes->size(); i += 2) {
      value.push_back(static_cast<char16_t>((*bytes)[i] | (*bytes)[i + 1] << 8));
    }
    return true;
  }
  if (!json.is_string()) return Fail("text", json);
  const std::optional<std::u16string> text = Utf8ToUtf16(json.get_ref<const std::string&>());
  if (!text) return Fail("UTF-8", json);
  value = *text;
  return true;
}

bool JsonReader::Read(const Json& json, Guid& value) {
  const std::optional<Guid> guid =
      json.is_string() ? ParseGuid(json.get_ref<const std::string&>()) : std::nullopt;
  if (!guid) return Fail("a GUID (\"9e814aad-3204-11d2-9a82-006008a86939\")", json);
  value = *guid;
  return true;
}

bool JsonReader::Read(const Json& json, Bytes& value) {
  const std::optional<Bytes> bytes =
      json.is_string() ? FromHex(json.get_ref<const std::string&>()) : std::nullopt;
  if (!bytes) return Fail("bytes in hexadecimal (\"00ff\")", json);
  value = *bytes;
  return true;
}

bool JsonReader::Read(const Json& json, Handle& value) {
  value = {};
  if (json.is_number()) return ReadUnsigned(json, UINT64_MAX, value.literal);
  if (!json.is_string() || json.get_ref<const std::string&>().substr(0, 1) != "$") {
    return Fail("a handle: \"$1\" or a number", json);
  }
  value.symbol = json.get<std::string>();
  return true;
}

bool JsonReader::Read(const Json& json, Steps& value) {
  std::vector<Op> ops;
  if (!Read(json, ops)) return false;
  value = Steps(std::move(ops));
  return true;
}

bool JsonReader::Read(const Json& json, Value& value) {
  if (json.is_string()) return Read(json, value.emplace<std::string>());
  if (json.is_number()) return Read(json, value.emplace<uint64_t>());
  return Fail("a number or text", json);
}

// ---- Operations
// -----------------------------------------------------------------------------------

template <typename T>
bool JsonReader::ReadOpAs(const Json& json, Op& op) {
  T value;
  for (const auto& [name, member] : json.items()) {
    if (name == "op") continue;
    const std::optional<bool> read = TryMember(name, member, value.on);
    if (!read.value_or(true)) return false;
    if (!read && !ReadMember(name, member, value)) return false;
  }
  op = std::move(value);
  return true;
}

bool JsonReader::Read(const Json& json, Op& op) {
  if (!json.is_object()) return Fail("an operation: {\"op\":...}", json);
  if (depth_ == kMostDepth) return Fail("at most 16 operations inside each other", json);
  const Inside inside(*this, "");
  if (!path_.empty()) path_.pop_back();  // an operation has no name of its own
  const auto name = json.find("op");
  if (name == json.end() || !name->is_string()) return Fail("an operation: {\"op\":...}", json);

  ++depth_;
  bool known = false;
  bool read = false;
  [&]<size_t... kIndex>(std::index_sequence<kIndex...>) {
    (void)((name->get_ref<const std::string&>() == kOpNames[kIndex] &&
            (known = true, read = ReadOpAs<std::variant_alternative_t<kIndex, AnyOp>>(json, op),
             true)) ||
           ...);
  }
  (std::make_index_sequence<std::variant_size_v<AnyOp>>{});
  --depth_;
  if (known) return read;
  const Inside op_member(*this, "op");
  return Fail("the name of an operation", *name);
}

// ---- Outcomes
// -------------------------------------------------------------------------------------

bool JsonReader::ReadCode(const Json& json, uint64_t& code) {
  if (json.is_number()) return Read(json, code);
  if (json.is_string()) {
    const std::string& text = json.get_ref<const std::string&>();
    if (const std::optional<uint32_t> named = ErrorCode(text)) return code = *named, true;
    if (const std::optional<uint64_t> numbered = NumberedCode(text)) return code = *numbered, true;
  }
  return Fail("the name of an error code, or a number", json);
}

bool JsonReader::ReadReturns(const Json& json, Outcome& outcome) {
  outcome.returns_value = json.is_number();
  return ReadCode(json, outcome.returns);
}

bool JsonReader::ReadEnding(const Json& json, Ending& ending) {
  for (const Ending known : kEndings) {
    if (json == NameOf(known)) return ending = known, true;
  }
  return Fail("an ending: returned, started, crashed, ...", json);
}

bool JsonReader::ReadValues(const Json& json, const std::string& block,
                            std::vector<Change>& changes) {
  if (!json.is_object()) return Fail("an object of members", json);
  for (const auto& [member, value] : json.items()) {
    const Inside inside(*this, member);
    changes.push_back({block, member, {}});
    if (!Read(value, changes.back().value)) return false;
  }
  return true;
}

bool JsonReader::ReadChanges(const Json& json, std::vector<Change>& changes) {
  if (!json.is_object()) return Fail("an object of blocks", json);
  for (const auto& [block, members] : json.items()) {
    const Inside inside(*this, block);
    if (!ReadValues(members, block, changes)) return false;
  }
  return true;
}

bool JsonReader::ReadOutcomeMember(const std::string& name, const Json& json, Outcome& outcome) {
  const Inside inside(*this, name);
  if (name == "id") return Read(json, outcome.id);
  if (name == "ending") return ReadEnding(json, outcome.ending);
  if (name == "detail") return Read(json, outcome.detail);
  if (name == "returns") return ReadReturns(json, outcome);
  if (name == "handle") return Read(json, outcome.handles.emplace_back());
  if (name == "handles") return Read(json, outcome.handles);
  if (name == "failures") return Read(json, outcome.failures);
  if (name == "changes") return ReadChanges(json, outcome.changes);
  if (name == "callbacks") return Read(json, outcome.callbacks);
  if (name == "last_error") {
    uint64_t code = 0;
    if (!ReadCode(json, code)) return false;
    outcome.last_error = static_cast<uint32_t>(code);
    return true;
  }
  return Fail("a member of an outcome, not this one,", json);
}

bool JsonReader::Read(const Json& json, Outcome& outcome) {
  if (!json.is_object()) return Fail("an outcome: {\"returns\":...}", json);
  if (depth_ == kMostDepth) return Fail("at most 16 outcomes inside each other", json);
  ++depth_;
  outcome = {};
  for (const auto& [name, member] : json.items()) {
    if (!ReadOutcomeMember(name, member, outcome)) return false;
  }
  --depth_;
  return true;
}

bool JsonReader::ReadRecordMember(const std::string& name, const Json& json,
                                  CallbackRecord& record) {
  const Inside inside(*this, name);
  if (name == "callback") return Read(json, record.callback);
  if (name == "process") return Read(json, record.process);
  if (name == "values") {
    std::vector<Change> values;
    if (!ReadValues(json, "", values)) return false;
    record.values = std::move(values);
    return true;
  }
  if (name == "steps") return Read(json, record.steps);
  if (name == "returned") return Read(json, record.returned);
  return Fail("a member of a callback's record, not this one,", json);
}

bool JsonReader::Read(const Json& json, CallbackRecord& record) {
  if (!json.is_object()) return Fail("a callback's record: {\"callback\":...}", json);
  for (const auto& [name, member] : json.items()) {
    if (!ReadRecordMember(name, member, record)) return false;
  }
  return true;
}

}  // namespace etalon
