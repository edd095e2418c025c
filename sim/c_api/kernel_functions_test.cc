// What a system logger sees of a program that uses libetalon.so.
#include <gtest/gtest.h>

#include <cstring>
#include <filesystem>
#include <map>
#include <string>
#include <utility>

#include "sim/include/etalon.h"
#include "sim/include/evntrace.h"
#include "sim/include/kernel_guids.h"

namespace etalon::sim {
namespace {

constexpr char16_t kImage[] = u"child.exe";

LPCWSTR Wide(const char16_t* text) { return reinterpret_cast<LPCWSTR>(text); }
LPWSTR Wide(char16_t* text) { return reinterpret_cast<LPWSTR>(text); }

DWORD WINAPI Work(LPVOID) { return 0; }

int WINAPI Child() {
  etalon_load_image(Wide(u"C:\\child.dll"), nullptr, 0x3000);
  const HANDLE worker = ::CreateThread(nullptr, 0, Work, nullptr, 0, nullptr);
  ::WaitForSingleObject(worker, INFINITE);
  ::CloseHandle(worker);
  return etalon_unload_image(Wide(u"c:\\CHILD.DLL")) ? 0 : 1;
}

void RunChild() {
  STARTUPINFOW startup = {};
  startup.cb = sizeof(startup);
  PROCESS_INFORMATION child = {};
  std::u16string command = kImage;
  ASSERT_TRUE(::CreateProcessW(nullptr, Wide(command.data()), nullptr, nullptr, FALSE, 0, nullptr,
                               nullptr, &startup, &child));
  ::WaitForSingleObject(child.hProcess, INFINITE);
  ::CloseHandle(child.hThread);
  ::CloseHandle(child.hProcess);
}

// How many events of each class and type there are.
using Counts = std::map<std::pair<uint32_t, uint8_t>, int>;
Counts counts;

void WINAPI Count(EVENT_TRACE* event) {
  ++counts[{event->Header.Guid.Data1, event->Header.Class.Type}];
}

struct Properties {
  EVENT_TRACE_PROPERTIES fields = {};
  char16_t name[64] = {};
  char16_t log_file[512] = {};
};

TEST(KernelFunctionsTest, ChildIsSeenFromItsStartToItsEnd) {
  const std::string path = (std::filesystem::path(::testing::TempDir()) / "kernel.etl").string();
  Properties properties;
  properties.fields.Wnode.BufferSize = sizeof(properties);
  properties.fields.Wnode.Flags = WNODE_FLAG_TRACED_GUID;
  properties.fields.EnableFlags =
      EVENT_TRACE_FLAG_PROCESS | EVENT_TRACE_FLAG_THREAD | EVENT_TRACE_FLAG_IMAGE_LOAD;
  properties.fields.LogFileMode = EVENT_TRACE_FILE_MODE_SEQUENTIAL;
  properties.fields.LoggerNameOffset = offsetof(Properties, name);
  properties.fields.LogFileNameOffset = offsetof(Properties, log_file);
  for (size_t i = 0; i < path.size(); ++i) properties.log_file[i] = static_cast<char16_t>(path[i]);
  TRACEHANDLE session = 0;
  ASSERT_EQ(::StartTraceW(&session, Wide(u"NT Kernel Logger"), &properties.fields),
            ULONG{ERROR_SUCCESS});
  ASSERT_TRUE(::etalon_set_program(Wide(kImage), Child));
  RunChild();
  ASSERT_EQ(::ControlTraceW(session, nullptr, &properties.fields, EVENT_TRACE_CONTROL_STOP),
            ULONG{ERROR_SUCCESS});

  EVENT_TRACE_LOGFILEW log = {};
  std::u16string name(path.begin(), path.end());
  log.LogFileName = Wide(name.data());
  log.EventCallback = Count;
  TRACEHANDLE trace = ::OpenTraceW(&log);
  ASSERT_EQ(::ProcessTrace(&trace, 1, nullptr, nullptr), ULONG{ERROR_SUCCESS});
  ::CloseTrace(trace);
  const auto count = [](const GUID& guid, uint8_t type) { return counts[{guid.Data1, type}]; };
  EXPECT_EQ(count(ProcessGuid, 1), 1);
  EXPECT_EQ(count(ProcessGuid, 2), 1);
  EXPECT_EQ(count(ProcessGuid, 3), 1) << "the program itself";
  EXPECT_EQ(count(ProcessGuid, 4), 1);
  EXPECT_EQ(count(ThreadGuid, 1), 2);
  EXPECT_EQ(count(ThreadGuid, 2), 2);
  EXPECT_EQ(count(ImageLoadGuid, 10), 2);
  EXPECT_EQ(count(ImageLoadGuid, 2), 2);
}

TEST(KernelFunctionsTest, ImagesThatAreNotThere) {
  EXPECT_FALSE(::etalon_unload_image(Wide(u"C:\\other.dll")));
  EXPECT_FALSE(::etalon_load_image(nullptr, nullptr, 0x1000));
  EXPECT_FALSE(::etalon_load_image(Wide(u""), nullptr, 0x1000));
}

}  // namespace
}  // namespace etalon::sim
