#include "conformance/implementations/library_api.h"

#include "conformance/implementations/library.h"

namespace etalon {
namespace {

// Of a library that tells none.
thread_local DWORD own_last_error = 0;
DWORD WINAPI OwnGetLastError() { return own_last_error; }
void WINAPI OwnSetLastError(DWORD error) { own_last_error = error; }

template <typename Function>
void Bind(Function* function, const std::vector<void*>& libraries, const std::string& name) {
  for (void* const library : libraries) {
    if (*function != nullptr) return;
    *function = reinterpret_cast<Function>(FindExport(library, name.c_str()));
  }
}

// Empty when the first cannot be loaded.
std::vector<void*> Load(const std::vector<std::string>& files, std::string* error) {
  std::vector<void*> libraries;
  for (const std::string& file : files) {
    void* const library = OpenLibrary(file, error);
    if (library == nullptr && libraries.empty()) return {};
    if (library != nullptr) libraries.push_back(library);
  }
  return libraries;
}

std::vector<void*> Join(std::vector<void*> some, const std::vector<void*>& others) {
  some.insert(some.end(), others.begin(), others.end());
  return some;
}

}  // namespace

std::optional<EtwApi> LoadLibraryApi(const std::vector<std::string>& files, const Layer* layer,
                                     std::string* error) {
  const std::vector<void*> libraries = Load(files, error);
  if (libraries.empty()) return std::nullopt;
  std::string ignored;
  const std::vector<void*> elsewhere =
      layer == nullptr ? libraries : Join(libraries, Load(SystemLibraries(nullptr), &ignored));
  const auto bind = [&](auto* function, const char* name) {
    const bool is_in_layer = layer != nullptr && IsIn(*layer, name);
    if (is_in_layer) return Bind(function, libraries, ExportName(*layer, name));
    Bind(function, elsewhere, name);
  };
  EtwApi api;
#define X(result, name, parameters, arguments) bind(&api.name, #name);
#include "sim/c_api/functions.inc"
#undef X
  bind(&api.TraceMessage, "TraceMessage");
  api.GetLastError = reinterpret_cast<decltype(api.GetLastError)>(SystemGetLastError());
  api.SetLastError = reinterpret_cast<decltype(api.SetLastError)>(SystemSetLastError());
  Bind(&api.GetLastError, libraries, "GetLastError");
  Bind(&api.SetLastError, libraries, "SetLastError");
  if (api.GetLastError == nullptr) api.GetLastError = OwnGetLastError;
  if (api.SetLastError == nullptr) api.SetLastError = OwnSetLastError;
  return api;
}

std::optional<ProcessApi> LoadProcessApi(const std::vector<std::string>& files) {
  std::string ignored;
  const std::vector<void*> libraries = Load(files, &ignored);
  ProcessApi api;
  bool has_all = true;
#define X(name)                      \
  Bind(&api.name, libraries, #name); \
  has_all = has_all && api.name != nullptr;
  ETALON_PROCESS_FUNCTIONS(X)
#undef X
  return has_all ? std::optional(api) : std::nullopt;
}

std::vector<std::string> SystemLibraries([[maybe_unused]] const Layer* layer) {
#ifdef _WIN32
  if (layer != nullptr) return {layer->library};
  return {"advapi32.dll", "sechost.dll", "KernelTraceControl.dll"};
#else
  return {};
#endif
}

}  // namespace etalon
