#include "sim/session/session_table.h"

#include <gtest/gtest.h>

#include "sim/session/test_session.h"

namespace etalon::sim {
namespace {

class SessionTableTest : public testing::Test {
 protected:
  Session& Start(std::u16string name, uint32_t mode = 0, bool kernel = false) {
    SessionSettings settings;
    settings.name = std::move(name);
    settings.log_file_mode = mode;
    settings.guid.Data1 = ++guids_;
    settings.system_logger = kernel;
    AdjustSettings(kTestProcessors, kNewest, &settings);
    Session& session = table_.Vacant(kernel);
    EXPECT_TRUE(session.Start(settings, nullptr));
    return session;
  }
  static void Stop(Session& session) {
    session.BeginStop();
    session.Finish();
  }

  std::unique_ptr<Host> host_ = MakeSimulatedHost(1);
  SessionTable table_{*host_, kTestProcessors};
  uint32_t guids_ = 0;
};

TEST_F(SessionTableTest, LowestFreeIdFirst) {
  Session& a = Start(u"a");
  Session& b = Start(u"b");
  EXPECT_EQ(a.logger_id(), 2);
  EXPECT_EQ(b.logger_id(), 3);
  Stop(a);
  EXPECT_EQ(&Start(u"c"), &a);
  EXPECT_EQ(table_.count(), 2u);
}

TEST_F(SessionTableTest, FindsTheRunningByHandleNameAndGuid) {
  Session& session = Start(u"Straße É");
  EXPECT_EQ(table_.FindByHandle(session.handle()), &session);
  EXPECT_EQ(table_.FindByHandle(session.handle() | 0xFF0000), &session);
  EXPECT_EQ(table_.FindByHandle(0), nullptr);
  EXPECT_EQ(table_.FindByName(u"sTRAßE é"), &session);
  EXPECT_EQ(table_.FindByName(u"Straße"), nullptr);
  EXPECT_EQ(table_.FindByGuid(session.settings().guid), &session);
  session.BeginStop();
  EXPECT_EQ(table_.FindByName(u"Straße É"), &session);
  session.Finish();
  EXPECT_EQ(table_.FindByName(u"Straße É"), nullptr);
  EXPECT_EQ(table_.ForWriting(session.handle()), &session);
}

TEST_F(SessionTableTest, TheGlobalLoggerHasItsOwnId) {
  Session& global = table_.GlobalLogger();
  EXPECT_EQ(global.logger_id(), 1);
  EXPECT_EQ(table_.FindByHandle(1), nullptr);
  SessionSettings settings;
  settings.name = u"GlobalLogger";
  AdjustSettings(kTestProcessors, kNewest, &settings);
  ASSERT_TRUE(global.Start(settings, nullptr));
  EXPECT_EQ(table_.FindByHandle(1), &global);
  EXPECT_EQ(table_.ForWriting(1), &global);
  EXPECT_EQ(table_.FindByName(u"globallogger"), &global);
  EXPECT_EQ(Start(u"a").logger_id(), 2);
  EXPECT_EQ(table_.Running().size(), 2u);
}

TEST_F(SessionTableTest, InstancesOfPrivateSessionsAreFoundByProcessAlone) {
  Session& whole = Start(u"private", EVENT_TRACE_PRIVATE_LOGGER_MODE);
  SessionSettings settings = whole.settings();
  settings.instance_of = whole.logger_id();
  Session& instance = table_.Vacant(false);
  ASSERT_TRUE(instance.Start(settings, nullptr));
  EXPECT_EQ(table_.ForWriting(whole.handle(), 8), nullptr);
  whole.RunIn(4, whole);
  whole.RunIn(8, instance);
  EXPECT_EQ(table_.ForWriting(whole.handle(), 4), &whole);
  EXPECT_EQ(table_.ForWriting(whole.handle(), 8), &instance);
  EXPECT_EQ(table_.FindByHandle(instance.handle()), nullptr);
  EXPECT_EQ(table_.Running().size(), 1u);
  whole.Leave(8);
  EXPECT_EQ(table_.ForWriting(whole.handle(), 8), nullptr);
  EXPECT_EQ(table_.ForWriting(Start(u"a").handle(), 8)->settings().name, u"a");
}

TEST_F(SessionTableTest, TheKernelLoggerIsNotForWriting) {
  Start(u"a");
  Session& kernel = Start(u"NT Kernel Logger", 0, true);
  EXPECT_EQ(kernel.logger_id(), 0xFFFF);
  EXPECT_EQ(table_.FindByHandle(0xFFFF), &kernel);
  EXPECT_EQ(table_.ForWriting(0xFFFF), nullptr);
  EXPECT_EQ(table_.ForWriting(0), nullptr);
  EXPECT_EQ(table_.ForWriting(77), nullptr);
  EXPECT_EQ(table_.system_logger_count(), 1u);
  EXPECT_EQ(table_.Running().size(), 2u);
  EXPECT_EQ(table_.Running().back(), &kernel);
}

TEST_F(SessionTableTest, PrivateSessionsDoNotCount) {
  Start(u"a", EVENT_TRACE_PRIVATE_LOGGER_MODE);
  EXPECT_EQ(table_.count(), 0u);
  EXPECT_EQ(table_.Running().size(), 1u);
}

TEST_F(SessionTableTest, FindsTheOwnerOfALogFile) {
  std::unique_ptr<File> file;
  host_->disk->OpenFile(kTestFile, Disk::Open::kCreate, &file);
  SessionSettings settings;
  settings.name = u"a";
  settings.log_file_name = u"test.etl";
  AdjustSettings(kTestProcessors, kNewest, &settings);
  Session& session = table_.Vacant(false);
  ASSERT_TRUE(session.Start(settings, std::move(file)));
  EXPECT_EQ(table_.FindByLogFile(u"c:/ETALON/test.ETL", *host_->disk), &session);
  EXPECT_EQ(table_.FindByLogFile(u"C:\\etalon\\other.etl", *host_->disk), nullptr);
}

}  // namespace
}  // namespace etalon::sim
