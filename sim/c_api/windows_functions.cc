// The other functions of windows.h. Left out of builds for Windows, which has its own.
#include <mutex>

#include "sim/c_api/call_stack.h"
#include "sim/c_api/default_machine.h"
#include "sim/c_api/threads.h"
#include "sim/include/windows.h"

using etalon::sim::Caller;
using etalon::sim::CallerOfThisThread;
using etalon::sim::Clock;
using etalon::sim::ClockType;
using etalon::sim::Lock;
using etalon::sim::Machine;
using etalon::sim::Ticks;

namespace {

Ticks DurationOf(DWORD milliseconds) {
  return milliseconds == INFINITE ? etalon::sim::kForever
                                  : milliseconds * etalon::sim::kTicksPerMillisecond;
}

BOOL Fail(DWORD error) {
  CallerOfThisThread().last_error = error;
  return FALSE;
}

}  // namespace

extern "C" {

DWORD WINAPI GetLastError() { return CallerOfThisThread().last_error; }

VOID WINAPI SetLastError(DWORD error) { CallerOfThisThread().last_error = error; }

DWORD WINAPI GetCurrentProcessId() { return CallerOfThisThread().process->pid; }

DWORD WINAPI GetCurrentThreadId() { return CallerOfThisThread().thread_id; }

VOID WINAPI Sleep(DWORD milliseconds) {
  CallerOfThisThread().machine->host().scheduler->Sleep(DurationOf(milliseconds));
}

HANDLE WINAPI CreateThread(LPSECURITY_ATTRIBUTES, SIZE_T, LPTHREAD_START_ROUTINE start,
                           LPVOID parameter, DWORD flags, LPDWORD thread_id) {
  if (start == nullptr || flags != 0) {
    Fail(ERROR_INVALID_PARAMETER);
    return nullptr;
  }
  const etalon::sim::StartedThread started =
      etalon::sim::StartThread(CallerOfThisThread(), [start, parameter] {
        etalon::sim::BeginCallStack();
        start(parameter);
      });
  if (thread_id != nullptr) *thread_id = started.thread_id;
  return started.handle;
}

DWORD WINAPI WaitForSingleObject(HANDLE handle, DWORD milliseconds) {
  switch (etalon::sim::WaitForThread(CallerOfThisThread(), handle, DurationOf(milliseconds))) {
    case etalon::sim::WaitResult::kEnded:
      return WAIT_OBJECT_0;
    case etalon::sim::WaitResult::kTimedOut:
      return WAIT_TIMEOUT;
    case etalon::sim::WaitResult::kNoThread:
      break;
  }
  Fail(ERROR_INVALID_HANDLE);
  return WAIT_FAILED;
}

BOOL WINAPI CloseHandle(HANDLE handle) {
  return etalon::sim::CloseThread(handle) ? TRUE : Fail(ERROR_INVALID_HANDLE);
}

VOID WINAPI GetSystemTimeAsFileTime(LPFILETIME time) {
  const auto now = static_cast<uint64_t>(CallerOfThisThread().machine->host().clock.Now());
  time->dwLowDateTime = static_cast<DWORD>(now);
  time->dwHighDateTime = static_cast<DWORD>(now >> 32);
}

BOOL WINAPI QueryPerformanceCounter(LARGE_INTEGER* count) {
  const Clock& clock = CallerOfThisThread().machine->host().clock;
  count->QuadPart = clock.FromTicks(clock.Now(), ClockType::kPerformanceCounter);
  return TRUE;
}

BOOL WINAPI QueryPerformanceFrequency(LARGE_INTEGER* frequency) {
  frequency->QuadPart = Clock::kPerformanceFrequency;
  return TRUE;
}

HRESULT WINAPI CoCreateGuid(GUID* guid) {
  if (guid == nullptr) return E_INVALIDARG;
  Machine& machine = *CallerOfThisThread().machine;
  std::lock_guard<Lock> hold(machine.lock());
  *guid = machine.MakeGuid();
  return S_OK;
}

}  // extern "C"
