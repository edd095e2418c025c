// A run with one result of every kind, for the tests of the reports.
#ifndef ETALON_CONFORMANCE_REPORT_SAMPLE_RUN_H_
#define ETALON_CONFORMANCE_REPORT_SAMPLE_RUN_H_

#include <string>

#include "conformance/report/suite_run.h"

namespace etalon {

TestResult SampleResult(const std::string& clause, const std::string& name, Verdict verdict);

// Adds a result, judged.
void AddResult(SuiteRun* run, TestResult result, Judgement judgement,
               const std::string& reason = "");

// Of "wine": a failure (STARTTRACE-E02), a listed one (STARTTRACE-E03), a pass, a crash, a hang, a
// missing export, a deviation and a test that does not apply.
SuiteRun SampleRun();

}  // namespace etalon

#endif  // ETALON_CONFORMANCE_REPORT_SAMPLE_RUN_H_
