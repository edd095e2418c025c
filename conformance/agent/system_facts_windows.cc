#include <windows.h>

#include "conformance/agent/system_facts.h"

namespace etalon {
namespace {

template <typename Function>
Function Export(const char* name) {
  return reinterpret_cast<Function>(
      reinterpret_cast<void*>(GetProcAddress(GetModuleHandleA("ntdll.dll"), name)));
}

}  // namespace

std::string SystemVersion() {
  if (const auto wine = Export<const char*(__cdecl*)()>("wine_get_version")) {
    return std::string("wine-") + wine();
  }
  RTL_OSVERSIONINFOW version = {};
  version.dwOSVersionInfoSize = sizeof version;
  const auto get_version = Export<LONG(WINAPI*)(RTL_OSVERSIONINFOW*)>("RtlGetVersion");
  if (get_version == nullptr || get_version(&version) != 0) return "";
  return std::to_string(version.dwMajorVersion) + "." + std::to_string(version.dwMinorVersion) +
         "." + std::to_string(version.dwBuildNumber);
}

bool IsAdministrator() {
  HANDLE token = nullptr;
  if (!OpenProcessToken(GetCurrentProcess(), TOKEN_QUERY, &token)) return false;
  TOKEN_ELEVATION elevation = {};
  DWORD size = 0;
  const bool known =
      GetTokenInformation(token, TokenElevation, &elevation, sizeof elevation, &size) != 0;
  CloseHandle(token);
  return known && elevation.TokenIsElevated != 0;
}

bool IsShared() { return Export<const char*(__cdecl*)()>("wine_get_version") == nullptr; }

uint32_t ThisProcessId() { return GetCurrentProcessId(); }

bool IsProcessRunning(uint32_t process_id) {
  const HANDLE process = OpenProcess(SYNCHRONIZE, FALSE, process_id);
  // What may not be opened is there.
  if (process == nullptr) return GetLastError() != ERROR_INVALID_PARAMETER;
  const bool running = WaitForSingleObject(process, 0) == WAIT_TIMEOUT;
  CloseHandle(process);
  return running;
}

}  // namespace etalon
