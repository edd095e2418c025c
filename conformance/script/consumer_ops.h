// The newer functions for consumers, and the older ones about single classes.
#ifndef ETALON_CONFORMANCE_SCRIPT_CONSUMER_OPS_H_
#define ETALON_CONFORMANCE_SCRIPT_CONSUMER_OPS_H_

#include <cstdint>
#include <optional>
#include <string>

#include "conformance/script/classic_ops.h"
#include "conformance/script/operand.h"

namespace etalon {

// ETW_OPEN_TRACE_OPTIONS. Each callback has its own context.
struct OpenTraceOptions {
  Place place = Place::kBlock;
  uint32_t modes = 0;                                              // ProcessTraceModes
  Callback event_callback = {};                                    // records are named "event"
  Callback buffer_callback = {.name = {}, .place = Place::kNull};  // records are named "buffer"

  friend bool operator==(const OpenTraceOptions&, const OpenTraceOptions&) = default;
};

// An ETW_BUFFER_HEADER and the events behind it, as they stand in a log file. Inside a buffer
// callback, one for which no log file is named is the buffer that the callback was given: with
// `block` it keeps that name, by which operations elsewhere can speak of it.
struct TraceBuffer {
  std::string block = {};
  Place place = Place::kBlock;
  std::u16string log_file = {};        // it is copied from this file ...
  uint32_t index = 0;                  // ... whose buffers count from 0, the header's; needs kFiles
  std::optional<uint32_t> bytes = {};  // the extent; default: BufferSize of its header
  std::optional<uint32_t> filled_bytes = {};  // FilledBytes; default: what the file has there

  friend bool operator==(const TraceBuffer&, const TraceBuffer&) = default;
};

struct OpenTraceFromFile {
  std::optional<std::u16string> log_file = {};  // none: NULL
  Place name_place = Place::kBlock;
  OpenTraceOptions options = {};
  Place header = Place::kBlock;  // the TRACE_LOGFILE_HEADER to be filled
  On on = {};

  friend bool operator==(const OpenTraceFromFile&, const OpenTraceFromFile&) = default;
};

struct OpenTraceFromRealTimeLogger {
  std::optional<std::u16string> logger_name = {};  // none: NULL
  Place name_place = Place::kBlock;
  OpenTraceOptions options = {};
  Place header = Place::kBlock;
  On on = {};

  friend bool operator==(const OpenTraceFromRealTimeLogger&,
                         const OpenTraceFromRealTimeLogger&) = default;
};

struct OpenTraceFromRealTimeLoggerWithAllocationOptions {
  std::optional<std::u16string> logger_name = {};  // none: NULL
  Place name_place = Place::kBlock;
  OpenTraceOptions options = {};
  uint64_t allocation_size = 0;
  Handle memory_partition = {};
  Place header = Place::kBlock;
  On on = {};

  friend bool operator==(const OpenTraceFromRealTimeLoggerWithAllocationOptions&,
                         const OpenTraceFromRealTimeLoggerWithAllocationOptions&) = default;
};

struct OpenTraceFromBufferStream {
  OpenTraceOptions options = {};
  Callback completion_callback = {};  // records are named "completion"
  On on = {};

  friend bool operator==(const OpenTraceFromBufferStream&,
                         const OpenTraceFromBufferStream&) = default;
};

struct ProcessTraceAddBufferToBufferStream {
  Handle trace = {};
  TraceBuffer buffer = {};
  std::optional<uint32_t> size = {};  // BufferSize; default: the extent of the block
  On on = {};

  friend bool operator==(const ProcessTraceAddBufferToBufferStream&,
                         const ProcessTraceAddBufferToBufferStream&) = default;
};

struct ProcessTraceBufferIncrementReference {
  Handle trace = {};
  TraceBuffer buffer = {};
  On on = {};

  friend bool operator==(const ProcessTraceBufferIncrementReference&,
                         const ProcessTraceBufferIncrementReference&) = default;
};

struct ProcessTraceBufferDecrementReference {
  TraceBuffer buffer = {};
  On on = {};

  friend bool operator==(const ProcessTraceBufferDecrementReference&,
                         const ProcessTraceBufferDecrementReference&) = default;
};

struct SetTraceCallback {
  Guid guid = kClassGuid;
  Place guid_place = Place::kBlock;
  Callback callback = {};  // records are named "class"
  On on = {};

  friend bool operator==(const SetTraceCallback&, const SetTraceCallback&) = default;
};

struct RemoveTraceCallback {
  Guid guid = kClassGuid;
  Place guid_place = Place::kBlock;
  On on = {};

  friend bool operator==(const RemoveTraceCallback&, const RemoveTraceCallback&) = default;
};

// The blocks "in" and "out" are filled with 0x5a: what is written to "out" shows as changed bytes.
struct QueryTraceProcessingHandle {
  Handle trace = {};
  uint32_t information = 1;  // InformationClass
  Place in = Place::kNull;
  uint32_t in_size = 0;
  Place out = Place::kBlock;
  uint32_t out_size = 512;
  Place return_length = Place::kBlock;
  On on = {};

  friend bool operator==(const QueryTraceProcessingHandle&,
                         const QueryTraceProcessingHandle&) = default;
};

}  // namespace etalon

#endif  // ETALON_CONFORMANCE_SCRIPT_CONSUMER_OPS_H_
