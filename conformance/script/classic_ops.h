// The functions of controllers, classic providers and consumers, as operations.
#ifndef ETALON_CONFORMANCE_SCRIPT_CLASSIC_OPS_H_
#define ETALON_CONFORMANCE_SCRIPT_CLASSIC_OPS_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "conformance/script/guid.h"
#include "conformance/script/operand.h"

namespace etalon {

// Functions that come as ...W and ...A take their names in UTF-16 here; the A form converts them to
// Windows-1252.
enum class Form { kWide, kAnsi };

// StartTraceW, StartTraceA.
template <Form kForm>
struct StartTraceOp {
  std::u16string name = u"etalon";
  Place name_place = Place::kBlock;
  Place handle = Place::kBlock;  // the TRACEHANDLE to be filled
  Properties properties = {};
  On on = {};

  friend bool operator==(const StartTraceOp&, const StartTraceOp&) = default;
};
using StartTraceW = StartTraceOp<Form::kWide>;
using StartTraceA = StartTraceOp<Form::kAnsi>;

enum class ControlCode : uint32_t {
  kQuery = 0,
  kStop = 1,
  kUpdate = 2,
  kFlush = 3,
  kIncrementFile = 4,
  kConvertToRealTime = 5,
};

// ControlTraceW, ControlTraceA. Without a name InstanceName is NULL.
template <Form kForm>
struct ControlTraceOp {
  Handle handle = {};
  std::optional<std::u16string> name = {};
  ControlCode code = ControlCode::kQuery;  // any number may be cast to it
  Properties properties = {};
  On on = {};

  friend bool operator==(const ControlTraceOp&, const ControlTraceOp&) = default;
};
using ControlTraceW = ControlTraceOp<Form::kWide>;
using ControlTraceA = ControlTraceOp<Form::kAnsi>;

// The four functions that are ControlTrace with a fixed code: StopTraceW, QueryTraceA, ...
template <Form kForm, ControlCode kCode>
struct ControlAliasOp {
  Handle handle = {};
  std::optional<std::u16string> name = {};
  Properties properties = {};
  On on = {};

  friend bool operator==(const ControlAliasOp&, const ControlAliasOp&) = default;
};
using StopTraceW = ControlAliasOp<Form::kWide, ControlCode::kStop>;
using StopTraceA = ControlAliasOp<Form::kAnsi, ControlCode::kStop>;
using QueryTraceW = ControlAliasOp<Form::kWide, ControlCode::kQuery>;
using QueryTraceA = ControlAliasOp<Form::kAnsi, ControlCode::kQuery>;
using UpdateTraceW = ControlAliasOp<Form::kWide, ControlCode::kUpdate>;
using UpdateTraceA = ControlAliasOp<Form::kAnsi, ControlCode::kUpdate>;
using FlushTraceW = ControlAliasOp<Form::kWide, ControlCode::kFlush>;
using FlushTraceA = ControlAliasOp<Form::kAnsi, ControlCode::kFlush>;

// QueryAllTracesW, QueryAllTracesA. Fresh blocks "properties[0]", "properties[1]", ...; entries of
// the array behind those blocks, up to the count (1,024 at most), are NULL.
template <Form kForm>
struct QueryAllTracesOp {
  uint32_t blocks = 64;                // how many properties blocks the array points to
  std::optional<uint32_t> count = {};  // PropertyArrayCount; default: blocks
  Place array = Place::kBlock;
  Place logger_count = Place::kBlock;
  std::optional<uint32_t> wnode_buffer_size = {};  // of every block; default: its extent
  On on = {};

  friend bool operator==(const QueryAllTracesOp&, const QueryAllTracesOp&) = default;
};
using QueryAllTracesW = QueryAllTracesOp<Form::kWide>;
using QueryAllTracesA = QueryAllTracesOp<Form::kAnsi>;

// The control GUID that operations use unless told otherwise, and a class GUID of that provider.
inline constexpr Guid kProviderGuid = {0xe7a10000, 0x0001, 0x4000, {0x80, 0, 0, 0, 0, 0, 0, 1}};
inline constexpr Guid kClassGuid = {0xe7a10000, 0x0002, 0x4000, {0x80, 0, 0, 0, 0, 0, 0, 1}};
inline constexpr Guid kOtherClassGuid = {0xe7a10000, 0x0002, 0x4000, {0x80, 0, 0, 0, 0, 0, 0, 2}};

struct EnableTrace {
  uint32_t enable = 1;
  uint32_t flags = 0;
  uint32_t level = 5;
  Guid guid = kProviderGuid;
  Place guid_place = Place::kBlock;
  Handle session = {};
  On on = {};

  friend bool operator==(const EnableTrace&, const EnableTrace&) = default;
};

// RegisterTraceGuidsW, RegisterTraceGuidsA. The class handles that come back are born after the
// registration handle, in the order of `classes`.
template <Form kForm>
struct RegisterTraceGuidsOp {
  Callback callback = {};  // records are named "control" by default
  Guid guid = kProviderGuid;
  Place guid_place = Place::kBlock;
  std::vector<Guid> classes = {kClassGuid};
  Place classes_place = Place::kBlock;
  Place class_guids_place = Place::kBlock;   // of each class's GUID
  std::optional<uint32_t> class_count = {};  // GuidCount; default: the number of classes
  Place registration = Place::kBlock;        // the TRACEHANDLE to be filled
  On on = {};

  friend bool operator==(const RegisterTraceGuidsOp&, const RegisterTraceGuidsOp&) = default;
};
using RegisterTraceGuidsW = RegisterTraceGuidsOp<Form::kWide>;
using RegisterTraceGuidsA = RegisterTraceGuidsOp<Form::kAnsi>;

struct UnregisterTraceGuids {
  Handle registration = {};
  On on = {};

  friend bool operator==(const UnregisterTraceGuids&, const UnregisterTraceGuids&) = default;
};

struct GetTraceLoggerHandle {
  LoggerBuffer buffer = {};
  On on = {};

  friend bool operator==(const GetTraceLoggerHandle&, const GetTraceLoggerHandle&) = default;
};

// Sets the last error to 0 first, as callers are told to. Without a handle: the newest one that
// GetTraceLoggerHandle gave birth to.
struct GetTraceEnableLevel {
  std::optional<Handle> session = {};
  On on = {};

  friend bool operator==(const GetTraceEnableLevel&, const GetTraceEnableLevel&) = default;
};

struct GetTraceEnableFlags {
  std::optional<Handle> session = {};
  On on = {};

  friend bool operator==(const GetTraceEnableFlags&, const GetTraceEnableFlags&) = default;
};

struct CreateTraceInstanceId {
  Handle class_handle = {};
  InstanceInfo instance = {};
  On on = {};

  friend bool operator==(const CreateTraceInstanceId&, const CreateTraceInstanceId&) = default;
};

struct TraceEvent {
  Handle session = {};
  EventHeader event = {};
  uint32_t times =
      1;  // repeats the call; the outcome is the last one's, `failures` counts the rest
  On on = {};

  friend bool operator==(const TraceEvent&, const TraceEvent&) = default;
};

struct TraceEventInstance {
  Handle session = {};
  InstanceHeader event = {};
  InstanceInfo instance = {};
  std::optional<InstanceInfo> parent = {};  // default: NULL
  On on = {};

  friend bool operator==(const TraceEventInstance&, const TraceEventInstance&) = default;
};

// TraceMessage (variadic) and TraceMessageVa. At most 16 arguments.
template <bool kVaList>
struct TraceMessageOp {
  Handle session = {};
  uint32_t flags = 0;
  Guid guid = kClassGuid;                     // TRACE_MESSAGE_GUID
  std::optional<uint32_t> component_id = {};  // MessageGuid points to this number instead
  Place guid_place = Place::kBlock;
  uint16_t number = 1;
  std::vector<Argument> arguments = {};
  On on = {};

  friend bool operator==(const TraceMessageOp&, const TraceMessageOp&) = default;
};
using TraceMessage = TraceMessageOp<false>;
using TraceMessageVa = TraceMessageOp<true>;

// OpenTraceW, OpenTraceA. ProcessTraceMode defaults to REAL_TIME with a logger name, else 0; the
// event callback has the EVENT_RECORD form when the mode says so.
template <Form kForm>
struct OpenTraceOp {
  std::optional<std::u16string> logger_name = {};
  std::optional<std::u16string> log_file = {};
  std::optional<uint32_t> mode = {};
  Callback event_callback = {};                                    // records are named "event"
  Callback buffer_callback = {.name = {}, .place = Place::kNull};  // records are named "buffer"
  std::string block = {};                                          // the EVENT_TRACE_LOGFILE
  Place place = Place::kBlock;
  On on = {};

  friend bool operator==(const OpenTraceOp&, const OpenTraceOp&) = default;
};
using OpenTraceW = OpenTraceOp<Form::kWide>;
using OpenTraceA = OpenTraceOp<Form::kAnsi>;

// Blocks until all is delivered. For a real-time session start it (`on.start`) and await it.
struct ProcessTrace {
  std::vector<Handle> handles = {};
  Place array = Place::kBlock;
  std::optional<uint32_t> count = {};      // HandleCount; default: the number of handles
  std::optional<int64_t> start_time = {};  // FILETIME; default: NULL
  std::optional<int64_t> end_time = {};
  On on = {};

  friend bool operator==(const ProcessTrace&, const ProcessTrace&) = default;
};

struct CloseTrace {
  Handle trace = {};
  On on = {};

  friend bool operator==(const CloseTrace&, const CloseTrace&) = default;
};

// Processes are named as NewProcess named them; `pids` adds numbers to the list.
struct StartHeapTrace {
  std::u16string name = u"etalon-heap";
  Place name_place = Place::kBlock;
  Place handle = Place::kBlock;
  Properties properties = {};
  std::vector<std::string> processes = {};
  std::vector<uint32_t> pids = {};
  std::optional<uint32_t> pid_count = {};  // cPids; default: the length of both lists
  Place pids_place = Place::kBlock;        // NULL when there are none
  std::vector<StackTracingEvent> stack_events = {};
  std::optional<uint32_t> stack_event_count = {};
  Place stack_events_place = Place::kBlock;  // NULL when there are none
  On on = {};

  friend bool operator==(const StartHeapTrace&, const StartHeapTrace&) = default;
};

struct UpdateHeapTrace {
  std::u16string name = u"etalon-heap";
  Place name_place = Place::kBlock;
  Properties properties = {};
  std::vector<std::string> processes = {};
  std::vector<uint32_t> pids = {};
  std::optional<uint32_t> pid_count = {};
  Place pids_place = Place::kBlock;
  std::vector<StackTracingEvent> stack_events = {};
  std::optional<uint32_t> stack_event_count = {};
  Place stack_events_place = Place::kBlock;
  On on = {};

  friend bool operator==(const UpdateHeapTrace&, const UpdateHeapTrace&) = default;
};

}  // namespace etalon

#endif  // ETALON_CONFORMANCE_SCRIPT_CLASSIC_OPS_H_
