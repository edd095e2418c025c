#include "sim/properties/ledger_plan.h"

#include <iterator>
#include <utility>

namespace etalon::sim {
namespace {

constexpr const char* kKindNames[] = {"sequential", "circular",     "append",
                                      "newfile",    "preallocated", "preallocated circular",
                                      "ring",       "real-time",    "real-time with a file",
                                      "private"};
static_assert(std::size(kKindNames) == kSessionKinds);

constexpr const char* kActionNames[] = {
    "trace",     "trace too big", "event",       "flush",       "more buffers", "other file",
    "real-time", "next file",     "convert",     "wait",        "stall disk",   "slow disk",
    "fast disk", "fill disk",     "fail writes", "fail memory", "consume",      "restart"};
static_assert(std::size(kActionNames) == kActions);

// How often each is tried: mostly events.
constexpr int kWeights[] = {12, 1, 4, 3, 1, 1, 1, 1, 1, 3, 1, 2, 1, 1, 1, 1, 2, 1};
static_assert(std::size(kWeights) == kActions);

// All of them from the first plan on, which RapidCheck would begin small with.
template <typename T>
rc::Gen<T> Evenly(rc::Gen<T> gen) {
  return rc::gen::resize(rc::kNominalSize, std::move(gen));
}

rc::Gen<Action> AnyAction() {
  std::vector<Action> urn;
  for (int i = 0; i < kActions; ++i) urn.insert(urn.end(), kWeights[i], static_cast<Action>(i));
  return Evenly(rc::gen::elementOf(urn));
}

rc::Gen<LedgerStep> AnyStep() {
  return rc::gen::build<LedgerStep>(
      rc::gen::set(&LedgerStep::action, AnyAction()),
      rc::gen::set(&LedgerStep::amount, Evenly(rc::gen::inRange<uint32_t>(1, 60))),
      rc::gen::set(&LedgerStep::cpu, Evenly(rc::gen::inRange<uint32_t>(0, 3))));
}

}  // namespace

const char* NameOf(SessionKind kind) { return kKindNames[static_cast<int>(kind)]; }
const char* NameOf(Action action) { return kActionNames[static_cast<int>(action)]; }

rc::Gen<LedgerPlan> AnyPlan() {
  const auto kind = rc::gen::map(Evenly(rc::gen::inRange(0, kSessionKinds)),
                                 [](int number) { return static_cast<SessionKind>(number); });
  return rc::gen::build<LedgerPlan>(
      rc::gen::set(&LedgerPlan::kind, kind),
      rc::gen::set(&LedgerPlan::processors, Evenly(rc::gen::inRange<uint32_t>(1, 4))),
      rc::gen::set(&LedgerPlan::one_stream),
      rc::gen::set(&LedgerPlan::buffer_kb, rc::gen::element(4u, 8u)),
      rc::gen::set(&LedgerPlan::extra_buffers, Evenly(rc::gen::inRange<uint32_t>(0, 4))),
      rc::gen::set(&LedgerPlan::file_buffers, rc::gen::element(0u, 1u, 2u, 3u, 5u, 8u)),
      rc::gen::set(&LedgerPlan::has_timer), rc::gen::set(&LedgerPlan::has_rival),
      rc::gen::set(&LedgerPlan::steps, rc::gen::container<std::vector<LedgerStep>>(AnyStep())));
}

std::ostream& operator<<(std::ostream& out, const LedgerStep& step) {
  return out << NameOf(step.action) << " " << step.amount << " (cpu " << step.cpu << ")";
}

std::ostream& operator<<(std::ostream& out, const LedgerPlan& plan) {
  out << NameOf(plan.kind) << ", " << plan.processors << " processors"
      << (plan.one_stream ? " in one stream" : "") << ", buffers of " << plan.buffer_kb << " KB + "
      << plan.extra_buffers << ", file of " << plan.file_buffers << " buffers"
      << (plan.has_timer ? ", timer" : "") << (plan.has_rival ? ", rival" : "");
  for (const LedgerStep& step : plan.steps) out << "\n  " << step;
  return out;
}

}  // namespace etalon::sim
