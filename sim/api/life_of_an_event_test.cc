// An event's way through the house, and a few stations of it, on a machine in virtual time.
#include <gtest/gtest.h>

#include <cstring>
#include <optional>
#include <string>
#include <vector>

#include "sim/api/api.h"
#include "sim/api/named_properties.h"

namespace etalon::sim {
namespace {

constexpr GUID kProviderGuid = {0xe7a10000, 1, 0x4000, {0x80, 0, 0, 0, 0, 0, 0, 1}};
constexpr GUID kClassGuid = {0xe7a10000, 2, 0x4000, {0x80, 0, 0, 0, 0, 0, 0, 1}};
constexpr GUID kOtherClassGuid = {0xe7a10000, 2, 0x4000, {0x80, 0, 0, 0, 0, 0, 0, 2}};

// What a provider's callback saw last.
struct Notice {
  Machine* machine = nullptr;
  std::vector<WMIDPREQUESTCODE> codes;
  TRACEHANDLE session = 0;
  uint32_t pid = 0;
  ULONG returns = 0;
};

ULONG WINAPI OnControl(WMIDPREQUESTCODE code, PVOID context, ULONG*, PVOID buffer) {
  Notice& notice = *static_cast<Notice*>(context);
  notice.codes.push_back(code);
  notice.session = GetTraceLoggerHandle(*notice.machine, buffer);
  notice.pid = notice.machine->caller().process->pid;
  return notice.returns;
}

// What a consumer got.
struct Heard {
  std::vector<EVENT_RECORD> records;
  std::vector<std::vector<uint8_t>> payloads;
  std::vector<EVENT_EXTENDED_ITEM_INSTANCE> instances;
};

void WINAPI OnEvent(EVENT_RECORD* record) {
  // What newer versions of Windows add to the header event.
  const EVENT_HEADER& header = record->EventHeader;
  if (header.ProviderId == EventTraceGuid && header.EventDescriptor.Opcode != 0) return;
  Heard& heard = *static_cast<Heard*>(record->UserContext);
  heard.records.push_back(*record);
  const auto* payload = static_cast<const uint8_t*>(record->UserData);
  heard.payloads.emplace_back(payload, payload + record->UserDataLength);
  EVENT_EXTENDED_ITEM_INSTANCE instance = {};
  if (record->ExtendedDataCount == 1) {
    std::memcpy(&instance, reinterpret_cast<const void*>(record->ExtendedData[0].DataPtr),
                sizeof(instance));
  }
  heard.instances.push_back(instance);
}

ULONG SendMessage(Machine* machine, TRACEHANDLE session, ULONG flags, const GUID* guid, ...) {
  va_list arguments;
  va_start(arguments, guid);
  const ULONG result = TraceMessageVa(*machine, session, flags, guid, 7, arguments);
  va_end(arguments);
  return result;
}

class LifeOfAnEvent : public testing::Test {
 protected:
  LifeOfAnEvent() { notice_.machine = &machine_; }

  TRACEHANDLE Start(NamedProperties& block, const char16_t* name = u"etalon") {
    TRACEHANDLE session = 0;
    EXPECT_EQ(StartTraceW(machine_, &session, Wide(name), &block.properties), 0u);
    return session;
  }

  ULONG Stop(TRACEHANDLE session, EVENT_TRACE_PROPERTIES& properties) {
    return ControlTraceW(machine_, session, nullptr, &properties, EVENT_TRACE_CONTROL_STOP);
  }

  TRACEHANDLE Register() {
    TRACEHANDLE registration = 0;
    EXPECT_EQ(RegisterTraceGuidsW(machine_, OnControl, &notice_, &kProviderGuid, 2, classes_,
                                  nullptr, nullptr, &registration),
              0u);
    return registration;
  }

  ULONG Trace(TRACEHANDLE session, const char (&text)[8]) {
    struct {
      EVENT_TRACE_HEADER header;
      char text[8];
    } event = {};
    event.header.Size = sizeof(event);
    event.header.Flags = WNODE_FLAG_TRACED_GUID;
    event.header.Guid = kClassGuid;
    event.header.Class.Type = 10;
    event.header.Class.Level = 4;
    std::memcpy(event.text, text, sizeof(text));
    return TraceEvent(machine_, session, &event.header);
  }

  TRACEHANDLE Open(const char16_t* file, const char16_t* session_name = nullptr) {
    EVENT_TRACE_LOGFILEW logfile = {};
    logfile.LogFileName = const_cast<WCHAR*>(Wide(file));
    logfile.LoggerName = const_cast<WCHAR*>(Wide(session_name));
    logfile.ProcessTraceMode = PROCESS_TRACE_MODE_EVENT_RECORD;
    if (session_name != nullptr) logfile.ProcessTraceMode |= PROCESS_TRACE_MODE_REAL_TIME;
    logfile.EventRecordCallback = OnEvent;
    logfile.Context = &heard_;
    return OpenTraceW(machine_, &logfile);
  }

  void Hear(const char16_t* file) {
    TRACEHANDLE trace = Open(file);
    ASSERT_NE(trace, INVALID_PROCESSTRACE_HANDLE);
    EXPECT_EQ(ProcessTrace(machine_, &trace, 1, nullptr, nullptr), 0u);
    EXPECT_EQ(CloseTrace(machine_, trace), 0u);
  }

  Machine machine_;
  Process& process_ = machine_.processes().Create(u"test.exe", Token::kAdministrator, 64, false);
  Caller caller_ = {.machine = &machine_, .process = &process_, .thread_id = 4444};
  CallerScope scope_{caller_};
  GUID class_guids_[2] = {kClassGuid, kOtherClassGuid};
  TRACE_GUID_REGISTRATION classes_[2] = {{&class_guids_[0], nullptr}, {&class_guids_[1], nullptr}};
  Notice notice_;
  Heard heard_;
};

TEST_F(LifeOfAnEvent, FromTheProviderThroughAFileToTheConsumer) {
  NamedProperties block(u"events.etl");
  const TRACEHANDLE session = Start(block);
  Register();
  ASSERT_EQ(EnableTrace(machine_, 1, 0x11, 4, &kProviderGuid, session), 0u);
  EXPECT_EQ(notice_.pid, process_.pid);
  EXPECT_EQ(GetTraceEnableLevel(machine_, notice_.session), 4);
  EXPECT_EQ(GetTraceEnableFlags(machine_, notice_.session), 0x11u);
  ASSERT_EQ(Trace(notice_.session, "seven77"), 0u);
  EXPECT_EQ(Stop(session, block.properties), 0u);
  EXPECT_EQ(notice_.codes, (std::vector<WMIDPREQUESTCODE>{WMI_ENABLE_EVENTS, WMI_DISABLE_EVENTS}));
  EXPECT_EQ(block.properties.EventsLost, 0u);

  Hear(u"events.etl");
  ASSERT_EQ(heard_.records.size(), 2u);
  EXPECT_TRUE(heard_.records[0].EventHeader.ProviderId == EventTraceGuid);
  EXPECT_TRUE(heard_.records[1].EventHeader.ProviderId == kClassGuid);
  EXPECT_EQ(heard_.records[1].EventHeader.ProcessId, process_.pid);
  EXPECT_EQ(heard_.records[1].EventHeader.ThreadId, 4444u);
  EXPECT_STREQ(reinterpret_cast<const char*>(heard_.payloads[1].data()), "seven77");
}

TEST_F(LifeOfAnEvent, EnabledBeforeItRegistersTheProviderDecidesTheResult) {
  NamedProperties block(u"events.etl");
  const TRACEHANDLE session = Start(block);
  ASSERT_EQ(EnableTrace(machine_, 1, 1, 0, &kProviderGuid, session), 0u);
  notice_.returns = 99;
  TRACEHANDLE registration = 0;
  EXPECT_EQ(RegisterTraceGuidsW(machine_, OnControl, &notice_, &kProviderGuid, 0, nullptr, nullptr,
                                nullptr, &registration),
            99u);
  EXPECT_EQ(notice_.codes.size(), 1u);
  EXPECT_EQ(UnregisterTraceGuids(machine_, registration), 0u);
}

TEST_F(LifeOfAnEvent, AnInstanceKeepsItsParentOfAnotherClass) {
  NamedProperties block(u"events.etl");
  const TRACEHANDLE session = Start(block);
  Register();
  EVENT_INSTANCE_INFO parent = {};
  EVENT_INSTANCE_INFO child = {};
  ASSERT_EQ(CreateTraceInstanceId(machine_, classes_[1].RegHandle, &parent), 0u);
  ASSERT_EQ(CreateTraceInstanceId(machine_, classes_[0].RegHandle, &child), 0u);
  ASSERT_EQ(CreateTraceInstanceId(machine_, classes_[0].RegHandle, &child), 0u);
  EVENT_INSTANCE_HEADER event = {};
  event.Size = sizeof(event);
  event.Flags = WNODE_FLAG_TRACED_GUID;
  ASSERT_EQ(TraceEventInstance(machine_, session, &event, &child, &parent), 0u);
  ASSERT_EQ(Stop(session, block.properties), 0u);

  Hear(u"events.etl");
  ASSERT_EQ(heard_.records.size(), 2u);
  EXPECT_TRUE(heard_.records[1].EventHeader.ProviderId == kClassGuid);
  EXPECT_EQ(heard_.instances[1].InstanceId, 2u);
  EXPECT_EQ(heard_.instances[1].ParentInstanceId, 1u);
  EXPECT_TRUE(heard_.instances[1].ParentGuid == kOtherClassGuid);
}

TEST_F(LifeOfAnEvent, AMessageHasItsPartsInOrder) {
  NamedProperties block(u"events.etl");
  const TRACEHANDLE session = Start(block);
  const ULONG flags = TRACE_MESSAGE_SEQUENCE | TRACE_MESSAGE_GUID | TRACE_MESSAGE_TIMESTAMP |
                      TRACE_MESSAGE_SYSTEMINFO;
  const uint32_t number = 0x12345678;
  ASSERT_EQ(SendMessage(&machine_, session, flags, &kClassGuid, &number, sizeof(number), "ab",
                        size_t{2}, nullptr, size_t{0}),
            0u);
  ASSERT_EQ(Stop(session, block.properties), 0u);

  Hear(u"events.etl");
  ASSERT_EQ(heard_.payloads.size(), 2u);
  const std::vector<uint8_t>& payload = heard_.payloads[1];
  ASSERT_EQ(payload.size(), 4u + 16 + 8 + 4 + 4 + 6);
  const uint32_t no_sequence = 0;
  EXPECT_EQ(std::memcmp(payload.data(), &no_sequence, 4), 0);
  EXPECT_EQ(std::memcmp(payload.data() + 4, &kClassGuid, 16), 0);
  EXPECT_EQ(std::memcmp(payload.data() + 28, &caller_.thread_id, 4), 0);
  EXPECT_EQ(std::memcmp(payload.data() + 32, &process_.pid, 4), 0);
  EXPECT_EQ(std::memcmp(payload.data() + 36, &number, 4), 0);
  EXPECT_EQ(std::memcmp(payload.data() + 40, "ab", 2), 0);
}

TEST_F(LifeOfAnEvent, InRealTimeProcessTraceEndsWithTheSession) {
  NamedProperties block;
  block.properties.LogFileNameOffset = 0;
  block.properties.LogFileMode = EVENT_TRACE_REAL_TIME_MODE;
  const TRACEHANDLE session = Start(block);
  std::optional<ULONG> result;
  machine_.host().scheduler->Spawn([&] {
    Caller consumer = {.machine = &machine_, .process = &process_, .thread_id = 5555};
    const CallerScope scope(consumer);
    TRACEHANDLE trace = Open(nullptr, u"ETALON");
    result = ProcessTrace(machine_, &trace, 1, nullptr, nullptr);
  });
  ASSERT_EQ(Trace(session, "first.."), 0u);
  ASSERT_EQ(FlushTraceW(machine_, session, nullptr, &block.properties), 0u);
  ASSERT_EQ(Trace(session, "second."), 0u);
  machine_.host().scheduler->Sleep(kTicksPerSecond);
  ASSERT_EQ(Stop(session, block.properties), 0u);
  machine_.host().scheduler->Sleep(kTicksPerSecond);
  EXPECT_EQ(result, 0u);
  ASSERT_EQ(heard_.records.size(), 3u);
  EXPECT_STREQ(reinterpret_cast<const char*>(heard_.payloads[2].data()), "second.");
}

TEST_F(LifeOfAnEvent, AFullLogFileEndsTheSessionAndTellsTheProvider) {
  NamedProperties block(u"events.etl");
  block.properties.BufferSize = 4;
  block.properties.MaximumFileSize = 8;
  block.properties.LogFileMode = EVENT_TRACE_USE_KBYTES_FOR_SIZE;
  const TRACEHANDLE session = Start(block);
  Register();
  ASSERT_EQ(EnableTrace(machine_, 1, 1, 4, &kProviderGuid, session), 0u);
  ULONG error = 0;
  for (int i = 0; i < 1000 && error == 0; ++i) error = Trace(session, "filling");
  EXPECT_EQ(error, static_cast<ULONG>(ERROR_INVALID_HANDLE));
  machine_.host().scheduler->Sleep(1);  // the provider is told by another thread
  EXPECT_EQ(notice_.codes.back(), WMI_DISABLE_EVENTS);
  EXPECT_EQ(
      ControlTraceW(machine_, 0, Wide(u"etalon"), &block.properties, EVENT_TRACE_CONTROL_QUERY),
      static_cast<ULONG>(ERROR_WMI_INSTANCE_NOT_FOUND));
}

TEST_F(LifeOfAnEvent, ASessionThatStopsIsNotStoppedAgain) {
  NamedProperties block(u"events.etl");
  const TRACEHANDLE session = Start(block);
  struct Stopper {
    Machine* machine;
    TRACEHANDLE session;
    ULONG result = 0;
  } stopper = {&machine_, session};
  const WMIDPREQUEST stop_again = [](WMIDPREQUESTCODE code, PVOID context, ULONG*, PVOID) -> ULONG {
    Stopper& stopper = *static_cast<Stopper*>(context);
    NamedProperties block;
    if (code == WMI_DISABLE_EVENTS) {
      stopper.result = StopTraceW(*stopper.machine, stopper.session, nullptr, &block.properties);
    }
    return 0;
  };
  TRACEHANDLE registration = 0;
  ASSERT_EQ(RegisterTraceGuidsW(machine_, stop_again, &stopper, &kProviderGuid, 0, nullptr, nullptr,
                                nullptr, &registration),
            0u);
  ASSERT_EQ(EnableTrace(machine_, 1, 1, 4, &kProviderGuid, session), 0u);
  EXPECT_EQ(Stop(session, block.properties), 0u);
  EXPECT_EQ(stopper.result, static_cast<ULONG>(ERROR_ACTIVE_CONNECTIONS));
}

TEST_F(LifeOfAnEvent, StopWithoutRoomForTheNameStillStops) {
  NamedProperties block(u"events.etl");
  const TRACEHANDLE session = Start(block);
  NamedProperties small;
  small.properties.Wnode.BufferSize = sizeof(EVENT_TRACE_PROPERTIES) + 4;
  small.properties.LogFileNameOffset = 0;
  EXPECT_EQ(Stop(session, small.properties), static_cast<ULONG>(ERROR_MORE_DATA));
  EXPECT_EQ(Stop(session, block.properties), static_cast<ULONG>(ERROR_INVALID_PARAMETER));
}

TEST_F(LifeOfAnEvent, AHeapSessionIsStartedAndUpdated) {
  NamedProperties block(u"heap.etl");
  TRACEHANDLE session = 0;
  const ULONG pids[] = {process_.pid, 0x7FFFFFFC};
  ASSERT_EQ(
      StartHeapTrace(machine_, &session, &block.properties, Wide(u"heap"), pids, 2, nullptr, 0),
      0u);
  const Session* running = machine_.sessions().FindByHandle(session);
  EXPECT_EQ(running->settings().heap_pids, std::vector<uint32_t>{process_.pid});
  block.properties.LogFileNameOffset = 0;
  EXPECT_EQ(UpdateHeapTrace(machine_, &block.properties, Wide(u"heap"), nullptr, 0, nullptr, 0),
            0u);
  EXPECT_TRUE(running->settings().heap_pids.empty());
  NamedProperties other(u"other.etl");
  EXPECT_EQ(
      StartHeapTrace(machine_, &session, &other.properties, Wide(u"other"), pids, 2, nullptr, 0),
      static_cast<ULONG>(ERROR_ALREADY_EXISTS));
  EXPECT_EQ(session, 0u);
}

}  // namespace
}  // namespace etalon::sim
