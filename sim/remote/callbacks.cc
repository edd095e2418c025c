#include "sim/remote/callbacks.h"

#include <cstddef>

namespace etalon::sim::remote {
namespace {

thread_local const CallbackRecord* processing = nullptr;

const CallbackRecord& RecordAt(void* context) {
  return *static_cast<const CallbackRecord*>(context);
}

uint64_t CallProgram(const CallbackRecord& record, Upcall callback,
                     const std::function<void(FrameBuilder&)>& arguments) {
  const ReachableLane lane(*record.program);
  return lane.get() == nullptr ? 0 : lane.get()->Call(callback, arguments);
}

void LayEvent(FrameBuilder& frame, EVENT_TRACE* event) {
  const size_t at = frame.In(event, sizeof(*event));
  if (event->MofData == nullptr) return;
  frame.Point(at + offsetof(EVENT_TRACE, MofData), frame.Put(event->MofData, event->MofLength));
}

void LayItems(FrameBuilder& frame, size_t at, const EVENT_RECORD& record) {
  const EVENT_HEADER_EXTENDED_DATA_ITEM* const items = record.ExtendedData;
  const size_t count = record.ExtendedDataCount;
  if (items == nullptr || count == 0) return;
  const size_t target = frame.Put(items, count * sizeof(*items));
  frame.Point(at + offsetof(EVENT_RECORD, ExtendedData), target);
  for (size_t i = 0; i < count; ++i) {
    const auto* data = reinterpret_cast<const void*>(static_cast<uintptr_t>(items[i].DataPtr));
    frame.Point(target + i * sizeof(*items) + offsetof(EVENT_HEADER_EXTENDED_DATA_ITEM, DataPtr),
                frame.Put(data, items[i].DataSize));
  }
}

}  // namespace

ProcessingScope::ProcessingScope(const CallbackRecord* record) : outer_(processing) {
  processing = record;
}

ProcessingScope::~ProcessingScope() { processing = outer_; }

ULONG WINAPI OnControl(WMIDPREQUESTCODE code, PVOID context, ULONG* reserved, PVOID buffer) {
  const CallbackRecord& record = RecordAt(context);
  return static_cast<ULONG>(CallProgram(record, Upcall::kControl, [&](FrameBuilder& frame) {
    frame.Value(record.callback);
    frame.Value(record.context);
    frame.Value(static_cast<uint64_t>(code));
    frame.In(reserved, sizeof(*reserved));
    frame.In(buffer, sizeof(WNODE_HEADER));
  }));
}

void WINAPI OnEnable(LPCGUID source_id, ULONG is_enabled, UCHAR level, ULONGLONG match_any,
                     ULONGLONG match_all, PEVENT_FILTER_DESCRIPTOR filter, PVOID context) {
  const CallbackRecord& record = RecordAt(context);
  CallProgram(record, Upcall::kEnable, [&](FrameBuilder& frame) {
    frame.Value(record.callback);
    frame.Value(record.context);
    frame.In(source_id, sizeof(*source_id));
    frame.Value(is_enabled);
    frame.Value(level);
    frame.Value(match_any);
    frame.Value(match_all);
    const size_t at = frame.In(filter, sizeof(*filter));
    if (filter == nullptr || filter->Ptr == 0) return;
    const auto* data = reinterpret_cast<const void*>(static_cast<uintptr_t>(filter->Ptr));
    frame.Point(at + offsetof(EVENT_FILTER_DESCRIPTOR, Ptr), frame.Put(data, filter->Size));
  });
}

void WINAPI OnEventRecord(PEVENT_RECORD event) {
  const CallbackRecord& record = RecordAt(event->UserContext);
  CallProgram(record, Upcall::kEventRecord, [&](FrameBuilder& frame) {
    frame.Value(record.callback);
    const size_t at = frame.In(event, sizeof(*event));
    frame.At<EVENT_RECORD>(at)->UserContext = reinterpret_cast<void*>(record.context);
    if (event->UserData != nullptr) {
      frame.Point(at + offsetof(EVENT_RECORD, UserData),
                  frame.Put(event->UserData, event->UserDataLength));
    }
    LayItems(frame, at, *event);
  });
}

void WINAPI OnEvent(PEVENT_TRACE event) {
  CallProgram(*processing, Upcall::kEvent, [&](FrameBuilder& frame) {
    frame.Value(processing->callback);
    LayEvent(frame, event);
  });
}

void WINAPI OnClassEvent(PEVENT_TRACE event) {
  CallProgram(*processing, Upcall::kClassEvent,
              [&](FrameBuilder& frame) { LayEvent(frame, event); });
}

ULONG WINAPI OnBuffer(PEVENT_TRACE_LOGFILEW logfile) {
  const CallbackRecord& record = RecordAt(logfile->Context);
  return static_cast<ULONG>(CallProgram(record, Upcall::kBuffer, [&](FrameBuilder& frame) {
    frame.Value(record.buffer_callback);
    const size_t at = frame.In(logfile, sizeof(*logfile));
    auto* const given = frame.At<EVENT_TRACE_LOGFILEW>(at);
    given->Context = reinterpret_cast<void*>(record.context);
    given->BufferCallback = reinterpret_cast<PEVENT_TRACE_BUFFER_CALLBACKW>(record.buffer_callback);
    given->EventCallback = reinterpret_cast<PEVENT_CALLBACK>(record.callback);
    given->LogFileName = reinterpret_cast<LPWSTR>(record.log_file_name);
    given->LoggerName = reinterpret_cast<LPWSTR>(record.logger_name);
    const EVENT_TRACE& event = logfile->CurrentEvent;
    if (event.MofData == nullptr) return;
    frame.Point(at + offsetof(EVENT_TRACE_LOGFILEW, CurrentEvent) + offsetof(EVENT_TRACE, MofData),
                frame.Put(event.MofData, event.MofLength));
  }));
}

BOOL WINAPI OnRawBuffer(const ETW_BUFFER_HEADER* buffer, ULONG size,
                        const ETW_BUFFER_CALLBACK_INFORMATION* information, PVOID context) {
  const CallbackRecord& record = RecordAt(context);
  return static_cast<BOOL>(CallProgram(record, Upcall::kRawBuffer, [&](FrameBuilder& frame) {
    frame.Value(record.buffer_callback);
    frame.Value(record.buffer_context);
    frame.In(buffer, size);
    frame.Value(size);
    const size_t at = frame.In(information, sizeof(*information));
    frame.Point(at + offsetof(ETW_BUFFER_CALLBACK_INFORMATION, LogfileHeader),
                frame.Put(information->LogfileHeader, sizeof(TRACE_LOGFILE_HEADER)));
  }));
}

}  // namespace etalon::sim::remote
