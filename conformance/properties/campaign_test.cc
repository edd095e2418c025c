// A run of 100,000 operations, legal calls, calls with one fault and calls with several, on the
// simulator whose checks tell that they refused: every clause that random calls can reach is
// reached, and those that they cannot are listed, with reasons, in unreached_clauses.json.
//
// ETALON_STEPS is how many operations, ETALON_SEED where they come from.
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <map>
#include <memory>
#include <sstream>
#include <string>

#include "conformance/clauses/registry.h"
#include "conformance/implementations/in_process.h"
#include "conformance/properties/fault_source.h"
#include "conformance/properties/random_sequence.h"
#include "conformance/properties/shrink.h"
#include "gtest/gtest.h"
#include "nlohmann/json.hpp"
#include "sim/mutants/refusals.h"

namespace etalon {
namespace {

using clauses::ClauseText;

constexpr char kUnreached[] = "conformance/properties/unreached_clauses.json";

uint64_t NumberFrom(const char* variable, uint64_t otherwise) {
  const char* const text = std::getenv(variable);
  return text == nullptr ? otherwise : std::strtoull(text, nullptr, 10);
}

// Why random calls do not reach a clause, by its ID.
std::map<std::string, std::string> Excuses() {
  std::ifstream file(kUnreached);
  const nlohmann::json groups = nlohmann::json::parse(file);
  std::map<std::string, std::string> excuses;
  for (const nlohmann::json& group : groups) {
    const std::string why = group.at("why");
    for (const std::string kind : group.value("kinds", nlohmann::json::array())) {
      for (const ClauseText& clause : clauses::Registry()) {
        if (clause.kind == kind) excuses[std::string(clause.id)] = why;
      }
    }
    for (const std::string id : group.value("clauses", nlohmann::json::array())) {
      EXPECT_NE(clauses::FindClause(id), nullptr) << id << " is no clause";
      EXPECT_TRUE(excuses.emplace(id, why).second) << id << " is listed twice";
    }
  }
  return excuses;
}

TEST(Campaign, ReachesEveryClauseThatRandomCallsCanReach) {
  const auto simulator = MakeSimulator({.telling = Telling::kReports});
  const uint64_t steps = NumberFrom("ETALON_STEPS", 100'000);
  const uint64_t seed = NumberFrom("ETALON_SEED", 1);
  Tally tally;
  constexpr int kMostFindings = 5;
  int findings = 0;
  for (uint64_t number = 0; tally.steps() < steps && findings < kMostFindings; ++number) {
    const Played played = PlayRandomly(*simulator, PlanOf(seed, number), &tally, RunFaultyCall);
    if (played.failure.empty()) continue;
    ++findings;
    ADD_FAILURE() << "sequence " << number << ": " << played.failure << '\n'
                  << ScriptOf(Shrink(*simulator, played.sequence));
  }
  const std::vector<uint64_t> refusals = sim::mutants::CountRefusals();
  for (size_t i = 0; i < refusals.size(); ++i) tally.CountClause(i, refusals[i]);
  std::ostringstream text;
  tally.Print(text, std::getenv("ETALON_PAIRS") != nullptr);
  std::fputs(text.str().c_str(), stdout);

  const std::map<std::string, std::string> excuses = Excuses();
  for (size_t i = 0; i < refusals.size(); ++i) {
    const std::string id(clauses::Registry()[i].id);
    const bool is_excused = excuses.count(id) != 0;
    EXPECT_NE(refusals[i] != 0, is_excused)
        << id << (is_excused ? " was reached: take it out of " : " was not reached: see ")
        << kUnreached;
  }
}

}  // namespace
}  // namespace etalon

// The tables of violations bring the tests that are made of them, which run elsewhere.
int main(int argc, char** argv) {
  testing::InitGoogleTest(&argc, argv);
  testing::GTEST_FLAG(filter) = "Campaign.*";
  return RUN_ALL_TESTS();
}
