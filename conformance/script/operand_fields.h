// The members of what operations are made of.
#ifndef ETALON_CONFORMANCE_SCRIPT_OPERAND_FIELDS_H_
#define ETALON_CONFORMANCE_SCRIPT_OPERAND_FIELDS_H_

#include <tuple>
#include <utility>

#include "conformance/script/field.h"
#include "conformance/script/operand.h"

namespace etalon {

template <>
struct NamesOf<Place> {
  static constexpr std::pair<Place, const char*> kAll[] = {{Place::kBlock, "block"},
                                                           {Place::kNull, "null"},
                                                           {Place::kUnmapped, "unmapped"},
                                                           {Place::kMisaligned, "misaligned"},
                                                           {Place::kReadOnly, "read-only"}};
};

template <>
struct FieldsOf<On> {
  static constexpr auto kAll = std::make_tuple(
      MakeField("id", &On::id), MakeField("process", &On::process),
      MakeField("thread", &On::thread), MakeField("cpu", &On::cpu), MakeField("start", &On::start));
};

template <>
struct FieldsOf<Callback> {
  static constexpr auto kAll = std::make_tuple(
      MakeField("name", &Callback::name), MakeField("place", &Callback::place),
      MakeField("steps", &Callback::steps), MakeField("returns", &Callback::returns),
      MakeField("delay_ms", &Callback::delay_ms), MakeField("fault", &Callback::fault),
      MakeField("false_on_call", &Callback::false_on_call));
};

template <>
struct FieldsOf<SessionFilter> {
  static constexpr auto kAll = std::make_tuple(MakeField("type", &SessionFilter::type),
                                               MakeField("processes", &SessionFilter::processes),
                                               MakeField("images", &SessionFilter::images));
};

template <>
struct FieldsOf<Properties> {
  static constexpr auto kAll = std::make_tuple(
      MakeField("block", &Properties::block), MakeField("place", &Properties::place),
      MakeField("bytes", &Properties::bytes),
      MakeField("wnode_buffer_size", &Properties::wnode_buffer_size),
      MakeField("guid", &Properties::guid),
      MakeField("client_context", &Properties::client_context),
      MakeField("wnode_flags", &Properties::wnode_flags),
      MakeField("buffer_size_kb", &Properties::buffer_size_kb),
      MakeField("minimum_buffers", &Properties::minimum_buffers),
      MakeField("maximum_buffers", &Properties::maximum_buffers),
      MakeField("maximum_file_size", &Properties::maximum_file_size),
      MakeField("log_file_mode", &Properties::log_file_mode),
      MakeField("flush_timer", &Properties::flush_timer),
      MakeField("enable_flags", &Properties::enable_flags),
      MakeField("log_file_name_offset", &Properties::log_file_name_offset),
      MakeField("logger_name_offset", &Properties::logger_name_offset),
      MakeField("log_file", &Properties::log_file),
      MakeField("logger_name", &Properties::logger_name),
      MakeField("extension", &Properties::extension),
      MakeField("version", &Properties::version), MakeField("filters", &Properties::filters),
      MakeField("filter_count", &Properties::filter_count));
};

template <>
struct FieldsOf<MofField> {
  static constexpr auto kAll =
      std::make_tuple(MakeField("data", &MofField::data), MakeField("place", &MofField::place),
                      MakeField("length", &MofField::length));
};

template <>
struct FieldsOf<EventHeader> {
  static constexpr auto kAll = std::make_tuple(
      MakeField("block", &EventHeader::block), MakeField("place", &EventHeader::place),
      MakeField("size", &EventHeader::size), MakeField("type", &EventHeader::type),
      MakeField("level", &EventHeader::level), MakeField("version", &EventHeader::version),
      MakeField("guid", &EventHeader::guid), MakeField("flags", &EventHeader::flags),
      MakeField("time_stamp", &EventHeader::time_stamp),
      MakeField("guid_by_pointer", &EventHeader::guid_by_pointer),
      MakeField("payload", &EventHeader::payload),
      MakeField("payload_fill", &EventHeader::payload_fill),
      MakeField("fields", &EventHeader::fields));
};

template <>
struct FieldsOf<InstanceHeader> {
  static constexpr auto kAll = std::make_tuple(
      MakeField("block", &InstanceHeader::block), MakeField("place", &InstanceHeader::place),
      MakeField("size", &InstanceHeader::size), MakeField("type", &InstanceHeader::type),
      MakeField("level", &InstanceHeader::level), MakeField("version", &InstanceHeader::version),
      MakeField("class_handle", &InstanceHeader::class_handle),
      MakeField("parent_class_handle", &InstanceHeader::parent_class_handle),
      MakeField("flags", &InstanceHeader::flags), MakeField("payload", &InstanceHeader::payload),
      MakeField("payload_fill", &InstanceHeader::payload_fill),
      MakeField("fields", &InstanceHeader::fields));
};

template <>
struct FieldsOf<InstanceInfo> {
  static constexpr auto kAll = std::make_tuple(
      MakeField("block", &InstanceInfo::block), MakeField("place", &InstanceInfo::place),
      MakeField("class_handle", &InstanceInfo::class_handle),
      MakeField("instance_id", &InstanceInfo::instance_id));
};

template <>
struct FieldsOf<Argument> {
  static constexpr auto kAll =
      std::make_tuple(MakeField("data", &Argument::data), MakeField("place", &Argument::place),
                      MakeField("size", &Argument::size), MakeField("fill", &Argument::fill));
};

template <>
struct FieldsOf<StackTracingEvent> {
  static constexpr auto kAll = std::make_tuple(MakeField("guid", &StackTracingEvent::guid),
                                               MakeField("type", &StackTracingEvent::type));
};

template <>
struct FieldsOf<LoggerBuffer> {
  static constexpr auto kAll = std::make_tuple(
      MakeField("block", &LoggerBuffer::block), MakeField("place", &LoggerBuffer::place),
      MakeField("buffer_size", &LoggerBuffer::buffer_size),
      MakeField("historical_context", &LoggerBuffer::historical_context));
};

}  // namespace etalon

#endif  // ETALON_CONFORMANCE_SCRIPT_OPERAND_FIELDS_H_
