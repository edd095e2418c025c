// The members of the operations in classic_ops.h.
#ifndef ETALON_CONFORMANCE_SCRIPT_CLASSIC_FIELDS_H_
#define ETALON_CONFORMANCE_SCRIPT_CLASSIC_FIELDS_H_

#include <tuple>
#include <utility>

#include "conformance/script/classic_ops.h"
#include "conformance/script/field.h"

namespace etalon {

template <>
struct NamesOf<ControlCode> {
  static constexpr std::pair<ControlCode, const char*> kAll[] = {
      {ControlCode::kQuery, "QUERY"},
      {ControlCode::kStop, "STOP"},
      {ControlCode::kUpdate, "UPDATE"},
      {ControlCode::kFlush, "FLUSH"},
      {ControlCode::kIncrementFile, "INCREMENT_FILE"},
      {ControlCode::kConvertToRealTime, "CONVERT_TO_REALTIME"}};
};

template <Form kForm>
struct FieldsOf<StartTraceOp<kForm>> {
  using T = StartTraceOp<kForm>;
  static constexpr auto kAll =
      std::make_tuple(MakeField("name", &T::name), MakeField("name_place", &T::name_place),
                      MakeField("handle", &T::handle), MakeField("properties", &T::properties));
};

template <Form kForm>
struct FieldsOf<ControlTraceOp<kForm>> {
  using T = ControlTraceOp<kForm>;
  static constexpr auto kAll =
      std::make_tuple(MakeField("handle", &T::handle), MakeField("name", &T::name),
                      MakeField("code", &T::code), MakeField("properties", &T::properties));
};

template <Form kForm, ControlCode kCode>
struct FieldsOf<ControlAliasOp<kForm, kCode>> {
  using T = ControlAliasOp<kForm, kCode>;
  static constexpr auto kAll =
      std::make_tuple(MakeField("handle", &T::handle), MakeField("name", &T::name),
                      MakeField("properties", &T::properties));
};

template <Form kForm>
struct FieldsOf<QueryAllTracesOp<kForm>> {
  using T = QueryAllTracesOp<kForm>;
  static constexpr auto kAll =
      std::make_tuple(MakeField("blocks", &T::blocks), MakeField("count", &T::count),
                      MakeField("array", &T::array), MakeField("logger_count", &T::logger_count),
                      MakeField("wnode_buffer_size", &T::wnode_buffer_size));
};

template <>
struct FieldsOf<EnableTrace> {
  static constexpr auto kAll = std::make_tuple(
      MakeField("enable", &EnableTrace::enable), MakeField("flags", &EnableTrace::flags),
      MakeField("level", &EnableTrace::level), MakeField("guid", &EnableTrace::guid),
      MakeField("guid_place", &EnableTrace::guid_place),
      MakeField("session", &EnableTrace::session));
};

template <Form kForm>
struct FieldsOf<RegisterTraceGuidsOp<kForm>> {
  using T = RegisterTraceGuidsOp<kForm>;
  static constexpr auto kAll = std::make_tuple(
      MakeField("callback", &T::callback), MakeField("guid", &T::guid),
      MakeField("guid_place", &T::guid_place), MakeField("classes", &T::classes),
      MakeField("classes_place", &T::classes_place),
      MakeField("class_guids_place", &T::class_guids_place),
      MakeField("class_count", &T::class_count), MakeField("registration", &T::registration));
};

template <>
struct FieldsOf<UnregisterTraceGuids> {
  static constexpr auto kAll =
      std::make_tuple(MakeField("registration", &UnregisterTraceGuids::registration));
};

template <>
struct FieldsOf<GetTraceLoggerHandle> {
  static constexpr auto kAll = std::make_tuple(MakeField("buffer", &GetTraceLoggerHandle::buffer));
};

template <>
struct FieldsOf<GetTraceEnableLevel> {
  static constexpr auto kAll = std::make_tuple(MakeField("session", &GetTraceEnableLevel::session));
};

template <>
struct FieldsOf<GetTraceEnableFlags> {
  static constexpr auto kAll = std::make_tuple(MakeField("session", &GetTraceEnableFlags::session));
};

template <>
struct FieldsOf<CreateTraceInstanceId> {
  static constexpr auto kAll =
      std::make_tuple(MakeField("class_handle", &CreateTraceInstanceId::class_handle),
                      MakeField("instance", &CreateTraceInstanceId::instance));
};

template <>
struct FieldsOf<TraceEvent> {
  static constexpr auto kAll = std::make_tuple(MakeField("session", &TraceEvent::session),
                                               MakeField("event", &TraceEvent::event),
                                               MakeField("times", &TraceEvent::times));
};

template <>
struct FieldsOf<TraceEventInstance> {
  static constexpr auto kAll = std::make_tuple(MakeField("session", &TraceEventInstance::session),
                                               MakeField("event", &TraceEventInstance::event),
                                               MakeField("instance", &TraceEventInstance::instance),
                                               MakeField("parent", &TraceEventInstance::parent));
};

template <bool kVaList>
struct FieldsOf<TraceMessageOp<kVaList>> {
  using T = TraceMessageOp<kVaList>;
  static constexpr auto kAll = std::make_tuple(
      MakeField("session", &T::session), MakeField("flags", &T::flags), MakeField("guid", &T::guid),
      MakeField("component_id", &T::component_id), MakeField("guid_place", &T::guid_place),
      MakeField("number", &T::number), MakeField("arguments", &T::arguments));
};

template <Form kForm>
struct FieldsOf<OpenTraceOp<kForm>> {
  using T = OpenTraceOp<kForm>;
  static constexpr auto kAll = std::make_tuple(
      MakeField("logger_name", &T::logger_name), MakeField("log_file", &T::log_file),
      MakeField("mode", &T::mode), MakeField("event_callback", &T::event_callback),
      MakeField("buffer_callback", &T::buffer_callback), MakeField("block", &T::block),
      MakeField("place", &T::place));
};

template <>
struct FieldsOf<ProcessTrace> {
  static constexpr auto kAll = std::make_tuple(
      MakeField("handles", &ProcessTrace::handles), MakeField("array", &ProcessTrace::array),
      MakeField("count", &ProcessTrace::count), MakeField("start_time", &ProcessTrace::start_time),
      MakeField("end_time", &ProcessTrace::end_time));
};

template <>
struct FieldsOf<CloseTrace> {
  static constexpr auto kAll = std::make_tuple(MakeField("trace", &CloseTrace::trace));
};

template <>
struct FieldsOf<StartHeapTrace> {
  static constexpr auto kAll = std::make_tuple(
      MakeField("name", &StartHeapTrace::name),
      MakeField("name_place", &StartHeapTrace::name_place),
      MakeField("handle", &StartHeapTrace::handle),
      MakeField("properties", &StartHeapTrace::properties),
      MakeField("processes", &StartHeapTrace::processes), MakeField("pids", &StartHeapTrace::pids),
      MakeField("pid_count", &StartHeapTrace::pid_count),
      MakeField("pids_place", &StartHeapTrace::pids_place),
      MakeField("stack_events", &StartHeapTrace::stack_events),
      MakeField("stack_event_count", &StartHeapTrace::stack_event_count),
      MakeField("stack_events_place", &StartHeapTrace::stack_events_place));
};

template <>
struct FieldsOf<UpdateHeapTrace> {
  static constexpr auto kAll =
      std::make_tuple(MakeField("name", &UpdateHeapTrace::name),
                      MakeField("name_place", &UpdateHeapTrace::name_place),
                      MakeField("properties", &UpdateHeapTrace::properties),
                      MakeField("processes", &UpdateHeapTrace::processes),
                      MakeField("pids", &UpdateHeapTrace::pids),
                      MakeField("pid_count", &UpdateHeapTrace::pid_count),
                      MakeField("pids_place", &UpdateHeapTrace::pids_place),
                      MakeField("stack_events", &UpdateHeapTrace::stack_events),
                      MakeField("stack_event_count", &UpdateHeapTrace::stack_event_count),
                      MakeField("stack_events_place", &UpdateHeapTrace::stack_events_place));
};

}  // namespace etalon

#endif  // ETALON_CONFORMANCE_SCRIPT_CLASSIC_FIELDS_H_
