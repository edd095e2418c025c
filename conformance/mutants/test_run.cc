#include "conformance/mutants/test_run.h"

#include <gtest/gtest.h>
#include <time.h>

#include <memory>
#include <set>
#include <utility>

#include "conformance/clause_test.h"
#include "conformance/current_test.h"
#include "conformance/implementations/in_process.h"
#include "conformance/suite.h"

namespace etalon {
namespace {

uint64_t CpuNanoseconds() {
  timespec now = {};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  return static_cast<uint64_t>(now.tv_sec) * 1'000'000'000 + static_cast<uint64_t>(now.tv_nsec);
}

std::string FullName(const testing::TestInfo& info) {
  return std::string(info.test_suite_name()) + "." + info.name();
}

class Teller : public testing::EmptyTestEventListener {
 public:
  explicit Teller(const TestEvents& events) : events_(events) {}

  void OnTestStart(const testing::TestInfo& info) override {
    TheCurrentTest().ended_as.reset();
    begin_ = CpuNanoseconds();
    events_.on_start(FullName(info));
  }

  void OnTestEnd(const testing::TestInfo& info) override {
    TestEnd end;
    end.name = FullName(info);
    end.passed = !info.result()->Failed();
    const std::optional<Verdict> ended_as = TheCurrentTest().ended_as;
    end.crashed = ended_as == Verdict::kCrash || ended_as == Verdict::kHang;
    for (int i = 0; i < info.result()->total_part_count() && end.message.empty(); ++i) {
      const testing::TestPartResult& part = info.result()->GetTestPartResult(i);
      if (part.failed()) end.message = part.message();
    }
    end.cpu_ns = CpuNanoseconds() - begin_;
    events_.on_end(end);
  }

 private:
  const TestEvents& events_;
  uint64_t begin_ = 0;
};

}  // namespace

std::vector<std::string> AllTests(WindowsVersion windows) {
  std::set<std::string> of_clauses;
  for (const ClauseTestInfo& test : AllClauseTests()) {
    of_clauses.insert(test.suite + "." + test.name);
  }
  std::vector<std::string> names;
  const testing::UnitTest& tests = *testing::UnitTest::GetInstance();
  for (int i = 0; i < tests.total_test_suite_count(); ++i) {
    const testing::TestSuite& suite = *tests.GetTestSuite(i);
    for (int j = 0; j < suite.total_test_count(); ++j) {
      std::string name = FullName(*suite.GetTestInfo(j));
      if (windows == kNewest || of_clauses.contains(name)) names.push_back(std::move(name));
    }
  }
  return names;
}

void RunTests(WindowsVersion windows, const std::vector<std::string>& names,
              const TestEvents& events) {
  const std::unique_ptr<Implementation> simulator = MakeSimulator({.windows = windows});
  SetImplementationUnderTest(simulator.get());
  std::string filter;
  for (const std::string& name : names) filter += name + ":";
  GTEST_FLAG_SET(filter, filter);
  testing::TestEventListeners& listeners = testing::UnitTest::GetInstance()->listeners();
  delete listeners.Release(listeners.default_result_printer());
  listeners.Append(new Teller(events));
  [[maybe_unused]] const int status = RUN_ALL_TESTS();  // The events say it.
}

}  // namespace etalon
