#include "conformance/mutants/coverage.h"

#include <sys/wait.h>

#include <algorithm>
#include <cstdio>
#include <cstring>
#include <utility>

#include "conformance/mutants/child.h"
#include "conformance/mutants/test_run.h"
#include "sim/mutants/mutant.h"

namespace etalon {
namespace {

constexpr ChildLimits kHealthy = {
    .cpu_ns = 600'000'000'000, .wall_seconds = 1800, .more_memory = uint64_t{8} << 30};

void Put(std::FILE* file, const std::string& text) {
  const size_t size = text.size();
  std::fwrite(&size, sizeof size, 1, file);
  std::fwrite(text.data(), 1, size, file);
}

bool Get(std::FILE* file, std::string* text) {
  size_t size = 0;
  if (std::fread(&size, sizeof size, 1, file) != 1) return false;
  text->resize(size);
  return std::fread(text->data(), 1, size, file) == size;
}

// In the child: a test, as it ends, with a byte for each mutant.
void Note(std::FILE* file, const TestEnd& end, const std::vector<Mutant>& mutants) {
  std::string reached;
  for (const Mutant& mutant : mutants) {
    reached += static_cast<char>(sim::mutants::reached[mutant.number]);
  }
  Put(file, end.name);
  Put(file, std::to_string(end.cpu_ns));
  Put(file, end.passed ? "" : "!" + end.message);
  Put(file, reached);
  std::fflush(file);
}

void Read(std::FILE* file, std::vector<TestCoverage>* tests) {
  std::rewind(file);
  TestCoverage test;
  std::string cpu, trouble, reached;
  while (Get(file, &test.name) && Get(file, &cpu) && Get(file, &trouble) && Get(file, &reached)) {
    test.cpu_ns = std::stoull(cpu);
    test.passed = trouble.empty();
    test.message = test.passed ? "" : trouble.substr(1);
    test.reached.clear();
    test.mattered.clear();
    for (const char byte : reached) {
      test.reached.push_back(byte != 0);
      test.mattered.push_back((static_cast<uint8_t>(byte) & sim::mutants::kMattered) != 0);
    }
    tests->push_back(test);
  }
}

pid_t StartShare(WindowsVersion windows, const std::vector<Mutant>& mutants,
                 const std::vector<std::string>& names, std::FILE* file) {
  return StartChild(kHealthy, [&] {
    RunTests(windows, names,
             {.on_start =
                  [](const std::string&) {
                    std::memset(sim::mutants::reached, 0, sizeof sim::mutants::reached);
                  },
              .on_end = [&](const TestEnd& end) { Note(file, end, mutants); }});
    return 0;
  });
}

}  // namespace

std::vector<TestCoverage> CoverAll(WindowsVersion windows, const std::vector<Mutant>& mutants,
                                   size_t jobs) {
  const std::vector<std::string> names = AllTests(windows);
  std::vector<std::FILE*> files;
  std::vector<pid_t> children;
  for (size_t job = 0; job < jobs; ++job) {
    std::vector<std::string> share;
    for (size_t i = job; i < names.size(); i += jobs) share.push_back(names[i]);
    files.push_back(std::tmpfile());
    children.push_back(StartShare(windows, mutants, share, files.back()));
  }
  std::vector<TestCoverage> tests;
  for (size_t job = 0; job < jobs; ++job) {
    int status = 0, code = 0;
    waitpid(children[job], &status, 0);
    Read(files[job], &tests);
    std::fclose(files[job]);
    if (EndOf(status, &code) == ChildEnd::kRan) continue;
    const std::string last = tests.empty() ? "nothing" : tests.back().name;
    tests.push_back({"the test after " + last, 0, false, "it took its process down", {}, {}});
    tests.back().reached.resize(mutants.size());
    tests.back().mattered.resize(mutants.size());
  }
  std::stable_sort(tests.begin(), tests.end(), [](const TestCoverage& a, const TestCoverage& b) {
    return a.cpu_ns < b.cpu_ns;
  });
  return tests;
}

}  // namespace etalon
