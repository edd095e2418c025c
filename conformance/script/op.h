// The operation language: everything that a test, a script, a golden file, a fuzz input or an agent
// can say. One struct a documented function, whose defaults make a legal call, and the few things
// that a test does to the world around it. Plain values; no behaviour.
//
// An Op becomes one line of JSON (json.h) and a piece of C (c_printer.h), and is carried out by an
// Executor (executor.h). In JSON an operation's members are those that differ from their default.
//
// Memory. Every pointer parameter points to a block. A block without a name is fresh for the call;
// a named block persists until Reset and keeps its contents: an operation that names an existing
// block writes only the members that it gives.
//
// Handles are symbols, `$1`, `$2`, ... in the order of their birth (StartTrace, StartHeapTrace,
// RegisterTraceGuids: the registration, then its classes; GetTraceLoggerHandle; OpenTrace), or
// literal numbers.
//
// Members stand in the order in which tests write them: designated initialisers must follow it.
#ifndef ETALON_CONFORMANCE_SCRIPT_OP_H_
#define ETALON_CONFORMANCE_SCRIPT_OP_H_

#include <cstdint>
#include <initializer_list>
#include <memory>
#include <optional>
#include <string>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

#include "conformance/script/guid.h"

namespace etalon {

struct Op;

// Where, and how, an operation runs.
struct On {
  std::string process = {};          // "": the test's own process; others come from NewProcess
  std::string thread = {};           // "": the first thread of the process
  std::optional<uint32_t> cpu = {};  // the processor the thread stands on (simulator only)
  std::string id = {};               // names the operation; the runner numbers those without
  bool start = false;                // start it and go on; Await{.of = id} collects the outcome

  friend bool operator==(const On&, const On&) = default;
};

// What a pointer argument points to.
enum class Place {
  kBlock,       // memory of its own, of the stated extent, with an unmapped page behind
  kNull,        // NULL
  kUnmapped,    // an address where nothing is
  kMisaligned,  // a block that starts one byte too late
  kReadOnly,    // a block that cannot be written
};

// A handle: a symbol ("$1"), or a literal value when the symbol is empty.
struct Handle {
  std::string symbol = {};
  uint64_t literal = 0;

  friend bool operator==(const Handle&, const Handle&) = default;
};

inline const Handle kNoHandle = {};
// INVALID_PROCESSTRACE_HANDLE, INVALID_HANDLE_VALUE.
inline const Handle kAllOnes = {.symbol = {}, .literal = ~uint64_t{0}};

using Bytes = std::vector<uint8_t>;

// Operations that a callback performs; copied cheaply, never changed.
class Steps {
 public:
  Steps() = default;
  Steps(std::initializer_list<Op> ops);  // NOLINT: a list of operations is a Steps
  explicit Steps(std::vector<Op> ops);

  const std::vector<Op>& ops() const;  // empty when none were given
  bool empty() const { return ops().empty(); }

  friend bool operator==(const Steps& a, const Steps& b);

 private:
  std::shared_ptr<const std::vector<Op>> ops_;
};

// A callback as a small script. Its calls are recorded in the outcome of the operation during which
// they happen (CallbackRecord).
struct Callback {
  std::string name = {};        // how records call it; "" takes the parameter's name
  Place place = Place::kBlock;  // kNull: no callback
  Steps steps = {};             // what it does
  uint32_t returns = 0;         // control callback: its result
  uint32_t delay_ms = 0;        // waits so long before it returns
  bool fault = false;           // reads from NULL
  uint32_t false_on_call = 0;   // buffer callback: answers FALSE at the n-th call, else TRUE

  friend bool operator==(const Callback&, const Callback&) = default;
};

// ---- Memory blocks -----------------------------------------------------------------------------

// EVENT_TRACE_PROPERTIES, and the names behind it. Members left out are zero in a fresh block,
// except: the extent has room for the names, Wnode.BufferSize is the extent, Wnode.Flags is
// TRACED_GUID, LoggerNameOffset is 120, LogFileNameOffset lies behind the session name where a log
// file is given (and for QUERY, STOP and FLUSH without a stated extent, where one may come back;
// the room for either name is then 1,024 characters), and a session that is started without a log
// file and without a mode is a real-time session.
struct Properties {
  std::string block = {};
  Place place = Place::kBlock;
  std::optional<uint32_t> bytes = {};  // the extent of the block
  std::optional<uint32_t> wnode_buffer_size = {};
  std::optional<Guid> guid = {};
  std::optional<uint32_t> client_context = {};
  std::optional<uint32_t> wnode_flags = {};
  std::optional<uint32_t> buffer_size_kb = {};
  std::optional<uint32_t> minimum_buffers = {};
  std::optional<uint32_t> maximum_buffers = {};
  std::optional<uint32_t> maximum_file_size = {};
  std::optional<uint32_t> log_file_mode = {};
  std::optional<uint32_t> flush_timer = {};
  std::optional<uint32_t> enable_flags = {};
  std::optional<uint32_t> log_file_name_offset = {};
  std::optional<uint32_t> logger_name_offset = {};
  std::optional<std::u16string> log_file = {};  // written at LogFileNameOffset

  friend bool operator==(const Properties&, const Properties&) = default;
};

// One MOF_FIELD: a pointer and a length.
struct MofField {
  Bytes data = {};
  Place place = Place::kBlock;
  std::optional<uint32_t> length = {};  // default: the size of the data

  friend bool operator==(const MofField&, const MofField&) = default;
};

// EVENT_TRACE_HEADER and what follows it: either bytes, or MOF fields (then USE_MOF_PTR is set).
struct EventHeader {
  std::string block = {};
  Place place = Place::kBlock;
  std::optional<uint16_t> size = {};  // default: header and what follows
  std::optional<uint8_t> type = {};
  std::optional<uint8_t> level = {};
  std::optional<uint16_t> version = {};
  std::optional<Guid> guid = {};
  std::optional<uint32_t> flags = {};      // default: TRACED_GUID and what the members below need
  std::optional<int64_t> time_stamp = {};  // with WNODE_FLAG_USE_TIMESTAMP
  bool guid_by_pointer = false;            // GuidPtr points to the GUID, USE_GUID_PTR is set
  Bytes payload = {};
  uint32_t payload_fill = 0;  // so many bytes 0, 1, 2, ... behind the payload
  std::vector<MofField> fields = {};

  friend bool operator==(const EventHeader&, const EventHeader&) = default;
};

// EVENT_INSTANCE_HEADER and what follows it.
struct InstanceHeader {
  std::string block = {};
  Place place = Place::kBlock;
  std::optional<uint16_t> size = {};
  std::optional<uint8_t> type = {};
  std::optional<uint8_t> level = {};
  std::optional<uint16_t> version = {};
  std::optional<Handle> class_handle = {};         // RegHandle; default: that of the instance
  std::optional<Handle> parent_class_handle = {};  // ParentRegHandle
  std::optional<uint32_t> flags = {};
  Bytes payload = {};
  uint32_t payload_fill = 0;
  std::vector<MofField> fields = {};

  friend bool operator==(const InstanceHeader&, const InstanceHeader&) = default;
};

// EVENT_INSTANCE_INFO: filled by CreateTraceInstanceId, or by hand.
struct InstanceInfo {
  std::string block = {};
  Place place = Place::kBlock;
  std::optional<Handle> class_handle = {};
  std::optional<uint32_t> instance_id = {};

  friend bool operator==(const InstanceInfo&, const InstanceInfo&) = default;
};

// One pair of TraceMessage's argument list.
struct Argument {
  Bytes data = {};
  Place place = Place::kBlock;
  std::optional<uint64_t> size = {};  // default: the size of the data
  uint32_t fill = 0;                  // so many bytes 0, 1, 2, ... behind the data

  friend bool operator==(const Argument&, const Argument&) = default;
};

// STACK_TRACING_EVENT_ID.
struct StackTracingEvent {
  Guid guid = {};
  uint8_t type = 0;

  friend bool operator==(const StackTracingEvent&, const StackTracingEvent&) = default;
};

// The WNODE_HEADER that GetTraceLoggerHandle takes. Inside a control callback the default is the
// block that ETW passed.
struct LoggerBuffer {
  std::string block = {};
  Place place = Place::kBlock;
  std::optional<uint32_t> buffer_size = {};  // Wnode.BufferSize
  std::optional<Handle> historical_context = {};

  friend bool operator==(const LoggerBuffer&, const LoggerBuffer&) = default;
};

// ---- The classic API ---------------------------------------------------------------------------

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

// ---- The world ---------------------------------------------------------------------------------

// Waits for a started operation; its outcome is the outcome of this one. After `timeout_ms` (of the
// implementation's clock) the verdict is a hang.
struct Await {
  std::string of = {};
  uint32_t timeout_ms = 10000;
  On on = {};

  friend bool operator==(const Await&, const Await&) = default;
};

// Lets time pass: virtual time in the simulator, a sleep elsewhere.
struct Advance {
  uint32_t ms = 1000;
  On on = {};

  friend bool operator==(const Advance&, const Advance&) = default;
};

// Who the caller is; decides ERROR_ACCESS_DENIED. Capability `privileges`.
enum class Token {
  kAdministrator,
  kPerformanceLogUser,
  kLocalSystem,
  kLocalService,
  kNetworkService,
  kUser,
};

// Creates a process. Capability `processes`.
struct NewProcess {
  std::string name = {};
  Token token = Token::kAdministrator;
  uint32_t bits = 64;
  bool suspended = false;
  On on = {};

  friend bool operator==(const NewProcess&, const NewProcess&) = default;
};

struct ResumeProcess {
  std::string name = {};
  On on = {};

  friend bool operator==(const ResumeProcess&, const ResumeProcess&) = default;
};

struct ExitProcess {
  std::string name = {};
  On on = {};

  friend bool operator==(const ExitProcess&, const ExitProcess&) = default;
};

// Makes the n-th next request of a kind fail, once. Capability `faults`.
enum class FaultPoint {
  kBufferMemory,      // memory for one more event buffer
  kPropertiesMemory,  // memory for a copy of EVENT_TRACE_PROPERTIES
  kDiskWrite,         // a write to a log file
  kFileOpen,          // creating or opening a log file: access denied
};

struct InjectFault {
  FaultPoint point = FaultPoint::kBufferMemory;
  uint32_t after = 0;  // requests that still succeed
  uint32_t times = 1;
  On on = {};

  friend bool operator==(const InjectFault&, const InjectFault&) = default;
};

// Changes a simulated drive ("C:", the system drive, "D:"). Capability `faults`.
struct SetDisk {
  std::string drive = "C:";
  std::optional<uint64_t> free_bytes = {};
  std::optional<uint64_t> bytes_per_second = {};  // 0: a write never finishes
  On on = {};

  friend bool operator==(const SetDisk&, const SetDisk&) = default;
};

// Creates a folder on the simulated disk or beside the agent; a file when `contents` is given.
struct PutFile {
  std::u16string path = {};
  std::optional<Bytes> contents = {};  // none: a folder
  On on = {};

  friend bool operator==(const PutFile&, const PutFile&) = default;
};

// The bytes of a log file, as change "bytes" (hexadecimal) of block "file".
struct GetFile {
  std::u16string path = {};
  On on = {};

  friend bool operator==(const GetFile&, const GetFile&) = default;
};

// Back to an empty world: sessions stopped, registrations and traces closed, blocks forgotten.
struct Reset {
  On on = {};

  friend bool operator==(const Reset&, const Reset&) = default;
};

using AnyOp = std::variant<
    StartTraceW, StartTraceA, ControlTraceW, ControlTraceA, StopTraceW, StopTraceA, QueryTraceW,
    QueryTraceA, UpdateTraceW, UpdateTraceA, FlushTraceW, FlushTraceA, QueryAllTracesW,
    QueryAllTracesA, EnableTrace, RegisterTraceGuidsW, RegisterTraceGuidsA, UnregisterTraceGuids,
    GetTraceLoggerHandle, GetTraceEnableLevel, GetTraceEnableFlags, CreateTraceInstanceId,
    TraceEvent, TraceEventInstance, TraceMessage, TraceMessageVa, OpenTraceW, OpenTraceA,
    ProcessTrace, CloseTrace, StartHeapTrace, UpdateHeapTrace, Await, Advance, NewProcess,
    ResumeProcess, ExitProcess, InjectFault, SetDisk, PutFile, GetFile, Reset>;

// Any operation. A struct, so that it can be declared before it is complete (Steps).
struct Op {
  AnyOp any;

  template <typename T>
  requires std::is_constructible_v<AnyOp, T> Op(T op)
      : any(std::move(op)) {}  // NOLINT: every operation is an Op
  Op() : any(Reset{}) {}

  const On& on() const {
    return std::visit([](const auto& op) -> const On& { return op.on; }, any);
  }
  On& on() {
    return std::visit([](auto& op) -> On& { return op.on; }, any);
  }

  friend bool operator==(const Op&, const Op&) = default;
};

// The name of an operation, as in JSON: "StartTraceW", "Await".
std::string NameOf(const Op& op);

}  // namespace etalon

#endif  // ETALON_CONFORMANCE_SCRIPT_OP_H_
