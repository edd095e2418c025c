#include <gtest/gtest.h>

#include <vector>

#include "sim/api/api.h"
#include "sim/machine.h"

namespace etalon::sim {
namespace {

ULONG WMIAPI OnControl(WMIDPREQUESTCODE, PVOID, ULONG*, PVOID) { return ERROR_SUCCESS; }

// More than the suite can hand over, for each of its GUIDs has memory of its own.
TEST(RegisterTraceGuidsTest, TakesAsManyClassesAsThereMayBe) {
  Machine machine;
  Caller caller{
      .machine = &machine,
      .process = &machine.processes().Create(u"test.exe", Token::kAdministrator, 64, false)};
  const CallerScope scope(caller);
  const GUID guid = {0xe7a10000, 1, 0x4000, {0x80, 0, 0, 0, 0, 0, 0, 1}};
  std::vector<TRACE_GUID_REGISTRATION> classes(65536, {&guid, nullptr});
  TRACEHANDLE registration = 0;
  EXPECT_EQ(RegisterTraceGuidsW(machine, OnControl, nullptr, &guid, 65536, classes.data(), nullptr,
                                nullptr, &registration),
            ULONG{ERROR_SUCCESS});
  EXPECT_NE(registration, 0u);
  EXPECT_NE(classes.back().RegHandle, nullptr);
}

}  // namespace
}  // namespace etalon::sim
