#include "conformance/report/failures.h"

#include <algorithm>
#include <cctype>
#include <map>
#include <sstream>
#include <string_view>

#include "conformance/clauses/registry.h"

namespace etalon {
namespace {

constexpr size_t kVersionColumn = 66;
constexpr int kDetailLines = 8;

std::string_view Heading(Verdict verdict) {
  switch (verdict) {
    case Verdict::kPass:
      return "UNEXPECTED PASS";
    case Verdict::kFail:
      return "FAIL";
    case Verdict::kNotImplemented:
      return "NOT IMPLEMENTED";
    case Verdict::kCrash:
      return "CRASH";
    case Verdict::kHang:
      return "HANG";
    case Verdict::kDeviates:
      return "DEVIATES";
    case Verdict::kNotApplicable:
      return "NOT APPLICABLE";
    case Verdict::kHarnessFault:
      return "HARNESS FAULT";
  }
  return "";
}

// The first lines of the test's own message, for what no mismatch describes.
std::string DetailOf(const TestResult& result, const std::string& separator) {
  std::istringstream lines(result.detail);
  std::string all;
  std::string line;
  for (int i = 0; i < kDetailLines && std::getline(lines, line); ++i) {
    if (!line.empty()) all += (all.empty() ? "" : separator) + line;
  }
  return all.empty() ? "failed without a message" : all;
}

// What happened, in one line where that is possible.
std::string WhatHappened(const TestResult& result, const std::string& separator) {
  switch (result.verdict) {
    case Verdict::kPass:
      return "expected anything but a pass";
    case Verdict::kFail:
    case Verdict::kDeviates:
      if (result.expected.empty()) return DetailOf(result, separator);
      return "after " + result.after + ": expected " + result.expected + ", got " + result.actual;
    default:
      return "in " + DetailOf(result, separator);
  }
}

// `text` as one word of a shell.
std::string Quoted(const std::string& text) {
  constexpr std::string_view kPlain = "-./:=@%+,_";
  const auto is_plain = [&](unsigned char c) {
    return std::isalnum(c) || kPlain.find(static_cast<char>(c)) != kPlain.npos;
  };
  if (!text.empty() && std::all_of(text.begin(), text.end(), is_plain)) return text;
  std::string quoted = "'";
  for (const char c : text) quoted += c == '\'' ? "'\\''" : std::string(1, c);
  return quoted + "'";
}

void PrintBlock(const SuiteRun& run, const TestResult& result, const std::string& reproducer,
                std::ostream& out) {
  std::string title =
      std::string(Heading(result.verdict)) + " " + result.clause + " " + result.name;
  title.resize(std::max(title.size() + 2, kVersionColumn), ' ');
  out << title << NameAndVersion(run.traits) << '\n'
      << "  " << WhatHappened(result, "\n  ") << '\n';
  if (const clauses::ClauseText* clause = clauses::FindClause(result.clause)) {
    out << "  clause: " << clause->condition << '\n'
        << "  source: " << clause->source << " (" << clause->authority << ")\n";
  }
  out << "  again:  ./etalon conformance --implementation " << Quoted(run.word);
  if (!run.windows.empty()) out << " --windows " << Quoted(run.windows);
  if (!run.unelevated_agent.empty()) {
    out << " --unelevated-agent " << Quoted(run.unelevated_agent);
  }
  out << " --filter " << result.clause << '\n';
  if (!reproducer.empty()) out << "  as C:   ./etalon emit-c " << Quoted(reproducer) << '\n';
  out << '\n';
}

void PrintLine(const TestResult& result, std::ostream& out) {
  out << Heading(result.verdict) << ' ' << result.clause << ' ' << result.name << ": "
      << WhatHappened(result, "; ") << '\n';
}

// Missing exports, each with the number of its tests.
void PrintMissing(const SuiteRun& run, std::ostream& out) {
  std::map<std::string, int> tests_of;
  for (size_t i = 0; i < run.results.size(); ++i) {
    const TestResult& result = run.results[i];
    if (run.judged.of[i] != Judgement::kUnexpected) continue;
    if (result.verdict == Verdict::kNotImplemented) ++tests_of[result.after];
  }
  for (const auto& [function, tests] : tests_of) {
    out << "not implemented: " << function << " (" << tests << (tests == 1 ? " test" : " tests")
        << ")\n";
  }
  if (!tests_of.empty()) out << '\n';
}

void PrintDeviations(const SuiteRun& run, std::ostream& out) {
  bool any = false;
  for (const TestResult& result : run.results) {
    if (result.verdict != Verdict::kDeviates) continue;
    if (!any) out << "Deviations, where the clause is inferred or our own choice; never counted:\n";
    any = true;
    PrintLine(result, out);
  }
  if (any) out << '\n';
}

}  // namespace

void PrintFailures(const SuiteRun& run, const Reproducers& reproducers, std::ostream& out) {
  int told = 0;
  int as_listed = 0;
  for (size_t i = 0; i < run.results.size(); ++i) {
    const TestResult& result = run.results[i];
    const bool is_unexpected = run.judged.of[i] == Judgement::kUnexpected;
    if (!is_unexpected && result.verdict != Verdict::kPass &&
        result.verdict != Verdict::kNotApplicable && result.verdict != Verdict::kDeviates) {
      ++as_listed;
    }
    if (!is_unexpected || result.verdict == Verdict::kNotImplemented) continue;
    if (told == kResultsInFull) {
      out << "The rest in a line each; --json FILE keeps everything, --filter CLAUSE tells one in "
             "full:\n";
    }
    if (told++ < kResultsInFull) {
      PrintBlock(run, result, reproducers[i], out);
    } else {
      PrintLine(result, out);
    }
  }
  if (told > kResultsInFull) out << '\n';
  PrintMissing(run, out);
  PrintDeviations(run, out);
  if (as_listed > 0) out << as_listed << " tests fail as the expectations say\n\n";
}

void PrintHarnessFaults(const SuiteRun& run, std::ostream& out) {
  for (const TestResult& result : run.results) {
    if (result.verdict == Verdict::kHarnessFault) PrintLine(result, out);
  }
}

}  // namespace etalon
