#include "sim/properties/file_modes.h"

#include <cstring>

#include "sim/api/api.h"
#include "sim/api/named_properties.h"

namespace etalon::sim {

namespace {

constexpr uint32_t kFlushes = 5;
constexpr uint32_t kEventsAFlush = kFileModeEvents / kFlushes;  // nearly two buffers

bool WriteEvent(Machine& machine, TRACEHANDLE session, uint32_t number) {
  struct {
    EVENT_TRACE_HEADER header;
    uint32_t payload[16];
  } event = {};
  event.header.Size = sizeof(event);
  event.header.Flags = WNODE_FLAG_TRACED_GUID;
  event.payload[0] = number;
  machine.caller().cpu = number % machine.processors();
  return TraceEvent(machine, session, &event.header) == ERROR_SUCCESS;
}

bool Flush(Machine& machine, TRACEHANDLE session, const FileMode& mode,
           const std::u16string& path) {
  const bool is_ring = (mode.log_file_mode & EVENT_TRACE_BUFFERING_MODE) != 0;
  NamedProperties block(is_ring ? path + u".etl" : std::u16string());
  return FlushTraceW(machine, session, nullptr, &block.properties) == ERROR_SUCCESS;
}

bool RunOnce(Machine& machine, const FileMode& mode, const std::u16string& path) {
  const bool is_ring = (mode.log_file_mode & EVENT_TRACE_BUFFERING_MODE) != 0;
  const bool is_numbered = (mode.log_file_mode & EVENT_TRACE_FILE_MODE_NEWFILE) != 0;
  const std::u16string file = path + (is_numbered ? u"%d" : u"") + u".etl";
  NamedProperties block(is_ring ? std::u16string() : file);
  EVENT_TRACE_PROPERTIES& properties = block.properties;
  if (is_ring) properties.LogFileNameOffset = 0;
  properties.BufferSize = kFileModeBuffer / 1024;
  properties.MinimumBuffers = 4;
  properties.MaximumBuffers = 64;
  properties.LogFileMode = mode.log_file_mode;
  if (mode.buffers != 0) {
    properties.LogFileMode |= EVENT_TRACE_USE_KBYTES_FOR_SIZE;
    properties.MaximumFileSize = mode.buffers * (kFileModeBuffer / 1024);
  }
  TRACEHANDLE session = 0;
  if (StartTraceW(machine, &session, Wide(u"cut off"), &properties) != ERROR_SUCCESS) return false;
  uint32_t number = 0;
  for (uint32_t i = 0; i < kFlushes; ++i) {
    for (uint32_t event = 0; event < kEventsAFlush; ++event) {
      if (!WriteEvent(machine, session, ++number)) return false;
    }
    if (!Flush(machine, session, mode, path)) return false;
  }
  NamedProperties stop;
  return ControlTraceW(machine, session, nullptr, &stop.properties, EVENT_TRACE_CONTROL_STOP) ==
         ERROR_SUCCESS;
}

}  // namespace

const FileMode kFileModes[7] = {
    {"sequential", EVENT_TRACE_FILE_MODE_SEQUENTIAL, 0},
    {"circular", EVENT_TRACE_FILE_MODE_CIRCULAR, 4},
    {"append", EVENT_TRACE_FILE_MODE_APPEND, 0, 2},
    {"newfile", EVENT_TRACE_FILE_MODE_NEWFILE, 4},
    {"preallocate", EVENT_TRACE_FILE_MODE_PREALLOCATE, 32},
    {"preallocated circular", EVENT_TRACE_FILE_MODE_PREALLOCATE | EVENT_TRACE_FILE_MODE_CIRCULAR,
     4},
    {"ring", EVENT_TRACE_BUFFERING_MODE, 0},
};

bool RunFileMode(Machine& machine, const FileMode& mode, const std::u16string& path) {
  for (uint32_t run = 0; run < mode.runs; ++run) {
    if (!RunOnce(machine, mode, path)) return false;
  }
  return true;
}

}  // namespace etalon::sim
