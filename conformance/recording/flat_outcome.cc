#include "conformance/recording/flat_outcome.h"

#include <algorithm>
#include <memory>
#include <sstream>

#include "conformance/cli/dump.h"
#include "conformance/script/json.h"

namespace etalon {
namespace {

using Json = nlohmann::json;

// EventTraceGuid: events in which ETW tells about session and machine.
constexpr const char* kHeaderClass = "68fdd900-4a3e-11d1-84f4-0000f80464e3";

// Its payload, as the machine writes it, and how long that is.
constexpr const char* kPayload[] = {"Data", "payload", "Size", "MofLength", "UserDataLength"};

std::string NameOfMember(const Json& object, const std::string& key) {
  const bool is_handle = key == "returns" && object[key].is_number() && object.contains("handle");
  if (is_handle) return "value_of_handle";
  const bool is_of_header =
      object.value("Guid", "") == kHeaderClass || object.value("class", "") == kHeaderClass;
  const bool is_payload =
      std::find(std::begin(kPayload), std::end(kPayload), key) != std::end(kPayload);
  return is_of_header && is_payload ? "header_" + key : key;
}

void Add(const std::string& name, const Json& value, FlatOutcome* flat) {
  if (value.is_object()) {
    for (const auto& [key, member] : value.items()) {
      Add((name.empty() ? "" : name + "/") + NameOfMember(value, key), member, flat);
    }
    return;
  }
  if (value.is_array()) {
    for (size_t i = 0; i < value.size(); ++i) Add(name + "/" + std::to_string(i), value[i], flat);
    return;
  }
  const bool is_of_callback = name.find("/values/") != std::string::npos;
  if (!is_of_callback || value != 0) (*flat)[name] = value;
}

}  // namespace

FlatOutcome Flatten(const Outcome& outcome) {
  FlatOutcome flat;
  Add("", Json::parse(ToJson(outcome)), &flat);
  return flat;
}

FlatOutcome FlattenLogFile(const Bytes& bytes) {
  std::ostringstream out, damage;
  const int code = DumpBytes(std::make_unique<sim::MemoryBytes>(bytes), "file", true, out, damage);
  FlatOutcome flat;
  std::istringstream lines(out.str());
  std::string line;
  for (int number = 0; std::getline(lines, line); ++number) {
    Add("file/" + std::to_string(number), Json::parse(line), &flat);
  }
  if (code != 0) flat["file/damage"] = damage.str();
  return flat;
}

}  // namespace etalon
