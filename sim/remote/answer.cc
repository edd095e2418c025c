// What the machine asks of a program: its callbacks.
#include <map>
#include <mutex>
#include <type_traits>

#include "sim/include/evntcons.h"
#include "sim/include/evntrace.h"
#include "sim/remote/held_buffers.h"
#include "sim/remote/program.h"
#include "sim/remote/remote_handle.h"

namespace etalon::sim::remote {
namespace {

struct LessGuid {
  bool operator()(const GUID& a, const GUID& b) const {
    return std::memcmp(&a, &b, sizeof(GUID)) < 0;
  }
};

struct ClassCallbacks {
  std::mutex mutex;
  std::map<GUID, void*, LessGuid> by_class;
};

// Never destroyed: threads may be consuming while the process exits.
ClassCallbacks& TheClassCallbacks() {
  static ClassCallbacks* const callbacks = new ClassCallbacks;
  return *callbacks;
}

template <typename T>
T Argument(const Frame& frame, size_t index) {
  if constexpr (std::is_pointer_v<T>) {
    return reinterpret_cast<T>(frame.arguments[index]);
  } else {
    return static_cast<T>(frame.arguments[index]);
  }
}

ULONG AnswerControl(const Frame& frame) {
  return Argument<WMIDPREQUEST>(frame, 0)(Argument<WMIDPREQUESTCODE>(frame, 2),
                                          Argument<PVOID>(frame, 1), Argument<ULONG*>(frame, 3),
                                          Argument<PVOID>(frame, 4));
}

void AnswerEnable(const Frame& frame) {
  Argument<PENABLECALLBACK>(frame, 0)(
      Argument<LPCGUID>(frame, 2), Argument<ULONG>(frame, 3), Argument<UCHAR>(frame, 4),
      Argument<ULONGLONG>(frame, 5), Argument<ULONGLONG>(frame, 6),
      Argument<PEVENT_FILTER_DESCRIPTOR>(frame, 7), Argument<PVOID>(frame, 1));
}

void AnswerClassEvent(const Frame& frame) {
  auto* const event = Argument<PEVENT_TRACE>(frame, 0);
  void* callback = nullptr;
  {
    ClassCallbacks& callbacks = TheClassCallbacks();
    const std::lock_guard<std::mutex> hold(callbacks.mutex);
    const auto found = callbacks.by_class.find(event->Header.Guid);
    if (found != callbacks.by_class.end()) callback = found->second;
  }
  if (callback != nullptr) reinterpret_cast<PEVENT_CALLBACK>(callback)(event);
}

BOOL AnswerRawBuffer(const Frame& frame) {
  auto* const information = Argument<ETW_BUFFER_CALLBACK_INFORMATION*>(frame, 4);
  information->TraceHandle |= kRemoteTrace;
  HeldBuffers& held = HeldBuffers::OfThisProcess();
  const ETW_BUFFER_HEADER* const buffer = held.Offer(
      information->TraceHandle, Argument<const void*>(frame, 2), Argument<ULONG>(frame, 3));
  const BOOL answer = Argument<PETW_BUFFER_CALLBACK>(frame, 0)(
      buffer, Argument<ULONG>(frame, 3), information, Argument<PVOID>(frame, 1));
  held.Decrement(buffer);
  return answer;
}

}  // namespace

void RememberClassCallback(const GUID& class_guid, void* callback) {
  ClassCallbacks& callbacks = TheClassCallbacks();
  const std::lock_guard<std::mutex> hold(callbacks.mutex);
  if (callback == nullptr) {
    callbacks.by_class.erase(class_guid);
  } else {
    callbacks.by_class[class_guid] = callback;
  }
}

void Answer(Frame& frame) {
  switch (static_cast<Upcall>(frame.function)) {
    case Upcall::kControl:
      frame.result = AnswerControl(frame);
      break;
    case Upcall::kEnable:
      AnswerEnable(frame);
      break;
    case Upcall::kEventRecord:
      Argument<PEVENT_RECORD_CALLBACK>(frame, 0)(Argument<PEVENT_RECORD>(frame, 1));
      break;
    case Upcall::kEvent:
      Argument<PEVENT_CALLBACK>(frame, 0)(Argument<PEVENT_TRACE>(frame, 1));
      break;
    case Upcall::kClassEvent:
      AnswerClassEvent(frame);
      break;
    case Upcall::kBuffer:
      frame.result = Argument<PEVENT_TRACE_BUFFER_CALLBACKW>(
          frame, 0)(Argument<PEVENT_TRACE_LOGFILEW>(frame, 1));
      break;
    case Upcall::kRawBuffer:
      frame.result = static_cast<uint64_t>(AnswerRawBuffer(frame));
      break;
  }
}

}  // namespace etalon::sim::remote
