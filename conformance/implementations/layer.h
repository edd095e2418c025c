// The layers of Windows that export ETW, each its part of it and under names of its own.
//
// The clauses are those of the functions that programs call. advapi32.dll hands most calls of
// providers to ntdll.dll, whose names begin with Etw, and those of controllers and consumers to
// sechost.dll; an implementation may begin with any of them, and be judged there.
#ifndef ETALON_CONFORMANCE_IMPLEMENTATIONS_LAYER_H_
#define ETALON_CONFORMANCE_IMPLEMENTATIONS_LAYER_H_

#include <string>

namespace etalon {

struct Layer {
  const char* name;     // "ntdll"
  const char* library;  // where Windows has it
  const char* prefix;   // of its names
};

inline constexpr Layer kLayers[] = {
    {"advapi32", "advapi32.dll", ""},
    {"sechost", "sechost.dll", ""},
    {"ntdll", "ntdll.dll", "Etw"},
    {"KernelTraceControl", "KernelTraceControl.dll", ""},
};

// Null: there is none of that name.
const Layer* FindLayer(const std::string& name);

// "advapi32, sechost, ..."
std::string LayerList();

// How a layer calls a function, whether it has it or not.
std::string ExportName(const Layer& layer, const std::string& function);

}  // namespace etalon

#endif  // ETALON_CONFORMANCE_IMPLEMENTATIONS_LAYER_H_
