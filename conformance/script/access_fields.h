// The members of the operations in access_ops.h.
#ifndef ETALON_CONFORMANCE_SCRIPT_ACCESS_FIELDS_H_
#define ETALON_CONFORMANCE_SCRIPT_ACCESS_FIELDS_H_

#include <tuple>
#include <utility>

#include "conformance/script/access_ops.h"
#include "conformance/script/field.h"

namespace etalon {

template <>
struct NamesOf<SecurityOperation> {
  static constexpr std::pair<SecurityOperation, const char*> kAll[] = {
      {SecurityOperation::kSetDacl, "SetDACL"},
      {SecurityOperation::kSetSacl, "SetSACL"},
      {SecurityOperation::kAddDacl, "AddDACL"},
      {SecurityOperation::kAddSacl, "AddSACL"}};
};

template <>
struct FieldsOf<EventAccessControl> {
  using T = EventAccessControl;
  static constexpr auto kAll =
      std::make_tuple(MakeField("guid", &T::guid), MakeField("guid_place", &T::guid_place),
                      MakeField("operation", &T::operation), MakeField("sid", &T::sid),
                      MakeField("sid_place", &T::sid_place), MakeField("rights", &T::rights),
                      MakeField("allow", &T::allow));
};

template <>
struct FieldsOf<EventAccessQuery> {
  using T = EventAccessQuery;
  static constexpr auto kAll = std::make_tuple(
      MakeField("guid", &T::guid), MakeField("guid_place", &T::guid_place),
      MakeField("bytes", &T::bytes), MakeField("buffer", &T::buffer),
      MakeField("buffer_size", &T::buffer_size), MakeField("size_place", &T::size_place));
};

template <>
struct FieldsOf<EventAccessRemove> {
  using T = EventAccessRemove;
  static constexpr auto kAll =
      std::make_tuple(MakeField("guid", &T::guid), MakeField("guid_place", &T::guid_place));
};

}  // namespace etalon

#endif  // ETALON_CONFORMANCE_SCRIPT_ACCESS_FIELDS_H_
