#include "sim/mutants/switches.h"

#include <gtest/gtest.h>

#include <cstdlib>

#include "conformance/clauses/clauses.h"
#include "sim/api/api.h"

namespace etalon::sim {
namespace {

using mutants::SwitchAllOn;
using mutants::SwitchedOff;
using mutants::SwitchOff;

class SwitchesTest : public testing::Test {
 protected:
  ~SwitchesTest() override { SwitchAllOn(); }
};

TEST_F(SwitchesTest, AreAllOnAtFirst) {
  EXPECT_FALSE(SwitchedOff(clauses::CREATEINST_E02.index));
  SwitchOff(clauses::CREATEINST_E02.index);
  EXPECT_TRUE(SwitchedOff(clauses::CREATEINST_E02.index));
  EXPECT_FALSE(SwitchedOff(clauses::CREATEINST_E01.index));
  SwitchAllOn();
  EXPECT_FALSE(SwitchedOff(clauses::CREATEINST_E02.index));
}

TEST_F(SwitchesTest, ACheckOfTheSimulatorCanBeLeftOut) {
  Machine machine;
  Caller caller{
      .machine = &machine,
      .process = &machine.processes().Create(u"test.exe", Token::kAdministrator, 64, false)};
  const CallerScope scope(caller);
  PEVENT_TRACE_PROPERTIES none = nullptr;
  ULONG count = 0;
  EXPECT_EQ(QueryAllTracesW(machine, &none, 0, &count), ULONG{ERROR_INVALID_PARAMETER});
  SwitchOff(clauses::QUERYALL_E01.index);
  EXPECT_EQ(QueryAllTracesW(machine, &none, 0, &count), ULONG{ERROR_SUCCESS});
}

TEST(SwitchesDeathTest, AnUnknownClauseInTheEnvironmentEndsTheProcess) {
  testing::FLAGS_gtest_death_test_style = "threadsafe";
  EXPECT_EXIT(
      {
        setenv("ETALON_SWITCHED_OFF", "NOPE-E01", 1);
        SwitchedOff(0);
      },
      testing::ExitedWithCode(2), "there is no clause NOPE-E01");
}

TEST(SwitchesDeathTest, TheEnvironmentSwitchesOneOff) {
  testing::FLAGS_gtest_death_test_style = "threadsafe";
  EXPECT_EXIT(
      {
        setenv("ETALON_SWITCHED_OFF", "CREATEINST-E02", 1);
        std::exit(SwitchedOff(clauses::CREATEINST_E02.index) ? 42 : 0);
      },
      testing::ExitedWithCode(42), "");
}

}  // namespace
}  // namespace etalon::sim
