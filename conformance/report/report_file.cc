#include "conformance/report/report_file.h"

#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>
#include <stdexcept>

namespace etalon {
namespace {

using Json = nlohmann::json;

// The value whose name stands there. `last` is the last of the enumeration.
template <typename Enum>
Enum Named(const std::string& name, Enum last) {
  for (int value = 0; value <= static_cast<int>(last); ++value) {
    if (NameOf(static_cast<Enum>(value)) == name) return static_cast<Enum>(value);
  }
  throw std::invalid_argument("\"" + name + "\" is none that a report has");
}

std::string Text(const Json& json, const char* member) { return json.value(member, ""); }

ReportedTest TestFrom(const Json& json) {
  ReportedTest test;
  test.clause = json.at("clause");
  test.function = json.at("function");
  test.name = json.at("name");
  test.near_miss = json.at("near_miss");
  test.file = json.at("file");
  test.line = json.at("line");
  test.verdict = Named(json.at("verdict"), Verdict::kHarnessFault);
  test.judgement = Named(json.at("judgement"), Judgement::kHarnessFault);
  test.reason = Text(json, "reason");
  test.after = Text(json, "after");
  test.expected = Text(json, "expected");
  test.actual = Text(json, "actual");
  test.detail = Text(json, "detail");
  test.windows = Named(Text(json, "windows"), WindowsSide::kNeither);
  if (!json.contains("steps")) return test;
  for (const Json& step : json["steps"]) {
    test.operations.push_back(step.at("operation").dump());
    test.outcomes.push_back(step.at("outcome").dump());
    const Json returns = step.at("outcome").value("returns", Json());
    const bool has_handle = step["outcome"].contains("handle");
    test.answers.push_back(returns.is_string() ? returns.get<std::string>()
                           : has_handle        ? "handle"
                                               : "");
  }
  return test;
}

ImplementationTraits TraitsFrom(const Json& json) {
  ImplementationTraits traits;
  traits.name = json.at("name");
  traits.version = json.at("version");
  traits.reference = json.at("reference");
  for (const std::string name : json.at("capabilities")) {
    traits.capabilities.insert(Named(name, Capability::kRestart));
  }
  traits.windows = ParseWindowsVersion(json.at("windows").get<std::string>()).value_or(kNewest);
  return traits;
}

Report ReportFrom(const Json& json) {
  Report report;
  if (json.at("suite") != "etalon conformance") throw std::invalid_argument("of another suite");
  report.word = json.at("implementation").at("word");
  report.traits = TraitsFrom(json.at("implementation"));
  report.filter = json.at("filter").get<std::vector<std::string>>();
  report.seed = json.at("seed");
  const Json& summary = json.at("summary");
  report.clauses_passed = summary.at("clauses_passed");
  report.clauses_tested = summary.at("clauses_tested");
  report.clauses_planned = summary.at("clauses_planned");
  report.exit_code = summary.at("exit_code");
  for (const Json& test : json.at("tests")) {
    report.results.push_back(TestFrom(test));
    report.tests.Add(report.results.back().verdict);
  }
  report.stale = json.at("stale_expectations").get<std::vector<std::string>>();
  return report;
}

}  // namespace

std::string NameOf(WindowsSide side) {
  constexpr const char* kNames[] = {"", "simulator", "implementation", "neither"};
  return kNames[static_cast<size_t>(side)];
}

std::optional<Report> ParseReport(std::string_view text, std::string* why) {
  try {
    return ReportFrom(Json::parse(text));
  } catch (const std::exception& error) {
    *why = std::string("no report of etalon conformance --json: ") + error.what();
    return std::nullopt;
  }
}

std::optional<Report> ReadReport(const std::string& path, std::string* why) {
  std::ifstream file(path, std::ios::binary);
  std::stringstream text;
  text << file.rdbuf();
  if (!file) {
    *why = path + ": cannot be read";
    return std::nullopt;
  }
  std::optional<Report> report = ParseReport(text.str(), why);
  if (!report) *why = path + ": " + *why;
  return report;
}

std::string WithWindowsSides(std::string_view text, const Report& report) {
  nlohmann::ordered_json json = nlohmann::ordered_json::parse(text);
  for (size_t i = 0; i < report.results.size(); ++i) {
    const WindowsSide side = report.results[i].windows;
    if (side != WindowsSide::kUnknown) json["tests"][i]["windows"] = NameOf(side);
  }
  return json.dump(2) + "\n";
}

}  // namespace etalon
