// What stands in a machine for the callbacks of programs in other processes.
#ifndef ETALON_SIM_REMOTE_CALLBACKS_H_
#define ETALON_SIM_REMOTE_CALLBACKS_H_

#include "sim/include/evntcons.h"
#include "sim/include/evntrace.h"
#include "sim/remote/served_program.h"

namespace etalon::sim::remote {

// Their context is a CallbackRecord. The program that is gone answers success, and wants no more
// buffers.
ULONG WINAPI OnControl(WMIDPREQUESTCODE code, PVOID context, ULONG* reserved, PVOID buffer);
void WINAPI OnEnable(LPCGUID source_id, ULONG is_enabled, UCHAR level, ULONGLONG match_any,
                     ULONGLONG match_all, PEVENT_FILTER_DESCRIPTOR filter, PVOID context);
void WINAPI OnEventRecord(PEVENT_RECORD record);
ULONG WINAPI OnBuffer(PEVENT_TRACE_LOGFILEW logfile);
BOOL WINAPI OnRawBuffer(const ETW_BUFFER_HEADER* buffer, ULONG size,
                        const ETW_BUFFER_CALLBACK_INFORMATION* information, PVOID context);

// These have none: they are of the trace that this thread is processing.
void WINAPI OnEvent(PEVENT_TRACE event);
void WINAPI OnClassEvent(PEVENT_TRACE event);

// This thread processes a trace for as long as it lives.
class ProcessingScope {
 public:
  explicit ProcessingScope(const CallbackRecord* record);
  ~ProcessingScope();
  ProcessingScope(const ProcessingScope&) = delete;
  ProcessingScope& operator=(const ProcessingScope&) = delete;

 private:
  const CallbackRecord* const outer_;
};

}  // namespace etalon::sim::remote

#endif  // ETALON_SIM_REMOTE_CALLBACKS_H_
