#include "conformance/script/outcome.h"

namespace etalon {
namespace {

const Value* FindIn(const std::vector<Change>& changes, std::string_view block,
                    std::string_view member) {
  for (const Change& change : changes) {
    if (change.block == block && change.member == member) return &change.value;
  }
  return nullptr;
}

uint64_t NumberOf(const Value* value) {
  const uint64_t* number = value == nullptr ? nullptr : std::get_if<uint64_t>(value);
  return number == nullptr ? 0 : *number;
}

std::string TextOf(const Value* value) {
  const std::string* text = value == nullptr ? nullptr : std::get_if<std::string>(value);
  return text == nullptr ? "" : *text;
}

}  // namespace

Handle Outcome::handle() const { return handles.empty() ? Handle{} : handles.front(); }

const Value* Outcome::Find(std::string_view block, std::string_view member) const {
  return FindIn(changes, block, member);
}

uint64_t Outcome::Number(std::string_view block, std::string_view member) const {
  return NumberOf(Find(block, member));
}

std::string Outcome::Text(std::string_view block, std::string_view member) const {
  return TextOf(Find(block, member));
}

uint64_t CallbackRecord::Number(std::string_view member) const {
  return NumberOf(FindIn(values, "", member));
}

std::string CallbackRecord::Text(std::string_view member) const {
  return TextOf(FindIn(values, "", member));
}

}  // namespace etalon
