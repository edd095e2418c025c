#include "conformance/cli/narrator.h"

#include "conformance/current_test.h"
#include "conformance/script/json.h"

namespace etalon {

bool Narrator::StartAfresh(std::string* why) {
  const TestResult& test = TheCurrentTest().result;
  in_test_ = !test.clause.empty();
  if (in_test_) out_ << test.clause << ' ' << test.name << '\n';
  return inner_.StartAfresh(why);
}

Outcome Narrator::Run(const Op& op) {
  out_ << "  " << ToJson(op) << '\n' << std::flush;  // what comes next may hang
  const Outcome outcome = inner_.Run(op);
  out_ << "    " << ToJson(outcome) << '\n';
  return outcome;
}

void Narrator::Conclude(const TestResult& result) {
  if (!in_test_) out_ << result.clause << ' ' << result.name << '\n';
  in_test_ = false;
  out_ << "  " << NameOf(result.verdict);
  if (!result.expected.empty()) {
    out_ << ": after " << result.after << ": expected " << result.expected << ", got "
         << result.actual;
  } else if (result.verdict != Verdict::kPass) {
    out_ << ": " << result.detail.substr(0, result.detail.find('\n'));
  }
  out_ << '\n';
}

}  // namespace etalon
