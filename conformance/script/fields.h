// The members of operations, by name: the one place that knows them all.
//
// JSON is read and written, and values are compared with their defaults, through these lists alone.
// Members of `On` belong to every operation and are not repeated here.
#ifndef ETALON_CONFORMANCE_SCRIPT_FIELDS_H_
#define ETALON_CONFORMANCE_SCRIPT_FIELDS_H_

#include <array>
#include <cstdint>
#include <string_view>
#include <tuple>
#include <utility>
#include <variant>

#include "conformance/script/op.h"

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

// In the order of AnyOp.
inline constexpr std::array<const char*, std::variant_size_v<AnyOp>> kOpNames = {
    "StartTraceW",
    "StartTraceA",
    "ControlTraceW",
    "ControlTraceA",
    "StopTraceW",
    "StopTraceA",
    "QueryTraceW",
    "QueryTraceA",
    "UpdateTraceW",
    "UpdateTraceA",
    "FlushTraceW",
    "FlushTraceA",
    "QueryAllTracesW",
    "QueryAllTracesA",
    "EnableTrace",
    "RegisterTraceGuidsW",
    "RegisterTraceGuidsA",
    "UnregisterTraceGuids",
    "GetTraceLoggerHandle",
    "GetTraceEnableLevel",
    "GetTraceEnableFlags",
    "CreateTraceInstanceId",
    "TraceEvent",
    "TraceEventInstance",
    "TraceMessage",
    "TraceMessageVa",
    "OpenTraceW",
    "OpenTraceA",
    "ProcessTrace",
    "CloseTrace",
    "StartHeapTrace",
    "UpdateHeapTrace",
    "Await",
    "Advance",
    "NewProcess",
    "ResumeProcess",
    "ExitProcess",
    "InjectFault",
    "SetDisk",
    "PutFile",
    "GetFile",
    "Reset",
};

// The names of an enumeration's values, as in JSON. Values without a name are numbers.
template <typename Enum>
struct NamesOf;

template <>
struct NamesOf<Place> {
  static constexpr std::pair<Place, const char*> kAll[] = {{Place::kBlock, "block"},
                                                           {Place::kNull, "null"},
                                                           {Place::kUnmapped, "unmapped"},
                                                           {Place::kMisaligned, "misaligned"},
                                                           {Place::kReadOnly, "read-only"}};
};

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

template <>
struct NamesOf<Token> {
  static constexpr std::pair<Token, const char*> kAll[] = {
      {Token::kAdministrator, "administrator"},
      {Token::kPerformanceLogUser, "performance-log-user"},
      {Token::kLocalSystem, "local-system"},
      {Token::kLocalService, "local-service"},
      {Token::kNetworkService, "network-service"},
      {Token::kUser, "user"}};
};

template <>
struct NamesOf<FaultPoint> {
  static constexpr std::pair<FaultPoint, const char*> kAll[] = {
      {FaultPoint::kBufferMemory, "buffer-memory"},
      {FaultPoint::kPropertiesMemory, "properties-memory"},
      {FaultPoint::kDiskWrite, "disk-write"},
      {FaultPoint::kFileOpen, "file-open"}};
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
      MakeField("log_file", &Properties::log_file));
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
                      MakeField("array", &T::array), MakeField("logger_count", &T::logger_count));
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
      MakeField("classes_place", &T::classes_place), MakeField("class_count", &T::class_count),
      MakeField("registration", &T::registration));
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

template <>
struct FieldsOf<Await> {
  static constexpr auto kAll =
      std::make_tuple(MakeField("of", &Await::of), MakeField("timeout_ms", &Await::timeout_ms));
};

template <>
struct FieldsOf<Advance> {
  static constexpr auto kAll = std::make_tuple(MakeField("ms", &Advance::ms));
};

template <>
struct FieldsOf<NewProcess> {
  static constexpr auto kAll = std::make_tuple(
      MakeField("name", &NewProcess::name), MakeField("token", &NewProcess::token),
      MakeField("bits", &NewProcess::bits), MakeField("suspended", &NewProcess::suspended));
};

template <>
struct FieldsOf<ResumeProcess> {
  static constexpr auto kAll = std::make_tuple(MakeField("name", &ResumeProcess::name));
};

template <>
struct FieldsOf<ExitProcess> {
  static constexpr auto kAll = std::make_tuple(MakeField("name", &ExitProcess::name));
};

template <>
struct FieldsOf<InjectFault> {
  static constexpr auto kAll = std::make_tuple(MakeField("point", &InjectFault::point),
                                               MakeField("after", &InjectFault::after),
                                               MakeField("times", &InjectFault::times));
};

template <>
struct FieldsOf<SetDisk> {
  static constexpr auto kAll = std::make_tuple(
      MakeField("drive", &SetDisk::drive), MakeField("free_bytes", &SetDisk::free_bytes),
      MakeField("bytes_per_second", &SetDisk::bytes_per_second));
};

template <>
struct FieldsOf<PutFile> {
  static constexpr auto kAll =
      std::make_tuple(MakeField("path", &PutFile::path), MakeField("contents", &PutFile::contents));
};

template <>
struct FieldsOf<GetFile> {
  static constexpr auto kAll = std::make_tuple(MakeField("path", &GetFile::path));
};

template <>
struct FieldsOf<Reset> {
  static constexpr std::tuple<> kAll = {};
};

}  // namespace etalon

#endif  // ETALON_CONFORMANCE_SCRIPT_FIELDS_H_
