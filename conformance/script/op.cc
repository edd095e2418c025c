#include "conformance/script/op.h"

#include "conformance/script/fields.h"

namespace etalon {

Steps::Steps(std::initializer_list<Op> ops) : Steps(std::vector<Op>(ops)) {}

Steps::Steps(std::vector<Op> ops)
    : ops_(ops.empty() ? nullptr : std::make_shared<const std::vector<Op>>(std::move(ops))) {}

const std::vector<Op>& Steps::ops() const {
  static const std::vector<Op> kNone;
  return ops_ == nullptr ? kNone : *ops_;
}

bool operator==(const Steps& a, const Steps& b) { return a.ops() == b.ops(); }

Op::Op() : any(Reset{}) {}
Op::Op(const Op&) = default;
Op::Op(Op&&) noexcept = default;
Op& Op::operator=(const Op&) = default;
Op& Op::operator=(Op&&) noexcept = default;
Op::~Op() = default;

const On& Op::on() const {
  return std::visit([](const auto& op) -> const On& { return op.on; }, any);
}

On& Op::on() {
  return std::visit([](auto& op) -> On& { return op.on; }, any);
}

bool operator==(const Op& a, const Op& b) { return a.any == b.any; }

std::string NameOf(const Op& op) { return kOpNames[op.any.index()]; }

}  // namespace etalon
