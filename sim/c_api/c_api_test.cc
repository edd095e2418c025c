// The exported functions in one process, on Machines of the test's own and on the default one.
#include <gtest/gtest.h>

#include <atomic>
#include <thread>
#include <vector>

#include "sim/c_api/default_machine.h"
#include "sim/include/evntprov.h"
#include "sim/include/evntrace.h"

namespace etalon::sim {
namespace {

struct Properties {
  Properties() {
    block.Wnode.BufferSize = sizeof(*this);
    block.Wnode.Flags = WNODE_FLAG_TRACED_GUID;
    block.LogFileMode = EVENT_TRACE_BUFFERING_MODE;
    block.LoggerNameOffset = offsetof(Properties, name);
  }
  EVENT_TRACE_PROPERTIES block = {};
  char16_t name[64] = {};
};

ULONG Start(const char16_t* name, TRACEHANDLE* session) {
  Properties properties;
  return ::StartTraceW(session, name, &properties.block);
}

ULONG Stop(TRACEHANDLE session) {
  Properties properties;
  return ::ControlTraceW(session, nullptr, &properties.block, EVENT_TRACE_CONTROL_STOP);
}

class CApiTest : public testing::Test {
 protected:
  Machine machine_;
  Caller caller_{
      .machine = &machine_,
      .process = &machine_.processes().Create(u"test.exe", Token::kAdministrator, 64, false)};
};

TEST_F(CApiTest, CallsGoToTheMachineOfTheScope) {
  TRACEHANDLE session = 0;
  {
    const CallerScope scope(caller_);
    EXPECT_EQ(Start(u"etalon", &session), ULONG{ERROR_SUCCESS});
    EXPECT_EQ(::GetCurrentProcessId(), caller_.process->pid);
  }
  EXPECT_EQ(machine_.sessions().count(), 1u);
  Machine other;
  EXPECT_EQ(other.sessions().count(), 0u);
}

TEST_F(CApiTest, LastErrorsBelongToTheCaller) {
  const CallerScope scope(caller_);
  ::SetLastError(5);
  EXPECT_EQ(::GetLastError(), 5u);
  Caller other = caller_;
  const CallerScope inner(other);
  ::SetLastError(6);
  EXPECT_EQ(caller_.last_error, 5u);
}

TEST_F(CApiTest, VirtualTimePassesAsleep) {
  const CallerScope scope(caller_);
  LARGE_INTEGER before = {}, after = {}, frequency = {};
  ::QueryPerformanceCounter(&before);
  ::Sleep(3'600'000);
  ::QueryPerformanceCounter(&after);
  ::QueryPerformanceFrequency(&frequency);
  EXPECT_EQ(after.QuadPart - before.QuadPart, 3600 * frequency.QuadPart);
  FILETIME time = {};
  ::GetSystemTimeAsFileTime(&time);
  EXPECT_EQ((uint64_t{time.dwHighDateTime} << 32) + time.dwLowDateTime,
            134'117'424'000'000'000u + uint64_t{3600} * 10'000'000);
}

DWORD WINAPI SleepAndCount(LPVOID count) {
  ::Sleep(100);
  ++*static_cast<std::atomic<int>*>(count);
  return 0;
}

void StartThreadsAndWait() {
  std::atomic<int> count{0};
  std::vector<HANDLE> threads;
  for (int i = 0; i < 3; ++i) {
    DWORD id = 0;
    threads.push_back(::CreateThread(nullptr, 0, SleepAndCount, &count, 0, &id));
    EXPECT_NE(id, 0u);
  }
  EXPECT_EQ(::WaitForSingleObject(threads[0], 0), DWORD{WAIT_TIMEOUT});
  for (HANDLE thread : threads) {
    EXPECT_EQ(::WaitForSingleObject(thread, INFINITE), WAIT_OBJECT_0);
    EXPECT_TRUE(::CloseHandle(thread));
  }
  EXPECT_EQ(count, 3);
  EXPECT_FALSE(::CloseHandle(threads[0]));
  EXPECT_EQ(::GetLastError(), DWORD{ERROR_INVALID_HANDLE});
  EXPECT_EQ(::WaitForSingleObject(threads[0], 0), WAIT_FAILED);
}

TEST_F(CApiTest, ThreadsOfASimulatedMachine) {
  const CallerScope scope(caller_);
  StartThreadsAndWait();
}

TEST_F(CApiTest, ThreadsOfTheDefaultMachine) { StartThreadsAndWait(); }

TEST_F(CApiTest, ThreadsMeetOnTheDefaultMachine) {
  TRACEHANDLE session = 0;
  std::thread([&] { EXPECT_EQ(Start(u"shared", &session), ULONG{ERROR_SUCCESS}); }).join();
  TRACEHANDLE second = 0;
  EXPECT_EQ(Start(u"SHARED", &second), ULONG{ERROR_ALREADY_EXISTS});
  EXPECT_EQ(Stop(session), ULONG{ERROR_SUCCESS});
  EXPECT_NE(::GetCurrentProcessId(), 0u);
  EXPECT_NE(::GetCurrentThreadId(), 0u);
}

TEST_F(CApiTest, WritersOnManyThreadsMeetASessionThatStops) {
  TRACEHANDLE session = 0;
  ASSERT_EQ(Start(u"written to", &session), ULONG{ERROR_SUCCESS});
  std::atomic<int> written{0};
  std::vector<std::thread> writers;
  for (int i = 0; i < 4; ++i) {
    writers.emplace_back([&] {
      for (;;) {
        EVENT_TRACE_HEADER event = {};
        event.Size = sizeof(event);
        event.Flags = WNODE_FLAG_TRACED_GUID;
        if (::TraceEvent(session, &event) != ERROR_SUCCESS) return;
        ++written;
      }
    });
  }
  while (written < 2000) ::Sleep(1);
  EXPECT_EQ(Stop(session), ULONG{ERROR_SUCCESS});
  for (std::thread& writer : writers) writer.join();
}

TEST_F(CApiTest, GuidsDiffer) {
  GUID first = {}, second = {};
  EXPECT_EQ(::CoCreateGuid(&first), S_OK);
  EXPECT_EQ(::CoCreateGuid(&second), S_OK);
  EXPECT_NE(first, second);
  EXPECT_EQ(first.Data3 >> 12, 4);
  EXPECT_EQ(::CoCreateGuid(nullptr), E_INVALIDARG);
}

TEST_F(CApiTest, SessionsLeftRunningEndWithTheProcess) {
  TRACEHANDLE session = 0;
  EXPECT_EQ(Start(u"left running", &session), ULONG{ERROR_SUCCESS});
}

}  // namespace
}  // namespace etalon::sim
