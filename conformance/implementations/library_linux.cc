#include <dlfcn.h>

#include <filesystem>

#include "conformance/implementations/library.h"

namespace etalon {

// A name without a folder would be looked for among the system's libraries: it is made absolute.
void* OpenLibrary(const std::string& file, std::string* error) {
  std::error_code ignored;
  const std::filesystem::path path = std::filesystem::absolute(file, ignored);
  void* const library = dlopen(path.c_str(), RTLD_NOW | RTLD_LOCAL);
  if (library == nullptr) *error = dlerror();
  return library;
}

void* FindExport(void* library, const char* name) { return dlsym(library, name); }

void* SystemGetLastError() { return nullptr; }
void* SystemSetLastError() { return nullptr; }

}  // namespace etalon
