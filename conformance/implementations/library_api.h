// A dynamic library as a table of the real C functions.
#ifndef ETALON_CONFORMANCE_IMPLEMENTATIONS_LIBRARY_API_H_
#define ETALON_CONFORMANCE_IMPLEMENTATIONS_LIBRARY_API_H_

#include <optional>
#include <string>
#include <vector>

#include "conformance/implementations/etw_api.h"
#include "conformance/implementations/layer.h"
#include "conformance/implementations/process_api.h"

namespace etalon {

// Loads the libraries, for good, and asks each in turn for every function; one that none exports
// stays null. None, and *error, when the first cannot be loaded; further ones may be missing. Files
// are relative to the current folder; on Windows a bare name is searched as Windows does.
//
// GetLastError and SetLastError come from the libraries too, where they export them (so does
// libetalon.so); on Windows they are the system's. Elsewhere a library without them has none.
//
// `layer`: they are asked for the layer's functions, by its names; further functions may come from
// Windows' other libraries as well. Null: they are asked for the names that programs call.
std::optional<EtwApi> LoadLibraryApi(const std::vector<std::string>& files, const Layer* layer,
                                     std::string* error);

// The same for the processes that such a library simulates. None: there are no such libraries, or
// not all of the functions.
std::optional<ProcessApi> LoadProcessApi(const std::vector<std::string>& files);

// What Windows has: advapi32.dll, sechost.dll, KernelTraceControl.dll, or that of the layer. Empty
// elsewhere.
std::vector<std::string> SystemLibraries(const Layer* layer);

}  // namespace etalon

#endif  // ETALON_CONFORMANCE_IMPLEMENTATIONS_LIBRARY_API_H_
