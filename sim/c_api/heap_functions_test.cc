// Heaps and processes of programs that use libetalon.so: the memory is real, the events are there.
#include <gtest/gtest.h>

#include <cstring>

#include "sim/c_api/default_machine.h"
#include "sim/include/etalon.h"

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
