// Mutants under the tests.
#ifndef ETALON_CONFORMANCE_MUTANTS_LAB_H_
#define ETALON_CONFORMANCE_MUTANTS_LAB_H_

#include <chrono>
#include <cstddef>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "conformance/mutants/coverage.h"
#include "conformance/mutants/mutant.h"
#include "sim/system/windows_version.h"

namespace etalon {

enum class Fate {
  kKilled,         // a test went red
  kKilledByCrash,  // the simulator faulted under it: noticed, but by no assertion
  kKilledByTime,   // it did not come to an end, or not soon
  kSurvived,       // every test to which it makes a difference stayed green
  kNoDifference,   // its place is come by, but the change never made a difference there
  kNotReached,     // no test comes by its place
};

constexpr bool IsAlive(Fate fate) { return fate >= Fate::kSurvived; }

struct MutantResult {
  Fate fate = Fate::kNotReached;
  std::string killer;  // the first test that noticed, "STARTTRACE_E02.NoRoom"; "" unknown
  size_t tests = 0;    // how many it makes a difference to
};

struct LabOptions {
  size_t jobs = 1;  // how many children run at once
  // How long, in ns, the tests of a generic mutant may take: the slower ones beyond it are left
  // out.
  uint64_t patience = 0;
  // How long, in seconds of the wall clock, mutants are begun: those that were not are not told. 0:
  // for ever.
  double wall_seconds = 0;
  // On the newest Windows alone: nothing is told of mutants that make no difference there.
  bool newest_alone = false;
};

// Tries mutants, each in child processes of their own: on the newest Windows first and, while it
// survives, on the older ones; there generic ones only that make no difference on newer ones. In a
// program that has one thread and has called InitSuite.
class Lab {
 public:
  explicit Lab(const LabOptions& options) : options_(options) {}

  // Tells the fate of each mutant once, in no order. False: the tests are not green without a
  // mutant; red() says which, and nothing is told.
  bool Try(const std::vector<Mutant>& mutants,
           const std::function<void(const Mutant&, const MutantResult&)>& tell);

  const std::vector<std::string>& red() const { return red_; }

 private:
  // A mutant on its way through the tests that reach it.
  struct Candidate {
    const Mutant* mutant = nullptr;
    std::vector<size_t> tests;       // of the coverage, the likeliest first
    size_t next = 0;                 // of these tests
    size_t batches = 0;              // how many have run
    bool made_a_difference = false;  // under a test that stayed green
    MutantResult result;
  };
  struct Crew;

  void FindFocus(const std::vector<Mutant>& mutants);
  void PutLikelyFirst(Candidate* candidate) const;
  static void LeaveOutRest(std::vector<Candidate>* candidates);
  void FindTests(const Mutant* first, Candidate* candidate) const;
  void TryUnder(WindowsVersion windows, std::vector<Candidate>* candidates) const;
  void ChooseTests(const Crew& crew, Candidate* candidate) const;
  void Begin(WindowsVersion windows, Candidate* candidate, size_t slot, Crew* crew) const;
  void End(int status, size_t slot, Crew* crew) const;

  bool IsLate() const;

  const LabOptions options_;
  const std::chrono::steady_clock::time_point begin_ = std::chrono::steady_clock::now();
  std::vector<std::string> red_;
  std::vector<TestCoverage> coverage_;                // of the Windows that is being tried
  std::map<std::string, std::vector<double>> focus_;  // by file, for each test
  std::vector<ptrdiff_t> breadth_;                    // of each test; 0: it is slow
};

}  // namespace etalon

#endif  // ETALON_CONFORMANCE_MUTANTS_LAB_H_
