#include "conformance/properties/random_sequence.h"

#include <algorithm>

namespace etalon {
namespace {

constexpr uint32_t kUsual = 60;      // steps
constexpr uint32_t kAtLength = 260;  // to where few get: 64 sessions, files that are written over

constexpr uint32_t kLookedInto = 32;  // of so many failing calls one is

uint32_t StepsFor(Leaning leaning, uint32_t steps) {
  if (leaning == Leaning::kManySessions) return std::max(steps, kAtLength);
  const bool is_slow = leaning == Leaning::kFullPool || leaning == Leaning::kCircular;
  return is_slow ? std::max(steps, 2 * kUsual) : steps;
}

}  // namespace

Plan LegalPlanOf(uint64_t seed, uint64_t number) {
  Choices choices(seed * 0x9E3779B97F4A7C15u + number);
  Plan plan;
  plan.seed = seed * 0x2545F4914F6CDD1Du + number;
  plan.steps = 10 + choices.Below(2 * kUsual);
  return plan;
}

Plan PlanOf(uint64_t seed, uint64_t number) {
  // Of eight: five faulty calls by themselves, one after others, two sequences without.
  constexpr uint64_t kTurns = 8;
  constexpr uint64_t kAlone = 5;
  const uint64_t turn = number % kTurns;
  Plan plan = LegalPlanOf(seed, number);
  plan.ends_badly = turn <= kAlone;
  plan.fault = turn < kAlone ? number / kTurns * kAlone + turn : plan.seed >> 1;
  if (turn < kAlone) plan.steps = 0;
  return plan;
}

Played PlayRandomly(Implementation& implementation, const Plan& plan, Tally* tally,
                    const FaultyCall& faulty, bool notes) {
  Played played;
  Choices choices(plan.seed);
  OperationSource source =
      plan.leaning ? OperationSource(choices, *plan.leaning) : OperationSource(choices);
  const ImplementationTraits& traits = implementation.traits();
  if (traits.capabilities.count(Capability::kFaults) == 0) source.LimitToTheApi();
  Lockstep lockstep(implementation, tally, {.failures_looked_into = kLookedInto});
  if (notes) lockstep.NoteIn(&played.sequence);
  const uint32_t steps = plan.steps == 0 ? 0 : StepsFor(source.leaning(), plan.steps);
  for (uint32_t i = 0; i < steps && lockstep.failure().empty(); ++i)
    lockstep.Run({source.Next(lockstep.model())});
  if (plan.ends_badly && faulty && lockstep.failure().empty())
    faulty(lockstep, traits, choices, plan.fault, steps == 0);
  played.failure = lockstep.failure();
  return played;
}

}  // namespace etalon
