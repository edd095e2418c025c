#include "conformance/script/execution/callback_slots.h"

#include <array>
#include <atomic>
#include <utility>

namespace etalon {
namespace {

constexpr size_t kSlots = 2048;  // more than the registrations that a process may have

std::array<std::atomic<CallbackTarget*>, kSlots> targets = {};

template <size_t kIndex>
VOID WINAPI Event(PEVENT_TRACE event) {
  CallbackTarget* const target = targets[kIndex].load();
  if (target != nullptr) target->OnEvent(*event);
}

template <size_t kIndex>
VOID WINAPI Record(PEVENT_RECORD record) {
  CallbackTarget* const target = targets[kIndex].load();
  if (target != nullptr) target->OnRecord(*record);
}

template <size_t kIndex>
ULONG WINAPI Buffer(PEVENT_TRACE_LOGFILEW logfile) {
  CallbackTarget* const target = targets[kIndex].load();
  return target == nullptr ? 0 : target->OnBuffer(*logfile);
}

template <size_t kIndex>
BOOL WINAPI TraceBufferOf(const ETW_BUFFER_HEADER* buffer, ULONG size,
                          const ETW_BUFFER_CALLBACK_INFORMATION* information, PVOID context) {
  CallbackTarget* const target = targets[kIndex].load();
  return target == nullptr ? FALSE : target->OnTraceBuffer(*buffer, size, *information, context);
}

template <size_t kIndex>
VOID WINAPI Completion(const ETW_BUFFER_HEADER* buffer, PVOID context) {
  CallbackTarget* const target = targets[kIndex].load();
  if (target != nullptr) target->OnCompletion(*buffer, context);
}

template <size_t kIndex>
ULONG WINAPI Control(WMIDPREQUESTCODE code, PVOID context, ULONG* size, PVOID buffer) {
  CallbackTarget* const target = targets[kIndex].load();
  return target == nullptr ? 0
                           : target->OnControl(static_cast<uint32_t>(code), context, size, buffer);
}

template <size_t kIndex>
VOID NTAPI Enable(LPCGUID source, ULONG is_enabled, UCHAR level, ULONGLONG match_any,
                  ULONGLONG match_all, PEVENT_FILTER_DESCRIPTOR filter, PVOID context) {
  CallbackTarget* const target = targets[kIndex].load();
  if (target == nullptr) return;
  target->OnEnable({source, is_enabled, level, match_any, match_all, filter, context});
}

struct Functions {
  PEVENT_CALLBACK event;
  PEVENT_RECORD_CALLBACK record;
  PEVENT_TRACE_BUFFER_CALLBACKW buffer;
  PETW_BUFFER_CALLBACK trace_buffer;
  PETW_BUFFER_COMPLETION_CALLBACK completion;
  WMIDPREQUEST control;
  PENABLECALLBACK enable;
};

template <size_t... kIndex>
constexpr std::array<Functions, kSlots> MakeFunctions(std::index_sequence<kIndex...>) {
  return {Functions{Event<kIndex>, Record<kIndex>, Buffer<kIndex>, TraceBufferOf<kIndex>,
                    Completion<kIndex>, Control<kIndex>, Enable<kIndex>}...};
}

constexpr std::array<Functions, kSlots> kFunctions =
    MakeFunctions(std::make_index_sequence<kSlots>{});

}  // namespace

std::optional<CallbackSlot> CallbackSlot::Acquire(CallbackTarget* target) {
  for (size_t i = 0; i < kSlots; ++i) {
    CallbackTarget* vacant = nullptr;
    if (targets[i].compare_exchange_strong(vacant, target)) return CallbackSlot(i);
  }
  return std::nullopt;
}

void CallbackSlot::Release() { targets[index_].store(nullptr); }

PEVENT_CALLBACK CallbackSlot::event() const { return kFunctions[index_].event; }
PEVENT_RECORD_CALLBACK CallbackSlot::record() const { return kFunctions[index_].record; }
PEVENT_TRACE_BUFFER_CALLBACKW CallbackSlot::buffer() const { return kFunctions[index_].buffer; }
PETW_BUFFER_CALLBACK CallbackSlot::trace_buffer() const { return kFunctions[index_].trace_buffer; }
PETW_BUFFER_COMPLETION_CALLBACK CallbackSlot::completion() const {
  return kFunctions[index_].completion;
}
WMIDPREQUEST CallbackSlot::control() const { return kFunctions[index_].control; }
PENABLECALLBACK CallbackSlot::enable() const { return kFunctions[index_].enable; }

}  // namespace etalon
