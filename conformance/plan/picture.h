// A forecast as a picture.
#ifndef ETALON_CONFORMANCE_PLAN_PICTURE_H_
#define ETALON_CONFORMANCE_PLAN_PICTURE_H_

#include <string>

#include "conformance/plan/forecast.h"
#include "conformance/plan/scenario.h"

namespace etalon::plan {

// SVG, readable on light and dark screens: buffers in use over time, and below it events attempted
// and lost so far. `forecast` has samples.
std::string ToSvg(const Scenario& scenario, const Forecast& forecast);

}  // namespace etalon::plan

#endif  // ETALON_CONFORMANCE_PLAN_PICTURE_H_
