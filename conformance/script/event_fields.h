// The members of the operations in event_ops.h.
#ifndef ETALON_CONFORMANCE_SCRIPT_EVENT_FIELDS_H_
#define ETALON_CONFORMANCE_SCRIPT_EVENT_FIELDS_H_

#include <tuple>

#include "conformance/script/event_ops.h"
#include "conformance/script/field.h"

namespace etalon {

template <>
struct FieldsOf<EventRegister> {
  static constexpr auto kAll = std::make_tuple(MakeField("callback", &EventRegister::callback),
                                               MakeField("guid", &EventRegister::guid),
                                               MakeField("guid_place", &EventRegister::guid_place),
                                               MakeField("handle", &EventRegister::handle));
};

template <>
struct FieldsOf<EventUnregister> {
  static constexpr auto kAll = std::make_tuple(MakeField("handle", &EventUnregister::handle));
};

}  // namespace etalon

#endif  // ETALON_CONFORMANCE_SCRIPT_EVENT_FIELDS_H_
