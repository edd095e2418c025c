#include "conformance/script/execution/symbol_table.h"

#include <charconv>

namespace etalon {
namespace {

std::string SymbolOf(size_t index) { return "$" + std::to_string(index + 1); }

// The inverse; none for what is no symbol.
std::optional<size_t> IndexOf(const std::string& symbol) {
  size_t number = 0;
  const char* const end = symbol.data() + symbol.size();
  const auto [read, error] = std::from_chars(symbol.data() + 1, end, number);
  const bool is_symbol = error == std::errc() && read == end && symbol == SymbolOf(number - 1);
  return is_symbol ? std::optional(number - 1) : std::nullopt;
}

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
  const std::optional<size_t> index = IndexOf(handle.symbol);
  if (!index || *index >= born_.size()) return std::nullopt;
  return born_[*index].value;
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
