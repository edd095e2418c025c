// Random operations beside the model, in pieces that mutants can be tried on: a few sequences each.
#include <cstdint>
#include <string>

#include "conformance/implementations/in_process.h"
#include "conformance/properties/fault_source.h"
#include "conformance/properties/random_sequence.h"
#include "gtest/gtest.h"

namespace etalon {
namespace {

constexpr uint64_t kPieces = 40;
constexpr uint64_t kSequences = 10;  // of a piece

class RandomOperations : public testing::TestWithParam<uint64_t> {};

TEST_P(RandomOperations, GoAsTheModelSays) {
  const auto simulator = MakeSimulator({.telling = Telling::kReports});
  for (uint64_t number = 0; number < kSequences; ++number) {
    const Plan plan = LegalPlanOf(1, GetParam() * kSequences + number);
    ASSERT_EQ(PlayRandomly(*simulator, plan, nullptr, nullptr).failure, "");
  }
}

TEST_P(RandomOperations, FailAsTheModelSays) {
  const auto simulator = MakeSimulator({.telling = Telling::kReports});
  for (uint64_t number = GetParam(); number < CountViolations(); number += kPieces) {
    const Played played = PlayRandomly(*simulator, PlanOf(1, number), nullptr, RunFaultyCall);
    ASSERT_EQ(played.failure, "");
  }
}

INSTANTIATE_TEST_SUITE_P(Seeds, RandomOperations, testing::Range(uint64_t{0}, kPieces));

}  // namespace
}  // namespace etalon
