// Providers write on several threads while a controller enables and disables them: on the machine's
// real threads. Also with --config=tsan.
#include <gtest/gtest.h>

#include <atomic>
#include <cstddef>
#include <thread>
#include <vector>

#include "sim/c_api/default_machine.h"
#include "sim/include/evntcons.h"
#include "sim/include/evntprov.h"
#include "sim/include/evntrace.h"

namespace etalon::sim {
namespace {

constexpr GUID kProvider = {0x6d2a3a1f, 0x5c0e, 0x4f5b, {0x9d, 0x3e, 0, 0, 0, 0, 0, 4}};
constexpr int kThreads = 3;
constexpr int kTurns = 200;

struct Properties {
  Properties() {
    block.Wnode.BufferSize = sizeof(*this);
    block.Wnode.Flags = WNODE_FLAG_TRACED_GUID;
    block.BufferSize = 64;
    block.LogFileMode = EVENT_TRACE_BUFFERING_MODE;
    block.LoggerNameOffset = offsetof(Properties, name);
  }
  EVENT_TRACE_PROPERTIES block = {};
  char16_t name[64] = {};
};

TRACEHANDLE Start(const char16_t* name) {
  Properties properties;
  TRACEHANDLE session = 0;
  EXPECT_EQ(::StartTraceW(&session, reinterpret_cast<LPCWSTR>(name), &properties.block),
            ULONG{ERROR_SUCCESS});
  return session;
}

void Stop(TRACEHANDLE session) {
  Properties properties;
  EXPECT_EQ(::ControlTraceW(session, nullptr, &properties.block, EVENT_TRACE_CONTROL_STOP),
            ULONG{ERROR_SUCCESS});
}

VOID NTAPI OnEnable(LPCGUID, ULONG, UCHAR, ULONGLONG, ULONGLONG, PEVENT_FILTER_DESCRIPTOR,
                    PVOID calls) {
  ++*static_cast<std::atomic<int>*>(calls);
}

// Writes until it is told to stop; counts the events that were not taken.
void WriteOn(REGHANDLE provider, const std::atomic<bool>& stop, std::atomic<int>* failures) {
  const EVENT_DESCRIPTOR event = {1, 0, 0, 3, 0, 0, 2};
  GUID activity = {};
  uint64_t value = 0;
  while (!stop) {
    EVENT_DATA_DESCRIPTOR data[2];
    EventDataDescCreate(&data[0], &value, sizeof(value));
    EventDataDescCreate(&data[1], &activity, sizeof(activity));
    if (::EventEnabled(provider, &event) != FALSE) ++value;
    if (::EventWrite(provider, &event, 2, data) != ERROR_SUCCESS) ++*failures;
    if (value % 16 == 0) ::EventActivityIdControl(EVENT_ACTIVITY_CTRL_CREATE_SET_ID, &activity);
  }
}

TEST(EventThreads, WritersAndAControllerDoNotDisturbEachOther) {
  std::atomic<int> calls = 0;
  std::atomic<int> failures = 0;
  std::atomic<bool> stop = false;
  REGHANDLE provider = 0;
  ASSERT_EQ(::EventRegister(&kProvider, OnEnable, &calls, &provider), ULONG{ERROR_SUCCESS});
  const TRACEHANDLE first = Start(u"first");
  const TRACEHANDLE second = Start(u"second");
  std::vector<std::thread> writers;
  for (int i = 0; i < kThreads; ++i) {
    writers.emplace_back([&] { WriteOn(provider, stop, &failures); });
  }
  for (int turn = 0; turn < kTurns; ++turn) {
    const ULONG level = static_cast<ULONG>(turn % 5 + 1);
    EXPECT_EQ(::EnableTrace(TRUE, 3, level, &kProvider, first), ULONG{ERROR_SUCCESS});
    EXPECT_EQ(::EnableTrace(TRUE, 2, 5, &kProvider, second), ULONG{ERROR_SUCCESS});
    if (turn == kTurns / 2) {
      BOOLEAN uses = TRUE;
      EXPECT_EQ(::EventSetInformation(provider, EventProviderUseDescriptorType, &uses, 1),
                ULONG{ERROR_SUCCESS});
    }
    std::this_thread::yield();
    EXPECT_EQ(::EnableTrace(FALSE, 0, 0, &kProvider, second), ULONG{ERROR_SUCCESS});
  }
  stop = true;
  for (std::thread& writer : writers) writer.join();
  Stop(second);
  Stop(first);
  EXPECT_EQ(::EventUnregister(provider), ULONG{ERROR_SUCCESS});
  EXPECT_EQ(failures, 0);
  EXPECT_GE(calls, 3 * kTurns);
}

}  // namespace
}  // namespace etalon::sim
