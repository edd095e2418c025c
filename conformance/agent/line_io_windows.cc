#include <fcntl.h>
#include <io.h>
#include <windows.h>

#include <cstdio>

#include "conformance/agent/line_io.h"

namespace etalon {
namespace {

FILE* answers = stdout;  // where lines go

template <typename Function>
Function Export(const char* name) {
  return reinterpret_cast<Function>(
      reinterpret_cast<void*>(GetProcAddress(GetModuleHandleA("ntdll.dll"), name)));
}

}  // namespace

void PrepareStandardStreams() {
  _setmode(0, _O_BINARY);
  const int copy = _dup(1);
  _dup2(2, 1);
  _setmode(copy, _O_BINARY);
  answers = _fdopen(copy, "wb");
}

bool ReadLine(std::string* line) {
  line->clear();
  for (int c = std::getc(stdin); c != EOF; c = std::getc(stdin)) {
    if (c != '\n') {
      line->push_back(static_cast<char>(c));
      continue;
    }
    if (!line->empty() && line->back() == '\r') line->pop_back();
    return true;
  }
  return false;
}

void WriteLine(const std::string& line) {
  const std::string whole = line + '\n';
  std::fwrite(whole.data(), 1, whole.size(), answers);
  std::fflush(answers);
}

void EndAtOnce() {
  TerminateProcess(GetCurrentProcess(), 1);
  __builtin_unreachable();
}

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

}  // namespace etalon
