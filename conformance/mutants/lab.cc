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
struct Lab::Ward {
  explicit Ward(size_t slots) : children(slots, 0), patients(slots, nullptr) {
    void* const memory =
        mmap(nullptr, slots * kNameRoom, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (memory == MAP_FAILED) std::exit(3);
    names = static_cast<char*>(memory);
  }
  ~Ward() { munmap(names, children.size() * kNameRoom); }

  char* name(size_t slot) const { return names + slot * kNameRoom; }

  std::vector<pid_t> children;  // 0: none
  std::vector<Patient*> patients;
  char* names = nullptr;
  std::deque<Patient*> waiting;
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
void Lab::PutLikelyFirst(Patient* patient) const {
  const std::vector<double>& focus = focus_.at(patient->mutant->file);
  const auto slow = [&](size_t test) {
    return coverage_[test].cpu_ns > options_.patience / kSlowShare;
  };
  const std::vector<size_t> quick = patient->tests;
  std::vector<size_t> about = quick, broad = quick;
  std::stable_sort(about.begin(), about.end(), [&](size_t a, size_t b) {
    return slow(a) != slow(b) ? slow(b) : focus[a] > focus[b];
  });
  std::stable_sort(broad.begin(), broad.end(),
                   [&](size_t a, size_t b) { return breadth_[a] > breadth_[b]; });
  std::vector<bool> taken(coverage_.size(), false);
  patient->tests.clear();
  for (size_t i = 0; i < quick.size(); ++i) {
    for (const size_t test : {about[i], broad[i], quick[i]}) {
      if (!taken[test]) patient->tests.push_back(test);
      taken[test] = true;
    }
  }
}

// Of neighbours the same tests are the death.
void Lab::ChooseTests(const Ward& ward, Patient* patient) const {
  std::vector<size_t>& tests = patient->tests;
  const bool is_generic = ClassOf(*patient->mutant) == MutantClass::kGeneric;
  if (is_generic) PutLikelyFirst(patient);
  const std::string clause = std::string(patient->mutant->clause) + ".";
  auto likely = tests.begin();
  const auto of_file = ward.killers.find(patient->mutant->file);
  const std::deque<size_t> killers =
      of_file == ward.killers.end() ? std::deque<size_t>() : of_file->second;
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

void Lab::Begin(WindowsVersion windows, Patient* patient, size_t slot, Ward* ward) const {
  if (patient->batches == 0) ChooseTests(*ward, patient);
  const size_t left = patient->tests.size() - patient->next;
  const size_t size =
      patient->batches < std::size(kBatches) ? std::min(left, kBatches[patient->batches]) : left;
  std::vector<std::string> names;
  uint64_t cpu_ns = 0;
  for (size_t i = patient->next; i < patient->next + size; ++i) {
    names.push_back(coverage_[patient->tests[i]].name);
    cpu_ns += coverage_[patient->tests[i]].cpu_ns;
  }
  patient->next += size;
  ++patient->batches;
  char* const line = ward->name(slot);
  *line = '\0';
  ward->patients[slot] = patient;
  ward->children[slot] = StartChild(LimitsFor(cpu_ns), [&] {
    sim::mutants::active = patient->mutant->number;
    RunTests(
        windows, names,
        {.on_start =
             [&](const std::string& name) { std::snprintf(line, kNameRoom, "%s", name.c_str()); },
         .on_end =
             [&](const TestEnd& end) {
               if (!end.passed) LeaveChild(end.crashed ? kCrash : kRed);
             }});
    const bool made_a_difference =
        !IsOfOrder(*patient->mutant) ||
        (sim::mutants::reached[patient->mutant->number] & sim::mutants::kBoth) != 0;
    return static_cast<int>(made_a_difference ? kGreen : kGreenForNothing);
  });
}

void Lab::End(int status, size_t slot, Ward* ward) const {
  Patient& patient = *std::exchange(ward->patients[slot], nullptr);
  ward->children[slot] = 0;
  int code = kGreen;
  const ChildEnd end = EndOf(status, &code);
  Death& death = patient.death;
  death.killer = ward->name(slot);
  if (end == ChildEnd::kTooLong) {
    death.fate = Fate::kKilledByTime;
  } else if (end == ChildEnd::kCrashed || code == kCrash) {
    death.fate = Fate::kKilledByCrash;
  } else if (code == kRed) {
    death.fate = Fate::kKilled;
  } else {
    death.killer.clear();
    patient.made_a_difference |= code == kGreen;
    if (patient.next < patient.tests.size()) ward->waiting.push_front(&patient);
    return;
  }
  const auto killer = std::find_if(patient.tests.begin(), patient.tests.end(), [&](size_t test) {
    return coverage_[test].name == death.killer;
  });
  if (killer == patient.tests.end()) return;
  std::deque<size_t>& killers = ward->killers[patient.mutant->file];
  std::erase(killers, *killer);
  killers.push_front(*killer);
  if (killers.size() > kKillers) killers.pop_back();
}

bool Lab::IsLate() const {
  using Seconds = std::chrono::duration<double>;
  const Seconds passed = std::chrono::steady_clock::now() - begin_;
  return options_.wall_seconds != 0 && passed.count() > options_.wall_seconds;
}

void Lab::Treat(WindowsVersion windows, std::vector<Patient>* patients) const {
  Ward ward(options_.jobs);
  for (Patient& patient : *patients) {
    if (!patient.tests.empty()) ward.waiting.push_back(&patient);
  }
  size_t busy = 0, ended_children = 0;
  while (busy > 0 || !ward.waiting.empty()) {
    for (size_t slot = 0; slot < options_.jobs && !ward.waiting.empty(); ++slot) {
      if (ward.children[slot] != 0) continue;
      Patient* const patient = ward.waiting.front();
      ward.waiting.pop_front();
      if (patient->batches == 0 && IsLate()) continue;
      Begin(windows, patient, slot, &ward);
      ++busy;
    }
    int status = 0;
    const pid_t ended = waitpid(-1, &status, 0);
    for (size_t slot = 0; slot < options_.jobs; ++slot) {
      if (ward.children[slot] != ended) continue;
      End(status, slot, &ward);
      --busy;
      if (++ended_children % 1000 == 0) {
        std::fprintf(stderr, "mutants: %zu to go on Windows %s\n", ward.waiting.size(),
                     ToString(windows).c_str());
      }
    }
  }
}

// What it got past on newer versions of Windows stays with it.
void Lab::FindTests(const Mutant* first, Patient* patient) const {
  const auto index = static_cast<size_t>(patient->mutant - first);
  Death& death = patient->death;
  *patient = {.mutant = patient->mutant,
              .tests = {},
              .made_a_difference = patient->made_a_difference,
              .death = std::move(death)};
  for (size_t test = 0; test < coverage_.size(); ++test) {
    if (coverage_[test].reached[index]) death.fate = std::min(death.fate, Fate::kNoDifference);
    if (coverage_[test].mattered[index]) patient->tests.push_back(test);
  }
  death.tests += patient->tests.size();
  if (!patient->tests.empty()) death.fate = Fate::kSurvived;
}

// Those behind the last that was begun: also the ones that no test reaches, or the share of these
// would be too large.
void Lab::LeaveOutRest(std::vector<Patient>* patients) {
  const auto last = std::find_if(patients->rbegin(), patients->rend(),
                                 [](const Patient& patient) { return patient.batches > 0; });
  patients->erase(last.base(), patients->end());
}

bool Lab::Try(const std::vector<Mutant>& mutants,
              const std::function<void(const Mutant&, const Death&)>& tell) {
  std::vector<Patient> patients;
  for (const Mutant& mutant : mutants) {
    patients.push_back({.mutant = &mutant, .tests = {}, .death = {}});
  }
  for (size_t i = std::size(kSimulatedWindows); i-- > 0 && !patients.empty();) {
    const WindowsVersion windows = kSimulatedWindows[i];
    coverage_ = CoverAll(windows, mutants, options_.jobs);
    for (const TestCoverage& test : coverage_) {
      if (test.passed) continue;
      red_.push_back(test.name + " (Windows " + ToString(windows) + "): " + test.message);
    }
    if (!red_.empty()) return false;
    FindFocus(mutants);
    for (Patient& patient : patients) FindTests(mutants.data(), &patient);
    Treat(windows, &patients);
    if (IsLate() && windows == kNewest) LeaveOutRest(&patients);
    std::vector<Patient> survivors;
    for (Patient& patient : patients) {
      Death& death = patient.death;
      const bool was_too_late = patient.batches == 0 && death.tests == patient.tests.size();
      if (death.fate == Fate::kSurvived && was_too_late) continue;
      if (death.fate == Fate::kSurvived && !patient.made_a_difference) {
        death.fate = Fate::kNoDifference;
      }
      const bool is_of_clause = ClassOf(*patient.mutant) == MutantClass::kClause;
      const bool is_tried_again =
          death.fate > Fate::kSurvived ||
          (death.fate == Fate::kSurvived && is_of_clause && !options_.newest_alone);
      if (is_tried_again) {
        survivors.push_back(std::move(patient));
      } else {
        tell(*patient.mutant, death);
      }
    }
    patients = std::move(survivors);
    if (options_.newest_alone || IsLate()) break;
  }
  if (options_.newest_alone) return true;
  for (const Patient& patient : patients) tell(*patient.mutant, patient.death);
  return true;
}

}  // namespace etalon
