// Whatever happens to a session, each event that was written to it is in exactly one place, and the
// ledger, the counters of QUERY, the files and the consumers agree about where. Seed and number of
// plans come from RC_PARAMS (see BUILD).
#include <gtest/gtest.h>
#include <rapidcheck.h>

#include "sim/properties/ledger_plan.h"
#include "sim/properties/observed_session.h"

namespace etalon::sim {
namespace {

TEST(LedgerProperty, EveryEventIsInExactlyOnePlace) {
  Occurrences occurrences;
  const bool holds = rc::check("every event is in exactly one place", [&] {
    const LedgerPlan plan = *AnyPlan();
    ObservedSession session(plan, occurrences);
    for (const LedgerStep& step : plan.steps) session.Do(step);
    session.End();
  });
  EXPECT_TRUE(holds);
  for (const auto& [what, count] : occurrences) RecordProperty(what, count);

  // A search that never gets there proves nothing.
  for (int kind = 0; kind < kSessionKinds; ++kind) {
    EXPECT_GE(occurrences[NameOf(static_cast<SessionKind>(kind))], 20);
  }
  for (const char* what :
       {"refused", "lost", "ring came round", "circular file came round", "log buffer lost",
        "no file for a while", "consumed", "real-time buffer lost", "never read",
        "refused for the rival's sake", "snapshot", "ended by itself"}) {
    EXPECT_GE(occurrences[what], 5) << what;
  }
}

}  // namespace
}  // namespace etalon::sim
