// Scenarios with a name.
#ifndef ETALON_CONFORMANCE_PLAN_EXAMPLES_H_
#define ETALON_CONFORMANCE_PLAN_EXAMPLES_H_

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "conformance/plan/scenario.h"

namespace etalon::plan {

// A burst that was measured on Windows by Karib0u/rustinel (issue 305): how much it lost there.
struct Measured {
  const char* name;   // of the example
  const char* shape;  // as the issue calls it
  double lost_percent;
};

// The three bursts of that issue, the one that lost least first.
const std::vector<Measured>& RustinelBursts();

// The scenario of that name with the buffers that lost events, 32 KB x 2..24; none: there is none.
std::optional<Scenario> FindExample(std::string_view name);

// The buffers with which nothing was lost any more (pull request 312): 256 KB x 64..128.
Buffering RustinelRemedy();

// Of those that FindExample knows.
std::vector<std::string> ExampleNames();

}  // namespace etalon::plan

#endif  // ETALON_CONFORMANCE_PLAN_EXAMPLES_H_
