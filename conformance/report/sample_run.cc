#include "conformance/report/sample_run.h"

#include <utility>

#include "conformance/clauses/registry.h"

namespace etalon {

TestResult SampleResult(const std::string& clause, const std::string& name, Verdict verdict) {
  TestResult result;
  result.clause = clause;
  result.function = clauses::FindClause(clause)->function;
  result.name = name;
  result.file = "conformance/some_test.cc";
  result.line = 7;
  result.verdict = verdict;
  result.steps = {{StartTraceW{}, {}}, {StopTraceW{}, {}}};
  return result;
}

void AddResult(SuiteRun* run, TestResult result, Judgement judgement, const std::string& reason) {
  run->results.push_back(std::move(result));
  run->judged.of.push_back(judgement);
  run->judged.reasons.push_back(reason);
}

SuiteRun SampleRun() {
  SuiteRun run;
  run.word = "wine";
  run.traits = {"wine", "wine-8.0", false, {Capability::kFiles}};
  run.seconds = 1.5;
  TestResult failure = SampleResult("STARTTRACE-E02", "NameLongerThanItsRoom", Verdict::kFail);
  failure.after = "StartTraceW";
  failure.expected = "ERROR_BAD_LENGTH (24)";
  failure.actual = "ERROR_SUCCESS (0)";
  failure.detail = "Expected: <24> & \"more\"";
  AddResult(&run, failure, Judgement::kUnexpected);
  failure.clause = "STARTTRACE-E03";
  AddResult(&run, failure, Judgement::kAsExpected, "it does not look");
  AddResult(&run, SampleResult("STARTTRACE-E03", "NearMiss_Fits", Verdict::kPass),
            Judgement::kAsExpected);
  TestResult crash = SampleResult("CONTROLTRACE-E11", "NoRoom", Verdict::kCrash);
  crash.after = "ControlTraceW";
  crash.detail = "ControlTraceW: read at address 0";
  AddResult(&run, crash, Judgement::kUnexpected);
  TestResult hang = SampleResult("CONTROLTRACE-E11", "MoreRoom", Verdict::kHang);
  hang.after = "ControlTraceW";
  hang.detail = "ControlTraceW: no answer in 10 s";
  AddResult(&run, hang, Judgement::kUnexpected);
  TestResult missing = SampleResult("STARTHEAP-E01", "Null", Verdict::kNotImplemented);
  missing.after = "StartHeapTrace";
  missing.detail = "StartHeapTrace: no such export";
  AddResult(&run, missing, Judgement::kUnexpected);
  failure.clause = "STARTTRACE-E04";
  failure.verdict = Verdict::kDeviates;
  AddResult(&run, failure, Judgement::kAsExpected);
  TestResult none = SampleResult("STARTTRACE-E04", "NoMemory", Verdict::kNotApplicable);
  none.detail = "needs the capability faults";
  AddResult(&run, none, Judgement::kAsExpected);
  return run;
}

}  // namespace etalon
