#include "conformance/script/json.h"

#include "conformance/clauses/error_names.h"
#include "conformance/script/encodings.h"
#include "conformance/script/fields.h"
#include "conformance/script/json_reader.h"

namespace etalon {
namespace {

Json Write(const Op& op);
Json Write(const Outcome& outcome);
Json Write(const CallbackRecord& record);

template <typename T>
requires std::is_arithmetic_v<T> Json Write(T value) { return value; }

Json Write(const std::string& text) { return text; }

// Text with an unpaired surrogate has no UTF-8: its bytes.
Json Write(const std::u16string& text) {
  if (const std::optional<std::string> utf8 = Utf16ToUtf8(text)) return *utf8;
  Bytes bytes;
  for (const char16_t c : text) {
    bytes.push_back(static_cast<uint8_t>(c));
    bytes.push_back(static_cast<uint8_t>(c >> 8));
  }
  return Json{{"utf16", ToHex(bytes)}};
}

Json Write(const Guid& guid) { return ToString(guid); }
Json Write(const Bytes& bytes) { return ToHex(bytes); }

Json Write(const Handle& handle) {
  return handle.symbol.empty() ? Json(handle.literal) : Json(handle.symbol);
}

template <typename Enum>
requires std::is_enum_v<Enum> Json Write(Enum value) {
  for (const auto& [known, name] : NamesOf<Enum>::kAll) {
    if (known == value) return name;
  }
  return static_cast<uint64_t>(value);
}

template <Reflected T>
Json Write(const T& value);

template <typename T>
Json Write(const std::optional<T>& value) {
  return Write(*value);  // an optional that is empty equals its default, and is left out
}

template <typename T>
Json Write(const std::vector<T>& values) {
  Json list = Json::array();
  for (const T& value : values) list.push_back(Write(value));
  return list;
}

Json Write(const Steps& steps) { return Write(steps.ops()); }

// Adds the members of `value` that differ from those of a T without initialisers.
template <typename T>
void WriteMembers(const T& value, Json& object) {
  const T plain = {};
  ForEachField<T>([&](const auto& field) {
    if (value.*field.member == plain.*field.member) return;
    object[field.name] = Write(value.*field.member);
  });
}

template <Reflected T>
Json Write(const T& value) {
  Json object = Json::object();
  WriteMembers(value, object);
  return object;
}

Json Write(const Op& op) {
  Json object = {{"op", NameOf(op)}};
  WriteMembers(op.on(), object);
  std::visit([&](const auto& any) { WriteMembers(any, object); }, op.any);
  return object;
}

Json Write(const Value& value) {
  return std::visit([](const auto& plain) { return Json(plain); }, value);
}

Json WriteValues(const std::vector<Change>& values) {
  Json members = Json::object();
  for (const Change& change : values) members[change.member] = Write(change.value);
  return members;
}

Json WriteChanges(const std::vector<Change>& changes) {
  Json blocks = Json::object();
  for (const Change& change : changes) blocks[change.block][change.member] = Write(change.value);
  return blocks;
}

Json Write(const CallbackRecord& record) {
  Json object = {{"callback", record.callback}};
  if (!record.process.empty()) object["process"] = record.process;
  if (!record.values.empty()) object["values"] = WriteValues(record.values.Tell());
  if (!record.steps.empty()) object["steps"] = Write(record.steps);
  if (record.returned != 0) object["returned"] = record.returned;
  return object;
}

Json Write(const Outcome& outcome) {
  Json object = Json::object();
  if (!outcome.id.empty()) object["id"] = outcome.id;
  if (outcome.ending != Ending::kReturned) object["ending"] = NameOf(outcome.ending);
  if (!outcome.detail.empty()) object["detail"] = outcome.detail;
  if (outcome.ending == Ending::kReturned) {
    object["returns"] =
        outcome.returns_value ? Json(outcome.returns) : Json(ErrorText(outcome.returns));
  }
  if (outcome.last_error) object["last_error"] = ErrorText(*outcome.last_error);
  if (outcome.handles.size() == 1) object["handle"] = Write(outcome.handles.front());
  if (outcome.handles.size() > 1) object["handles"] = Write(outcome.handles);
  if (outcome.failures != 0) object["failures"] = outcome.failures;
  if (!outcome.changes.empty()) object["changes"] = WriteChanges(outcome.changes);
  if (!outcome.callbacks.empty()) object["callbacks"] = Write(outcome.callbacks);
  return object;
}

// Text that came from an implementation may be no UTF-8.
std::string Line(const Json& json) {
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

}  // namespace

std::string ToString(const ParseError& error) {
  const std::string where = error.field.empty() ? "" : error.field + ": ";
  return where + "expected " + error.expected + ", got " + error.found;
}

std::string ErrorText(uint64_t code) {
  const std::string_view name = code <= UINT32_MAX ? ErrorName(static_cast<uint32_t>(code)) : "";
  return name.empty() ? "ERROR_" + std::to_string(code) : std::string(name);
}

std::string NameOf(Ending ending) {
  switch (ending) {
    case Ending::kReturned:
      return "returned";
    case Ending::kStarted:
      return "started";
    case Ending::kNotImplemented:
      return "not-implemented";
    case Ending::kNotApplicable:
      return "not-applicable";
    case Ending::kCrashed:
      return "crashed";
    case Ending::kHung:
      return "hung";
    case Ending::kHarnessFault:
      return "harness-fault";
  }
  return "";
}

std::string ToJson(const Op& op) { return Line(Write(op)); }

std::string ToJson(const Outcome& outcome) { return Line(Write(outcome)); }

std::optional<Op> ParseOp(std::string_view line, ParseError* error) {
  JsonReader reader(error);
  Json object;
  Op op;
  if (!reader.ParseObject(line, &object) || !reader.Read(object, op)) return std::nullopt;
  return op;
}

std::optional<Outcome> ParseOutcome(std::string_view line, ParseError* error, bool* says_returns) {
  JsonReader reader(error);
  Json object;
  Outcome outcome;
  if (!reader.ParseObject(line, &object) || !reader.Read(object, outcome)) return std::nullopt;
  if (says_returns != nullptr) *says_returns = object.contains("returns");
  return outcome;
}

}  // namespace etalon
