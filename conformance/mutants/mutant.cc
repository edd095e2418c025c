#include "conformance/mutants/mutant.h"

#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <functional>
#include <memory>
#include <sstream>
#include <utility>

#include "conformance/clauses/clauses.h"
#include "conformance/implementations/in_process.h"
#include "conformance/mutants/equivalent.h"
#include "sim/host/random.h"
#include "sim/mutants/switches.h"

namespace etalon {
namespace {

// In the order of the source files.
constexpr Check kChecks[] = {
#include "conformance/mutants/checks.inc"
};

// A mutant may never end; a healthy run of the whole suite takes some seconds.
constexpr unsigned kTimeLimitSeconds = 60;

// The newest Windows that has the check.
WindowsVersion WindowsOf(const Check& check) {
  WindowsVersion newest = kNewest;
  for (const WindowsVersion windows : kSimulatedWindows) {
    if (check.clause.HoldsIn(windows)) newest = windows;
  }
  return newest;
}

bool IsChosen(const Check& check, const Filter& filter) {
  const clauses::ClauseText& text = clauses::TextOf(check.clause);
  return text.tested &&
         Matches(filter, std::string(text.id), std::string(text.function), check.file);
}

bool IsEquivalent(const Check& check) {
  int occurrence = 0;
  for (const Check& other : kChecks) {
    const bool is_alike = other.clause.index == check.clause.index &&
                          std::string_view(other.file) == check.file;
    if (is_alike && other.first_line <= check.first_line) ++occurrence;
  }
  return EquivalenceOf(check.clause.id, check.file, occurrence).has_value();
}

std::string NameOf(const TestResult& result) { return result.clause + "." + result.name; }

// What a child process says before it ends, line by line; "\n"-terminated.
struct Report {
  bool ended_well = false;
  std::vector<std::string> lines;
};

// Runs `body` in a child, which may write to the file that it is given.
Report InChild(const std::function<void(std::FILE*)>& body) {
  std::fflush(nullptr);
  std::FILE* const notes = std::tmpfile();
  const pid_t child = notes == nullptr ? -1 : fork();
  if (child < 0) {
    std::perror("mutants: no child process");
    std::exit(3);
  }
  if (child == 0) {
    alarm(kTimeLimitSeconds);
    body(notes);
    std::fflush(notes);
    _exit(0);
  }
  int status = 0;
  waitpid(child, &status, 0);
  Report report = {WIFEXITED(status) && WEXITSTATUS(status) == 0, {}};
  std::rewind(notes);
  std::string line;
  for (int c = std::fgetc(notes); c != EOF; c = std::fgetc(notes)) {
    if (c != '\n') {
      line += static_cast<char>(c);
    } else {
      report.lines.push_back(std::exchange(line, ""));
    }
  }
  std::fclose(notes);
  return report;
}

// Runs the tests that `filter` names without the check. Notes "red TEST" or "crash TEST" for each
// that notices, and "begin TEST" before the one that takes the process down.
Death RunWithout(const Check& check, const Filter& filter) {
  const Report report = InChild([&](std::FILE* notes) {
    sim::mutants::SwitchOff(check.clause.index, check.file, check.first_line, check.last_line);
    const std::unique_ptr<Implementation> simulator =
        MakeSimulator({.windows = WindowsOf(check)});
    RunSuite(*simulator, filter, [&](const TestResult& result) {
      const bool is_red = result.verdict == Verdict::kFail;
      const bool is_crash = result.verdict == Verdict::kCrash || result.verdict == Verdict::kHang;
      if (is_red) std::fprintf(notes, "red %s\n", NameOf(result).c_str());
      if (is_crash) std::fprintf(notes, "crash %s\n", NameOf(result).c_str());
      std::fflush(notes);
    });
  });
  Death death;
  if (!report.ended_well) death = {Fate::kKilledByCrash, "the end of the process", 0};
  for (const std::string& line : report.lines) {
    const bool is_red = line.starts_with("red ");
    const std::string test = line.substr(line.find(' ') + 1);
    if (is_red) return {Fate::kKilled, test, 0};
    if (death.fate == Fate::kSurvived) death = {Fate::kKilledByCrash, test, 0};
  }
  return death;
}

}  // namespace

std::string PlaceOf(const Check& check) {
  return std::string(check.file) + ":" + std::to_string(check.first_line);
}

MutantLab::MutantLab(const std::vector<Check>& checks) {
  for (const Check& check : checks) {
    const WindowsVersion windows = WindowsOf(check);
    if (!tests_.contains(windows)) RunWithAllChecks(windows);
  }
}

void MutantLab::RunWithAllChecks(WindowsVersion windows) {
  std::vector<TestChecks>& tests = tests_[windows];
  const Report report = InChild([&](std::FILE* notes) {
    sim::mutants::NoteChecks();
    const std::unique_ptr<Implementation> simulator = MakeSimulator({.windows = windows});
    RunSuite(*simulator, {}, [&](const TestResult& result) {
      if (result.verdict != Verdict::kPass && result.verdict != Verdict::kNotApplicable) {
        std::fprintf(notes, "red %s after %s: expected %s, got %s\n", NameOf(result).c_str(),
                     result.after.c_str(), result.expected.c_str(), result.actual.c_str());
        return;
      }
      std::fprintf(notes, "green %s", NameOf(result).c_str());
      for (const sim::mutants::Site& site : sim::mutants::TakeNotedChecks()) {
        std::fprintf(notes, " %s:%d", site.file.c_str(), site.line);
      }
      std::fprintf(notes, "\n");
    });
  });
  const std::string on = " (Windows " + ToString(windows) + ")";
  if (!report.ended_well) red_.push_back("the end of the process" + on);
  for (const std::string& line : report.lines) {
    if (line.starts_with("red ")) {
      red_.push_back(line.substr(4) + on);
      continue;
    }
    std::istringstream words(line);
    std::string green;
    TestChecks test;
    words >> green >> test.name;
    for (std::string place; words >> place;) test.places.push_back(place);
    tests.push_back(std::move(test));
  }
}

bool MutantLab::Makes(const TestChecks& test, const Check& check) {
  for (int line = check.first_line; line <= check.last_line; ++line) {
    const std::string place = std::string(check.file) + ":" + std::to_string(line);
    if (std::find(test.places.begin(), test.places.end(), place) != test.places.end()) return true;
  }
  return false;
}

Death MutantLab::Try(const Check& check) const {
  const std::string own_prefix = std::string(check.clause.id) + ".";
  Filter own, others;
  for (const TestChecks& test : tests_.at(WindowsOf(check))) {
    if (Makes(test, check)) (test.name.starts_with(own_prefix) ? own : others).push_back(test.name);
  }
  Death death;
  if (!own.empty()) death = RunWithout(check, own);
  if (death.fate == Fate::kSurvived && !others.empty()) death = RunWithout(check, others);
  death.tests = own.size() + others.size();
  return death;
}

std::vector<Check> ChecksToTry(const Filter& filter) {
  std::vector<Check> checks;
  for (const Check& check : kChecks) {
    if (IsChosen(check, filter) && !IsEquivalent(check)) checks.push_back(check);
  }
  std::stable_sort(checks.begin(), checks.end(), [](const Check& a, const Check& b) {
    return a.clause.index < b.clause.index;
  });
  return checks;
}

size_t CountEquivalent(const Filter& filter) {
  return static_cast<size_t>(
      std::count_if(std::begin(kChecks), std::end(kChecks), [&](const Check& check) {
        return IsChosen(check, filter) && IsEquivalent(check);
      }));
}

std::vector<Check> Sample(std::vector<Check> checks, uint64_t seed, size_t count) {
  sim::Random random(seed);
  for (size_t i = 0; i < std::min(count, checks.size()); ++i) {
    std::swap(checks[i], checks[i + random.Below(checks.size() - i)]);
  }
  checks.resize(std::min(count, checks.size()));
  return checks;
}

}  // namespace etalon
