#include "sim/machine.h"

#include <gtest/gtest.h>

namespace etalon::sim {
namespace {

class MachineTest : public testing::Test {
 protected:
  Process& NewProcess() {
    return machine_.processes().Create(u"test.exe", Token::kAdministrator, 64, false);
  }

  Machine machine_;
};

using MachineDeathTest = MachineTest;

TEST_F(MachineTest, ScopesNest) {
  Caller outer{.machine = &machine_}, inner{.machine = &machine_};
  EXPECT_EQ(CurrentCaller(), nullptr);
  {
    const CallerScope scope(outer);
    {
      const CallerScope nested(inner);
      EXPECT_EQ(&machine_.caller(), &inner);
    }
    EXPECT_EQ(&machine_.caller(), &outer);
  }
  EXPECT_EQ(CurrentCaller(), nullptr);
}

TEST_F(MachineTest, CallbacksRunInTheirProcessOnAThreadOfTheirOwn) {
  Caller controller{.machine = &machine_, .process = &NewProcess(), .thread_id = 1, .cpu = 1};
  Process& provider = NewProcess();
  const CallerScope scope(controller);
  bool called = false;
  machine_.CallBack(provider, [&] {
    called = true;
    EXPECT_EQ(machine_.caller().process, &provider);
    EXPECT_NE(machine_.caller().thread_id, 1u);
    EXPECT_EQ(machine_.caller().cpu, 1u);
    machine_.caller().last_error = 5;
  });
  EXPECT_TRUE(called);
  EXPECT_EQ(&machine_.caller(), &controller);
  EXPECT_EQ(controller.last_error, 0u);
}

TEST_F(MachineTest, TheSeedDecidesGuids) {
  Machine same, different(MachineOptions{.seed = 2});
  const GUID guid = machine_.MakeGuid();
  EXPECT_EQ(same.MakeGuid(), guid);
  EXPECT_NE(different.MakeGuid(), guid);
  EXPECT_NE(machine_.MakeGuid(), guid);
  EXPECT_EQ(guid.Data3 >> 12, 4);
  EXPECT_EQ(guid.Data4[0] >> 6, 2);
}

TEST_F(MachineTest, GoesAwayWithAThreadThatIsBlocked) {
  bool unwound = false;
  {
    Machine machine;
    Scheduler& scheduler = *machine.host().scheduler;
    scheduler.Spawn([&] {
      struct Witness {
        bool& unwound;
        Machine& machine;
        ~Witness() { unwound = machine.sessions().count() == 0; }
      } witness{unwound, machine};
      scheduler.BlockUntil(
          machine.lock(), [] { return false; }, kForever, "nothing");
    });
    scheduler.Sleep(1);
  }
  EXPECT_TRUE(unwound);
}

TEST_F(MachineDeathTest, StrangersAreTurnedAway) {
  testing::FLAGS_gtest_death_test_style = "threadsafe";
  EXPECT_DEATH(machine_.caller(), "a thread without a CallerScope");
  Machine other;
  Caller caller{.machine = &other};
  const CallerScope scope(caller);
  EXPECT_DEATH(machine_.caller(), "a thread without a CallerScope");
}

}  // namespace
}  // namespace etalon::sim
