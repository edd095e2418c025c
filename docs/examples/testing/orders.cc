#include "orders.h"

#include <cstring>

namespace shop {
namespace {

constexpr WCHAR kSession[] = TEXT("orders");
constexpr EVENT_DESCRIPTOR kShipped = {1, 0, 0, TRACE_LEVEL_INFORMATION, 0, 0, 1};

struct Block {
  EVENT_TRACE_PROPERTIES properties = {};
  WCHAR session[64] = {};
  WCHAR log_file[MAX_PATH] = {};

  Block() {
    properties.Wnode.BufferSize = sizeof(Block);
    properties.Wnode.Flags = WNODE_FLAG_TRACED_GUID;
    properties.LoggerNameOffset = offsetof(Block, session);
    properties.LogFileNameOffset = offsetof(Block, log_file);
  }
};

VOID WINAPI OnEvent(PEVENT_RECORD event) {
  ULONG order;
  if (!IsEqualGUID(event->EventHeader.ProviderId, kProvider)) return;
  if (event->UserDataLength != sizeof(order)) return;
  std::memcpy(&order, event->UserData, sizeof(order));
  static_cast<Listener*>(event->UserContext)->OnShipped(order);
}

}  // namespace

ULONG Controller::Start(const Recording& recording) {
  Block block;
  block.properties.Wnode.ClientContext = 1;  // QPC
  block.properties.BufferSize = recording.buffer_kb;
  block.properties.MaximumBuffers = recording.maximum_buffers;
  block.properties.LogFileMode = EVENT_TRACE_REAL_TIME_MODE;
  if (recording.log_file != nullptr) {
    block.properties.LogFileMode = EVENT_TRACE_FILE_MODE_SEQUENTIAL;
    StringCchCopyW(block.log_file, MAX_PATH, recording.log_file);
  }
  ULONG error = StartTrace(&session_, kSession, &block.properties);
  if (error == ERROR_ALREADY_EXISTS) {
    Block old;
    ControlTrace(0, kSession, &old.properties, EVENT_TRACE_CONTROL_STOP);
    error = StartTrace(&session_, kSession, &block.properties);
  }
  if (error != ERROR_SUCCESS) return error;
  return EnableTraceEx2(session_, &kProvider, EVENT_CONTROL_CODE_ENABLE_PROVIDER,
                        TRACE_LEVEL_INFORMATION, 0, 0, 0, nullptr);
}

ULONG Controller::Stop() {
  Block block;
  const ULONG error = ControlTrace(session_, nullptr, &block.properties, EVENT_TRACE_CONTROL_STOP);
  events_lost_ = block.properties.EventsLost;
  return error;
}

Provider::Provider() { EventRegister(&kProvider, nullptr, nullptr, &handle_); }

Provider::~Provider() { EventUnregister(handle_); }

void Provider::Shipped(ULONG order) {
  EVENT_DATA_DESCRIPTOR data;
  EventDataDescCreate(&data, &order, sizeof(order));
  if (EventWrite(handle_, &kShipped, 1, &data) != ERROR_SUCCESS) ++dropped_;
}

ULONG Listen(LPCWSTR log_file, Listener& listener) {
  EVENT_TRACE_LOGFILEW logfile = {};
  logfile.ProcessTraceMode = PROCESS_TRACE_MODE_EVENT_RECORD;
  logfile.EventRecordCallback = OnEvent;
  logfile.Context = &listener;
  if (log_file != nullptr) {
    logfile.LogFileName = const_cast<LPWSTR>(log_file);
  } else {
    logfile.LoggerName = const_cast<LPWSTR>(kSession);
    logfile.ProcessTraceMode |= PROCESS_TRACE_MODE_REAL_TIME;
  }
  TRACEHANDLE trace = OpenTraceW(&logfile);
  if (trace == INVALID_PROCESSTRACE_HANDLE) return GetLastError();
  const ULONG error = ProcessTrace(&trace, 1, nullptr, nullptr);
  CloseTrace(trace);
  return error;
}

}  // namespace shop
