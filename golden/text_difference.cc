#include "golden/text_difference.h"

#include <algorithm>
#include <sstream>
#include <vector>

namespace etalon {
namespace {

constexpr size_t kWidth = 160;  // of a line as it is shown
constexpr size_t kBefore = 60;  // characters shown before the first that differs

using Lines = std::vector<std::string>;

Lines LinesOf(const std::string& text) {
  Lines lines;
  std::istringstream stream(text);
  for (std::string line; std::getline(stream, line);) lines.push_back(line);
  if (!text.empty() && text.back() != '\n') lines.back() += " (no end of line)";
  return lines;
}

// The part of `line` that begins shortly before it differs from `other`.
std::string Shown(const std::string& line, const std::string& other) {
  const auto where = std::mismatch(line.begin(), line.end(), other.begin(), other.end()).first;
  const auto at = static_cast<size_t>(where - line.begin());
  const size_t start = line.size() > kWidth && at > kBefore ? at - kBefore : 0;
  return (start > 0 ? "..." : "") + line.substr(start, kWidth) +
         (start + kWidth < line.size() ? "..." : "");
}

// common[i][j]: how many lines a[i..] and b[j..] have in common, in their order.
std::vector<std::vector<size_t>> CommonLines(const Lines& a, const Lines& b) {
  std::vector<std::vector<size_t>> common(a.size() + 1, std::vector<size_t>(b.size() + 1, 0));
  for (size_t i = a.size(); i-- > 0;) {
    for (size_t j = b.size(); j-- > 0;) {
      common[i][j] =
          a[i] == b[j] ? common[i + 1][j + 1] + 1 : std::max(common[i + 1][j], common[i][j + 1]);
    }
  }
  return common;
}

// Lines of both texts between two that are equal.
struct Hunk {
  size_t line;  // of the first, from 1
  Lines kept;
  Lines now;
};

std::vector<Hunk> Hunks(const Lines& a, const Lines& b) {
  const std::vector<std::vector<size_t>> common = CommonLines(a, b);
  std::vector<Hunk> hunks;
  Hunk hunk = {1, {}, {}};
  const auto finish = [&](size_t next_line) {
    if (!hunk.kept.empty() || !hunk.now.empty()) hunks.push_back(hunk);
    hunk = {next_line, {}, {}};
  };
  size_t i = 0;
  size_t j = 0;
  while (i < a.size() || j < b.size()) {
    if (i < a.size() && j < b.size() && a[i] == b[j]) {
      ++i;
      ++j;
      finish(i + 1);
    } else if (j == b.size() || (i < a.size() && common[i + 1][j] >= common[i][j + 1])) {
      hunk.kept.push_back(a[i++]);
    } else {
      hunk.now.push_back(b[j++]);
    }
  }
  finish(0);
  return hunks;
}

// Prints while *left allows it, and counts on below zero.
void Print(const Lines& lines, const Lines& others, char mark, long* left, std::ostream& out) {
  for (size_t i = 0; i < lines.size(); ++i) {
    if ((*left)-- > 0)
      out << mark << ' ' << Shown(lines[i], i < others.size() ? others[i] : "") << '\n';
  }
}

}  // namespace

std::string TextDifference(const std::string& kept, const std::string& now, size_t limit) {
  if (kept == now) return "";
  std::ostringstream out;
  auto left = static_cast<long>(limit);
  for (const Hunk& hunk : Hunks(LinesOf(kept), LinesOf(now))) {
    if (left > 0) out << "@@ line " << hunk.line << '\n';
    Print(hunk.kept, hunk.now, '-', &left, out);
    Print(hunk.now, hunk.kept, '+', &left, out);
  }
  if (left < 0) out << "(and " << -left << " more lines)\n";
  return out.str();
}

}  // namespace etalon
