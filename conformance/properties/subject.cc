#include "conformance/properties/subject.h"

#include <rapidcheck.h>

namespace etalon {

Subject::Subject(Implementation& implementation, Occurrences& occurrences)
    : implementation_(implementation), occurrences_(occurrences) {
  std::string why;
  RC_ASSERT(implementation_.StartAfresh(&why));
  const Steps steps = {GetTraceLoggerHandle{}, GetTraceEnableLevel{}, GetTraceEnableFlags{}};
  RC_ASSERT(Run(RegisterTraceGuidsW{.callback = {.steps = steps}}).returns == 0u);
}

Outcome Subject::Run(const Op& op) {
  Outcome outcome = implementation_.Run(op);
  if (outcome.ending != Ending::kReturned) RC_FAIL(NameOf(op) + ": " + outcome.detail);
  return outcome;
}

}  // namespace etalon
