#include "conformance/recording/pack.h"

#include <fstream>
#include <stdexcept>

namespace etalon {
namespace {

using Json = nlohmann::ordered_json;

constexpr int kFormat = 1;

Json ToJson(const PackMachine& machine) {
  return {{"implementation", machine.implementation},
          {"windows", machine.windows},
          {"processors", machine.processors},
          {"privileges", machine.privileges},
          {"commit", machine.commit}};
}

PackMachine MachineFrom(const Json& json) {
  return {json.at("implementation"), json.at("windows"), json.at("processors"),
          json.at("privileges"), json.at("commit")};
}

Json ToJson(const Pattern& pattern) {
  Json json = {{"values", pattern.values}, {"are", NameOf(pattern.kind)}};
  if (!pattern.operation.empty()) json["operation"] = pattern.operation;
  return json;
}

Pattern PatternFrom(const Json& json) {
  return {json.at("values"), KindNamed(json.at("are")), json.value("operation", "")};
}

Json ToJson(const Allowance& allowance) {
  return {{"script", allowance.script},
          {"line", allowance.line},
          {"value", allowance.value},
          {"allowed", allowance.allowed}};
}

Allowance AllowanceFrom(const Json& json) {
  Allowance allowance = {json.at("script"), json.at("line"), json.at("value"), {}};
  for (const Json& value : json.at("allowed")) allowance.allowed.emplace_back(value);
  return allowance;
}

template <typename T>
Json ListOf(const std::vector<T>& items) {
  Json list = Json::array();
  for (const T& item : items) list.push_back(ToJson(item));
  return list;
}

Pack PackFrom(const Json& json) {
  if (json.at("etalon_pack") != kFormat) {
    throw std::runtime_error("format " + json.at("etalon_pack").dump() + " is not known");
  }
  Pack pack;
  pack.machine = MachineFrom(json.at("machine"));
  pack.runs = json.at("runs");
  pack.scripts = json.at("scripts").get<std::vector<std::string>>();
  for (const Json& pattern : json.at("patterns")) pack.patterns.push_back(PatternFrom(pattern));
  for (const Json& one : json.at("allowances")) pack.allowances.push_back(AllowanceFrom(one));
  return pack;
}

// One entry of a list a line: people edit it.
void WriteList(const char* name, const Json& list, std::ostream& out) {
  out << "  \"" << name << "\": [";
  for (size_t i = 0; i < list.size(); ++i) out << (i == 0 ? "\n    " : ",\n    ") << list[i].dump();
  out << (list.empty() ? "]" : "\n  ]");
}

}  // namespace

std::string TranscriptFile(const std::string& folder, uint32_t run, const std::string& script) {
  return folder + "/" + std::to_string(run) + "/" + script + ".jsonl";
}

std::string LogFile(const std::string& folder, uint32_t run, const std::string& script,
                    int number) {
  return folder + "/" + std::to_string(run) + "/" + script + "." + std::to_string(number) + ".etl";
}

std::optional<Pack> ReadPack(const std::string& folder, std::string* error) {
  const std::string name = folder + "/pack.json";
  std::ifstream file(name, std::ios::binary);
  if (!file) {
    *error = name + ": cannot be read";
    return std::nullopt;
  }
  try {
    return PackFrom(Json::parse(file));
  } catch (const std::exception& wrong) {
    *error = name + ": " + wrong.what();
    return std::nullopt;
  }
}

bool WritePack(const Pack& pack, const std::string& folder) {
  std::ofstream file(folder + "/pack.json", std::ios::binary);
  file << "{\n  \"etalon_pack\": " << kFormat << ",\n  \"machine\": " << ToJson(pack.machine).dump()
       << ",\n  \"runs\": " << pack.runs << ",\n  \"scripts\": " << Json(pack.scripts).dump()
       << ",\n";
  WriteList("patterns", ListOf(pack.patterns), file);
  file << ",\n";
  WriteList("allowances", ListOf(pack.allowances), file);
  file << "\n}\n";
  return static_cast<bool>(file.flush());
}

}  // namespace etalon
