#include <windows.h>

#include <cstdio>

#include "conformance/script/execution/guard.h"

namespace etalon {
namespace {

constexpr DWORD kWineStub = 0x80000100;  // EXCEPTION_WINE_STUB

// One guarded call of a thread. Plain data: it is written by the exception filter.
struct Frame {
  void* back[5];
  Frame* outer;
  DWORD code;
  bool has_address;
  uint64_t address;
  bool is_write;
};

thread_local Frame* innermost = nullptr;

// Only what nobody handled comes here: code that probes memory and handles its own fault is not
// disturbed, as it would be by a vectored handler.
LONG CALLBACK Filter(EXCEPTION_POINTERS* exception) {
  const EXCEPTION_RECORD& record = *exception->ExceptionRecord;
  Frame* const frame = innermost;
  // No guard on this thread: end quietly, before a debugger is started that talks on standard
  // output.
  if (frame == nullptr) TerminateProcess(GetCurrentProcess(), record.ExceptionCode);
  innermost = frame->outer;
  frame->code = record.ExceptionCode;
  frame->has_address =
      record.ExceptionCode == EXCEPTION_ACCESS_VIOLATION && record.NumberParameters >= 2;
  frame->is_write = frame->has_address && record.ExceptionInformation[0] == 1;
  frame->address = frame->has_address ? record.ExceptionInformation[1] : 0;
  __builtin_longjmp(frame->back, 1);
}

bool InstallFilter() {
  SetErrorMode(SEM_FAILCRITICALERRORS | SEM_NOGPFAULTERRORBOX);
  SetUnhandledExceptionFilter(Filter);
  return true;
}

void Describe(const Frame& frame, Fault* fault) {
  char name[40];
  std::snprintf(name, sizeof name, "exception 0x%08lx", frame.code);
  *fault = {name, frame.has_address, frame.address, frame.is_write,
            frame.code == kWineStub};
}

// Setjmp and what it protects in a function of their own: nothing of it may live in registers.
__attribute__((noinline)) bool Enter(Frame* frame, void (*body)(void* context), void* context) {
  if (__builtin_setjmp(frame->back) != 0) return false;
  innermost = frame;
  body(context);
  return true;
}

}  // namespace

bool RunGuarded(void (*body)(void* context), void* context, Fault* fault) {
  static const bool installed = InstallFilter();
  (void)installed;

  Frame frame = {};
  frame.outer = innermost;
  const bool returned = Enter(&frame, body, context);
  innermost = frame.outer;
  if (!returned) Describe(frame, fault);
  return returned;
}

bool RunExpectingFaults(void (*body)(void* context), void* context) {
  Fault fault;
  return RunGuarded(body, context, &fault);
}

}  // namespace etalon
