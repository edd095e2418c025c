// The members of the operations of providers that EventRegister, by name.
#ifndef ETALON_CONFORMANCE_SCRIPT_EVENT_WRITE_FIELDS_H_
#define ETALON_CONFORMANCE_SCRIPT_EVENT_WRITE_FIELDS_H_

#include <tuple>

#include "conformance/script/event_write_ops.h"
#include "conformance/script/field.h"

namespace etalon {

template <>
struct FieldsOf<EventDescriptor> {
  static constexpr auto kAll = std::make_tuple(
      MakeField("place", &EventDescriptor::place), MakeField("id", &EventDescriptor::id),
      MakeField("version", &EventDescriptor::version),
      MakeField("channel", &EventDescriptor::channel), MakeField("level", &EventDescriptor::level),
      MakeField("opcode", &EventDescriptor::opcode), MakeField("task", &EventDescriptor::task),
      MakeField("keyword", &EventDescriptor::keyword));
};

template <>
struct FieldsOf<EventData> {
  static constexpr auto kAll =
      std::make_tuple(MakeField("data", &EventData::data), MakeField("place", &EventData::place),
                      MakeField("fill", &EventData::fill), MakeField("size", &EventData::size),
                      MakeField("type", &EventData::type));
};

template <>
struct FieldsOf<EventWrite> {
  static constexpr auto kAll = std::make_tuple(
      MakeField("provider", &EventWrite::provider), MakeField("event", &EventWrite::event),
      MakeField("data", &EventWrite::data), MakeField("data_place", &EventWrite::data_place),
      MakeField("count", &EventWrite::count), MakeField("times", &EventWrite::times));
};

template <>
struct FieldsOf<EventWriteTransfer> {
  using T = EventWriteTransfer;
  static constexpr auto kAll = std::make_tuple(
      MakeField("provider", &T::provider), MakeField("event", &T::event),
      MakeField("activity", &T::activity), MakeField("activity_place", &T::activity_place),
      MakeField("related", &T::related), MakeField("related_place", &T::related_place),
      MakeField("data", &T::data), MakeField("data_place", &T::data_place),
      MakeField("count", &T::count), MakeField("times", &T::times));
};

template <>
struct FieldsOf<EventWriteEx> {
  using T = EventWriteEx;
  static constexpr auto kAll = std::make_tuple(
      MakeField("provider", &T::provider), MakeField("event", &T::event),
      MakeField("filter", &T::filter), MakeField("flags", &T::flags),
      MakeField("activity", &T::activity), MakeField("activity_place", &T::activity_place),
      MakeField("related", &T::related), MakeField("related_place", &T::related_place),
      MakeField("data", &T::data), MakeField("data_place", &T::data_place),
      MakeField("count", &T::count), MakeField("times", &T::times));
};

template <>
struct FieldsOf<EventWriteString> {
  using T = EventWriteString;
  static constexpr auto kAll =
      std::make_tuple(MakeField("provider", &T::provider), MakeField("level", &T::level),
                      MakeField("keyword", &T::keyword), MakeField("text", &T::text),
                      MakeField("text_place", &T::text_place), MakeField("times", &T::times));
};

template <>
struct FieldsOf<EventEnabled> {
  static constexpr auto kAll = std::make_tuple(MakeField("provider", &EventEnabled::provider),
                                               MakeField("event", &EventEnabled::event));
};

template <>
struct FieldsOf<EventProviderEnabled> {
  static constexpr auto kAll =
      std::make_tuple(MakeField("provider", &EventProviderEnabled::provider),
                      MakeField("level", &EventProviderEnabled::level),
                      MakeField("keyword", &EventProviderEnabled::keyword));
};

template <>
struct FieldsOf<EventSetInformation> {
  using T = EventSetInformation;
  static constexpr auto kAll =
      std::make_tuple(MakeField("provider", &T::provider), MakeField("info_class", &T::info_class),
                      MakeField("information", &T::information), MakeField("place", &T::place),
                      MakeField("length", &T::length));
};

template <>
struct FieldsOf<EventActivityIdControl> {
  static constexpr auto kAll =
      std::make_tuple(MakeField("code", &EventActivityIdControl::code),
                      MakeField("activity", &EventActivityIdControl::activity),
                      MakeField("place", &EventActivityIdControl::place));
};

}  // namespace etalon

#endif  // ETALON_CONFORMANCE_SCRIPT_EVENT_WRITE_FIELDS_H_
