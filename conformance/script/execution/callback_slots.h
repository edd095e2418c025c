// C functions that the API can call back, each bound to an object.
#ifndef ETALON_CONFORMANCE_SCRIPT_EXECUTION_CALLBACK_SLOTS_H_
#define ETALON_CONFORMANCE_SCRIPT_EXECUTION_CALLBACK_SLOTS_H_

#include <cstddef>
#include <cstdint>
#include <optional>

#include "sim/include/evntcons.h"
#include "sim/include/evntprov.h"
#include "sim/include/evntrace.h"

namespace etalon {

// What an enable callback is given.
struct EnableCall {
  const GUID* source;
  uint32_t is_enabled;
  uint8_t level;
  uint64_t match_any;
  uint64_t match_all;
  const EVENT_FILTER_DESCRIPTOR* filter;
  void* context;
};

// Who is called back. Called on any thread.
class CallbackTarget {
 public:
  virtual ~CallbackTarget() = default;

  virtual void OnEvent(const EVENT_TRACE& event) = 0;
  virtual void OnRecord(const EVENT_RECORD& record) = 0;
  virtual uint32_t OnBuffer(const EVENT_TRACE_LOGFILEW& logfile) = 0;
  virtual int32_t OnTraceBuffer(const ETW_BUFFER_HEADER& buffer, uint32_t size,
                                const ETW_BUFFER_CALLBACK_INFORMATION& information,
                                void* context) = 0;
  virtual void OnCompletion(const ETW_BUFFER_HEADER& buffer, void* context) = 0;
  virtual uint32_t OnControl(uint32_t code, void* context, uint32_t* size, void* buffer) = 0;
  virtual void OnEnable(const EnableCall& call) = 0;
};

// A classic event reaches its callback without any context, so every callback has a function of its
// own, from a fixed set. A call to a function whose callback is gone does nothing and returns 0.
// Thread-safe.
class CallbackSlot {
 public:
  // None when all functions are in use.
  static std::optional<CallbackSlot> Acquire(CallbackTarget* target);
  void Release();

  PEVENT_CALLBACK event() const;
  PEVENT_RECORD_CALLBACK record() const;
  PEVENT_TRACE_BUFFER_CALLBACKW buffer() const;  // the A form has the same layout
  PETW_BUFFER_CALLBACK trace_buffer() const;
  PETW_BUFFER_COMPLETION_CALLBACK completion() const;
  WMIDPREQUEST control() const;
  PENABLECALLBACK enable() const;

 private:
  explicit CallbackSlot(size_t index) : index_(index) {}

  size_t index_;
};

}  // namespace etalon

#endif  // ETALON_CONFORMANCE_SCRIPT_EXECUTION_CALLBACK_SLOTS_H_
