// Controllers fight for one session while providers write to it and a consumer reads: on the
// machine's real threads. Also with --config=tsan.
#include <gtest/gtest.h>

#include <atomic>
#include <cstddef>
#include <cstring>
#include <thread>
#include <vector>

#include "sim/include/evntcons.h"
#include "sim/include/evntprov.h"
#include "sim/include/evntrace.h"

namespace etalon::sim {
namespace {

constexpr GUID kProvider = {0x6d2a3a1f, 0x5c0e, 0x4f5b, {0x9d, 0x3e, 0, 0, 0, 0, 0, 5}};
constexpr int kControllers = 3;
constexpr int kTurns = 60;
constexpr const char16_t* kName = u"contested";

struct Properties {
  Properties() {
    block.Wnode.BufferSize = sizeof(*this);
    block.Wnode.Flags = WNODE_FLAG_TRACED_GUID;
    block.BufferSize = 4;
    block.LogFileMode = EVENT_TRACE_REAL_TIME_MODE;
    block.LoggerNameOffset = offsetof(Properties, name);
  }
  EVENT_TRACE_PROPERTIES block = {};
  char16_t name[64] = {};
};

LPCWSTR Name() { return reinterpret_cast<LPCWSTR>(kName); }

struct Counts {
  std::atomic<int> started{0};
  std::atomic<int> lost_races{0};  // of starts
  std::atomic<int> stopped{0};
  std::atomic<int> strange{0};  // answers that nobody can give
};

void Control(Counts* counts) {
  for (int turn = 0; turn < kTurns; ++turn) {
    Properties start;
    TRACEHANDLE session = 0;
    const ULONG started = ::StartTraceW(&session, Name(), &start.block);
    if (started == ERROR_SUCCESS)
      ++counts->started;
    else if (started == ERROR_ALREADY_EXISTS)
      ++counts->lost_races;
    else
      ++counts->strange;
    if (started == ERROR_SUCCESS) {
      const ULONG enabled = ::EnableTraceEx2(session, &kProvider, 1, 5, 0, 0, 0, nullptr);
      // Somebody else may have stopped it already.
      if (enabled != ERROR_SUCCESS && enabled != ERROR_INVALID_PARAMETER) ++counts->strange;
    }
    std::this_thread::yield();
    Properties stop;
    const ULONG stopped = ::ControlTraceW(0, Name(), &stop.block, EVENT_TRACE_CONTROL_STOP);
    if (stopped == ERROR_SUCCESS)
      ++counts->stopped;
    else if (stopped != ERROR_WMI_INSTANCE_NOT_FOUND && stopped != ERROR_ACTIVE_CONNECTIONS)
      ++counts->strange;
  }
}

void WriteUntil(REGHANDLE provider, const std::atomic<bool>& stop, Counts* counts) {
  const EVENT_DESCRIPTOR event = {1, 0, 0, 3, 0, 0, 0};
  while (!stop) {
    const ULONG code = ::EventWriteString(provider, 3, 0, Name());
    if (code != ERROR_SUCCESS && code != ERROR_NOT_ENOUGH_MEMORY) ++counts->strange;
    ::EventEnabled(provider, &event);
  }
}

VOID WINAPI OnEvent(PEVENT_RECORD record) {
  ++*static_cast<std::atomic<int>*>(record->UserContext);
}

void ConsumeUntil(const std::atomic<bool>& stop, std::atomic<int>* events, Counts* counts) {
  while (!stop) {
    EVENT_TRACE_LOGFILEW logfile = {};
    logfile.LoggerName = const_cast<LPWSTR>(Name());
    logfile.ProcessTraceMode = PROCESS_TRACE_MODE_REAL_TIME | PROCESS_TRACE_MODE_EVENT_RECORD;
    logfile.EventRecordCallback = OnEvent;
    logfile.Context = events;
    TRACEHANDLE trace = ::OpenTraceW(&logfile);
    const ULONG code = ::ProcessTrace(&trace, 1, nullptr, nullptr);
    if (code != ERROR_SUCCESS && code != ERROR_WMI_INSTANCE_NOT_FOUND) ++counts->strange;
    if (::CloseTrace(trace) != ERROR_SUCCESS) ++counts->strange;
  }
}

TEST(ControllerThreads, EachStartHasItsStopWhoeverMakesIt) {
  Counts counts;
  std::atomic<bool> stop = false;
  std::atomic<int> events = 0;
  REGHANDLE provider = 0;
  ASSERT_EQ(::EventRegister(&kProvider, nullptr, nullptr, &provider), ULONG{ERROR_SUCCESS});
  std::vector<std::thread> others;
  for (int i = 0; i < 2; ++i) others.emplace_back([&] { WriteUntil(provider, stop, &counts); });
  others.emplace_back([&] { ConsumeUntil(stop, &events, &counts); });
  std::vector<std::thread> controllers;
  for (int i = 0; i < kControllers; ++i) controllers.emplace_back([&] { Control(&counts); });
  for (std::thread& controller : controllers) controller.join();
  stop = true;
  for (std::thread& other : others) other.join();

  Properties query;
  EXPECT_EQ(::ControlTraceW(0, Name(), &query.block, EVENT_TRACE_CONTROL_QUERY),
            ULONG{ERROR_WMI_INSTANCE_NOT_FOUND});
  EXPECT_EQ(counts.strange, 0);
  EXPECT_EQ(counts.started, counts.stopped);
  EXPECT_EQ(counts.started + counts.lost_races, kControllers * kTurns);
  EXPECT_EQ(::EventUnregister(provider), ULONG{ERROR_SUCCESS});
}

}  // namespace
}  // namespace etalon::sim
