// Holds the registry and the suite together.
#include <algorithm>
#include <iterator>
#include <set>
#include <string>

#include "conformance/clause_test.h"
#include "conformance/clauses/registry.h"

namespace etalon {
namespace {

std::set<std::string> Cited(bool near_miss) {
  std::set<std::string> cited;
  for (const ClauseTestInfo& test : AllClauseTests()) {
    if (test.near_miss == near_miss && !test.generated) cited.insert(test.clause->id);
  }
  return cited;
}

TEST(ClauseCoverage, EveryTestedClauseHasATest) {
  const std::set<std::string> cited = Cited(false);
  for (const clauses::ClauseText& clause : clauses::Registry()) {
    if (!clause.tested) continue;
    EXPECT_TRUE(cited.contains(std::string(clause.id))) << clause.id << " is marked tested";
  }
}

TEST(ClauseCoverage, EveryTestedErrorHasANearMiss) {
  const std::set<std::string> cited = Cited(true);
  for (const clauses::ClauseText& clause : clauses::Registry()) {
    if (!clause.tested || clause.kind != "error") continue;
    EXPECT_TRUE(cited.contains(std::string(clause.id))) << clause.id << " has no near miss";
  }
}

// Otherwise its tests would be "not applicable" everywhere.
TEST(ClauseCoverage, EveryTestedClauseHoldsInASimulatedWindows) {
  for (const clauses::ClauseText& clause : clauses::Registry()) {
    if (!clause.tested) continue;
    const bool holds = std::any_of(
        std::begin(kSimulatedWindows), std::end(kSimulatedWindows),
        [&](WindowsVersion windows) { return clauses::HoldsIn(clause, windows); });
    EXPECT_TRUE(holds) << clause.id << " holds " << clauses::VersionsOf(clause);
  }
}

TEST(ClauseCoverage, EveryTestCitesATestedClause) {
  for (const ClauseTestInfo& test : AllClauseTests()) {
    EXPECT_TRUE(clauses::TextOf(*test.clause).tested)
        << test.suite << "." << test.name << " cites a clause that is marked planned";
  }
}

}  // namespace
}  // namespace etalon
