// A forecast in words.
#ifndef ETALON_CONFORMANCE_PLAN_SUMMARY_H_
#define ETALON_CONFORMANCE_PLAN_SUMMARY_H_

#include <ostream>
#include <string>
#include <vector>

#include "conformance/plan/forecast.h"
#include "conformance/plan/remedy.h"
#include "conformance/plan/scenario.h"

namespace etalon::plan {

// "real-time session, 32 KB x 2..24 buffers, one stream, flush timer 1 s".
std::string SessionText(const Scenario& scenario, const Buffering& adjusted);
std::string SinkText(const Scenario& scenario);
std::string BurstText(const Scenario& scenario);

// What the model takes for granted about `scenario`, a sentence each.
std::vector<std::string> Assumptions(const Scenario& scenario);

void PrintSummary(const Scenario& scenario, const Forecast& forecast, const Advice& advice,
                  std::ostream& out);

// The bursts of RustinelBursts() with both their bufferings, beside what was measured.
void PrintComparison(std::ostream& out);

}  // namespace etalon::plan

#endif  // ETALON_CONFORMANCE_PLAN_SUMMARY_H_
