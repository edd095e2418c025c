// Every value that an operation is made of, wherever it lies.
#ifndef ETALON_FUZZ_MEMBERS_H_
#define ETALON_FUZZ_MEMBERS_H_

#include <optional>
#include <string_view>
#include <type_traits>
#include <vector>

#include "conformance/script/fields.h"

namespace etalon {

template <typename T>
inline constexpr bool kIsOptional = false;
template <typename T>
inline constexpr bool kIsOptional<std::optional<T>> = true;

// Lists of anything but bytes, which are one value.
template <typename T>
inline constexpr bool kIsList = false;
template <typename T>
inline constexpr bool kIsList<std::vector<T>> = !std::is_same_v<std::vector<T>, Bytes>;

// Calls visit(name, value) for the value, for what lies in it if it is a structure or a list or may
// be missing, and so on. The name is that of the member of a structure, as in JSON. What the
// visitor makes of a list or of a missing value is visited, too.
template <typename T, typename Visitor>
void VisitValue(std::string_view name, T& value, Visitor& visit) {
  if constexpr (Reflected<T>) {
    ForEachField<T>(
        [&](const auto& field) { VisitValue(field.name, value.*field.member, visit); });
  } else {
    visit(name, value);
    if constexpr (kIsOptional<T>) {
      if (value) VisitValue(name, *value, visit);
    }
    if constexpr (kIsList<T>) {
      for (auto& element : value) VisitValue(name, element, visit);
    }
  }
}

// Of all members of the operation but those that say where it runs.
template <typename Visitor>
void VisitMembers(Op* op, Visitor& visit) {
  std::visit([&](auto& any) { VisitValue("", any, visit); }, op->any);
}

}  // namespace etalon

#endif  // ETALON_FUZZ_MEMBERS_H_
