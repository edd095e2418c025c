// One thread sits in ProcessTrace while another writes, flushes and stops: the same program on the
// machine's real threads and, in virtual time, twice with the same course of events.
#include <gtest/gtest.h>

#include <cstring>
#include <vector>

#include "sim/c_api/default_machine.h"
#include "sim/include/evntcons.h"
#include "sim/include/evntrace.h"

namespace etalon::sim {
namespace {

constexpr GUID kClassGuid = {0x6d2a3a1f, 0x5c0e, 0x4f5b, {0x9d, 0x3e, 0, 0, 0, 0, 0, 3}};
constexpr uint32_t kEvents = 1000;

struct Event {
  EVENT_TRACE_HEADER header;
  uint32_t number;
};

struct Properties {
  Properties() {
    block.Wnode.BufferSize = sizeof(*this);
    block.Wnode.Flags = WNODE_FLAG_TRACED_GUID;
    block.LogFileMode = EVENT_TRACE_REAL_TIME_MODE;
    block.LoggerNameOffset = offsetof(Properties, name);
  }
  EVENT_TRACE_PROPERTIES block = {};
  char16_t name[64] = {};
};

// What a consumer saw.
struct Seen {
  std::vector<uint32_t> numbers;
  std::vector<int64_t> stamps;
  ULONG result = ~ULONG{0};

  friend bool operator==(const Seen&, const Seen&) = default;
};

void WINAPI OnEvent(PEVENT_RECORD event) {
  if (!(event->EventHeader.ProviderId == kClassGuid)) return;
  Seen& seen = *static_cast<Seen*>(event->UserContext);
  uint32_t number = 0;
  std::memcpy(&number, event->UserData, sizeof(number));
  seen.numbers.push_back(number);
  seen.stamps.push_back(event->EventHeader.TimeStamp.QuadPart);
}

DWORD WINAPI SitInProcessTrace(LPVOID context) {
  Seen& seen = *static_cast<Seen*>(context);
  EVENT_TRACE_LOGFILEW logfile = {};
  std::u16string name = u"real time";
  logfile.LoggerName = reinterpret_cast<LPWSTR>(name.data());
  logfile.ProcessTraceMode = PROCESS_TRACE_MODE_REAL_TIME | PROCESS_TRACE_MODE_EVENT_RECORD;
  logfile.EventRecordCallback = OnEvent;
  logfile.Context = &seen;
  TRACEHANDLE trace = ::OpenTraceW(&logfile);
  seen.result = ::ProcessTrace(&trace, 1, nullptr, nullptr);
  ::CloseTrace(trace);
  return 0;
}

void Write(TRACEHANDLE session, uint32_t number) {
  Event event = {};
  event.header.Size = sizeof(event.header) + sizeof(event.number);
  event.header.Flags = WNODE_FLAG_TRACED_GUID;
  event.header.Guid = kClassGuid;
  event.number = number;
  EXPECT_EQ(::TraceEvent(session, &event.header), ULONG{ERROR_SUCCESS});
}

// Starts the session and the consumer, writes, flushes now and then, stops.
Seen RunProgram() {
  Seen seen;
  TRACEHANDLE session = 0;
  Properties started;
  EXPECT_EQ(::StartTraceW(&session, u"real time", &started.block), ULONG{ERROR_SUCCESS});
  DWORD id = 0;
  const HANDLE consumer = ::CreateThread(nullptr, 0, SitInProcessTrace, &seen, 0, &id);
  for (uint32_t number = 0; number < kEvents; ++number) {
    Write(session, number);
    if (number % 100 != 99) continue;
    Properties flushed;
    EXPECT_EQ(::FlushTraceW(session, nullptr, &flushed.block), ULONG{ERROR_SUCCESS});
    ::Sleep(1);
  }
  Properties stopped;
  EXPECT_EQ(::StopTraceW(session, nullptr, &stopped.block), ULONG{ERROR_SUCCESS});
  EXPECT_EQ(stopped.block.EventsLost, 0u);
  EXPECT_EQ(::WaitForSingleObject(consumer, INFINITE), WAIT_OBJECT_0);
  ::CloseHandle(consumer);
  return seen;
}

Seen RunOnASimulatedMachine(uint64_t seed) {
  Machine machine(MachineOptions{.seed = seed});
  Caller caller{
      .machine = &machine,
      .process = &machine.processes().Create(u"test.exe", Token::kAdministrator, 64, false)};
  const CallerScope scope(caller);
  return RunProgram();
}

void ExpectEverything(const Seen& seen) {
  EXPECT_EQ(seen.result, ULONG{ERROR_SUCCESS});
  ASSERT_EQ(seen.numbers.size(), kEvents);
  for (uint32_t number = 0; number < kEvents; ++number) EXPECT_EQ(seen.numbers[number], number);
}

TEST(RealTime, InVirtualTimeTheSameTwice) {
  const Seen first = RunOnASimulatedMachine(7);
  ExpectEverything(first);
  EXPECT_EQ(RunOnASimulatedMachine(7), first);
}

TEST(RealTime, OnRealThreads) { ExpectEverything(RunProgram()); }

}  // namespace
}  // namespace etalon::sim
