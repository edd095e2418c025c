#include "conformance/cli/line_diff.h"

#include <algorithm>
#include <cstdint>
#include <vector>

namespace etalon {
namespace {

using Lines = std::vector<std::string_view>;

Lines LinesOf(std::string_view text) {
  Lines lines;
  while (!text.empty()) {
    const size_t end = std::min(text.find('\n'), text.size() - 1);
    lines.push_back(text.substr(0, end + 1));
    text.remove_prefix(end + 1);
  }
  return lines;
}

// of[i][j]: how many lines before[i..] and after[j..] have in common, in order.
std::vector<std::vector<uint32_t>> CommonLengths(const Lines& before, const Lines& after) {
  std::vector<std::vector<uint32_t>> of(before.size() + 1,
                                        std::vector<uint32_t>(after.size() + 1));
  for (size_t i = before.size(); i-- > 0;) {
    for (size_t j = after.size(); j-- > 0;) {
      of[i][j] = before[i] == after[j] ? of[i + 1][j + 1] + 1
                                       : std::max(of[i + 1][j], of[i][j + 1]);
    }
  }
  return of;
}

void Append(char sign, std::string_view line, std::string* diff) {
  *diff += sign;
  *diff += line;
  if (!line.ends_with('\n')) *diff += '\n';
}

}  // namespace

std::string LineDiff(std::string_view before_text, std::string_view after_text) {
  const Lines before = LinesOf(before_text);
  const Lines after = LinesOf(after_text);
  const auto common = CommonLengths(before, after);
  std::string diff;
  bool in_run = false;
  for (size_t i = 0, j = 0; i < before.size() || j < after.size();) {
    if (i < before.size() && j < after.size() && before[i] == after[j]) {
      in_run = false;
      ++i, ++j;
      continue;
    }
    if (!in_run) diff += "@@ " + std::to_string(j + 1) + " @@\n";
    in_run = true;
    const bool goes = j == after.size() ||
                      (i < before.size() && common[i + 1][j] >= common[i][j + 1]);
    if (goes) {
      Append('-', before[i++], &diff);
    } else {
      Append('+', after[j++], &diff);
    }
  }
  return diff;
}

}  // namespace etalon
