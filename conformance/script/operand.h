// What operations are made of: handles, callbacks, blocks of memory, and where a call runs.
#ifndef ETALON_CONFORMANCE_SCRIPT_OPERAND_H_
#define ETALON_CONFORMANCE_SCRIPT_OPERAND_H_

#include <cstdint>
#include <initializer_list>
#include <memory>
#include <optional>
#include <string>
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

// EVENT_FILTER_DESCRIPTOR, and what it points to: ids of processes, or file names with semicolons
// between them.
struct SessionFilter {
  uint32_t type = 0;
  std::vector<std::string> processes = {};  // as NewProcess named them
  std::u16string images = {};

  friend bool operator==(const SessionFilter&, const SessionFilter&) = default;
};

// EVENT_TRACE_PROPERTIES, and the names behind it. Members left out are zero in a fresh block,
// except: the extent has room for the names, Wnode.BufferSize is the extent, Wnode.Flags is
// TRACED_GUID, LoggerNameOffset is 120, LogFileNameOffset lies behind the session name where a log
// file is given (and for QUERY, STOP and FLUSH without a stated extent, where one may come back;
// the room for either name is then 1,024 characters), and a session that is started without a log
// file and without a mode is a real-time session. An extension lies behind the names and makes the
// extent larger, or at its end where the extent is stated; EnableFlags is then 0x80FF0000 and its
// offset, that of a list of items.
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
  std::optional<std::u16string> log_file = {};     // written at LogFileNameOffset
  std::optional<std::u16string> logger_name = {};  // written at LoggerNameOffset
  Bytes extension = {};  // of EnableFlags; written at the offset in its low 16 bits
  // V2Control of an EVENT_TRACE_PROPERTIES_V2, 24 bytes longer; the offsets above move, Wnode.Flags
  // says so.
  std::optional<uint32_t> version = {};
  std::vector<SessionFilter> filters = {};    // with a version
  std::optional<uint32_t> filter_count = {};  // default: their number

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

}  // namespace etalon

#endif  // ETALON_CONFORMANCE_SCRIPT_OPERAND_H_
