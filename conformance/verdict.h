// What came of a test: how the suite judges an implementation.
#ifndef ETALON_CONFORMANCE_VERDICT_H_
#define ETALON_CONFORMANCE_VERDICT_H_

#include <cstdint>
#include <string>
#include <vector>

#include "conformance/script/op.h"
#include "conformance/script/outcome.h"

namespace etalon {

enum class Verdict {
  kPass,
  kFail,            // an answer or an effect is wrong
  kNotImplemented,  // the implementation lacks an export that the test needs
  kCrash,           // the implementation faulted
  kHang,            // it did not answer in time
  kDeviates,       // it differs from us where the clause is inferred or a house rule: never counted
  kNotApplicable,  // it lacks a capability of the test's, or is a Windows without the clause
  kHarnessFault,   // our own side failed
};

// "pass", "fail", "not implemented", "crash", "hang", "deviates", "not applicable", "harness fault"
std::string NameOf(Verdict verdict);

// An operation of a test and what came of it.
struct PerformedOp {
  Op op;
  Outcome outcome;
};

// One test against one implementation.
struct TestResult {
  std::string clause;    // "STARTTRACE-E02"
  std::string function;  // "StartTrace"
  std::string name;      // "NameLongerThanItsRoom"
  bool near_miss = false;
  std::string file;
  int line = 0;
  Verdict verdict = Verdict::kPass;
  // Of the first mismatch; empty when the test passed.
  std::string after;     // the operation: "StopTraceW"
  std::string expected;  // "ERROR_MORE_DATA (234)"
  std::string actual;    // "ERROR_SUCCESS (0)"
  std::string detail;    // the whole message, several lines
  std::vector<PerformedOp> steps;
  double seconds = 0;  // real time
};

}  // namespace etalon

#endif  // ETALON_CONFORMANCE_VERDICT_H_
