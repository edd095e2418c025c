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

// Values that are in words already.
class Told final : public Given {
 public:
  explicit Told(std::vector<Change> told) : told_(std::move(told)) {}

  std::vector<Change> Tell() const override { return told_; }
  std::optional<Value> Find(std::string_view member) const override {
    const Value* const value = FindIn(told_, "", member);
    return value == nullptr ? std::nullopt : std::optional(*value);
  }

 private:
  const std::vector<Change> told_;
};

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

GivenValues::GivenValues(std::vector<Change> told) {
  if (!told.empty()) given_ = std::make_shared<Told>(std::move(told));
}

std::vector<Change> GivenValues::Tell() const {
  return given_ == nullptr ? std::vector<Change>{} : given_->Tell();
}

std::optional<Value> GivenValues::Find(std::string_view member) const {
  return given_ == nullptr ? std::nullopt : given_->Find(member);
}

uint64_t CallbackRecord::Number(std::string_view member) const {
  const std::optional<Value> value = values.Find(member);
  return NumberOf(value ? &*value : nullptr);
}

std::string CallbackRecord::Text(std::string_view member) const {
  const std::optional<Value> value = values.Find(member);
  return TextOf(value ? &*value : nullptr);
}

}  // namespace etalon
