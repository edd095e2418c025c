// Every value inside an operation, by type: handles to be renamed, names, numbers.
#ifndef ETALON_CONFORMANCE_PROPERTIES_OP_WALK_H_
#define ETALON_CONFORMANCE_PROPERTIES_OP_WALK_H_

#include <optional>
#include <string>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

#include "conformance/script/fields.h"
#include "conformance/script/op.h"

namespace etalon {

// Calls visit(value) for each value of type Leaf in `value`, however deep, in the order of fields,
// in what callbacks do as well.
template <typename Leaf, typename T, typename Visitor>
void WalkIn(std::optional<T>& value, const Visitor& visit);
template <typename Leaf, typename T, typename Visitor>
void WalkIn(std::vector<T>& values, const Visitor& visit);

template <typename Leaf, typename Visitor>
void Walk(Op& op, const Visitor& visit);

template <typename Leaf, typename T, typename Visitor>
void WalkIn(T& value, const Visitor& visit) {
  if constexpr (std::is_same_v<T, Leaf>) {
    visit(value);
  } else if constexpr (std::is_same_v<T, Steps>) {
    std::vector<Op> ops = value.ops();
    for (Op& op : ops) Walk<Leaf>(op, visit);
    value = Steps(std::move(ops));
  } else if constexpr (Reflected<T>) {
    ForEachField<T>([&](const auto& field) { WalkIn<Leaf>(value.*field.member, visit); });
  }
}

template <typename Leaf, typename T, typename Visitor>
void WalkIn(std::optional<T>& value, const Visitor& visit) {
  if (value) WalkIn<Leaf>(*value, visit);
}

template <typename Leaf, typename T, typename Visitor>
void WalkIn(std::vector<T>& values, const Visitor& visit) {
  for (T& value : values) WalkIn<Leaf>(value, visit);
}

template <typename Leaf, typename Visitor>
void Walk(Op& op, const Visitor& visit) {
  std::visit([&](auto& any) { WalkIn<Leaf>(any, visit); }, op.any);
}

// Makes whatever is inside `value` less, bit by bit: what it is in `plain`, or a smaller number, a
// shorter list. `attempt()` says whether `value` may be as it is now; if not, it is put back.
template <typename T, typename Attempt>
void WalkSmaller(T& value, const T& plain, const Attempt& attempt);

namespace internal {

template <typename T>
struct IsOptional : std::false_type {};
template <typename T>
struct IsOptional<std::optional<T>> : std::true_type {};
template <typename T>
struct IsVector : std::false_type {};
template <typename T>
struct IsVector<std::vector<T>> : std::true_type {};

// Towards 0; what is tried first is the least.
template <typename T, typename Attempt>
void TrySmallerNumbers(T& value, const Attempt& attempt) {
  for (T less = 0; less < 3 && less < value; ++less) {
    const T before = value;
    value = less;
    if (attempt()) return;
    value = before;
  }
  for (T part = value / 2; part > 0; part = part / 2) {
    while (value > part) {
      const T before = value;
      value = static_cast<T>(value - part);
      if (attempt()) continue;
      value = before;
      break;
    }
  }
}

template <typename T, typename Attempt>
void TrySmallerItems(std::vector<T>& values, const Attempt& attempt) {
  for (size_t i = values.size(); i-- > 0;) {
    const std::vector<T> before = values;
    values.erase(values.begin() + static_cast<ptrdiff_t>(i));
    if (!attempt()) values = before;
  }
  for (T& value : values) WalkSmaller(value, T(), attempt);
}

}  // namespace internal

template <typename T, typename Attempt>
void WalkSmaller(T& value, const T& plain, const Attempt& attempt) {
  if (value == plain) return;
  const T before = value;
  value = plain;
  if (attempt()) return;
  value = before;
  if constexpr (internal::IsOptional<T>::value) {
    if (value) WalkSmaller(*value, typename T::value_type(), attempt);
  } else if constexpr (internal::IsVector<T>::value) {
    internal::TrySmallerItems(value, attempt);
  } else if constexpr (Reflected<T>) {
    ForEachField<T>(
        [&](const auto& field) { WalkSmaller(value.*field.member, plain.*field.member, attempt); });
  } else if constexpr (std::is_integral_v<T> && !std::is_same_v<T, bool>) {
    internal::TrySmallerNumbers(value, attempt);
  }
}

}  // namespace etalon

#endif  // ETALON_CONFORMANCE_PROPERTIES_OP_WALK_H_
