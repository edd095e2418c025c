// The layers of Windows that export ETW, each its part of it and under names of its own.
//
// The clauses are those of the functions that programs call. advapi32.dll hands most calls of
// providers to ntdll.dll, whose names begin with Etw, and those of controllers and consumers to
// sechost.dll; an implementation may begin with any of them, and be judged there: the functions of
// the layer are asked of it alone, and the others, which tests of them need, wherever they are.
#ifndef ETALON_CONFORMANCE_IMPLEMENTATIONS_LAYER_H_
#define ETALON_CONFORMANCE_IMPLEMENTATIONS_LAYER_H_

#include <array>
#include <span>
#include <string>

namespace etalon {

struct Layer {
  const char* name;                        // "ntdll"
  const char* library;                     // where Windows has it
  const char* prefix;                      // of its names
  std::span<const char* const> functions;  // that it has, or whose names begin so; none: all
};

extern const std::array<Layer, 4> kLayers;

// Null: there is none of that name.
const Layer* FindLayer(const std::string& name);

// "advapi32, sechost, ..."
std::string LayerList();

// Whether it is for that layer to have the function.
bool IsIn(const Layer& layer, const std::string& function);

// How a layer calls one of its functions.
std::string ExportName(const Layer& layer, const std::string& function);

}  // namespace etalon

#endif  // ETALON_CONFORMANCE_IMPLEMENTATIONS_LAYER_H_
