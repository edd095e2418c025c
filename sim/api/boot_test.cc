// What is left after the computer has been started anew, and what the registry has started.
#include "sim/api/boot.h"

#include <gtest/gtest.h>

#include <string>

#include "sim/api/api.h"
#include "sim/api/named_properties.h"

namespace etalon::sim {
namespace {

constexpr GUID kProvider = {0xe7a10000, 1, 0x4000, {0x80, 0, 0, 0, 0, 0, 0, 1}};
constexpr ULONG kPrivate = EVENT_TRACE_PRIVATE_LOGGER_MODE | EVENT_TRACE_BUFFERING_MODE;
constexpr char16_t kKey[] = u"Autologger\\etalon";
constexpr char16_t kGuid[] = u"{e7a10000-0002-4000-8000-000000000001}";

ULONG WINAPI OnControl(WMIDPREQUESTCODE, PVOID, ULONG*, PVOID) { return 0; }
void WINAPI OnEvent(EVENT_RECORD*) {}

class BootTest : public testing::Test {
 protected:
  ULONG Start(const char16_t* name, ULONG mode, TRACEHANDLE* session, const GUID& guid = {}) {
    NamedProperties block;
    block.properties.Wnode.Guid = guid;
    block.properties.LogFileMode = mode;
    return StartTraceW(machine_, session, Wide(name), &block.properties);
  }

  void Register() {
    TRACEHANDLE registration = 0;
    EXPECT_EQ(RegisterTraceGuidsW(machine_, OnControl, nullptr, &kProvider, 0, nullptr, nullptr,
                                  nullptr, &registration),
              0u);
    REGHANDLE modern = 0;
    EXPECT_EQ(EventRegister(machine_, &kProvider, nullptr, nullptr, &modern), 0u);
  }

  void Open(const char16_t* name) {
    EVENT_TRACE_LOGFILEW logfile = {};
    logfile.LoggerName = const_cast<WCHAR*>(Wide(name));
    logfile.ProcessTraceMode = PROCESS_TRACE_MODE_EVENT_RECORD | PROCESS_TRACE_MODE_REAL_TIME;
    logfile.EventRecordCallback = OnEvent;
    EXPECT_NE(OpenTraceW(machine_, &logfile), INVALID_PROCESSTRACE_HANDLE);
  }

  // What the machine tells of these kinds, a line each.
  std::string StateOf(const std::string& kinds) {
    StateLines lines;
    machine_.Describe(StateWriter(lines));
    std::string text;
    for (const auto& [name, value] : lines) {
      const std::string kind = name.substr(0, name.find('/'));
      if (kinds.find(kind + " ") != std::string::npos) text += name + " = " + value + "\n";
    }
    return text;
  }

  void SetAutologger(std::u16string_view value, Registry::Value data) {
    machine_.registry().Set(kKey, value, std::move(data));
  }
  uint64_t Status(const char16_t* key = kKey) {
    return machine_.registry().Number(key, u"Status").value_or(4711);
  }
  const Session* Find(const char16_t* name) {
    for (const Session* session : machine_.sessions().Running()) {
      if (session->settings().name == name) return session;
    }
    return nullptr;
  }

  Machine machine_;
  Process& process_ = machine_.processes().Create(u"test.exe", Token::kAdministrator, 64, false);
  Caller caller_ = {.machine = &machine_, .process = &process_, .thread_id = 4444};
  CallerScope scope_{caller_};
};

TEST_F(BootTest, NothingOutlivesIt) {
  const uint64_t free = machine_.host().memory.free();
  TRACEHANDLE session = 0;
  ASSERT_EQ(Start(u"etalon", EVENT_TRACE_REAL_TIME_MODE, &session), 0u);
  TRACEHANDLE own = 0;
  ASSERT_EQ(Start(u"own", kPrivate, &own, kProvider), 0u);
  EXPECT_EQ(EnableTraceEx2(machine_, session, &kProvider, EVENT_CONTROL_CODE_ENABLE_PROVIDER, 4, 1,
                           0, 0, nullptr),
            0u);
  Process& other = machine_.processes().Create(u"other.exe", Token::kAdministrator, 64, false);
  Process& third = machine_.processes().Create(u"third.exe", Token::kAdministrator, 64, true);
  Register();
  Open(u"etalon");
  {
    Caller caller = {.machine = &machine_, .process = &other, .thread_id = 5555};
    const CallerScope scope(caller);
    Register();
    Open(u"etalon");
  }
  EXPECT_EQ(machine_.sessions().Running().size(), 2u);
  EXPECT_EQ(Find(u"own")->instances().size(), 2u);
  EXPECT_LT(machine_.host().memory.free(), free);

  Restart(machine_);
  EXPECT_EQ(StateOf("session registration event registration enabled trace "), "");
  EXPECT_EQ(machine_.sessions().Running().size(), 0u);
  EXPECT_EQ(machine_.host().memory.free(), free);
  EXPECT_EQ(process_.state, Process::State::kRunning);  // who has it started anew
  EXPECT_EQ(other.state, Process::State::kExited);
  EXPECT_EQ(third.state, Process::State::kExited);
}

TEST_F(BootTest, AsManySessionsAsBefore) {
  Restart(machine_);
  TRACEHANDLE session = 0;
  for (int i = 0; i < 40; ++i) {
    const std::u16string name = {u's', static_cast<char16_t>(0x4E00 + i)};
    EXPECT_EQ(Start(name.c_str(), EVENT_TRACE_BUFFERING_MODE, &session), 0u) << i;
  }
}

TEST_F(BootTest, AnAutologgerWithItsProviders) {
  SetAutologger(u"Start", 1u);
  SetAutologger(u"Guid", kGuid);
  SetAutologger(u"LogFileMode", uint64_t{EVENT_TRACE_REAL_TIME_MODE});
  SetAutologger(u"FlushTimer", 9u);
  machine_.registry().Set(u"Autologger\\etalon\\{e7a10000-0001-4000-8000-000000000001}", u"Enabled",
                          1u);
  Restart(machine_);
  EXPECT_EQ(Status(), 0u);
  const Session* const session = Find(u"etalon");
  ASSERT_NE(session, nullptr);
  EXPECT_EQ(ToText(session->settings().guid), "{e7a10000-0002-4000-8000-000000000001}");
  EXPECT_EQ(session->settings().flush_timer, 9u);
  EXPECT_EQ(machine_.providers().EnabledBy(*session).size(), 1u);
}

TEST_F(BootTest, ASessionThatCannotBeStartedEnablesNothing) {
  // It would have the first handle that is free.
  SetAutologger(u"Start", 1u);
  SetAutologger(u"Guid", kGuid);
  SetAutologger(u"LogFileMode", uint64_t{EVENT_TRACE_REAL_TIME_MODE});
  machine_.registry().Set(u"Autologger\\other", u"Start", 1u);
  machine_.registry().Set(u"Autologger\\other", u"Guid", kGuid);
  machine_.registry().Set(u"Autologger\\other", u"FileName", u"C:\\no\\such\\folder\\a.etl");
  for (const char16_t* const name : {u"etalon", u"other"}) {
    machine_.registry().Set(
        std::u16string(u"Autologger\\") + name + u"\\{e7a10000-0001-4000-8000-000000000001}",
        u"Enabled", uint64_t{name[0] == u'o'});
  }
  Restart(machine_);
  EXPECT_EQ(Status(), 0u);
  EXPECT_NE(Status(u"Autologger\\other"), 0u);
  EXPECT_EQ(StateOf("enabled "), "");
}

TEST_F(BootTest, WhatIsNoGuidIsRefused) {
  SetAutologger(u"Start", 1u);
  SetAutologger(u"LogFileMode", uint64_t{EVENT_TRACE_REAL_TIME_MODE});
  for (const char16_t* const text :
       {u"", u"{e7a10000-0002-4000-8000-0000000000010}", u"{e7a10000-0002-4000-8000-00000000001}",
        u"{e7a10000-0002-4000-8000-00000000000g}", u"{e7a10000-0002-4000-8000-00000000000@}",
        u"{e7a10000-0002-4000-8000-00000000000/}", u"{e7a10000-0002-4000-8000-00000000000:}"}) {
    SetAutologger(u"Guid", text);
    Restart(machine_);
    EXPECT_EQ(Status(), ULONG{ERROR_INVALID_PARAMETER});
    EXPECT_EQ(Find(u"etalon"), nullptr);
  }
  SetAutologger(u"Guid", u"09afAF00-0002-4000-8000-000000000001");
  Restart(machine_);
  ASSERT_NE(Find(u"etalon"), nullptr);
  EXPECT_EQ(ToText(Find(u"etalon")->settings().guid), "{09afaf00-0002-4000-8000-000000000001}");
}

TEST_F(BootTest, FlagsOfTheKernelAreFourBytes) {
  machine_.registry().Set(u"GlobalLogger", u"Start", 1u);
  machine_.registry().Set(u"GlobalLogger", u"EnableKernelFlags", Registry::Bytes{1, 2, 0, 0, 8});
  Restart(machine_);
  const Session* session = Find(u"NT Kernel Logger");
  ASSERT_NE(session, nullptr);
  EXPECT_EQ(session->settings().enable_flags, 0x201u);
  EXPECT_EQ(session->settings().log_file_name,
            u"C:\\Windows\\System32\\LogFiles\\WMI\\GlobalLogger.etl");
  machine_.registry().Set(u"GlobalLogger", u"EnableKernelFlags", Registry::Bytes{1, 2, 4});
  Restart(machine_);
  session = Find(u"NT Kernel Logger");
  ASSERT_NE(session, nullptr);
  EXPECT_EQ(session->settings().enable_flags, 0x40201u);
}

}  // namespace
}  // namespace etalon::sim
