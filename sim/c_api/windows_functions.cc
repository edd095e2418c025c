// The other functions of windows.h. Left out of builds for Windows, which has its own.
#include <unistd.h>

#include <chrono>
#include <mutex>
#include <ratio>

#include "sim/c_api/call_stack.h"
#include "sim/c_api/default_machine.h"
#include "sim/c_api/threads.h"
#include "sim/include/windows.h"

using etalon::sim::Caller;
using etalon::sim::CallerOfThisThread;
using etalon::sim::CallsForward;
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

// A fork is a process of its own to a machine that serves processes.
DWORD WINAPI GetCurrentProcessId() {
  if (CallsForward()) return static_cast<DWORD>(getpid());
  return CallerOfThisThread().process->pid;
}

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
  switch (etalon::sim::WaitForObject(CallerOfThisThread(), handle, DurationOf(milliseconds))) {
    case etalon::sim::WaitResult::kEnded:
      return WAIT_OBJECT_0;
    case etalon::sim::WaitResult::kTimedOut:
      return WAIT_TIMEOUT;
    case etalon::sim::WaitResult::kNoObject:
      break;
  }
  Fail(ERROR_INVALID_HANDLE);
  return WAIT_FAILED;
}

BOOL WINAPI CloseHandle(HANDLE handle) {
  return etalon::sim::CloseObject(handle) ? TRUE : Fail(ERROR_INVALID_HANDLE);
}

HANDLE WINAPI CreateEventW(LPSECURITY_ATTRIBUTES, BOOL manual_reset, BOOL initial_state,
                           LPCWSTR name) {
  if (name == nullptr) {
    return etalon::sim::NewEvent(CallerOfThisThread(), manual_reset != FALSE,
                                 initial_state != FALSE);
  }
  Fail(ERROR_NOT_SUPPORTED);
  return nullptr;
}

HANDLE WINAPI CreateEventA(LPSECURITY_ATTRIBUTES, BOOL manual_reset, BOOL initial_state,
                           LPCSTR name) {
  return CreateEventW(nullptr, manual_reset, initial_state, name == nullptr ? nullptr : u"");
}

BOOL WINAPI SetEvent(HANDLE event) {
  const bool done = etalon::sim::SetSignal(CallerOfThisThread(), event, true);
  return done ? TRUE : Fail(ERROR_INVALID_HANDLE);
}

BOOL WINAPI ResetEvent(HANDLE event) {
  const bool done = etalon::sim::SetSignal(CallerOfThisThread(), event, false);
  return done ? TRUE : Fail(ERROR_INVALID_HANDLE);
}

BOOL WINAPI FileTimeToSystemTime(const FILETIME* file_time, LPSYSTEMTIME system_time) {
  namespace chrono = std::chrono;
  using Moment = chrono::duration<int64_t, std::ratio<1, etalon::sim::kTicksPerSecond>>;
  const uint64_t ticks = uint64_t{file_time->dwHighDateTime} << 32 | file_time->dwLowDateTime;
  if (ticks > INT64_MAX) return Fail(ERROR_INVALID_PARAMETER);
  const Moment since(static_cast<int64_t>(ticks));  // 1601
  const auto days = chrono::floor<chrono::days>(since);
  const chrono::sys_days first = chrono::year(1601) / chrono::January / 1;
  const chrono::year_month_day date(first + days);
  const chrono::hh_mm_ss time(chrono::floor<chrono::milliseconds>(since - days));
  system_time->wYear = static_cast<WORD>(static_cast<int>(date.year()));
  system_time->wMonth = static_cast<WORD>(static_cast<unsigned>(date.month()));
  system_time->wDayOfWeek = static_cast<WORD>(chrono::weekday(first + days).c_encoding());
  system_time->wDay = static_cast<WORD>(static_cast<unsigned>(date.day()));
  system_time->wHour = static_cast<WORD>(time.hours().count());
  system_time->wMinute = static_cast<WORD>(time.minutes().count());
  system_time->wSecond = static_cast<WORD>(time.seconds().count());
  system_time->wMilliseconds = static_cast<WORD>(time.subseconds().count());
  return TRUE;
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
