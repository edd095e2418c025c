#include "conformance/properties/tally.h"

#include <algorithm>
#include <iomanip>
#include <tuple>

#include "conformance/clauses/registry.h"
#include "conformance/script/fields.h"
#include "sim/include/evntrace.h"

namespace etalon {
namespace {

constexpr const char* kDeepNames[] = {"full pool", "wrapped circular file", "64 sessions",
                                      "pre-enabled provider", "stop inside a stop or a callback"};

bool IsStop(const Op& op) {
  if (std::holds_alternative<StopTraceW>(op.any)) return true;
  const auto* const control = std::get_if<ControlTraceW>(&op.any);
  return control != nullptr && control->code == ControlCode::kStop;
}

// Callbacks that stop sessions were called.
bool StopsInCallback(const Outcome& outcome, const Model& model) {
  for (const CallbackRecord& call : outcome.callbacks) {
    for (const ModelProvider& provider : model.providers()) {
      const std::vector<Op>& steps = provider.callback.steps.ops();
      if (provider.callback.name != call.callback || call.steps.empty()) continue;
      if (std::any_of(steps.begin(), steps.end(), IsStop)) return true;
    }
  }
  return false;
}

bool HasWrapped(const ModelSession& session) {
  constexpr uint32_t kMostKb = 64;  // of what sequences ask for
  const bool circular = (session.mode & EVENT_TRACE_FILE_MODE_CIRCULAR) != 0;
  return circular && session.written * 1000 > kMostKb * 1024;
}

bool IsEnabledForNobody(const ModelEnable& enable, const Model& model) {
  return std::none_of(model.providers().begin(), model.providers().end(),
                      [&](const ModelProvider& one) { return one.guid == enable.guid; });
}

}  // namespace

const char* NameOf(DeepState state) { return kDeepNames[static_cast<size_t>(state)]; }

size_t Tally::ClauseCount() { return clauses::Registry().size(); }

void Tally::Count(const Op& op, const Outcome& outcome, const Model& model) {
  const size_t kind = op.any.index();
  ++steps_;
  ++kinds_[kind];
  if (before_ != kNothing) ++pairs_[before_][kind];
  before_ = kind;
  const bool started = outcome.ending == Ending::kStarted;
  if (started || (outcome.ending == Ending::kReturned && CodeOf(outcome) == 0)) ++succeeded_;
  CountDeepStates(op, outcome, model);
}

void Tally::CountDeepStates(const Op& op, const Outcome& outcome, const Model& model) {
  const auto count = [&](DeepState state, bool is_there) {
    if (is_there) ++deep_[static_cast<size_t>(state)];
  };
  const auto any_session = [&](auto&& is) {
    return std::any_of(model.sessions().begin(), model.sessions().end(), is);
  };
  count(DeepState::kFullPool, any_session([](const ModelSession& one) { return one.full; }));
  count(DeepState::kWrapped, any_session(HasWrapped));
  count(DeepState::kManySessions, model.CountSessions() >= kMostSessions);
  count(DeepState::kPreEnabled,
        std::any_of(model.enables().begin(), model.enables().end(),
                    [&](const ModelEnable& one) { return IsEnabledForNobody(one, model); }));
  const bool stopping = std::any_of(model.calls().begin(), model.calls().end(),
                                    [](const ModelCall& call) { return IsStop(call.op); });
  count(DeepState::kStopInside,
        (stopping && !std::holds_alternative<Await>(op.any)) || StopsInCallback(outcome, model));
}

void Tally::Print(std::ostream& out, bool all_pairs) const {
  const auto percent = [&](uint64_t count) {
    return steps_ == 0 ? 0.0 : 100.0 * static_cast<double>(count) / static_cast<double>(steps_);
  };
  out << std::fixed << std::setprecision(1) << steps_ << " operations: " << percent(succeeded_)
      << " % succeeded, of " << percent(exact_) << " % the model knew the answer\n\nstates\n";
  for (size_t i = 0; i < kDeepStates; ++i)
    out << std::setw(7) << percent(deep_[i]) << " %  " << kDeepNames[i] << '\n';
  out << "\noperations\n";
  for (size_t i = 0; i < kKinds; ++i) {
    if (kinds_[i] != 0) out << std::setw(9) << kinds_[i] << "  " << kOpNames[i] << '\n';
  }
  PrintPairs(out, all_pairs);
  PrintClauses(out);
}

void Tally::PrintPairs(std::ostream& out, bool all) const {
  constexpr size_t kShown = 12;
  std::vector<std::tuple<uint32_t, size_t, size_t>> pairs;
  size_t possible = 0;
  for (size_t a = 0; a < kKinds; ++a) {
    for (size_t b = 0; b < kKinds; ++b) {
      if (kinds_[a] != 0 && kinds_[b] != 0) ++possible;
      if (pairs_[a][b] != 0) pairs.emplace_back(pairs_[a][b], a, b);
    }
  }
  std::sort(pairs.rbegin(), pairs.rend());
  out << "\npairs of operations: " << pairs.size() << " of " << possible << " occurred\n";
  const size_t shown = all ? pairs.size() : std::min(kShown, pairs.size());
  for (size_t i = 0; i < shown; ++i) {
    const auto& [count, a, b] = pairs[i];
    out << std::setw(9) << count << "  " << kOpNames[a] << ", " << kOpNames[b] << '\n';
  }
}

void Tally::PrintClauses(std::ostream& out) const {
  const auto reached = static_cast<size_t>(
      std::count_if(clauses_.begin(), clauses_.end(), [](uint64_t count) { return count != 0; }));
  if (reached == 0) return;
  out << "\nclauses: " << reached << " of " << clauses_.size() << " were reached\n";
  for (size_t i = 0; i < clauses_.size(); ++i) {
    if (clauses_[i] != 0)
      out << std::setw(9) << clauses_[i] << "  " << clauses::Registry()[i].id << '\n';
  }
}

}  // namespace etalon
