// A forecast for programs.
#ifndef ETALON_CONFORMANCE_PLAN_FORECAST_JSON_H_
#define ETALON_CONFORMANCE_PLAN_FORECAST_JSON_H_

#include <string>

#include "conformance/plan/forecast.h"
#include "conformance/plan/remedy.h"
#include "conformance/plan/scenario.h"

namespace etalon::plan {

// One object, indented: "session", "assumptions", "events", "counters", "settings_without_loss",
// "samples". Times are seconds after the session's start. docs/planning.md lists the members.
std::string ToJson(const Scenario& scenario, const Forecast& forecast, const Advice& advice);

}  // namespace etalon::plan

#endif  // ETALON_CONFORMANCE_PLAN_FORECAST_JSON_H_
