#include "sim/system/process_table.h"

#include <gtest/gtest.h>

namespace etalon::sim {
namespace {

TEST(ProcessTable, IdsAreDistinctMultiplesOfFour) {
  ProcessTable processes;
  const uint32_t first = processes.Create(u"a.exe", Token::kUser, 32, false).pid;
  const uint32_t thread = processes.NextThreadId();
  const uint32_t second = processes.Create(u"b.exe", Token::kAdministrator, 64, true).pid;
  for (uint32_t id : {first, thread, second}) EXPECT_EQ(id % 4, 0u);
  EXPECT_NE(first, thread);
  EXPECT_NE(thread, second);
  EXPECT_EQ(processes.Find(first)->token, Token::kUser);
  EXPECT_EQ(processes.Find(first)->bits, 32u);
  EXPECT_EQ(processes.Find(second)->state, Process::State::kSuspended);
  EXPECT_EQ(processes.Find(7), nullptr);
}

TEST(ProcessTable, WhoHasExitedIsNotFound) {
  ProcessTable processes;
  Process& process = processes.Create(u"a.exe", Token::kUser, 64, false);
  processes.Exit(process);
  EXPECT_EQ(processes.Find(process.pid), nullptr);
  EXPECT_EQ(process.image_name, u"a.exe");
}

TEST(ProcessTable, AProcessOfTheHostKeepsItsId) {
  ProcessTable processes;
  EXPECT_EQ(processes.Adopt(4711).pid, 4711u);
  EXPECT_EQ(processes.Find(4711)->state, Process::State::kRunning);
}

}  // namespace
}  // namespace etalon::sim
