// Heaps and processes of programs that use libetalon.so: the memory is real, the events are there.
#include <gtest/gtest.h>

#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <string>
#include <vector>

#include "sim/c_api/default_machine.h"
#include "sim/include/KernelTraceControl.h"
#include "sim/include/etalon.h"
#include "sim/include/evntcons.h"
#include "sim/include/kernel_guids.h"

namespace etalon::sim {
namespace {

constexpr char16_t kImage[] = u"child.exe";

DWORD child_pid = 0;
HANDLE child_heap = nullptr;

int WINAPI Child() {
  child_pid = GetCurrentProcessId();
  child_heap = GetProcessHeap();
  return 0;
}

LPCWSTR Wide(const char16_t* text) { return reinterpret_cast<LPCWSTR>(text); }

BOOL Create(std::u16string command, DWORD flags, PROCESS_INFORMATION* child) {
  STARTUPINFOW startup = {};
  startup.cb = sizeof(startup);
  return ::CreateProcessW(nullptr, reinterpret_cast<LPWSTR>(command.data()), nullptr, nullptr,
                          FALSE, flags, nullptr, nullptr, &startup, child);
}

TEST(HeapFunctionsTest, MemoryCanBeUsed) {
  const HANDLE heap = ::GetProcessHeap();
  ASSERT_NE(heap, nullptr);
  EXPECT_EQ(::GetProcessHeap(), heap);
  for (const size_t size : {size_t{1}, size_t{5000}, size_t{3} << 20}) {
    auto* const block = static_cast<uint8_t*>(::HeapAlloc(heap, HEAP_ZERO_MEMORY, size));
    ASSERT_NE(block, nullptr);
    EXPECT_EQ(block[size - 1], 0);
    std::memset(block, 7, size);
    EXPECT_EQ(::HeapSize(heap, 0, block), size);
    auto* const grown =
        static_cast<uint8_t*>(::HeapReAlloc(heap, HEAP_ZERO_MEMORY, block, 3 * size));
    ASSERT_NE(grown, nullptr);
    EXPECT_EQ(grown[0], 7);
    EXPECT_EQ(grown[size - 1], 7);
    EXPECT_EQ(grown[size], 0);
    EXPECT_TRUE(::HeapFree(heap, 0, grown));
  }
}

TEST(HeapFunctionsTest, WhatIsNoBlockFails) {
  const HANDLE heap = ::GetProcessHeap();
  int local = 0;
  EXPECT_EQ(::HeapSize(heap, 0, &local), ~SIZE_T{0});
  EXPECT_EQ(::HeapReAlloc(heap, 0, &local, 8), nullptr);
  ::SetLastError(0);
  EXPECT_FALSE(::HeapFree(heap, 0, &local));
  EXPECT_EQ(::GetLastError(), DWORD{ERROR_INVALID_PARAMETER});
  EXPECT_TRUE(::HeapFree(heap, 0, nullptr));
  EXPECT_FALSE(::HeapDestroy(heap)) << "the process heap";
}

TEST(HeapFunctionsTest, HeapOfItsOwnGoesWithItsBlocks) {
  const HANDLE heap = ::HeapCreate(0, 0, 0);
  ASSERT_NE(heap, nullptr);
  EXPECT_NE(::HeapAlloc(heap, 0, 100), nullptr);
  EXPECT_TRUE(::HeapDestroy(heap));
  EXPECT_EQ(::HeapAlloc(heap, 0, 100), nullptr);
}

TEST(ProcessFunctionsTest, SuspendedUntilItIsResumed) {
  ASSERT_TRUE(::etalon_set_program(Wide(kImage), Child));
  child_pid = 0;
  PROCESS_INFORMATION child = {};
  ASSERT_TRUE(Create(u"\"C:\\some folder\\CHILD.exe\" with arguments", CREATE_SUSPENDED, &child));
  EXPECT_NE(child.dwProcessId, ::GetCurrentProcessId());
  EXPECT_EQ(::WaitForSingleObject(child.hProcess, 20), DWORD{258}) << "WAIT_TIMEOUT";
  EXPECT_EQ(child_pid, 0u);
  EXPECT_EQ(::ResumeThread(child.hThread), 1u);
  EXPECT_EQ(::WaitForSingleObject(child.hProcess, INFINITE), WAIT_OBJECT_0);
  EXPECT_EQ(child_pid, child.dwProcessId);
  EXPECT_NE(child_heap, ::GetProcessHeap());
  EXPECT_EQ(::ResumeThread(child.hThread), 0u) << "it was not suspended";
  EXPECT_TRUE(::CloseHandle(child.hThread));
  EXPECT_TRUE(::CloseHandle(child.hProcess));
  EXPECT_EQ(::ResumeThread(child.hThread), 0xFFFFFFFFu);
}

int WINAPI ChildThatAllocates() { return ::HeapAlloc(::GetProcessHeap(), 0, 7) == nullptr ? 1 : 0; }

struct TraceProperties {
  explicit TraceProperties(const std::u16string& file = u"") {
    properties.Wnode.BufferSize = sizeof(*this);
    properties.Wnode.Flags = WNODE_FLAG_TRACED_GUID;
    properties.LogFileMode = EVENT_TRACE_FILE_MODE_SEQUENTIAL;
    properties.LoggerNameOffset = sizeof(properties);
    properties.LogFileNameOffset = sizeof(properties) + sizeof(name);
    file.copy(log_file, std::size(log_file) - 1);
  }

  EVENT_TRACE_PROPERTIES properties = {};
  char16_t name[64] = {};
  char16_t log_file[512] = {};
};

// The frames of the stacks in a log file.
std::vector<std::vector<uint64_t>> StacksIn(const std::u16string& file) {
  std::vector<std::vector<uint64_t>> stacks;
  EVENT_TRACE_LOGFILEW log = {};
  std::u16string name = file;
  log.LogFileName = reinterpret_cast<LPWSTR>(name.data());
  log.ProcessTraceMode = PROCESS_TRACE_MODE_EVENT_RECORD;
  log.Context = &stacks;
  log.EventRecordCallback = [](EVENT_RECORD* record) {
    if (record->EventHeader.ProviderId != StackWalkGuid) return;
    constexpr size_t kBeforeFrames = 16;
    std::vector<uint64_t> frames((record->UserDataLength - kBeforeFrames) / sizeof(uint64_t));
    std::memcpy(frames.data(), static_cast<const char*>(record->UserData) + kBeforeFrames,
                frames.size() * sizeof(uint64_t));
    static_cast<std::vector<std::vector<uint64_t>>*>(record->UserContext)->push_back(frames);
  };
  TRACEHANDLE trace = ::OpenTraceW(&log);
  EXPECT_EQ(::ProcessTrace(&trace, 1, nullptr, nullptr), ERROR_SUCCESS);
  ::CloseTrace(trace);
  return stacks;
}

TEST(HeapFunctionsTest, StackLeadsFromTheHeapFunctionToTheProgram) {
  const char* const folder = std::getenv("TEST_TMPDIR");
  const std::u16string file =
      std::filesystem::path(std::string(folder == nullptr ? "." : folder) + "/stack.etl").u16string();
  ASSERT_TRUE(::etalon_set_program(Wide(kImage), ChildThatAllocates));
  PROCESS_INFORMATION child = {};
  ASSERT_TRUE(Create(kImage, CREATE_SUSPENDED, &child));
  const STACK_TRACING_EVENT_ID with_stack = {HeapGuid, 0x21, {}};
  const ULONG pid = child.dwProcessId;
  TraceProperties start(file);
  TRACEHANDLE session = 0;
  ASSERT_EQ(::StartHeapTrace(&session, &start.properties, Wide(u"stacks"), &pid, 1, &with_stack, 1),
            ERROR_SUCCESS);
  EXPECT_EQ(::ResumeThread(child.hThread), 1u);
  EXPECT_EQ(::WaitForSingleObject(child.hProcess, INFINITE), WAIT_OBJECT_0);
  TraceProperties stop;
  EXPECT_EQ(::ControlTraceW(session, nullptr, &stop.properties, EVENT_TRACE_CONTROL_STOP),
            ERROR_SUCCESS);

  const std::vector<std::vector<uint64_t>> stacks = StacksIn(file);
  ASSERT_EQ(stacks.size(), 1u);
  const auto leads_into = [&](size_t frame, const void* function) {
    return stacks[0][frame] - reinterpret_cast<uint64_t>(function) < 4096;
  };
  ASSERT_GE(stacks[0].size(), 2u);
  EXPECT_LE(stacks[0].size(), 3u) << "what has started the program may be the last";
  EXPECT_TRUE(leads_into(0, reinterpret_cast<const void*>(&::HeapAlloc)));
  EXPECT_TRUE(leads_into(1, reinterpret_cast<const void*>(&ChildThatAllocates)));
}

TEST(ProcessFunctionsTest, ProgramThatIsNotThere) {
  PROCESS_INFORMATION child = {};
  EXPECT_FALSE(Create(u"nobody.exe", 0, &child));
  EXPECT_EQ(::GetLastError(), DWORD{ERROR_FILE_NOT_FOUND});
  EXPECT_FALSE(Create(u"", 0, &child));
  EXPECT_EQ(::GetLastError(), DWORD{ERROR_INVALID_PARAMETER});
  EXPECT_FALSE(::etalon_set_program(Wide(u""), Child));
}

}  // namespace
}  // namespace etalon::sim
