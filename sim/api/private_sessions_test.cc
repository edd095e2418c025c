// In which processes private sessions run, and what each instance has of its own.
#include "sim/api/private_sessions.h"

#include <gtest/gtest.h>

#include <string>

#include "sim/api/api.h"
#include "sim/api/named_properties.h"
#include "sim/session/little_endian.h"
#include "sim/session/log_file_format.h"

namespace etalon::sim {
namespace {

constexpr GUID kProvider = {0xe7a10000, 1, 0x4000, {0x80, 0, 0, 0, 0, 0, 0, 1}};
constexpr GUID kOther = {0xe7a10000, 2, 0x4000, {0x80, 0, 0, 0, 0, 0, 0, 1}};
constexpr ULONG kPrivate = EVENT_TRACE_PRIVATE_LOGGER_MODE;
constexpr ULONG kInProcess = EVENT_TRACE_PRIVATE_LOGGER_MODE | EVENT_TRACE_PRIVATE_IN_PROC;

ULONG WINAPI OnControl(WMIDPREQUESTCODE, PVOID, ULONG*, PVOID) { return 0; }

class PrivateSessionsTest : public testing::Test {
 protected:
  PrivateSessionsTest() { Register(caller_, kProvider); }

  void Register(Caller& caller, const GUID& provider) {
    const CallerScope scope(caller);
    TRACEHANDLE registration = 0;
    EXPECT_EQ(RegisterTraceGuidsW(machine_, OnControl, nullptr, &provider, 0, nullptr, nullptr,
                                  nullptr, &registration),
              0u);
  }

  ULONG Start(ULONG mode, const GUID& guid, const char16_t* name = u"etalon") {
    NamedProperties block(std::u16string(name) + u".etl");
    block.properties.Wnode.Guid = guid;
    block.properties.LogFileMode = mode;
    block.properties.FlushTimer = 100;
    TRACEHANDLE handle = 0;
    return StartTraceW(machine_, &handle, Wide(name), &block.properties);
  }

  ULONG Control(const Session& session, ULONG code, ULONG flush_timer = 0) {
    NamedProperties block;
    block.properties.FlushTimer = flush_timer;
    return ControlTraceW(machine_, session.handle(), nullptr, &block.properties, code);
  }

  Session& Find(const char16_t* name = u"etalon") {
    Session* const session = machine_.sessions().FindByName(name);
    if (session == nullptr) throw std::string("there is no such session");
    return *session;
  }

  Machine machine_;
  Process& process_ = machine_.processes().Create(u"test.exe", Token::kAdministrator, 64, false);
  Process& narrow_ = machine_.processes().Create(u"wow.exe", Token::kAdministrator, 32, false);
  Caller caller_ = {.machine = &machine_, .process = &process_, .thread_id = 4444};
  Caller narrow_caller_ = {.machine = &machine_, .process = &narrow_, .thread_id = 5555};
  CallerScope scope_{caller_};
};

TEST_F(PrivateSessionsTest, AnInstanceWithoutAFileGivesItsMemoryBack) {
  ASSERT_EQ(Start(kPrivate, kProvider), 0u);
  const uint64_t free = machine_.host().memory.free();
  machine_.host().faults.Fail(Fault::kFileOpen, 0, 1);
  Register(narrow_caller_, kProvider);
  EXPECT_EQ(Find().In(narrow_.pid), nullptr);
  EXPECT_EQ(machine_.host().memory.free(), free);
}

TEST_F(PrivateSessionsTest, AnInstanceIsOfItsProcess) {
  ASSERT_EQ(Start(kPrivate, kProvider), 0u);
  Session& session = Find();
  EXPECT_EQ(session.In(process_.pid), &session);
  EXPECT_EQ(session.In(narrow_.pid), nullptr);
  Register(narrow_caller_, kProvider);
  Session* const instance = session.In(narrow_.pid);
  ASSERT_NE(instance, nullptr);
  EXPECT_NE(instance, &session);
  EXPECT_EQ(instance->settings().owner_bits, 32u);
  EXPECT_EQ(instance->settings().owner_pid, narrow_.pid);
  EXPECT_EQ(instance->settings().instance_of, session.logger_id());
  EXPECT_NE(instance->settings().logger_thread_id, session.settings().logger_thread_id);
  EXPECT_EQ(
      instance->settings().log_file_name, u"etalon.etl_" + [&] {
        std::u16string digits;
        for (const char digit : std::to_string(narrow_.pid)) digits += static_cast<char16_t>(digit);
        return digits;
      }());
  EXPECT_EQ(instance->HeaderBuffer()[kBufferHeaderBytes + 2], kHeaderSystem32);
  EXPECT_EQ(session.HeaderBuffer()[kBufferHeaderBytes + 2], kHeaderSystem64);
}

TEST_F(PrivateSessionsTest, OthersRunNowhereButInThemselves) {
  Register(narrow_caller_, kProvider);
  ASSERT_EQ(Start(EVENT_TRACE_FILE_MODE_SEQUENTIAL, kProvider, u"plain"), 0u);
  EXPECT_TRUE(Find(u"plain").instances().empty());
  Process& third = machine_.processes().Create(u"third.exe", Token::kAdministrator, 64, false);
  Caller caller = {.machine = &machine_, .process = &third, .thread_id = 6666};
  Register(caller, kProvider);
  EXPECT_TRUE(Find(u"plain").instances().empty());
  EXPECT_EQ(Control(Find(u"plain"), EVENT_TRACE_CONTROL_STOP), 0u);

  ASSERT_EQ(Start(kInProcess, kProvider, u"inside"), 0u);
  EXPECT_EQ(Find(u"inside").instances().size(), 1u);
  Process& fourth = machine_.processes().Create(u"fourth.exe", Token::kAdministrator, 64, false);
  caller = {.machine = &machine_, .process = &fourth, .thread_id = 7777};
  Register(caller, kProvider);
  EXPECT_EQ(Find(u"inside").instances().size(), 1u);
  EXPECT_EQ(Find(u"inside").In(fourth.pid), nullptr);
}

TEST_F(PrivateSessionsTest, TheProviderDecides) {
  ASSERT_EQ(Start(kPrivate, kProvider), 0u);
  Register(narrow_caller_, kOther);
  EXPECT_EQ(Find().instances().size(), 1u);
  Register(narrow_caller_, kProvider);
  EXPECT_EQ(Find().instances().size(), 2u);
  Register(narrow_caller_, kProvider);  // once more: it runs there already
  EXPECT_EQ(Find().instances().size(), 2u);
}

TEST_F(PrivateSessionsTest, WhatIsDoneToItIsDoneToItsInstances) {
  ASSERT_EQ(Start(kPrivate, kProvider), 0u);
  Register(narrow_caller_, kProvider);
  Session& session = Find();
  Session& instance = *session.In(narrow_.pid);
  const auto write = [&] {
    EXPECT_EQ(instance.Write(0, 64, [](uint8_t* out, int64_t) { std::fill_n(out, 64, 0); }),
              WriteResult::kWritten);
  };
  write();
  EXPECT_EQ(Control(session, EVENT_TRACE_CONTROL_FLUSH), 0u);
  EXPECT_EQ(instance.statistics().buffers_written, 2u);
  EXPECT_EQ(Control(session, EVENT_TRACE_CONTROL_UPDATE, 5), 0u);
  EXPECT_EQ(instance.settings().flush_timer, 5u);
  EXPECT_EQ(session.settings().flush_timer, 5u);
  write();
  EXPECT_EQ(Control(session, EVENT_TRACE_CONTROL_STOP), 0u);
  EXPECT_EQ(instance.state(), Session::State::kStopped);
  EXPECT_EQ(instance.statistics().buffers_written, 3u);
  EXPECT_EQ(session.state(), Session::State::kStopped);
}

TEST_F(PrivateSessionsTest, TheNextInItsPlaceRunsWhereItsOwnProviderIs) {
  ASSERT_EQ(Start(kPrivate, kProvider), 0u);
  Session& session = Find();
  EXPECT_EQ(Control(session, EVENT_TRACE_CONTROL_STOP), 0u);
  Register(narrow_caller_, kOther);
  ASSERT_EQ(Start(kPrivate, kOther, u"next"), 0u);
  ASSERT_EQ(&Find(u"next"), &session);
  EXPECT_EQ(session.In(process_.pid), nullptr);
  EXPECT_EQ(session.In(narrow_.pid), &session);
  EXPECT_EQ(session.instances().size(), 1u);
}

TEST_F(PrivateSessionsTest, AProcessHasEightOfThem) {
  // Each of a provider of its own; none is sequential by its mode.
  std::vector<Session*> waiting;
  for (uint32_t i = 0; i < kMaximumPrivateSessions + 1; ++i) {
    GUID guid = kOther;
    guid.Data2 = static_cast<USHORT>(100 + i);
    Process& owner = machine_.processes().Create(u"owner.exe", Token::kAdministrator, 64, false);
    Caller caller = {.machine = &machine_, .process = &owner, .thread_id = 7000 + i};
    Register(caller, guid);
    const CallerScope scope(caller);
    const std::u16string name(i + 1, u'p');
    ASSERT_EQ(Start(kPrivate, guid, name.c_str()), 0u) << i;
    Register(narrow_caller_, guid);
    const bool runs = Find(name.c_str()).In(narrow_.pid) != nullptr;
    EXPECT_EQ(runs, i < kMaximumPrivateSessions) << i;
  }
  EXPECT_EQ(CountPrivateSessions(machine_, narrow_, 0), kMaximumPrivateSessions);
}

}  // namespace
}  // namespace etalon::sim
