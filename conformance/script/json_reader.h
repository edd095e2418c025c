// Reads JSON values into plain members, and says where it failed. Private to json.
#ifndef ETALON_CONFORMANCE_SCRIPT_JSON_READER_H_
#define ETALON_CONFORMANCE_SCRIPT_JSON_READER_H_

#include <cstdint>
#include <limits>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "conformance/script/fields.h"
#include "conformance/script/json.h"
#include "conformance/script/op.h"
#include "conformance/script/outcome.h"

namespace etalon {

using Json = nlohmann::ordered_json;

// One line's reading. Every Read returns false after the first failure, which is in *error then.
class JsonReader {
 public:
  explicit JsonReader(ParseError* error) : error_(error) {}

  // The line as an object; a failure when it is none.
  bool ParseObject(std::string_view line, Json* object);

  bool Read(const Json& json, Op& op);
  bool Read(const Json& json, Outcome& outcome);

 private:
  // Names a member or an element while it is being read.
  class Inside {
   public:
    Inside(JsonReader& reader, std::string_view member)
        : reader_(reader), length_(reader.path_.size()) {
      if (!reader.path_.empty()) reader.path_ += '.';
      reader.path_ += member;
    }
    Inside(JsonReader& reader, size_t element) : reader_(reader), length_(reader.path_.size()) {
      reader.path_ += '[' + std::to_string(element) + ']';
    }
    ~Inside() { reader_.path_.resize(length_); }

   private:
    JsonReader& reader_;
    const size_t length_;
  };

  bool Fail(std::string expected, const Json& found);
  bool FailText(std::string expected, std::string found);
  bool ReadUnsigned(const Json& json, uint64_t most, uint64_t& value);

  bool Read(const Json& json, bool& value);
  bool Read(const Json& json, int64_t& value);
  bool Read(const Json& json, std::string& value);
  bool Read(const Json& json, std::u16string& value);
  bool Read(const Json& json, Guid& value);
  bool Read(const Json& json, Bytes& value);
  bool Read(const Json& json, Handle& value);
  bool Read(const Json& json, Steps& value);
  bool Read(const Json& json, Value& value);
  bool Read(const Json& json, CallbackRecord& record);
  bool ReadCode(const Json& json, uint64_t& code);
  bool ReadReturns(const Json& json, Outcome& outcome);
  bool ReadEnding(const Json& json, Ending& ending);
  bool ReadChanges(const Json& json, std::vector<Change>& changes);
  bool ReadValues(const Json& json, const std::string& block, std::vector<Change>& changes);
  bool ReadOutcomeMember(const std::string& name, const Json& json, Outcome& outcome);
  bool ReadRecordMember(const std::string& name, const Json& json, CallbackRecord& record);
  template <typename T>
  bool ReadOpAs(const Json& json, Op& op);

  template <typename T>
  requires std::is_unsigned_v<T>
  bool Read(const Json& json, T& value) {
    uint64_t wide = 0;
    if (!ReadUnsigned(json, std::numeric_limits<T>::max(), wide)) return false;
    value = static_cast<T>(wide);
    return true;
  }

  template <typename T>
  bool Read(const Json& json, std::optional<T>& value) {
    return Read(json, value.emplace());
  }

  template <typename T>
  bool Read(const Json& json, std::vector<T>& values) {
    if (!json.is_array()) return Fail("a list", json);
    values.clear();
    for (size_t i = 0; i < json.size(); ++i) {
      const Inside inside(*this, i);
      values.emplace_back();
      if (!Read(json[i], values.back())) return false;
    }
    return true;
  }

  template <typename Enum>
  requires std::is_enum_v<Enum>
  bool Read(const Json& json, Enum& value) {
    std::string expected;
    for (const auto& [known, name] : NamesOf<Enum>::kAll) {
      if (json == name) return value = known, true;
      expected += (expected.empty() ? "" : ", ") + std::string(name);
    }
    if constexpr (std::is_same_v<Enum, ControlCode> || std::is_same_v<Enum, InformationClass> ||
                  std::is_same_v<Enum, SecurityOperation>) {
      uint64_t number = 0;
      if (json.is_number()) {
        return ReadUnsigned(json, UINT32_MAX, number) && (value = static_cast<Enum>(number), true);
      }
      expected += ", or a number";
    }
    return Fail("one of " + expected, json);
  }

  // A nested object: what it leaves out has the default of its type.
  template <Reflected T>
  bool Read(const Json& json, T& value) {
    if (!json.is_object()) return Fail("an object", json);
    value = T{};
    for (const auto& [name, member] : json.items()) {
      if (!ReadMember(name, member, value)) return false;
    }
    return true;
  }

  // Reads one member of `value` by name. A name that T lacks is a failure.
  template <Reflected T>
  bool ReadMember(const std::string& name, const Json& json, T& value) {
    const std::optional<bool> read = TryMember(name, json, value);
    if (read) return *read;
    std::string known;
    ForEachField<T>(
        [&](const auto& field) { known += (known.empty() ? "" : ", ") + std::string(field.name); });
    return FailText("one of the members " + known, '"' + name + '"');
  }

  // None when T has no such member.
  template <Reflected T>
  std::optional<bool> TryMember(const std::string& name, const Json& json, T& value) {
    std::optional<bool> read;
    ForEachField<T>([&](const auto& field) {
      if (name != field.name) return;
      const Inside inside(*this, name);
      read = Read(json, value.*field.member);
    });
    return read;
  }

  ParseError* const error_;
  std::string path_;
  int depth_ = 0;  // of operations inside operations, and of outcomes inside outcomes
};

}  // namespace etalon

#endif  // ETALON_CONFORMANCE_SCRIPT_JSON_READER_H_
