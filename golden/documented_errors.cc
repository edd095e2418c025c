#include "golden/documented_errors.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>

#include "conformance/clauses/registry.h"

namespace etalon {
namespace {

// Of GetFile and GetRegistry; of heaps.
constexpr uint64_t kOfTheWorld[] = {2, 8, 87};

bool HasClauses(std::string_view function) {
  const auto registry = clauses::Registry();
  return std::any_of(registry.begin(), registry.end(),
                     [&](const auto& clause) { return clause.function == function; });
}

bool HasCode(std::string_view function, uint64_t code) {
  const auto registry = clauses::Registry();
  return std::any_of(registry.begin(), registry.end(), [&](const clauses::ClauseText& clause) {
    return clause.function == function && clause.code == code && !clause.code_name.empty();
  });
}

// "StartTraceW" -> "StartTrace": as the registry calls it.
std::string FunctionOf(const Op& op) {
  std::string name = NameOf(op);
  if (!HasClauses(name)) name.pop_back();
  return name;
}

// Functions that do what another one does, and fail as it does.
std::string_view BaseOf(std::string_view function) {
  static constexpr std::pair<std::string_view, std::string_view> kBases[] = {
      {"StopTrace", "ControlTrace"},      {"QueryTrace", "ControlTrace"},
      {"UpdateTrace", "ControlTrace"},    {"FlushTrace", "ControlTrace"},
      {"StartHeapTrace", "StartTrace"},   {"StartKernelTrace", "StartTrace"},
      {"UpdateHeapTrace", "ControlTrace"}};
  for (const auto& [name, base] : kBases) {
    if (name == function) return base;
  }
  return function;
}

}  // namespace

bool IsDocumented(const Op& op, uint64_t code) {
  if (code == 0) return true;
  const std::string function = FunctionOf(op);
  if (HasClauses(function)) return HasCode(function, code) || HasCode(BaseOf(function), code);
  return std::find(std::begin(kOfTheWorld), std::end(kOfTheWorld), code) != std::end(kOfTheWorld);
}

}  // namespace etalon
