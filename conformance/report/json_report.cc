#include "conformance/report/json_report.h"

#include <nlohmann/json.hpp>

#include "conformance/script/json.h"

namespace etalon {
namespace {

using Json = nlohmann::ordered_json;

Json ImplementationOf(const SuiteRun& run) {
  Json capabilities = Json::array();
  for (const Capability capability : run.traits.capabilities) {
    capabilities.push_back(NameOf(capability));
  }
  return {{"word", run.word},
          {"name", run.traits.name},
          {"version", run.traits.version},
          {"windows", ToString(run.traits.windows)},
          {"reference", run.traits.reference},
          {"capabilities", capabilities}};
}

Json CountsOf(const Counts& tests) {
  return {{"passed", tests.passed},
          {"failed", tests.failed},
          {"not_implemented", tests.not_implemented},
          {"crashed", tests.crashed},
          {"hung", tests.hung},
          {"deviates", tests.deviates},
          {"not_applicable", tests.not_applicable},
          {"harness_faults", tests.harness_faults}};
}

Json SummaryOf(const SuiteRun& run, const SuiteTally& tally) {
  return {{"tests", CountsOf(tally.tests)},
          {"clauses_passed", tally.clauses_passed},
          {"clauses_tested", tally.clauses_tested},
          {"clauses_planned", tally.clauses_planned},
          {"unexpected", run.judged.Count(Judgement::kUnexpected)},
          {"exit_code", ExitCode(run.judged)}};
}

Json FunctionsOf(const SuiteTally& tally) {
  Json functions = Json::array();
  for (const FunctionTally& row : tally.functions) {
    functions.push_back({{"function", row.function},
                         {"tests", CountsOf(row.tests)},
                         {"clauses_tested", row.clauses_tested},
                         {"clauses", row.clauses}});
  }
  return functions;
}

Json StepsOf(const TestResult& result) {
  Json steps = Json::array();
  for (const PerformedOp& step : result.steps) {
    steps.push_back({{"operation", Json::parse(ToJson(step.op))},
                     {"outcome", Json::parse(ToJson(step.outcome))}});
  }
  return steps;
}

Json TestOf(const SuiteRun& run, size_t index) {
  const TestResult& result = run.results[index];
  Json test = {{"clause", result.clause},
               {"function", result.function},
               {"name", result.name},
               {"near_miss", result.near_miss},
               {"file", result.file},
               {"line", result.line},
               {"verdict", NameOf(result.verdict)},
               {"judgement", NameOf(run.judged.of[index])}};
  if (!run.judged.reasons[index].empty()) test["reason"] = run.judged.reasons[index];
  if (result.verdict == Verdict::kPass) return test;
  if (!result.after.empty()) test["after"] = result.after;
  if (!result.expected.empty()) {
    test["expected"] = result.expected;
    test["actual"] = result.actual;
  }
  test["detail"] = result.detail;
  test["steps"] = StepsOf(result);
  return test;
}

}  // namespace

std::string JsonReport(const SuiteRun& run, const SuiteTally& tally) {
  Json report = {{"suite", "etalon conformance"},
                 {"implementation", ImplementationOf(run)},
                 {"filter", run.filter},
                 {"seed", run.seed},
                 {"summary", SummaryOf(run, tally)},
                 {"functions", FunctionsOf(tally)},
                 {"tests", Json::array()},
                 {"stale_expectations", run.judged.stale}};
  for (size_t i = 0; i < run.results.size(); ++i) report["tests"].push_back(TestOf(run, i));
  // What an implementation wrote may be no UTF-8.
  return report.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace etalon
