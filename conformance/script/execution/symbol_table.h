// The handles of a test, by the order of their birth.
#ifndef ETALON_CONFORMANCE_SCRIPT_EXECUTION_SYMBOL_TABLE_H_
#define ETALON_CONFORMANCE_SCRIPT_EXECUTION_SYMBOL_TABLE_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "conformance/script/op.h"

namespace etalon {

enum class HandleKind { kSession, kRegistration, kClass, kLogger, kTrace, kEventRegistration };

// A handle that was born. `kLogger`: from GetTraceLoggerHandle.
struct BornHandle {
  HandleKind kind;
  uint64_t value;
  std::string process;  // whose handle it is
  bool open = true;     // not yet stopped, unregistered or closed by its own number
};

// Symbols "$1", "$2", ... Values may repeat: the newest of a kind has a value's name.
class SymbolTable {
 public:
  Handle Bear(HandleKind kind, uint64_t value, const std::string& process);

  // The value of a symbol, or the literal; none for a symbol that is not born yet.
  std::optional<uint64_t> Resolve(const Handle& handle) const;

  // "$1"; "" when no handle of that kind has the value. Sessions: of either kind of session handle.
  std::string NameOf(HandleKind kind, uint64_t value) const;

  // The newest that GetTraceLoggerHandle gave; 0 before the first.
  uint64_t newest_logger() const;

  std::vector<BornHandle>& born() { return born_; }
  void Clear() { born_.clear(); }

 private:
  std::vector<BornHandle> born_;
};

}  // namespace etalon

#endif  // ETALON_CONFORMANCE_SCRIPT_EXECUTION_SYMBOL_TABLE_H_
