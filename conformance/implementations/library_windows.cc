#include <windows.h>

#include "conformance/implementations/library.h"

namespace etalon {

void* OpenLibrary(const std::string& file, std::string* error) {
  const HMODULE library = LoadLibraryA(file.c_str());
  if (library == nullptr) {
    *error = file + ": cannot be loaded (error " + std::to_string(::GetLastError()) + ")";
  }
  return library;
}

void* FindExport(void* library, const char* name) {
  return reinterpret_cast<void*>(GetProcAddress(static_cast<HMODULE>(library), name));
}

void* SystemGetLastError() { return reinterpret_cast<void*>(&::GetLastError); }
void* SystemSetLastError() { return reinterpret_cast<void*>(&::SetLastError); }

}  // namespace etalon
