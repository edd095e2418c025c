#include "conformance/clauses/registry_file.h"

#include <algorithm>
#include <cctype>
#include <initializer_list>
#include <set>
#include <string_view>

#include "conformance/clauses/error_names.h"
#include "nlohmann/json.hpp"
#include "sim/system/windows_version.h"

namespace etalon::clauses {
namespace {

using Json = nlohmann::json;
using Names = std::initializer_list<std::string_view>;

std::string Joined(Names names) {
  std::string text;
  for (std::string_view name : names) {
    if (!text.empty()) text += ", ";
    text += name;
  }
  return text;
}

bool Contains(Names names, std::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

bool AllDigits(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(),
                                      [](unsigned char c) { return std::isdigit(c) != 0; });
}

// "STARTTRACE-E02": capitals and digits, a dash, one of E U P S, two digits.
bool IsClauseId(std::string_view id) {
  const std::size_t dash = id.find('-');
  if (dash == std::string_view::npos || dash == 0 || id.size() != dash + 4) return false;
  const std::string_view tag = id.substr(0, dash);
  const bool good_tag = std::all_of(tag.begin(), tag.end(), [](unsigned char c) {
    return std::isupper(c) != 0 || std::isdigit(c) != 0;
  });
  return good_tag && std::string_view("EUPS").find(id[dash + 1]) != std::string_view::npos &&
         AllDigits(id.substr(dash + 2));
}

// "6.1" or "10.0.14393"; "newest" would be another one tomorrow.
bool IsWindowsVersion(std::string_view version) {
  return version != "newest" && ParseWindowsVersion(version).has_value();
}

// Reads the members of one JSON row; every complaint names the file and the row.
class RowReader {
 public:
  RowReader(const std::string& file, std::size_t position, const Json& json)
      : where_(file + ": row " + std::to_string(position)), json_(json) {
    Expect(json.is_object(), "expected an object");
    if (json.contains("id") && json["id"].is_string()) {
      where_ += " (" + json["id"].get<std::string>() + ")";
    }
  }

  Row Read(const std::string& function, const std::string& function_since) {
    ExpectKnownFields();
    Row row;
    row.id = Required("id");
    Expect(IsClauseId(row.id), "id: expected the form STARTTRACE-E02");
    row.function = json_.contains("function") ? Required("function") : function;
    Expect(!row.function.empty(), "expected a function, here or at the head of the file");
    row.kind = OneOf("kind", {"error", "behaviour", "parameter"});
    row.authority = OneOf("authority", {"documented", "observed", "inferred", "house"});
    row.source = Required("source");
    row.note = Optional("note");
    row.since = Version("since");
    row.until = Version("until");
    row.function_since = function_since;
    ExpectAnInterval(row);
    ReadStatus(row);
    ReadChanges(row);
    if (row.kind == "error") {
      ReadError(row);
    } else {
      ReadRule(row);
    }
    return row;
  }

 private:
  void Expect(bool condition, const std::string& complaint) const {
    if (!condition) throw MalformedRegistry(where_ + ": " + complaint);
  }

  void ExpectKnownFields() const {
    const Names fields = {"id",        "function", "kind",    "parameter", "code",   "value",
                          "condition", "text",     "note",    "authority", "source", "since",
                          "until",     "accepts",  "changes", "status",    "reason"};
    for (const auto& [name, value] : json_.items()) {
      Expect(Contains(fields, name),
             "unknown field \"" + name + "\"; expected one of " + Joined(fields));
    }
  }

  std::string Optional(const char* name) const {
    if (!json_.contains(name)) return {};
    Expect(json_[name].is_string(), std::string(name) + ": expected a string");
    return json_[name].get<std::string>();
  }

  std::string Required(const char* name) const {
    const std::string value = Optional(name);
    Expect(!value.empty(), "expected a non-empty string \"" + std::string(name) + "\"");
    return value;
  }

  void Absent(const char* name, const char* why) const {
    Expect(!json_.contains(name), "\"" + std::string(name) + "\" does not belong to " + why);
  }

  std::string OneOf(const char* name, Names values) const {
    const std::string value = Required(name);
    Expect(Contains(values, value),
           std::string(name) + " \"" + value + "\" is unknown; expected one of " + Joined(values));
    return value;
  }

  std::string Version(const char* name) const {
    const std::string version = Optional(name);
    Expect(version.empty() || IsWindowsVersion(version),
           std::string(name) + ": expected a Windows version such as 6.1 or 10.0.14393");
    return version;
  }

  void ExpectAnInterval(const Row& row) const {
    const std::string& since = row.since.empty() ? row.function_since : row.since;
    if (since.empty() || row.until.empty()) return;
    Expect(*ParseWindowsVersion(since) <= ParseWindowsVersion(row.until)->Last(),
           "since " + since + " and until " + row.until + ": no version is left");
  }

  void ReadStatus(Row& row) const {
    row.tested = OneOf("status", {"tested", "planned"}) == "tested";
    if (row.tested) {
      Absent("reason", "a tested clause");
    } else {
      row.reason = Required("reason");
    }
  }

  void ReadChanges(Row& row) const {
    if (!json_.contains("changes")) return;
    const Json& changes = json_["changes"];
    Expect(changes.is_array() && !changes.empty(), "changes: expected a non-empty array");
    for (const Json& change : changes) {
      Expect(change.is_string() && !change.get<std::string>().empty(),
             "changes: expected non-empty strings");
      row.changes.push_back(change.get<std::string>());
    }
  }

  void ReadError(Row& row) const {
    Absent("text", "an error (it has a condition)");
    Absent("parameter", "an error");
    row.condition = Required("condition");
    Expect(json_.contains("code") && json_.contains("value"),
           "expected \"code\" and \"value\", both null when no code is known");
    if (json_["code"].is_null() && json_["value"].is_null()) {
      Expect(!row.tested, "expected a code: a tested error has one");
      Absent("accepts", "an error without a code");
      return;
    }
    row.code_name = Required("code");
    Expect(json_["value"].is_number_unsigned(), "value: expected a number");
    row.code = json_["value"].get<std::uint32_t>();
    const std::optional<std::uint32_t> known = ErrorCode(row.code_name);
    Expect(known.has_value(), "code \"" + row.code_name + "\" is not in error_names.cc");
    Expect(*known == *row.code,
           "value: expected " + std::to_string(*known) + ", the value of " + row.code_name);
    ReadAccepts(row);
  }

  void ReadAccepts(Row& row) const {
    if (!json_.contains("accepts")) return;
    Expect(json_["accepts"].is_array(), "accepts: expected an array of codes");
    for (const Json& code : json_["accepts"]) {
      Expect(code.is_number_unsigned(), "accepts: expected an array of codes");
      row.accepts.push_back(code.get<std::uint32_t>());
    }
    Expect(std::count(row.accepts.begin(), row.accepts.end(), *row.code) == 1,
           "accepts: expected the clause's own code among them, once");
  }

  void ReadRule(Row& row) const {
    const char* const why = "a clause that is no error";
    for (const char* name : {"code", "value", "condition", "accepts"}) Absent(name, why);
    row.condition = Required("text");
    if (row.kind == "parameter") {
      row.parameter = Required("parameter");
      Absent("changes", "a parameter rule");
    } else {
      Absent("parameter", "a behaviour");
    }
  }

  std::string where_;
  const Json& json_;
};

Json Parse(const std::string& name, const std::string& text) {
  try {
    return Json::parse(text);
  } catch (const Json::parse_error& error) {
    throw MalformedRegistry(name + ": " + error.what());
  }
}

// Reads the "order" at the head of a file: stages of errors, which have been seen to be looked for
// one stage after the other. The rows must stand in the same order.
class OrderReader {
 public:
  OrderReader(const std::string& file, const Json& json) : where_(file + ": order"), json_(json) {
    Expect(json.is_object(), "expected an object");
    for (const auto& [name, value] : json.items()) {
      Expect(Contains({"authority", "source", "stages"}, name),
             "unknown field \"" + name + "\"; expected authority, source, stages");
    }
  }

  void Mark(std::vector<Row>& rows) {
    const std::string authority = Text("authority");
    Expect(Contains({"documented", "observed", "inferred"}, authority),
           "authority: expected one of documented, observed, inferred");
    const std::string source = Text("source");
    Expect(json_.contains("stages") && json_["stages"].is_array(), "expected an array \"stages\"");
    int number = 0;
    for (const Json& stage : json_["stages"]) {
      ++number;
      Expect(stage.is_array() && !stage.empty(), "stages: expected arrays of clause IDs");
      for (const Json& id : stage) {
        Row& row = Find(rows, id.is_string() ? id.get<std::string>() : "");
        row.stage = number;
        row.order_authority = authority;
        row.order_source = source;
      }
    }
    ExpectRowsInOrder(rows);
  }

 private:
  void Expect(bool condition, const std::string& complaint) const {
    if (!condition) throw MalformedRegistry(where_ + ": " + complaint);
  }

  std::string Text(const char* name) const {
    Expect(json_.contains(name) && json_[name].is_string(),
           "expected a string \"" + std::string(name) + "\"");
    return json_[name].get<std::string>();
  }

  Row& Find(std::vector<Row>& rows, const std::string& id) const {
    const auto row = std::find_if(rows.begin(), rows.end(), [&](const Row& r) {
      return r.id == id && r.kind == "error" && r.stage == 0;
    });
    Expect(row != rows.end(), "stages: \"" + id + "\": expected an error of this file, once");
    return *row;
  }

  void ExpectRowsInOrder(const std::vector<Row>& rows) const {
    int stage = 0;
    for (const Row& row : rows) {
      if (row.stage == 0) continue;
      Expect(row.stage >= stage, row.id + " stands behind rows of later stages");
      stage = row.stage;
    }
  }

  std::string where_;
  const Json& json_;
};

}  // namespace

std::vector<Row> ReadRegistryFile(const std::string& name, const std::string& text) {
  const Json file = Parse(name, text);
  if (!file.is_object() || !file.contains("clauses") || !file["clauses"].is_array()) {
    throw MalformedRegistry(name + ": expected an object with an array \"clauses\"");
  }
  std::string function;
  std::string since;
  for (const auto& [field, value] : file.items()) {
    if (field == "clauses" || field == "order") continue;
    if ((field != "function" && field != "since") || !value.is_string()) {
      throw MalformedRegistry(name + ": unknown field \"" + field +
                              "\"; expected function and since (strings), order and clauses");
    }
    (field == "since" ? since : function) = value.get<std::string>();
  }
  if (!since.empty() && !IsWindowsVersion(since)) {
    throw MalformedRegistry(name + ": since: expected a Windows version such as 6.1");
  }
  std::vector<Row> rows;
  for (const Json& json : file["clauses"]) {
    rows.push_back(RowReader(name, rows.size() + 1, json).Read(function, since));
  }
  if (file.contains("order")) OrderReader(name, file["order"]).Mark(rows);
  return rows;
}

void ExpectUniqueIds(const std::vector<Row>& rows) {
  std::set<std::string> ids;
  for (const Row& row : rows) {
    if (!ids.insert(row.id).second) {
      throw MalformedRegistry(row.function + ": " + row.id +
                              ": two clauses have this id; expected each id once");
    }
  }
}

}  // namespace etalon::clauses
