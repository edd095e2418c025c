// How the arguments of ETW's functions are laid into a frame.
#ifndef ETALON_SIM_REMOTE_ARGUMENTS_H_
#define ETALON_SIM_REMOTE_ARGUMENTS_H_

#include "sim/include/evntcons.h"
#include "sim/include/evntrace.h"
#include "sim/remote/frame.h"

namespace etalon::sim::remote {

// Each lays the next argument; null stays null.
void Text(FrameBuilder& frame, LPCWSTR text);
void Text(FrameBuilder& frame, LPCSTR text);
void Properties(FrameBuilder& frame, EVENT_TRACE_PROPERTIES* properties);
void PropertiesArray(FrameBuilder& frame, EVENT_TRACE_PROPERTIES** properties, ULONG count);
void Logfile(FrameBuilder& frame, EVENT_TRACE_LOGFILEW* logfile);
void Logfile(FrameBuilder& frame, EVENT_TRACE_LOGFILEA* logfile);
void Filters(FrameBuilder& frame, const EVENT_FILTER_DESCRIPTOR* filters, ULONG count);
void EnableParameters(FrameBuilder& frame, const ENABLE_TRACE_PARAMETERS* parameters);
void EventData(FrameBuilder& frame, const EVENT_DATA_DESCRIPTOR* data, ULONG count);
void Sid(FrameBuilder& frame, const void* sid);

// What an event's header stands before; `header_bytes` are its own.
void Event(FrameBuilder& frame, void* event, size_t header_bytes);

// Numbers and structures.
template <typename T>
void In(FrameBuilder& frame, const T* value) {
  frame.In(value, sizeof(T));
}
template <typename T>
void InOut(FrameBuilder& frame, T* value) {
  frame.InOut(value, sizeof(T));
}

}  // namespace etalon::sim::remote

#endif  // ETALON_SIM_REMOTE_ARGUMENTS_H_
