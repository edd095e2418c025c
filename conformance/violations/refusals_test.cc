// Looks into the simulator: which check refuses? Of clauses with the same code, and most answer
// ERROR_INVALID_PARAMETER, nobody else can tell.
//
// Every violation is refused by the check of its own clause. Every pair is refused by the winner's;
// and with that check switched off, and those that then refuse in between, by the loser's: so both
// clauses were violated. (Behind a check that is off there may be a pointer that is wrong: a crash
// says nothing.)
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <memory>
#include <string>
#include <vector>

#include "conformance/implementations/in_process.h"
#include "conformance/violations/violation.h"
#include "gtest/gtest.h"
#include "sim/mutants/switches.h"

namespace etalon {
namespace {

using sim::mutants::ForgetRefusal;
using sim::mutants::LastRefusal;
using sim::mutants::SwitchAllOn;
using sim::mutants::SwitchOff;

// Some checks guard nothing but one another: no call gets further than the last of them.
constexpr int kMostChecksInBetween = 12;

// Without its checks a call may never come back.
constexpr unsigned kTimeLimitSeconds = 5;

class Refusals : public testing::Test {
 protected:
  // The call in a world of its own, then with the checks of `off` switched off.
  Outcome Run(const Calls& calls, const std::vector<const Violation*>& spoiled,
              const std::vector<uint16_t>& off = {}) {
    EndSimulator();
    simulator_ = MakeSimulator({.windows = WindowsFor(spoiled).value_or(kNewest)});
    bool arranged = true;
    Scene scene([&](const Op& op) { return simulator_->Run(op); },
                [&](const std::string& why) {
                  ADD_FAILURE() << why;
                  arranged = false;
                });
    const Op op = Arrange(calls, scene, spoiled);
    if (!arranged) return {.ending = Ending::kHarnessFault, .callbacks = {}};
    for (const uint16_t index : off) SwitchOff(index);
    ForgetRefusal();
    Outcome outcome = std::holds_alternative<ProcessTrace>(op.any) ? RunForAWhile(op)
                                                                    : simulator_->Run(op);
    SwitchAllOn();
    return outcome;
  }

  // Without its checks ProcessTrace may wait for ever.
  Outcome RunForAWhile(Op op) {
    op.on().id = "call";
    op.on().thread = "caller";
    op.on().start = true;
    simulator_->Run(op);
    return simulator_->Run(Await{.of = "call", .timeout_ms = 1000});
  }

  static std::string WhoRefused() {
    const std::optional<uint16_t> index = LastRefusal();
    return index ? std::string(clauses::Registry()[*index].id) : "nobody";
  }

  // Whether the loser's check refuses once those before it are off. In a child process: behind a
  // check that is off memory may be damaged, and a crash says nothing.
  bool LoserRefuses(const Calls& calls, const Pair& pair) {
    EndSimulator();
    std::fflush(nullptr);
    const pid_t child = fork();
    if (child == 0) {
      alarm(kTimeLimitSeconds);
      _exit(TryLoser(calls, pair) ? 0 : 1);
    }
    int status = 0;
    EXPECT_EQ(waitpid(child, &status, 0), child);
    return !WIFEXITED(status) || WEXITSTATUS(status) == 0;
  }

  bool TryLoser(const Calls& calls, const Pair& pair) {
    std::vector<uint16_t> off = {pair.winner->clause->index};
    for (int i = 0; i < kMostChecksInBetween; ++i) {
      if (Run(calls, {pair.winner, pair.loser}, off).ending == Ending::kCrashed) return true;
      const std::optional<uint16_t> refused = LastRefusal();
      if (refused == pair.loser->clause->index) return true;
      if (!refused) return AnswerTogether(calls, off.back(), *pair.loser);
      off.push_back(*refused);
    }
    return false;
  }

  static bool AnswerTogether(const Calls& calls, uint16_t off, const Violation& loser) {
    for (const std::vector<const Clause*>& answer : calls.one_answers) {
      const auto has = [&](uint16_t index) {
        return std::any_of(answer.begin(), answer.end(),
                           [&](const Clause* clause) { return clause->index == index; });
      };
      if (has(off) && has(loser.clause->index)) return true;
    }
    return false;
  }

  void EndSimulator() {
    if (simulator_ == nullptr) return;
    simulator_->StartAfresh(nullptr);  // it may have crashed
    simulator_.reset();
  }

  std::unique_ptr<Implementation> simulator_;
};

TEST_F(Refusals, LegalCallsSucceed) {
  for (const Calls& calls : AllCalls()) {
    const Outcome outcome = Run(calls, {});
    EXPECT_EQ(outcome.ending, Ending::kReturned) << calls.function << ": " << outcome.detail;
    EXPECT_EQ(ErrorOf(outcome), 0u) << calls.function << " is refused by " << WhoRefused();
  }
}

TEST_F(Refusals, EachViolationIsRefusedByItsOwnCheck) {
  for (const Calls& calls : AllCalls()) {
    for (const Violation& violation : calls.violations) {
      if (violation.clause->code == 0) continue;  // a failure that is not the simulator's
      const Outcome outcome = Run(calls, {&violation});
      EXPECT_EQ(outcome.ending, Ending::kReturned) << violation.clause->id << outcome.detail;
      EXPECT_EQ(WhoRefused(), violation.clause->id) << "variant \"" << violation.variant << '"';
    }
  }
}

TEST_F(Refusals, BothOfAPairAreViolated) {
  for (const Calls& calls : AllCalls()) {
    for (const Pair& pair : PairsOf(calls)) {
      if (!WindowsFor({pair.winner, pair.loser})) continue;
      Run(calls, {pair.winner, pair.loser});
      EXPECT_EQ(WhoRefused(), pair.winner->clause->id) << "with " << pair.loser->clause->id;
      EXPECT_TRUE(LoserRefuses(calls, pair))
          << pair.winner->clause->id << " with " << pair.loser->clause->id
          << ": with the checks before it off, the second does not refuse. Say .Never(ONE, OTHER, "
          << "\"why\") in the table if they cannot be had at once";
    }
  }
}

}  // namespace
}  // namespace etalon
