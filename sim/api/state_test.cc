// Everything that a machine tells of its state, so that nothing that a failing call changes can
// hide.
#include <gtest/gtest.h>

#include <cstring>
#include <string>

#include "sim/api/api.h"
#include "sim/api/named_properties.h"

namespace etalon::sim {
namespace {

constexpr GUID kSession = {0xe7a10000, 1, 0x4000, {0x80, 0, 0, 0, 0, 0, 0, 1}};
constexpr GUID kProvider = {0xe7a10000, 2, 0x4000, {0x80, 0, 0, 0, 0, 0, 0, 1}};
constexpr GUID kClass = {0xe7a10000, 3, 0x4000, {0x80, 0, 0, 0, 0, 0, 0, 1}};
constexpr GUID kModern = {0xe7a10000, 4, 0x4000, {0x80, 0, 0, 0, 0, 0, 0, 1}};
constexpr GUID kGroup = {0xe7a10000, 5, 0x4000, {0x80, 0, 0, 0, 0, 0, 0, 1}};

ULONG WINAPI OnControl(WMIDPREQUESTCODE, PVOID, ULONG*, PVOID) { return 0; }
void WINAPI OnEvent(EVENT_RECORD*) {}

constexpr char kState[] =
    R"(enabled/{e7a10000-0002-4000-8000-000000000001}/session/2/Filtered = 0
enabled/{e7a10000-0002-4000-8000-000000000001}/session/2/Level = 3
enabled/{e7a10000-0002-4000-8000-000000000001}/session/2/MatchAll = 0
enabled/{e7a10000-0002-4000-8000-000000000001}/session/2/MatchAny = 17
enabled/{e7a10000-0002-4000-8000-000000000001}/session/2/Properties = 0
enabled/{e7a10000-0002-4000-8000-000000000001}/session/2/SourceId = {00000000-0000-0000-0000-000000000000}
enabled/{e7a10000-0004-4000-8000-000000000001}/session/2/Filtered = 1
enabled/{e7a10000-0004-4000-8000-000000000001}/session/2/Level = 4
enabled/{e7a10000-0004-4000-8000-000000000001}/session/2/MatchAll = 2
enabled/{e7a10000-0004-4000-8000-000000000001}/session/2/MatchAny = 34
enabled/{e7a10000-0004-4000-8000-000000000001}/session/2/Properties = 1
enabled/{e7a10000-0004-4000-8000-000000000001}/session/2/SourceId = {e7a10000-0001-4000-8000-000000000001}
event registration/4295026593/Group = {e7a10000-0005-4000-8000-000000000001}
event registration/4295026593/HasTraits = 1
event registration/4295026593/ProcessId = 1000
event registration/4295026593/Provider = {e7a10000-0004-4000-8000-000000000001}
event registration/4295026593/UsesDescriptorType = 1
event registration/4295026593/place/0/Filtered = 1
event registration/4295026593/place/0/Level = 4
event registration/4295026593/place/0/MatchAll = 2
event registration/4295026593/place/0/MatchAny = 34
event registration/4295026593/place/0/Properties = 1
event registration/4295026593/place/0/Session = 2
registration/124832/ControlGuid = {e7a10000-0002-4000-8000-000000000001}
registration/124832/ProcessId = 1000
registration/124832/class/190368/Guid = {e7a10000-0003-4000-8000-000000000001}
registration/124832/class/190368/LastInstanceId = 1
session/etalon/BufferSize = 8
session/etalon/BuffersWritten = 2
session/etalon/EnableFlags = 0
session/etalon/EventsLost = 0
session/etalon/FlushTimer = 7
session/etalon/FreeBuffers = 3
session/etalon/Handle = 2
session/etalon/LastSequence = 1
session/etalon/LogBuffersLost = 0
session/etalon/LogFileMode = 257
session/etalon/LogFileName = events.etl
session/etalon/LoggerThreadId = 1004
session/etalon/MaximumBuffers = 24
session/etalon/MaximumFileSize = 5
session/etalon/MinimumBuffers = 4
session/etalon/NumberOfBuffers = 4
session/etalon/OpenLogFile = C:\etalon\events.etl
session/etalon/QueuedBuffers = 0
session/etalon/RealTimeBuffersLost = 0
session/etalon/Sequence = 0
session/etalon/State = running
session/etalon/Wnode.ClientContext = 2
session/etalon/Wnode.Flags = 131072
session/etalon/Wnode.Guid = {e7a10000-0001-4000-8000-000000000001}
session/etalon/cpu/0/EventLost = 0
session/etalon/cpu/0/Filled = 120
session/etalon/cpu/0/Open = 1
session/etalon/cpu/1/EventLost = 0
session/etalon/cpu/1/Filled = 0
session/etalon/cpu/1/Open = 1
session/etalon/feed/Open = 1
session/etalon/feed/Stored = 1
trace/4096/ClosePending = 0
trace/4096/Mode = 268435712
trace/4096/Name = etalon
trace/4096/Processing = 0
trace/4096/RealTime = 1
)";

class StateTest : public testing::Test {
 protected:
  TRACEHANDLE Start() {
    NamedProperties block(u"events.etl");
    EVENT_TRACE_PROPERTIES& properties = block.properties;
    properties.Wnode.Guid = kSession;
    properties.Wnode.ClientContext = 2;
    properties.BufferSize = 8;
    properties.MinimumBuffers = 3;
    properties.MaximumBuffers = 24;
    properties.MaximumFileSize = 5;
    properties.LogFileMode = EVENT_TRACE_FILE_MODE_SEQUENTIAL | EVENT_TRACE_REAL_TIME_MODE;
    properties.FlushTimer = 7;
    TRACEHANDLE session = 0;
    EXPECT_EQ(StartTraceW(machine_, &session, Wide(u"etalon"), &properties), 0u);
    return session;
  }

  void RegisterClassic(TRACEHANDLE session) {
    GUID guid = kClass;
    TRACE_GUID_REGISTRATION registered = {&guid, nullptr};
    TRACEHANDLE registration = 0;
    EXPECT_EQ(RegisterTraceGuidsW(machine_, OnControl, nullptr, &kProvider, 1, &registered, nullptr,
                                  nullptr, &registration),
              0u);
    EXPECT_EQ(EnableTrace(machine_, TRUE, 0x11, 3, &kProvider, session), 0u);
    EVENT_INSTANCE_INFO instance = {};
    EXPECT_EQ(CreateTraceInstanceId(machine_, registered.RegHandle, &instance), 0u);
  }

  // Its traits are a name and a group.
  void RegisterModern(TRACEHANDLE session) {
    REGHANDLE registration = 0;
    EXPECT_EQ(EventRegister(machine_, &kModern, nullptr, nullptr, &registration), 0u);
    uint8_t traits[2 + 2 + 3 + sizeof(GUID)] = {sizeof(traits), 0, 'n', 0, 3 + sizeof(GUID), 0, 1};
    std::memcpy(traits + 7, &kGroup, sizeof(GUID));
    EXPECT_EQ(
        EventSetInformation(machine_, registration, EventProviderSetTraits, traits, sizeof(traits)),
        0u);
    ULONG pid = process_.pid;
    EVENT_FILTER_DESCRIPTOR filter = {reinterpret_cast<ULONGLONG>(&pid), sizeof(pid),
                                      EVENT_FILTER_TYPE_PID};
    ENABLE_TRACE_PARAMETERS parameters = {};
    parameters.Version = ENABLE_TRACE_PARAMETERS_VERSION_2;
    parameters.EnableProperty = EVENT_ENABLE_PROPERTY_SID;
    parameters.SourceId = kSession;
    parameters.EnableFilterDesc = &filter;
    parameters.FilterDescCount = 1;
    EXPECT_EQ(EnableTraceEx2(machine_, session, &kModern, EVENT_CONTROL_CODE_ENABLE_PROVIDER, 4,
                             0x22, 0x02, 0, &parameters),
              0u);
  }

  void Consume() {
    EVENT_TRACE_LOGFILEW logfile = {};
    logfile.LoggerName = const_cast<WCHAR*>(Wide(u"etalon"));
    logfile.ProcessTraceMode = PROCESS_TRACE_MODE_EVENT_RECORD | PROCESS_TRACE_MODE_REAL_TIME;
    logfile.EventRecordCallback = OnEvent;
    EXPECT_NE(OpenTraceW(machine_, &logfile), INVALID_PROCESSTRACE_HANDLE);
  }

  void Write(TRACEHANDLE session) {
    EVENT_TRACE_HEADER event = {};
    event.Size = sizeof(event);
    event.Flags = WNODE_FLAG_TRACED_GUID;
    event.Guid = kClass;
    EXPECT_EQ(TraceEvent(machine_, session, &event), 0u);
  }

  void Flush(TRACEHANDLE session) {
    NamedProperties block;
    EXPECT_EQ(
        ControlTraceW(machine_, session, nullptr, &block.properties, EVENT_TRACE_CONTROL_FLUSH),
        0u);
  }

  // One line for each thing that is not the host's.
  std::string State() {
    StateLines lines;
    machine_.Describe(StateWriter(lines));
    std::string text;
    for (const auto& [name, value] : lines) {
      const std::string kind = name.substr(0, name.find('/'));
      const bool is_of_host = kind == "counter" || kind == "drive" || kind == "file" ||
                              kind == "folder" || kind == "process";
      if (!is_of_host) text += name + " = " + value + "\n";
    }
    return text;
  }

  Machine machine_;
  Process& process_ = machine_.processes().Create(u"test.exe", Token::kAdministrator, 64, false);
  Caller caller_ = {.machine = &machine_, .process = &process_, .thread_id = 4444};
  CallerScope scope_{caller_};
};

TEST_F(StateTest, IsToldInFull) {
  const TRACEHANDLE session = Start();
  RegisterClassic(session);
  RegisterModern(session);
  Write(session);
  Flush(session);
  Consume();
  Write(session);
  EXPECT_EQ(State(), kState);
}

}  // namespace
}  // namespace etalon::sim
