#include "conformance/mutants/lab.h"

#include <sys/mman.h>
#include <sys/wait.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <deque>
#include <map>
#include <utility>

#include "conformance/mutants/child.h"
#include "conformance/mutants/test_run.h"
#include "sim/mutants/mutant.h"

namespace etalon {
namespace {

// Most mutants die under the first tests; those who do not have to pass all the others.
constexpr size_t kBatches[] = {6, 40, 400};

// What a child's body returns.
enum Code { kGreen, kRed, kCrash, kGreenForNothing };

constexpr size_t kNameRoom = 256;

// How many tests are remembered as likely.
constexpr size_t kKillers = 12;

// Tests that take more than this share of the patience come last.
constexpr uint64_t kSlowShare = 10;

// How long the tests may take that took so long without a mutant.
ChildLimits LimitsFor(uint64_t cpu_ns) {
  constexpr uint64_t kSecond = 1'000'000'000;
  const uint64_t limit = kSecond + 5 * cpu_ns;
  return {.cpu_ns = limit,
          .wall_seconds = static_cast<unsigned>(20 + 4 * (limit / kSecond)),
          .more_memory = uint64_t{4} << 30};
}

}  // namespace

// Children at work, each in a slot with a line that it shares with us: the test that it runs.
struct Lab::Crew {
  explicit Crew(size_t slots) : children(slots, 0), candidates(slots, nullptr) {
    void* const memory =
        mmap(nullptr, slots * kNameRoom, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (memory == MAP_FAILED) std::exit(3);
    names = static_cast<char*>(memory);
  }
  ~Crew() { munmap(names, children.size() * kNameRoom); }

  char* name(size_t slot) const { return names + slot * kNameRoom; }

  std::vector<pid_t> children;  // 0: none
  std::vector<Candidate*> candidates;
  char* names = nullptr;
  std::deque<Candidate*> waiting;
  // The tests that killed last in a file, the latest first, each once.
  std::map<std::string, std::deque<size_t>> killers;
};

// Which share of what makes a difference to a test stands in which file (a test that goes hardly
// anywhere else is about it), and how much there is of it at all.
void Lab::FindFocus(const std::vector<Mutant>& mutants) {
  focus_.clear();
  breadth_.assign(coverage_.size(), 0);
  for (const Mutant& mutant : mutants) focus_[mutant.file].resize(coverage_.size());
  std::vector<std::vector<double>*> of_mutant;
  for (const Mutant& mutant : mutants) of_mutant.push_back(&focus_[mutant.file]);
  for (size_t test = 0; test < coverage_.size(); ++test) {
    const std::vector<bool>& mattered = coverage_[test].mattered;
    const auto all = std::count(mattered.begin(), mattered.end(), true);
    if (coverage_[test].cpu_ns <= options_.patience / kSlowShare) breadth_[test] = all;
    for (size_t i = 0; i < mattered.size(); ++i) {
      if (mattered[i]) (*of_mutant[i])[test] += 1.0 / static_cast<double>(all);
    }
  }
}

// In turn the test that is most about the mutant's file, the one that sees most of the simulator,
// and the quickest, of those that have not come yet.
void Lab::PutLikelyFirst(Candidate* candidate) const {
  const std::vector<double>& focus = focus_.at(candidate->mutant->file);
  const auto slow = [&](size_t test) {
    return coverage_[test].cpu_ns > options_.patience / kSlowShare;
  };
  const std::vector<size_t> quick = candidate->tests;
  std::vector<size_t> about = quick, broad = quick;
  std::stable_sort(about.begin(), about.end(), [&](size_t a, size_t b) {
    return slow(a) != slow(b) ? slow(b) : focus[a] > focus[b];
  });
  std::stable_sort(broad.begin(), broad.end(),
                   [&](size_t a, size_t b) { return breadth_[a] > breadth_[b]; });
  std::vector<bool> taken(coverage_.size(), false);
  candidate->tests.clear();
  for (size_t i = 0; i < quick.size(); ++i) {
    for (const size_t test : {about[i], broad[i], quick[i]}) {
      if (!taken[test]) candidate->tests.push_back(test);
      taken[test] = true;
    }
  }
}

// The tests that noticed its neighbours come first.
void Lab::ChooseTests(const Crew& crew, Candidate* candidate) const {
  std::vector<size_t>& tests = candidate->tests;
  const bool is_generic = ClassOf(*candidate->mutant) == MutantClass::kGeneric;
  if (is_generic) PutLikelyFirst(candidate);
  const std::string clause = std::string(candidate->mutant->clause) + ".";
  auto likely = tests.begin();
  const auto of_file = crew.killers.find(candidate->mutant->file);
  const std::deque<size_t> killers =
      of_file == crew.killers.end() ? std::deque<size_t>() : of_file->second;
  for (const size_t killer : killers) {
    const auto at = std::find(likely, tests.end(), killer);
    if (at != tests.end()) std::rotate(likely++, at, at + 1);
  }
  std::stable_partition(tests.begin(), tests.end(),
                        [&](size_t test) { return coverage_[test].name.starts_with(clause); });
  if (!is_generic) return;
  uint64_t cpu_ns = 0;
  const auto too_long = std::find_if(tests.begin() + 1, tests.end(), [&](size_t test) {
    cpu_ns += coverage_[test].cpu_ns;
    return cpu_ns > options_.patience;
  });
  tests.erase(too_long, tests.end());
}

void Lab::Begin(WindowsVersion windows, Candidate* candidate, size_t slot, Crew* crew) const {
  if (candidate->batches == 0) ChooseTests(*crew, candidate);
  const size_t left = candidate->tests.size() - candidate->next;
  const size_t size = candidate->batches < std::size(kBatches)
                          ? std::min(left, kBatches[candidate->batches])
                          : left;
  std::vector<std::string> names;
  uint64_t cpu_ns = 0;
  for (size_t i = candidate->next; i < candidate->next + size; ++i) {
    names.push_back(coverage_[candidate->tests[i]].name);
    cpu_ns += coverage_[candidate->tests[i]].cpu_ns;
  }
  candidate->next += size;
  ++candidate->batches;
  char* const line = crew->name(slot);
  *line = '\0';
  crew->candidates[slot] = candidate;
  crew->children[slot] = StartChild(LimitsFor(cpu_ns), [&] {
    sim::mutants::active = candidate->mutant->number;
    RunTests(
        windows, names,
        {.on_start =
             [&](const std::string& name) { std::snprintf(line, kNameRoom, "%s", name.c_str()); },
         .on_end =
             [&](const TestEnd& end) {
               if (!end.passed) LeaveChild(end.crashed ? kCrash : kRed);
             }});
    const bool made_a_difference =
        !IsOfOrder(*candidate->mutant) ||
        (sim::mutants::reached[candidate->mutant->number] & sim::mutants::kBoth) != 0;
    return static_cast<int>(made_a_difference ? kGreen : kGreenForNothing);
  });
}

void Lab::End(int status, size_t slot, Crew* crew) const {
  Candidate& candidate = *std::exchange(crew->candidates[slot], nullptr);
  crew->children[slot] = 0;
  int code = kGreen;
  const ChildEnd end = EndOf(status, &code);
  MutantResult& result = candidate.result;
  result.killer = crew->name(slot);
  if (end == ChildEnd::kTooLong) {
    result.fate = Fate::kKilledByTime;
  } else if (end == ChildEnd::kCrashed || code == kCrash) {
    result.fate = Fate::kKilledByCrash;
  } else if (code == kRed) {
    result.fate = Fate::kKilled;
  } else {
    result.killer.clear();
    candidate.made_a_difference |= code == kGreen;
    if (candidate.next < candidate.tests.size()) crew->waiting.push_front(&candidate);
    return;
  }
  const auto killer =
      std::find_if(candidate.tests.begin(), candidate.tests.end(),
                   [&](size_t test) { return coverage_[test].name == result.killer; });
  if (killer == candidate.tests.end()) return;
  std::deque<size_t>& killers = crew->killers[candidate.mutant->file];
  std::erase(killers, *killer);
  killers.push_front(*killer);
  if (killers.size() > kKillers) killers.pop_back();
}

bool Lab::IsLate() const {
  using Seconds = std::chrono::duration<double>;
  const Seconds passed = std::chrono::steady_clock::now() - begin_;
  return options_.wall_seconds != 0 && passed.count() > options_.wall_seconds;
}

void Lab::TryUnder(WindowsVersion windows, std::vector<Candidate>* candidates) const {
  Crew crew(options_.jobs);
  for (Candidate& candidate : *candidates) {
    if (!candidate.tests.empty()) crew.waiting.push_back(&candidate);
  }
  size_t busy = 0, ended_children = 0;
  while (busy > 0 || !crew.waiting.empty()) {
    for (size_t slot = 0; slot < options_.jobs && !crew.waiting.empty(); ++slot) {
      if (crew.children[slot] != 0) continue;
      Candidate* const candidate = crew.waiting.front();
      crew.waiting.pop_front();
      if (candidate->batches == 0 && IsLate()) continue;
      Begin(windows, candidate, slot, &crew);
      ++busy;
    }
    int status = 0;
    const pid_t ended = waitpid(-1, &status, 0);
    for (size_t slot = 0; slot < options_.jobs; ++slot) {
      if (crew.children[slot] != ended) continue;
      End(status, slot, &crew);
      --busy;
      if (++ended_children % 1000 == 0) {
        std::fprintf(stderr, "mutants: %zu to go on Windows %s\n", crew.waiting.size(),
                     ToString(windows).c_str());
      }
    }
  }
}

// What it got past on newer versions of Windows stays with it.
void Lab::FindTests(const Mutant* first, Candidate* candidate) const {
  const auto index = static_cast<size_t>(candidate->mutant - first);
  MutantResult& result = candidate->result;
  *candidate = {.mutant = candidate->mutant,
                .tests = {},
                .made_a_difference = candidate->made_a_difference,
                .result = std::move(result)};
  for (size_t test = 0; test < coverage_.size(); ++test) {
    if (coverage_[test].reached[index]) result.fate = std::min(result.fate, Fate::kNoDifference);
    if (coverage_[test].mattered[index]) candidate->tests.push_back(test);
  }
  result.tests += candidate->tests.size();
  if (!candidate->tests.empty()) result.fate = Fate::kSurvived;
}

// Those behind the last that was begun: also the ones that no test reaches, or the share of these
// would be too large.
void Lab::LeaveOutRest(std::vector<Candidate>* candidates) {
  const auto last = std::find_if(candidates->rbegin(), candidates->rend(),
                                 [](const Candidate& candidate) { return candidate.batches > 0; });
  candidates->erase(last.base(), candidates->end());
}

bool Lab::Try(const std::vector<Mutant>& mutants,
              const std::function<void(const Mutant&, const MutantResult&)>& tell) {
  std::vector<Candidate> candidates;
  for (const Mutant& mutant : mutants) {
    candidates.push_back({.mutant = &mutant, .tests = {}, .result = {}});
  }
  for (size_t i = std::size(kSimulatedWindows); i-- > 0 && !candidates.empty();) {
    const WindowsVersion windows = kSimulatedWindows[i];
    coverage_ = CoverAll(windows, mutants, options_.jobs);
    for (const TestCoverage& test : coverage_) {
      if (test.passed) continue;
      red_.push_back(test.name + " (Windows " + ToString(windows) + "): " + test.message);
    }
    if (!red_.empty()) return false;
    FindFocus(mutants);
    for (Candidate& candidate : candidates) FindTests(mutants.data(), &candidate);
    TryUnder(windows, &candidates);
    if (IsLate() && windows == kNewest) LeaveOutRest(&candidates);
    std::vector<Candidate> survivors;
    for (Candidate& candidate : candidates) {
      MutantResult& result = candidate.result;
      const bool was_too_late = candidate.batches == 0 && result.tests == candidate.tests.size();
      if (result.fate == Fate::kSurvived && was_too_late) continue;
      if (result.fate == Fate::kSurvived && !candidate.made_a_difference) {
        result.fate = Fate::kNoDifference;
      }
      const bool is_of_clause = ClassOf(*candidate.mutant) == MutantClass::kClause;
      const bool is_tried_again =
          result.fate > Fate::kSurvived ||
          (result.fate == Fate::kSurvived && is_of_clause && !options_.newest_alone);
      if (is_tried_again) {
        survivors.push_back(std::move(candidate));
      } else {
        tell(*candidate.mutant, result);
      }
    }
    candidates = std::move(survivors);
    if (options_.newest_alone || IsLate()) break;
  }
  if (options_.newest_alone) return true;
  for (const Candidate& candidate : candidates) tell(*candidate.mutant, candidate.result);
  return true;
}

}  // namespace etalon
