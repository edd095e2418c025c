#include "sim/bench/table.h"

#include <cmath>
#include <cstdio>
#include <fstream>
#include <nlohmann/json.hpp>

namespace etalon::bench {
namespace {

constexpr int kPathWidth = 58;
constexpr int kLimitWidth = 52;

// Three digits that count, whatever the size.
std::string Short(double value) {
  char text[32];
  const int decimals = value < 9.995 ? 2 : value < 99.95 ? 1 : 0;
  std::snprintf(text, sizeof(text), "%.*f", decimals, value);
  return text;
}

std::string AtMost(double bound) { return bound == 0 ? "-" : Short(bound); }

// In columns of the terminal: names are ASCII.
std::string Left(std::string text, size_t width) {
  text.resize(std::max(text.size(), width), ' ');
  return text;
}

std::string Right(const std::string& text, size_t width) {
  return std::string(width > text.size() ? width - text.size() : 0, ' ') + text;
}

const char* NameOf(Verdict verdict) {
  switch (verdict) {
    case Verdict::kReported:
      return "";
    case Verdict::kMissed:
      return "NOT MET";
    case Verdict::kMet:
      return "met";
    case Verdict::kAimMet:
      return "aim met";
  }
  return "";
}

}  // namespace

void PrintTitle(std::ostream& out, const Section& section) {
  out << '\n'
      << Left(section.title, kPathWidth) << Right(section.unit, 12) << "   +-  "
      << Left("limit", kLimitWidth) << Right("", 9) << Right("ratio", 8) << Right("must", 7)
      << Right("aim", 7) << '\n';
}

void PrintRow(std::ostream& out, const Row& row, const Result& result) {
  out << Left(row.path, kPathWidth);
  if (!result.error.empty()) {
    out << "  ERROR " << result.error << std::endl;
    return;
  }
  char spread[16];
  std::snprintf(spread, sizeof(spread), "%4.0f%%  ", 100 * result.path.spread);
  out << Right(Short(result.path.median), 12) << spread << Left(row.limit_name, kLimitWidth)
      << Right(row.limit == nullptr ? "" : Short(result.limit.median), 9)
      << Right(result.ratio == 0 ? "" : Short(result.ratio), 8) << Right(AtMost(row.budget.must), 7)
      << Right(AtMost(row.budget.aim), 7) << "  " << NameOf(result.verdict) << std::endl;
}

void PrintSummary(std::ostream& out, const std::vector<Measured>& all) {
  int asked = 0, met = 0, aims = 0;
  std::string missed;
  for (const Measured& one : all) {
    const Verdict verdict = one.result.verdict;
    if (verdict == Verdict::kReported) continue;
    ++asked;
    if (verdict != Verdict::kMissed) ++met;
    if (verdict == Verdict::kAimMet) ++aims;
    if (verdict == Verdict::kMissed) missed += "\n  not met: " + one.row.path;
  }
  out << '\n'
      << met << " of " << asked << " rows meet what they must, " << aims << " of them their aim"
      << missed << std::endl;
}

bool WriteJson(const std::string& file_name, const std::vector<Measured>& all) {
  nlohmann::ordered_json rows = nlohmann::ordered_json::array();
  for (const Measured& one : all) {
    nlohmann::ordered_json row = {{"section", one.section},
                                  {"path", one.row.path},
                                  {"unit", one.unit},
                                  {"median", one.result.path.median},
                                  {"least", one.result.path.least},
                                  {"spread", one.result.path.spread}};
    if (one.row.limit != nullptr) {
      row["limit"] = one.row.limit_name;
      row["limit_median"] = one.result.limit.median;
      row["limit_least"] = one.result.limit.least;
      row["ratio"] = one.result.ratio;
    }
    if (one.row.budget.must != 0) row["must"] = one.row.budget.must;
    if (one.row.budget.aim != 0) row["aim"] = one.row.budget.aim;
    row["verdict"] = NameOf(one.result.verdict);
    if (!one.result.error.empty()) row["error"] = one.result.error;
    rows.push_back(std::move(row));
  }
  std::ofstream file(file_name);
  file << rows.dump(1) << '\n';
  return file.good();
}

}  // namespace etalon::bench
