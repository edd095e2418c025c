// How far QueryAllTraces looks at the array that it is given, where the registry allows more
// sessions than usual: the suite can give no array that ends in between.
#ifndef _WIN32
#include <gtest/gtest.h>
#include <setjmp.h>
#include <signal.h>
#include <sys/mman.h>

#include "sim/api/api.h"
#include "sim/machine.h"

namespace etalon::sim {
namespace {

constexpr size_t kPageBytes = 4096;
constexpr ULONG kAllowed = 100;

sigjmp_buf before;

void OnFault(int) { siglongjmp(before, 1); }

bool RunUnlessItFaults(void (*body)(void*), void* context) {
  if (sigsetjmp(before, 1) != 0) return false;
  body(context);
  return true;
}

class QueryAllTracesTest : public testing::Test {
 protected:
  QueryAllTracesTest() {
    struct sigaction on_fault = {};
    on_fault.sa_handler = OnFault;
    sigaction(SIGSEGV, &on_fault, &others_);
    machine_.host().guarded_call.Arm(RunUnlessItFaults);
    machine_.sessions().set_capacity(kAllowed);
  }
  ~QueryAllTracesTest() override {
    sigaction(SIGSEGV, &others_, nullptr);
    munmap(pages_, 2 * kPageBytes);
  }

  // With an array of so many pointers, behind which no memory is.
  ULONG QueryWith(size_t pointers) {
    mprotect(pages_ + kPageBytes, kPageBytes, PROT_NONE);
    auto* const array = reinterpret_cast<EVENT_TRACE_PROPERTIES**>(pages_ + kPageBytes) - pointers;
    ULONG count = 0;
    return QueryAllTracesW(machine_, array, kAllowed, &count);
  }

  Machine machine_;
  Caller caller_ = {
      .machine = &machine_,
      .process = &machine_.processes().Create(u"test.exe", Token::kAdministrator, 64, false)};
  CallerScope scope_{caller_};
  struct sigaction others_ = {};
  uint8_t* const pages_ = static_cast<uint8_t*>(
      mmap(nullptr, 2 * kPageBytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0));
};

TEST_F(QueryAllTracesTest, AnArrayThatEndsBehindTheUsualNumberIsRefused) {
  EXPECT_EQ(QueryWith(64), ULONG{ERROR_NOACCESS});
  EXPECT_EQ(QueryWith(kAllowed - 1), ULONG{ERROR_NOACCESS});
}

TEST_F(QueryAllTracesTest, AnArrayOfAllThatMayRunIsEnough) {
  EXPECT_EQ(QueryWith(kAllowed), ULONG{ERROR_SUCCESS});
}

}  // namespace
}  // namespace etalon::sim
#endif  // _WIN32
