#include "conformance/script/execution/block.h"

#include <algorithm>
#include <array>
#include <numeric>
#include <optional>

#include "conformance/script/encodings.h"

namespace etalon {
namespace {

uint64_t NumberAt(const uint8_t* at, size_t size) {
  uint64_t number = 0;
  for (size_t i = size; i-- > 0;) number = number << 8 | at[i];
  return number;
}

// Where a name stands in a block; with its end, where it has one before the block's.
struct NameSpan {
  size_t offset = 0;
  size_t characters = 0;
  size_t bytes = 0;
};

// None for offset 0 (no name) and for one outside.
std::optional<NameSpan> FindName(const uint8_t* bytes, size_t size, size_t offset, bool ansi) {
  const size_t unit = ansi ? 1 : 2;
  if (offset == 0 || offset + unit > size) return std::nullopt;
  size_t at = offset;
  while (at + unit <= size && NumberAt(bytes + at, unit) != 0) at += unit;
  return NameSpan{offset, (at - offset) / unit, std::min(at + unit, size) - offset};
}

std::string NameText(const uint8_t* bytes, const NameSpan& name, bool ansi) {
  if (ansi) {
    const auto* const first = reinterpret_cast<const char*>(bytes + name.offset);
    return Utf16ToUtf8Lossy(AnsiToUtf16({first, name.characters}));
  }
  std::u16string text(name.characters, u'\0');
  if (!text.empty()) std::memcpy(text.data(), bytes + name.offset, 2 * text.size());
  return Utf16ToUtf8Lossy(text);
}

}  // namespace

Block::Block(std::string name, size_t bytes, size_t alignment, bool shifted, BlockForm form)
    : name_(std::move(name)), form_(form), memory_(bytes, alignment, shifted) {}

void Block::PutBytes(size_t offset, const void* bytes, size_t size) {
  if (size == 0 || offset >= memory_.size()) return;  // no bytes may have no address
  std::memcpy(memory_.data() + offset, bytes, std::min(size, memory_.size() - offset));
}

void Block::PutFill(size_t offset, size_t size) {
  if (offset >= memory_.size()) return;
  static constexpr auto kRound = [] {
    std::array<uint8_t, 256> round = {};
    std::iota(round.begin(), round.end(), uint8_t{0});
    return round;
  }();
  size = std::min(size, memory_.size() - offset);
  for (size_t done = 0; done < size; done += kRound.size()) {
    std::copy_n(kRound.data(), std::min(kRound.size(), size - done),
                memory_.data() + offset + done);
  }
}

bool Block::IsChanged(size_t offset, size_t size) const {
  return size != 0 && std::memcmp(memory_.kept() + offset, memory_.data() + offset, size) != 0;
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

void Block::AddMembers(MemberTable members, const SymbolTable& symbols,
                       std::vector<Change>* changes) const {
  for (size_t i = 0; i < form_.elements; ++i) {
    for (const Member& member : members) {
      const size_t offset = i * form_.element_bytes + member.offset;
      if (offset + member.size > memory_.size() || !IsChanged(offset, member.size)) continue;
      std::string name = member.name;
      if (form_.element_bytes != 0) name = "[" + std::to_string(i) + "]." + name;
      changes->push_back({name_, std::move(name), ValueOf(member, offset, symbols)});
    }
  }
}

// The name that a member says the place of: changed where it reads differently than before.
void Block::AddName(const Member& member, std::vector<Change>* changes) const {
  if (member.offset + 4 > memory_.size()) return;
  const uint8_t* const bytes = memory_.data();
  const auto now = FindName(bytes, memory_.size(), Get<uint32_t>(member.offset), form_.ansi);
  if (!now) return;
  const size_t offset_before = NumberAt(memory_.kept() + member.offset, 4);
  if (offset_before == now->offset && !IsChanged(now->offset, now->bytes)) return;
  const auto before = FindName(memory_.kept(), memory_.size(), offset_before, form_.ansi);
  std::string text = NameText(bytes, *now, form_.ansi);
  if (before && NameText(memory_.kept(), *before, form_.ansi) == text) return;
  changes->push_back({name_, member.name_member, std::move(text)});
}

void Block::ForgetChange(size_t offset, size_t size) {
  if (offset + size > memory_.size()) return;
  std::copy_n(memory_.data() + offset, size, memory_.kept() + offset);
}

// Members and names are told: what is left are changes of bytes that belong to neither.
void Block::ForgetTold() {
  for (const Member& member : form_.members) {
    for (size_t i = 0; i < form_.elements; ++i) {
      ForgetChange(i * form_.element_bytes + member.offset, member.size);
    }
    if (member.kind != MemberKind::kNameOffset || member.offset + 4 > memory_.size()) continue;
    const size_t offset = Get<uint32_t>(member.offset);
    const auto name = FindName(memory_.data(), memory_.size(), offset, form_.ansi);
    if (name) ForgetChange(name->offset, name->bytes);
  }
}

void Block::AddRest(std::vector<Change>* changes) const {
  const uint8_t* const bytes = memory_.data();
  const uint8_t* const before = memory_.kept();
  const uint8_t* const end = bytes + memory_.size();
  const uint8_t* first = bytes;
  for (;;) {
    first = std::mismatch(first, end, before + (first - bytes)).first;
    if (first == end) return;
    const uint8_t* past = first;
    while (past != end && *past != before[past - bytes]) ++past;
    changes->push_back({name_, "bytes@" + std::to_string(first - bytes),
                        ToHex(first, static_cast<size_t>(past - first))});
    first = past;
  }
}

void Block::AddChanges(const SymbolTable& symbols, std::vector<Change>* changes) {
  if (!IsChanged(0, memory_.size())) return;
  changes->reserve(changes->size() + form_.members.size());
  AddMembers(form_.members, symbols, changes);
  for (const Member& member : form_.members) {
    if (member.kind == MemberKind::kNameOffset) AddName(member, changes);
  }
  ForgetTold();
  if (IsChanged(0, memory_.size())) AddRest(changes);
}

void Block::AddReport(const SymbolTable& symbols, std::vector<Change>* changes) const {
  if (!is_report()) return;
  changes->reserve(changes->size() + ReportMembers().size());
  AddMembers(ReportMembers(), symbols, changes);
}

}  // namespace etalon
