// The computers that etalon.h makes.
#include <gtest/gtest.h>

#include "sim/include/etalon.h"
#include "sim/include/evntrace.h"

namespace {

struct Block {
  EVENT_TRACE_PROPERTIES properties = {};
  WCHAR names[64] = {};

  Block() {
    properties.Wnode.BufferSize = sizeof(Block);
    properties.Wnode.Flags = WNODE_FLAG_TRACED_GUID;
    properties.LogFileMode = EVENT_TRACE_REAL_TIME_MODE;
    properties.LoggerNameOffset = sizeof(properties);
  }
};

ULONG Start(const char* name) {
  Block block;
  TRACEHANDLE session = 0;
  return StartTraceA(&session, name, &block.properties);
}

ULONG Query(const char* name) {
  Block block;
  return ControlTraceA(0, name, &block.properties, EVENT_TRACE_CONTROL_QUERY);
}

class VirtualMachine : public testing::Test {
 protected:
  VirtualMachine() { EXPECT_TRUE(etalon_begin_machine(1, 1)); }
  ~VirtualMachine() override { EXPECT_TRUE(etalon_end_machine()); }
};

TEST_F(VirtualMachine, NestsAndIsOnItsOwn) {
  ASSERT_EQ(Start("outer"), ERROR_SUCCESS);
  ASSERT_TRUE(etalon_begin_machine(1, 4));
  EXPECT_EQ(Query("outer"), ERROR_WMI_INSTANCE_NOT_FOUND);
  EXPECT_EQ(Start("inner"), ERROR_SUCCESS);
  ASSERT_TRUE(etalon_end_machine());
  EXPECT_EQ(Query("outer"), ERROR_SUCCESS);
  EXPECT_EQ(Query("inner"), ERROR_WMI_INSTANCE_NOT_FOUND);
}

TEST_F(VirtualMachine, MakesTheSameGuidsOfTheSameSeed) {
  GUID first, second;
  CoCreateGuid(&first);
  ASSERT_TRUE(etalon_begin_machine(1, 1));
  CoCreateGuid(&second);
  EXPECT_TRUE(IsEqualGUID(first, second));
  ASSERT_TRUE(etalon_end_machine());
}

TEST_F(VirtualMachine, SleepsWithoutTakingTime) {
  LARGE_INTEGER before, after;
  QueryPerformanceCounter(&before);
  Sleep(24 * 60 * 60 * 1000);
  QueryPerformanceCounter(&after);
  EXPECT_GE(after.QuadPart - before.QuadPart, 24 * 60 * 60 * 10'000'000LL);
}

TEST_F(VirtualMachine, HasThreadsOfItsOwn) {
  ULONG result = ERROR_INVALID_FUNCTION;
  const HANDLE thread = CreateThread(
      nullptr, 0,
      [](LPVOID result) -> DWORD {
        Sleep(1000);
        *static_cast<ULONG*>(result) = Start("by a thread");
        return 0;
      },
      &result, 0, nullptr);
  EXPECT_EQ(WaitForSingleObject(thread, 500), WAIT_TIMEOUT);
  EXPECT_EQ(WaitForSingleObject(thread, INFINITE), WAIT_OBJECT_0);
  EXPECT_EQ(result, ERROR_SUCCESS);
  EXPECT_EQ(Query("by a thread"), ERROR_SUCCESS);
}

TEST_F(VirtualMachine, HasEventsThatLetWaitsGoOn) {
  const HANDLE manual = CreateEventW(nullptr, TRUE, FALSE, nullptr);
  const HANDLE once = CreateEventA(nullptr, FALSE, TRUE, nullptr);
  EXPECT_EQ(WaitForSingleObject(manual, 1000), WAIT_TIMEOUT);
  const HANDLE thread = CreateThread(
      nullptr, 0,
      [](LPVOID event) -> DWORD {
        Sleep(1000);
        return SetEvent(event) ? 0 : 1;
      },
      manual, 0, nullptr);
  EXPECT_EQ(WaitForSingleObject(manual, INFINITE), WAIT_OBJECT_0);
  EXPECT_EQ(WaitForSingleObject(manual, 0), WAIT_OBJECT_0);
  EXPECT_TRUE(ResetEvent(manual));
  EXPECT_EQ(WaitForSingleObject(manual, 0), WAIT_TIMEOUT);
  EXPECT_EQ(WaitForSingleObject(once, 0), WAIT_OBJECT_0);
  EXPECT_EQ(WaitForSingleObject(once, 0), WAIT_TIMEOUT);
  EXPECT_EQ(WaitForSingleObject(thread, INFINITE), WAIT_OBJECT_0);
  EXPECT_FALSE(SetEvent(thread));
  EXPECT_TRUE(CloseHandle(manual));
  EXPECT_FALSE(SetEvent(manual));
  EXPECT_EQ(GetLastError(), static_cast<DWORD>(ERROR_INVALID_HANDLE));
  EXPECT_EQ(CreateEventA(nullptr, TRUE, FALSE, "named"), nullptr);
  EXPECT_EQ(GetLastError(), static_cast<DWORD>(ERROR_NOT_SUPPORTED));
}

TEST(WindowsFunctions, TellTheDate) {
  const FILETIME leap_day = {0x3180ED80, 0x01DA6B11};  // 2024-02-29T13:14:15Z
  SYSTEMTIME date;
  ASSERT_TRUE(FileTimeToSystemTime(&leap_day, &date));
  EXPECT_EQ(date.wYear, 2024);
  EXPECT_EQ(date.wMonth, 2);
  EXPECT_EQ(date.wDay, 29);
  EXPECT_EQ(date.wDayOfWeek, 4);
  EXPECT_EQ(date.wHour, 13);
  EXPECT_EQ(date.wMinute, 14);
  EXPECT_EQ(date.wSecond, 15);
  const FILETIME first = {10'000'000 + 70'000, 0};
  ASSERT_TRUE(FileTimeToSystemTime(&first, &date));
  EXPECT_EQ(date.wYear, 1601);
  EXPECT_EQ(date.wMonth, 1);
  EXPECT_EQ(date.wDay, 1);
  EXPECT_EQ(date.wDayOfWeek, 1);  // a Monday
  EXPECT_EQ(date.wHour, 0);
  EXPECT_EQ(date.wSecond, 1);
  EXPECT_EQ(date.wMilliseconds, 7);
  const FILETIME never = {0, 0x80000000};
  EXPECT_FALSE(FileTimeToSystemTime(&never, &date));
}

TEST(WindowsFunctions, TellAGuid) {
  const GUID guid = {0x01234567, 0x89ab, 0xcdef, {0x10, 0x32, 0x54, 0x76, 0x98, 0xba, 0xdc, 0xfe}};
  WCHAR text[64] = {};
  EXPECT_EQ(StringFromGUID2(guid, text, 38), 0);
  EXPECT_EQ(StringFromGUID2(guid, text, 39), 39);
  EXPECT_EQ(lstrcmpW(text, u"{01234567-89AB-CDEF-1032-547698BADCFE}"), 0);
  EXPECT_EQ(StringCchCatW(text, ARRAYSIZE(text), u"!"), S_OK);
  EXPECT_EQ(lstrlenW(text), 39);
  EXPECT_EQ(StringCchCatW(text, 40, u"?"), STRSAFE_E_INSUFFICIENT_BUFFER);
}

TEST_F(VirtualMachine, DeniesWhoeverMayNot) {
  EXPECT_TRUE(etalon_set_token(ETALON_TOKEN_USER));
  EXPECT_EQ(Start("denied"), ERROR_ACCESS_DENIED);
  EXPECT_TRUE(etalon_set_token(ETALON_TOKEN_PERFORMANCE_LOG_USER));
  EXPECT_EQ(Start("granted"), ERROR_SUCCESS);
  EXPECT_FALSE(etalon_set_token(static_cast<ETALON_TOKEN>(6)));
}

TEST_F(VirtualMachine, HasDrives) {
  EXPECT_TRUE(etalon_set_disk('D', 1 << 20, 1 << 20, 1000));
  EXPECT_FALSE(etalon_set_disk('E', 1 << 20, 1 << 20, 1000));
}

TEST_F(VirtualMachine, KnowsItsFaults) {
  EXPECT_TRUE(etalon_inject_fault(ETALON_FAULT_FILE_OPEN, 0, 1));
  EXPECT_FALSE(etalon_inject_fault(static_cast<ETALON_FAULT>(4), 0, 1));
}

TEST(DefaultMachine, IsNoVirtualOne) {
  EXPECT_FALSE(etalon_set_disk('C', 0, 0, 0));
  EXPECT_FALSE(etalon_end_machine());
  EXPECT_FALSE(etalon_begin_machine(1, 0));
  EXPECT_FALSE(etalon_begin_machine(1, 257));
}

}  // namespace
