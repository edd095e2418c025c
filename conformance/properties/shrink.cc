#include "conformance/properties/shrink.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <utility>
#include <vector>

#include "conformance/properties/alternatives.h"
#include "conformance/properties/op_walk.h"
#include "conformance/script/json.h"

namespace etalon {
namespace {

constexpr int kMostRuns = 20'000;

// A step, and the handles that were born in it when it was last run.
struct Part {
  SequenceStep step;
  std::vector<std::string> births;
};
using Parts = std::vector<Part>;

std::vector<std::string> BirthsOf(const Outcome& outcome) {
  std::vector<std::string> births;
  for (const Handle& handle : outcome.handles) births.push_back(handle.symbol);
  for (const CallbackRecord& call : outcome.callbacks) {
    for (const Outcome& step : call.steps) {
      for (const std::string& birth : BirthsOf(step)) births.push_back(birth);
    }
  }
  return births;
}

// Counts as so many characters: UTF-16 is the usual form, small letters are the usual ones, and
// StartTrace the function that starts sessions, whatever the alphabet says.
size_t OddityOf(const Op& op) {
  size_t oddity = NameOf(op).ends_with("A") ? 1 : 0;
  if (std::holds_alternative<StartHeapTrace>(op.any)) oddity += 30;
  Op copy = op;
  Walk<std::u16string>(copy, [&](std::u16string& text) {
    if (text.find(u':') != std::u16string::npos) return;  // of a file
    for (const char16_t c : text) oddity += c >= u'A' && c <= u'Z' ? 1 : 0;
  });
  return oddity;
}

// Smaller is better: steps, then characters, then the alphabet.
struct Measure {
  size_t steps = 0;
  std::string text;

  friend bool operator<(const Measure& a, const Measure& b) {
    if (a.steps != b.steps) return a.steps < b.steps;
    if (a.text.size() != b.text.size()) return a.text.size() < b.text.size();
    return a.text < b.text;
  }
};

Measure MeasureOf(const Parts& parts) {
  Measure measure = {parts.size(), ""};
  for (const Part& part : parts) {
    measure.text += ToJson(part.step.op) + std::string(OddityOf(part.step.op), '~') + '\n';
  }
  return measure;
}

class Shrinker {
 public:
  explicit Shrinker(Implementation& implementation) : implementation_(implementation) {}

  Shrunk Run(const Sequence& sequence) {
    Parts parts;
    for (const SequenceStep& step : sequence) {
      parts.push_back({step, {}});
      is_told_ = is_told_ || !step.due.empty();
    }
    std::optional<Parts> failing = Replay(parts);
    if (!failing) return {};
    best_ = std::move(*failing);
    failure_ = last_failure_;
    due_ = last_due_;
    measure_ = MeasureOf(best_);
    for (bool smaller = true; smaller && runs_ < kMostRuns;) {
      const Measure before = measure_;
      RemoveChunks();
      RemovePairs();
      MergeBirths();
      UnifyNames();
      SimplifyArguments();
      TryOtherFunctions();
      Sort();
      smaller = measure_ < before;
    }
    Shrunk shrunk = {{}, failure_, due_, runs_};
    for (const Part& part : best_) shrunk.sequence.push_back(part.step);
    return shrunk;
  }

 private:
  // Runs the parts. Where they fail: those up to the failure, whose handles have their names by the
  // order of births now. A part that speaks of a handle which is not born any more makes no sense.
  std::optional<Parts> Replay(const Parts& parts) {
    ++runs_;
    std::map<std::string, std::string> names;
    Parts replayed;
    Lockstep lockstep(implementation_, nullptr, {.failures_looked_into = 1});
    for (const Part& part : parts) {
      Part now = part;
      bool makes_sense = true;
      Walk<Handle>(now.step.op, [&](Handle& handle) {
        if (handle.symbol.empty()) return;
        const auto found = names.find(handle.symbol);
        if (found != names.end())
          handle.symbol = found->second;
        else
          makes_sense = makes_sense && first_run_;
      });
      if (!first_run_) makes_sense = makes_sense && !lockstep.model().MayNeverReturn(now.step.op);
      if (!makes_sense) return std::nullopt;
      const std::vector<std::string> births = BirthsOf(lockstep.Run(now.step));
      if (lockstep.was_senseless()) return std::nullopt;
      const std::vector<std::string>& before = first_run_ ? births : part.births;
      for (size_t i = 0; i < std::min(before.size(), births.size()); ++i)
        names[before[i]] = births[i];
      now.births = births;
      replayed.push_back(std::move(now));
      if (!lockstep.failure().empty()) break;
    }
    first_run_ = false;
    last_failure_ = lockstep.failure();
    last_due_ = lockstep.due();
    const bool counts = is_told_ ? failure_.empty() || last_failure_ == failure_ : true;
    if (last_failure_.empty() || !counts) return std::nullopt;
    return replayed;
  }

  // Takes the parts in place of the best ones, if they fail and are less.
  bool Accept(const Parts& parts) {
    if (runs_ >= kMostRuns || !(parts.size() < best_.size() || MayBeLess(parts))) return false;
    if (!tried_.insert(KeyOf(parts)).second) return false;
    std::optional<Parts> failing = Replay(parts);
    if (!failing) return false;
    Measure measure = MeasureOf(*failing);
    if (!(measure < measure_)) return false;
    best_ = std::move(*failing);
    measure_ = std::move(measure);
    failure_ = last_failure_;
    due_ = last_due_;
    return true;
  }

  // Handles get other names when they are born in another order: only then a script that is no less
  // as it stands may be less when it has been run.
  bool MayBeLess(const Parts& parts) const { return reorders_ || MeasureOf(parts) < measure_; }

  // All that a replay depends on. Most attempts come again once some other one was accepted.
  static std::string KeyOf(const Parts& parts) {
    std::string key;
    for (const Part& part : parts) {
      key += ToJson(part.step.op);
      for (const std::string& birth : part.births) key += birth;
      key += '\n';
    }
    return key;
  }

  // Without these, and what depends on the handles that were born there.
  Parts Without(const std::set<size_t>& left_out) const {
    Parts parts;
    std::set<std::string> gone;
    for (size_t i = 0; i < best_.size(); ++i) {
      Part part = best_[i];
      bool depends = left_out.count(i) != 0;
      Walk<Handle>(part.step.op,
                   [&](Handle& handle) { depends = depends || gone.count(handle.symbol) != 0; });
      if (depends)
        gone.insert(part.births.begin(), part.births.end());
      else
        parts.push_back(std::move(part));
    }
    return parts;
  }

  void RemoveChunks() {
    for (size_t size = best_.size() / 2; size > 0; size /= 2) {
      for (size_t end = best_.size(); end > 0 && end <= best_.size();) {
        std::set<size_t> chunk;
        for (size_t i = end - std::min(size, end); i < end; ++i) chunk.insert(i);
        Accept(Without(chunk));
        end = std::min(end - std::min(size, end), best_.size());
      }
    }
  }

  void RemovePairs() {
    constexpr size_t kMostSteps = 24;
    if (best_.size() > kMostSteps) return;
    for (size_t i = 0; i < best_.size(); ++i) {
      for (size_t j = i + 1; j < best_.size(); ++j) {
        if (Accept(Without({i, j}))) i = j = 0;
      }
    }
  }

  // One handle in place of two of a kind: the second is not born, and some other step goes with it.
  void MergeBirths() {
    constexpr size_t kMostSteps = 12;
    if (best_.size() > kMostSteps) return;
    for (size_t i = 0; i < best_.size(); ++i) {
      for (size_t j = i + 1; j < best_.size(); ++j) {
        for (size_t k = 0; k < best_.size(); ++k) {
          if (AreAlike(i, j) && Accept(Merged(i, j, k))) i = j = k = 0;
        }
      }
    }
  }

  bool AreAlike(size_t i, size_t j) const {
    return j < best_.size() && !best_[j].births.empty() && !best_[i].births.empty() &&
           best_[i].step.op.any.index() == best_[j].step.op.any.index();
  }

  // Without the steps j and k; what was born in j is what was born in i.
  Parts Merged(size_t i, size_t j, size_t k) const {
    Parts parts;
    for (size_t at = 0; at < best_.size(); ++at) {
      if (at == j || (at == k && k != i)) continue;
      parts.push_back(best_[at]);
      Walk<Handle>(parts.back().step.op, [&](Handle& handle) {
        for (size_t n = 0; n < std::min(best_[i].births.size(), best_[j].births.size()); ++n) {
          if (handle.symbol == best_[j].births[n]) handle.symbol = best_[i].births[n];
        }
      });
    }
    return parts;
  }

  void UnifyNames() {
    if (is_told_) return;
    Parts parts = best_;
    std::vector<Op*> ops;
    for (Part& part : parts) ops.push_back(&part.step.op);
    for (const Renaming& renaming : RenamingsOf(ops)) {
      parts = best_;
      for (Part& part : parts) renaming(part.step.op);
      Accept(parts);
    }
  }

  void SimplifyArguments() {
    for (size_t i = 0; i < best_.size(); ++i) {
      if (!best_[i].step.due.empty()) continue;  // it is known by its arguments what is due
      Parts parts = best_;
      std::visit(
          [&](auto& op) {
            using T = std::decay_t<decltype(op)>;
            const T plain = {};
            const auto attempt = [&] { return Accept(parts) && i < best_.size(); };
            WalkSmaller(op.on.process, plain.on.process, attempt);
            WalkSmaller(op.on.cpu, plain.on.cpu, attempt);
            WalkSmaller(op.on, On{.process = op.on.process, .cpu = op.on.cpu}, attempt);
            if constexpr (Reflected<T>) {
              ForEachField<T>([&](const auto& field) {
                WalkSmaller(op.*field.member, plain.*field.member, attempt);
              });
            }
          },
          parts[i].step.op.any);
    }
  }

  void TryOtherFunctions() {
    for (size_t i = 0; i < best_.size(); ++i) {
      if (!best_[i].step.due.empty()) continue;
      std::vector<Op*> ops;
      Parts parts = best_;
      for (Part& part : parts) ops.push_back(&part.step.op);
      for (const Op& other : AlternativesTo(i, ops)) {
        Parts changed = best_;
        if (i >= changed.size()) break;
        changed[i].step.op = other;
        Accept(changed);
      }
    }
  }

  // Steps change places, wherever that is for the better. Few steps are tried in every order: one
  // that is better may be more than one exchange away.
  void Sort() {
    constexpr size_t kFew = 5;
    reorders_ = true;
    if (best_.size() <= kFew) {
      TryAllOrders();
    } else {
      TryAllMoves();
    }
    reorders_ = false;
  }

  void TryAllOrders() {
    const Parts parts = best_;
    std::vector<size_t> order;
    for (size_t i = 0; i < parts.size(); ++i) order.push_back(i);
    while (std::next_permutation(order.begin(), order.end())) {
      Parts reordered;
      for (const size_t i : order) reordered.push_back(parts[i]);
      Accept(reordered);
    }
  }

  void TryAllMoves() {
    for (size_t from = 0; from < best_.size(); ++from) {
      for (size_t to = 0; to < best_.size(); ++to) {
        Parts parts = best_;
        Part part = std::move(parts[from]);
        parts.erase(parts.begin() + static_cast<ptrdiff_t>(from));
        parts.insert(parts.begin() + static_cast<ptrdiff_t>(to), std::move(part));
        if (from != to && Accept(parts)) from = to = 0;
        if (from >= best_.size()) return;
      }
    }
  }

  Implementation& implementation_;
  Parts best_;
  Measure measure_;
  std::set<std::string> tried_;  // keys
  std::string failure_;
  std::string last_failure_;
  Codes due_;
  Codes last_due_;
  // Of some step it was told what is due, by its arguments and where it stood: these stay as they
  // are, and only the same failure counts.
  bool is_told_ = false;
  bool reorders_ = false;
  bool first_run_ = true;
  int runs_ = 0;
};

}  // namespace

Shrunk Shrink(Implementation& implementation, const Sequence& sequence) {
  return Shrinker(implementation).Run(sequence);
}

}  // namespace etalon
