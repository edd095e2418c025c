#include "sim/bench/measure.h"

#include <algorithm>
#include <map>
#include <utility>
#include <vector>

namespace etalon::bench {
namespace {

constexpr char kPath[] = "path";
constexpr char kLimit[] = "limit";

// Keeps the result of every round by the name of its case; prints nothing.
class Collector final : public benchmark::BenchmarkReporter {
 public:
  bool ReportContext(const Context&) override { return true; }

  void ReportRuns(const std::vector<Run>& runs) override {
    for (const Run& run : runs) {
      if (run.error_occurred) {
        error_ = run.run_name.function_name + ": " + run.error_message;
      } else if (run.run_type == Run::RT_Iteration) {
        found_[run.run_name.function_name].push_back(FoundIn(run));
      }
    }
  }

  const std::string& error() const { return error_; }

  Sample SampleOf(const char* name) {
    std::vector<double>& all = found_[name];
    if (all.empty()) return {};
    std::sort(all.begin(), all.end());
    const size_t n = all.size();
    const double median = all[n / 2];
    const double spread = median == 0 ? 0 : (all[3 * n / 4] - all[n / 4]) / 2 / median;
    return {median, all.front(), spread};
  }

 private:
  static double FoundIn(const Run& run) {
    const auto found = run.counters.find(kFound);
    if (found != run.counters.end()) return found->second.value;
    const auto rate = run.counters.find("items_per_second");
    if (rate != run.counters.end()) return 1e9 / rate->second.value;
    const double seconds = run.run_name.time_type == "real_time" ? run.real_accumulated_time
                                                                 : run.cpu_accumulated_time;
    return seconds * 1e9 / static_cast<double>(run.iterations);
  }

  std::map<std::string, std::vector<double>> found_;
  std::string error_;
};

void Register(const char* name, const Case& body, const Row& row, const Rounds& rounds) {
  benchmark::internal::Benchmark* const registered = benchmark::RegisterBenchmark(name, body);
  registered->Repetitions(rounds.count);
  if (row.on_the_wall) registered->UseRealTime();
  const int64_t iterations = row.iterations != 0 ? row.iterations : rounds.iterations;
  if (iterations != 0) {
    registered->Iterations(iterations);
  } else {
    registered->MinTime(rounds.seconds);
  }
}

Verdict Judge(double value, const Budget& budget) {
  if (budget.must == 0) return Verdict::kReported;
  if (budget.aim != 0 && value <= budget.aim) return Verdict::kAimMet;
  return value <= budget.must ? Verdict::kMet : Verdict::kMissed;
}

}  // namespace

Result Measure(const Row& row, const Rounds& rounds) {
  const bool has_limit = row.limit != nullptr && rounds.with_limits;
  benchmark::ClearRegisteredBenchmarks();
  Register(kPath, row.run, row, rounds);
  if (has_limit) Register(kLimit, row.limit, row, rounds);
  Collector collector;
  benchmark::RunSpecifiedBenchmarks(&collector, ".");

  Result result;
  result.error = collector.error();
  if (!result.error.empty()) return result;
  result.path = collector.SampleOf(kPath);
  if (row.limit == nullptr) {
    result.verdict = Judge(result.path.median, row.budget);
  } else if (has_limit) {
    result.limit = collector.SampleOf(kLimit);
    result.ratio = result.limit.median == 0 ? 0 : result.path.median / result.limit.median;
    result.verdict = Judge(result.ratio, row.budget);
  }
  return result;
}

}  // namespace etalon::bench
