#include "conformance/script/execution/symbol_table.h"

namespace etalon {
namespace {

std::string SymbolOf(size_t index) { return "$" + std::to_string(index + 1); }

bool IsSession(HandleKind kind) {
  return kind == HandleKind::kSession || kind == HandleKind::kLogger;
}

}  // namespace

Handle SymbolTable::Bear(HandleKind kind, uint64_t value, const std::string& process) {
  born_.push_back({kind, value, process});
  return {.symbol = SymbolOf(born_.size() - 1), .literal = 0};
}

std::optional<uint64_t> SymbolTable::Resolve(const Handle& handle) const {
  if (handle.symbol.empty()) return handle.literal;
  for (size_t i = 0; i < born_.size(); ++i) {
    if (handle.symbol == SymbolOf(i)) return born_[i].value;
  }
  return std::nullopt;
}

std::string SymbolTable::NameOf(HandleKind kind, uint64_t value) const {
  for (size_t i = born_.size(); i-- > 0;) {
    const bool same_kind = born_[i].kind == kind || (IsSession(kind) && IsSession(born_[i].kind));
    if (same_kind && born_[i].value == value) return SymbolOf(i);
  }
  return "";
}

uint64_t SymbolTable::newest_logger() const {
  for (size_t i = born_.size(); i-- > 0;) {
    if (born_[i].kind == HandleKind::kLogger) return born_[i].value;
  }
  return 0;
}

}  // namespace etalon
