#include "conformance/script/execution/block.h"

#include <algorithm>
#include <optional>

#include "conformance/script/encodings.h"

namespace etalon {
namespace {

uint64_t NumberAt(const uint8_t* at, size_t size) {
  uint64_t number = 0;
  for (size_t i = size; i-- > 0;) number = number << 8 | at[i];
  return number;
}

// A name as it stands in memory.
struct NameInMemory {
  std::string text;  // UTF-8
  size_t bytes = 0;  // with its end, where it has one before the block's
};

// None for offset 0 (no name) and for one outside.
std::optional<NameInMemory> NameAt(const uint8_t* bytes, size_t size, size_t offset, bool ansi) {
  const size_t unit = ansi ? 1 : 2;
  if (offset == 0 || offset + unit > size) return std::nullopt;
  std::u16string text;
  size_t at = offset;
  for (; at + unit <= size; at += unit) {
    const uint64_t c = NumberAt(bytes + at, unit);
    if (c == 0) break;
    text += ansi ? AnsiToUtf16(std::string(1, static_cast<char>(c)))
                 : std::u16string(1, static_cast<char16_t>(c));
  }
  return NameInMemory{Utf16ToUtf8Lossy(text), std::min(at + unit, size) - offset};
}

}  // namespace

Block::Block(std::string name, size_t bytes, size_t alignment, bool shifted, BlockForm form)
    : name_(std::move(name)), form_(form), memory_(bytes, alignment, shifted) {}

void Block::PutBytes(size_t offset, const void* bytes, size_t size) {
  if (size == 0 || offset >= memory_.size()) return;  // no bytes may have no address
  std::memcpy(memory_.data() + offset, bytes, std::min(size, memory_.size() - offset));
}

void Block::Remember() { before_.assign(memory_.data(), memory_.data() + memory_.size()); }

bool Block::IsChanged(size_t offset, size_t size) const {
  return size != 0 && std::memcmp(before_.data() + offset, memory_.data() + offset, size) != 0;
}

Value Block::ValueOf(const Member& member, size_t offset, const SymbolTable& symbols) const {
  const uint8_t* const at = memory_.data() + offset;
  if (member.kind == MemberKind::kGuid) return ToString(Get<Guid>(offset));
  const uint64_t number = NumberAt(at, member.size);
  if (member.kind == MemberKind::kPointer && number != 0) return std::string("pointer");
  const bool is_session = member.kind == MemberKind::kSession;
  if (is_session || member.kind == MemberKind::kClass) {
    const std::string symbol =
        symbols.NameOf(is_session ? HandleKind::kSession : HandleKind::kClass, number);
    if (!symbol.empty()) return symbol;
  }
  return number;
}

void Block::AddMember(const Member& member, size_t base, const std::string& prefix,
                      const SymbolTable& symbols, std::vector<Change>* changes,
                      std::vector<bool>* told) const {
  const size_t offset = base + member.offset;
  if (offset + member.size > memory_.size()) return;
  if (!IsChanged(offset, member.size)) return;
  std::fill_n(told->begin() + static_cast<std::ptrdiff_t>(offset), member.size, true);
  changes->push_back({name_, prefix + member.name, ValueOf(member, offset, symbols)});
}

// The name that a member says the place of: changed where it reads differently than before.
void Block::AddName(const Member& member, std::vector<Change>* changes,
                    std::vector<bool>* told) const {
  if (member.offset + 4 > memory_.size()) return;
  const size_t offset_now = Get<uint32_t>(member.offset);
  const auto now = NameAt(memory_.data(), memory_.size(), offset_now, form_.ansi);
  if (!now) return;
  const size_t offset_before = NumberAt(before_.data() + member.offset, 4);
  const auto before = NameAt(before_.data(), before_.size(), offset_before, form_.ansi);
  std::fill_n(told->begin() + static_cast<std::ptrdiff_t>(offset_now), now->bytes, true);
  if (before && before->text == now->text) return;
  changes->push_back({name_, member.name_member, now->text});
}

// Changed bytes that belong to no member.
void Block::AddRest(const std::vector<bool>& told, std::vector<Change>* changes) const {
  for (size_t at = 0; at < memory_.size();) {
    const auto is_news = [&](size_t i) { return !told[i] && before_[i] != memory_.data()[i]; };
    if (!is_news(at)) {
      ++at;
      continue;
    }
    const size_t first = at;
    while (at < memory_.size() && is_news(at)) ++at;
    changes->push_back(
        {name_, "bytes@" + std::to_string(first), ToHex(memory_.data() + first, at - first)});
  }
}

void Block::AddChanges(const SymbolTable& symbols, std::vector<Change>* changes) const {
  if (!IsChanged(0, memory_.size())) return;
  std::vector<bool> told(memory_.size(), false);
  for (size_t i = 0; i < form_.elements; ++i) {
    const std::string prefix = form_.element_bytes == 0 ? "" : "[" + std::to_string(i) + "].";
    for (const Member& member : form_.members) {
      AddMember(member, i * form_.element_bytes, prefix, symbols, changes, &told);
    }
  }
  for (const Member& member : form_.members) {
    if (member.kind == MemberKind::kNameOffset) AddName(member, changes, &told);
  }
  AddRest(told, changes);
}

}  // namespace etalon
