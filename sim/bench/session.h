// A session that runs for as long as an object lives.
#ifndef ETALON_SIM_BENCH_SESSION_H_
#define ETALON_SIM_BENCH_SESSION_H_

#include <cstdint>
#include <string>

#include "sim/include/evntrace.h"

namespace etalon::bench {

// What a row asks of its session. Without a file: a ring in memory (BUFFERING_MODE), or real time.
struct SessionRequest {
  std::u16string name = u"bench";
  uint32_t buffer_kb = 64;
  uint32_t minimum_buffers = 0;
  uint32_t maximum_buffers = 0;
  uint32_t mode = EVENT_TRACE_BUFFERING_MODE;
  uint32_t flush_timer = 0;
  std::u16string log_file = {};
};

// EVENT_TRACE_PROPERTIES with room for both names.
struct PropertiesBlock {
  explicit PropertiesBlock(const SessionRequest& request = {}) {
    properties.Wnode.BufferSize = sizeof(*this);
    properties.Wnode.Flags = WNODE_FLAG_TRACED_GUID;
    properties.Wnode.ClientContext = 1;
    properties.BufferSize = request.buffer_kb;
    properties.MinimumBuffers = request.minimum_buffers;
    properties.MaximumBuffers = request.maximum_buffers;
    properties.LogFileMode = request.mode;
    properties.FlushTimer = request.flush_timer;
    properties.LoggerNameOffset = sizeof(properties);
    properties.LogFileNameOffset = sizeof(properties) + sizeof(name);
    request.log_file.copy(log_file, sizeof(log_file) / sizeof(*log_file) - 1);
  }

  EVENT_TRACE_PROPERTIES properties = {};
  char16_t name[64] = {};
  char16_t log_file[512] = {};
};

inline const WCHAR* Wide(const std::u16string& text) {
  return reinterpret_cast<const WCHAR*>(text.c_str());
}

template <typename Etw>
class Session {
 public:
  Session(Etw& etw, const SessionRequest& request) : etw_(etw) {
    PropertiesBlock block(request);
    const ULONG error = etw_.StartTraceW(&handle_, Wide(request.name), &block.properties);
    if (error != ERROR_SUCCESS) handle_ = 0;
  }
  ~Session() {
    if (handle_ != 0) Stop();
  }
  Session(const Session&) = delete;
  Session& operator=(const Session&) = delete;

  bool runs() const { return handle_ != 0; }
  TRACEHANDLE handle() const { return handle_; }

  // Events that were lost; all bits when the session could not be stopped.
  uint32_t Stop() {
    PropertiesBlock block;
    const ULONG error =
        etw_.ControlTraceW(handle_, nullptr, &block.properties, EVENT_TRACE_CONTROL_STOP);
    handle_ = 0;
    return error == ERROR_SUCCESS ? block.properties.EventsLost : UINT32_MAX;
  }

 private:
  Etw& etw_;
  TRACEHANDLE handle_ = 0;
};

}  // namespace etalon::bench

#endif  // ETALON_SIM_BENCH_SESSION_H_
