// Of two pointers, one that cannot be used and one that is NULL: which is told? Where the suite has
// no way to say so.
#include <gtest/gtest.h>

#include "sim/api/api.h"
#include "sim/machine.h"

namespace etalon::sim {
namespace {

TEST(UnusableMemoryTest, ComesBeforeHandlesThatAreMissing) {
  Machine machine;
  machine.host().guarded_call.Arm([](void (*)(void*), void*) { return false; });
  Caller caller{
      .machine = &machine,
      .process = &machine.processes().Create(u"test.exe", Token::kAdministrator, 64, false)};
  const CallerScope scope(caller);
  FILETIME unusable = {};
  EXPECT_EQ(ProcessTrace(machine, nullptr, 1, &unusable, nullptr), ULONG{ERROR_NOACCESS});
  EXPECT_EQ(ProcessTrace(machine, nullptr, 1, nullptr, nullptr), ULONG{ERROR_INVALID_PARAMETER});
}

}  // namespace
}  // namespace etalon::sim
