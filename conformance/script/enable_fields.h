// The members of the operations in enable_ops.h.
#ifndef ETALON_CONFORMANCE_SCRIPT_ENABLE_FIELDS_H_
#define ETALON_CONFORMANCE_SCRIPT_ENABLE_FIELDS_H_

#include <tuple>

#include "conformance/script/enable_ops.h"
#include "conformance/script/field.h"

namespace etalon {

template <>
struct FieldsOf<FilterDescriptor> {
  static constexpr auto kAll = std::make_tuple(
      MakeField("type", &FilterDescriptor::type), MakeField("data", &FilterDescriptor::data),
      MakeField("processes", &FilterDescriptor::processes),
      MakeField("place", &FilterDescriptor::place), MakeField("size", &FilterDescriptor::size));
};

template <>
struct FieldsOf<EnableParameters> {
  using T = EnableParameters;
  static constexpr auto kAll = std::make_tuple(
      MakeField("place", &T::place), MakeField("version", &T::version),
      MakeField("enable_property", &T::enable_property),
      MakeField("control_flags", &T::control_flags), MakeField("source", &T::source),
      MakeField("filters", &T::filters), MakeField("filters_place", &T::filters_place),
      MakeField("filter_count", &T::filter_count));
};

template <>
struct FieldsOf<EnableTraceEx2> {
  using T = EnableTraceEx2;
  static constexpr auto kAll = std::make_tuple(
      MakeField("session", &T::session), MakeField("guid", &T::guid),
      MakeField("guid_place", &T::guid_place), MakeField("control_code", &T::control_code),
      MakeField("level", &T::level), MakeField("match_any", &T::match_any),
      MakeField("match_all", &T::match_all), MakeField("timeout_ms", &T::timeout_ms),
      MakeField("parameters", &T::parameters));
};

template <>
struct FieldsOf<EnableTraceEx> {
  using T = EnableTraceEx;
  static constexpr auto kAll = std::make_tuple(
      MakeField("guid", &T::guid), MakeField("guid_place", &T::guid_place),
      MakeField("source", &T::source), MakeField("session", &T::session),
      MakeField("is_enabled", &T::is_enabled), MakeField("level", &T::level),
      MakeField("match_any", &T::match_any), MakeField("match_all", &T::match_all),
      MakeField("enable_property", &T::enable_property), MakeField("filter", &T::filter));
};

}  // namespace etalon

#endif  // ETALON_CONFORMANCE_SCRIPT_ENABLE_FIELDS_H_
