// The operating system's loader. Private to library_api.
#ifndef ETALON_CONFORMANCE_IMPLEMENTATIONS_LIBRARY_H_
#define ETALON_CONFORMANCE_IMPLEMENTATIONS_LIBRARY_H_

#include <string>

namespace etalon {

// Null, and *error, when it cannot be loaded.
void* OpenLibrary(const std::string& file, std::string* error);

// Null when the library has no such export.
void* FindExport(void* library, const char* name);

// Null where the operating system itself has no last error.
void* SystemGetLastError();
void* SystemSetLastError();

}  // namespace etalon

#endif  // ETALON_CONFORMANCE_IMPLEMENTATIONS_LIBRARY_H_
