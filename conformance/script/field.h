// How the members of a struct are told by name.
#ifndef ETALON_CONFORMANCE_SCRIPT_FIELD_H_
#define ETALON_CONFORMANCE_SCRIPT_FIELD_H_

#include <tuple>
#include <utility>

namespace etalon {

// One member of Struct, under the name that JSON gives it.
template <typename Struct, typename Member>
struct Field {
  const char* name;
  Member Struct::*member;
};

template <typename Struct, typename Member>
constexpr Field<Struct, Member> MakeField(const char* name, Member Struct::*member) {
  return {name, member};
}

// kFields<T>: a tuple of the Fields of T, in their order.
template <typename T>
struct FieldsOf;

template <typename T>
concept Reflected = requires {
  FieldsOf<T>::kAll;
};

// Calls visit(field) for each.
template <Reflected T, typename Visitor>
constexpr void ForEachField(Visitor&& visit) {
  std::apply([&](const auto&... field) { (visit(field), ...); }, FieldsOf<T>::kAll);
}

// The names of an enumeration's values, as in JSON. Values without a name are numbers.
template <typename Enum>
struct NamesOf;

}  // namespace etalon

#endif  // ETALON_CONFORMANCE_SCRIPT_FIELD_H_
