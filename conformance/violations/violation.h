// How each error of a function is brought about: one by one, and two in one call.
//
//   const bool registered =
//       CallsOf<EnableTrace>("EnableTrace", [](Scene& scene) {  // a legal call, and its world
//         return EnableTrace{.session = scene.Start(u"etalon")};
//       })
//           .Breaks(ENABLETRACE_E01, {"guid"},
//                   [](Scene&, EnableTrace& call) { call.guid_place = Place::kNull; })
//           ...
//           .Register();
//
// From such a table come three families of tests of the suite (families.h). README.md says more.
#ifndef ETALON_CONFORMANCE_VIOLATIONS_VIOLATION_H_
#define ETALON_CONFORMANCE_VIOLATIONS_VIOLATION_H_

#include <cstdint>
#include <deque>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "conformance/clauses/clauses.h"
#include "conformance/clauses/registry.h"
#include "conformance/script/op.h"
#include "conformance/violations/scene.h"

namespace etalon {

using clauses::Clause;

// What makes a legal call break one clause, and no other.
struct Violation {
  const Clause* clause;
  std::string variant;  // "": the usual way; pairs are made of these
  uint32_t code;        // what the call answers then
  // What it takes hold of, as a path: "properties.guid". Two violations cannot be had in one call
  // when one takes hold of what the other does, or of a part of it. A value behind '=' makes an
  // exception: "session=kernel" goes with "session=kernel", and with no other "session".
  std::vector<std::string> touches;
  std::function<void(Scene&, Op&)> spoil;    // changes the call, and the world as it needs to
  std::function<void(Scene&, Op&)> at_last;  // after all spoils: what would disturb them; or null
  WindowsVersion since = {};                 // the first Windows with all that `spoil` needs
};

// Two errors that exclude each other for a reason that is not in what they touch.
struct Exclusion {
  const Clause* one;
  const Clause* other;
  std::string why;
};

// Two errors brought about in one go, because what usually brings about the one disturbs the other.
// `winner.spoil` does it all.
struct JointViolation {
  Violation winner;  // its variant says how
  Violation loser;
};

// One function.
struct Calls {
  std::string function;  // as the registry names it
  const char* file = "";
  std::function<Op(Scene&)> legal;
  std::vector<Violation> violations;  // in the order of the registry
  std::vector<JointViolation> joint;  // in that of the table
  std::vector<Exclusion> exclusions;
  std::vector<std::vector<const Clause*>> one_answers;
};

// Two violations of one call: the winner's code is the answer. In pairs of `violations` that is
// what stands first in the registry.
struct Pair {
  const Violation* winner;
  const Violation* loser;
};

// Why what these two do cannot be done to one call; nothing when it can.
std::optional<std::string> WhyNever(const Calls& calls, const Violation& a, const Violation& b);

// Whether the table has the two clauses broken in one go.
bool AreBrokenJointly(const Calls& calls, const Clause& one, const Clause& other);

// All that can be had.
std::vector<Pair> PairsOf(const Calls& calls);

// The newest Windows of those that are simulated in which all these clauses hold and can be broken.
std::optional<WindowsVersion> WindowsFor(const std::vector<const Violation*>& violations);

// The call with all of `spoiled` wrong with it; its world is arranged.
Op Arrange(const Calls& calls, Scene& scene, const std::vector<const Violation*>& spoiled);

// All functions, in no particular order.
const std::deque<Calls>& AllCalls();

// The table of a function; null when there is none.
const Calls* CallsFor(std::string_view function);

// Adds a table, and its tests to the suite. True, for an initialiser.
bool RegisterCalls(Calls calls);

// Writes a table down. `Call` is the operation that the function is called by.
template <typename Call>
class CallsOf {
 public:
  using Spoil = void (*)(Scene&, Call&);

  CallsOf(std::string function, Call (*legal)(Scene&), const char* file = __builtin_FILE()) {
    calls_.function = std::move(function);
    calls_.file = file;
    calls_.legal = [legal](Scene& scene) -> Op { return legal(scene); };
  }

  CallsOf&& Breaks(const Clause& clause, std::vector<std::string> touches, Spoil spoil,
                   Spoil at_last = nullptr) && {
    Add(clause, "", clause.code, std::move(touches), spoil, at_last);
    return std::move(*this);
  }

  // Another way to break a clause, which does or changes something else; `since` as in Violation.
  CallsOf&& AlsoBreaks(const Clause& clause, std::string variant, Spoil spoil,
                       Spoil at_last = nullptr, WindowsVersion since = {}) && {
    Add(clause, std::move(variant), clause.code, {}, spoil, at_last);
    calls_.violations.back().since = since;
    return std::move(*this);
  }

  // A failure by a clause that is no error of its own: `code` comes from elsewhere.
  CallsOf&& Fails(const Clause& clause, uint32_t code, Spoil spoil) && {
    Add(clause, "Failing", code, {}, spoil, nullptr);
    return std::move(*this);
  }

  // Two clauses at once, in a way that is not two of the others one after the other; `how` names
  // it. Also clauses of another function, whose checks this one shares.
  CallsOf&& BothBreak(const Clause& winner, const Clause& loser, std::string how, Spoil spoil,
                      Spoil at_last = nullptr, WindowsVersion since = {}) && {
    calls_.joint.push_back(
        {{&winner, std::move(how), winner.code, {}, Erased(spoil), Erased(at_last), since},
         {&loser, "", loser.code, {}, [](Scene&, Op&) {}, nullptr, {}}});
    return std::move(*this);
  }

  CallsOf&& Never(const Clause& one, const Clause& other, std::string why) && {
    calls_.exclusions.push_back({&one, &other, std::move(why)});
    return std::move(*this);
  }

  // The clause holds on older Windows too, but what its violation needs came with this one: a mode,
  // or somebody who may do this and not that.
  CallsOf&& Since(const Clause& clause, WindowsVersion oldest) && {
    for (Violation& violation : calls_.violations) {
      if (violation.clause == &clause) violation.since = oldest;
    }
    return std::move(*this);
  }

  // The simulator finds out in one place which of these it is: with the check of one switched off no
  // other refuses, although the call violates it too.
  CallsOf&& OneAnswer(std::vector<const Clause*> clauses) && {
    calls_.one_answers.push_back(std::move(clauses));
    return std::move(*this);
  }

  bool Register() && { return RegisterCalls(std::move(calls_)); }

 private:
  static std::function<void(Scene&, Op&)> Erased(Spoil spoil) {
    if (spoil == nullptr) return nullptr;
    return [spoil](Scene& scene, Op& op) { spoil(scene, std::get<Call>(op.any)); };
  }

  void Add(const Clause& clause, std::string variant, uint32_t code,
           std::vector<std::string> touches, Spoil spoil, Spoil at_last) {
    calls_.violations.push_back({&clause, std::move(variant), code, std::move(touches),
                                 Erased(spoil), Erased(at_last), WindowsVersion()});
  }

  Calls calls_;
};

}  // namespace etalon

#endif  // ETALON_CONFORMANCE_VIOLATIONS_VIOLATION_H_
