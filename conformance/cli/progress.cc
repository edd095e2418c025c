#include "conformance/cli/progress.h"

#include <unistd.h>

#include <cmath>
#include <cstdio>

namespace etalon {
namespace {

constexpr double kSilentSeconds = 1;  // before there is any telling
constexpr std::chrono::milliseconds kBetweenLines(100);
constexpr size_t kLongestLine = 79;

std::string Grouped(int number) {
  std::string text = std::to_string(number);
  for (size_t at = text.size(); at > 3; at -= 3) text.insert(at - 3, 1, ',');
  return text;
}

std::string Rounded(double seconds) {
  if (seconds < 99.5) return std::to_string(static_cast<int>(std::ceil(seconds))) + " s";
  return std::to_string(static_cast<int>(std::lround(seconds / 60))) + " min";
}

}  // namespace

std::string ProgressLine(const Position& position) {
  std::string line = Grouped(position.done) + " of " + Grouped(position.tests) + " tests, " +
                     Grouped(position.failures) +
                     (position.failures == 1 ? " failure" : " failures");
  if (position.done > 0 && position.seconds >= kSilentSeconds) {
    const int to_go = position.tests - position.done;
    line += ", about " + Rounded(position.seconds / position.done * to_go) + " left";
  }
  line += ": " + position.clause;
  if (line.size() > kLongestLine) line.resize(kLongestLine);
  return line;
}

Progress::Progress(int tests) : visible_(isatty(STDERR_FILENO) != 0) { position_.tests = tests; }

Progress::~Progress() {
  if (visible_) std::fputs("\r\x1b[K", stderr);
}

void Progress::Show(const TestResult& result) {
  ++position_.done;
  const bool is_failure = result.verdict != Verdict::kPass &&
                          result.verdict != Verdict::kNotApplicable &&
                          result.verdict != Verdict::kDeviates;
  position_.failures += is_failure ? 1 : 0;
  const Clock::time_point now = Clock::now();
  if (!visible_ || now - shown_ < kBetweenLines) return;
  shown_ = now;
  position_.clause = result.clause;
  position_.seconds = std::chrono::duration<double>(now - start_).count();
  std::fprintf(stderr, "\r%s\x1b[K", ProgressLine(position_).c_str());
}

}  // namespace etalon
