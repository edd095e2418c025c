// The program that orders_test.cc tests, on a sim::Machine of the test's own.
#include "sim/machine.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "orders.h"
#include "sim/api/process_exit.h"
#include "sim/host/simulated_disk.h"

namespace {

using etalon::sim::CallerScope;
using etalon::sim::Machine;
using etalon::sim::Process;
using etalon::sim::SimulatedDisk;
using etalon::sim::Token;

TEST(OrdersOnAMachine, AreRecordedThoughTheirControllerIsGone) {
  Machine machine({.seed = 7, .processors = 4});
  Process& tool = machine.processes().Create(u"tool.exe", Token::kAdministrator, 64, false);
  Process& shop = machine.processes().Create(u"shop.exe", Token::kUser, 64, false);
  etalon::sim::Caller in_tool{.machine = &machine, .process = &tool, .thread_id = 4};
  etalon::sim::Caller in_shop{.machine = &machine, .process = &shop, .thread_id = 8, .cpu = 3};

  shop::Controller controller;
  {
    const CallerScope scope(in_tool);
    ASSERT_EQ(controller.Start({.log_file = u"orders.etl"}), ERROR_SUCCESS);
  }
  etalon::sim::EndProcess(machine, tool);
  {
    const CallerScope scope(in_shop);
    shop::Provider provider;
    provider.Shipped(1);
    EXPECT_EQ(provider.dropped(), 0u);
    EXPECT_EQ(controller.Stop(), ERROR_ACCESS_DENIED);  // by a user
  }
  ASSERT_EQ(machine.sessions().Running().size(), 1u);
  EXPECT_TRUE(static_cast<SimulatedDisk&>(*machine.host().disk).GetFile(u"orders.etl"));
}

}  // namespace
