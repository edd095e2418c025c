// CreateProcessW, ResumeThread, and the programs that there are to start. Left out of builds for
// Windows, which has its own.
#include <map>
#include <mutex>
#include <string>

#include "sim/c_api/call_stack.h"
#include "sim/c_api/default_machine.h"
#include "sim/c_api/threads.h"
#include "sim/host/upper_case.h"
#include "sim/include/etalon.h"

using etalon::sim::CallerOfThisThread;
using etalon::sim::StartedProcess;
using etalon::sim::UpperCase;

namespace {

constexpr DWORD kResumeFailed = 0xFFFFFFFF;

// The process's, whichever machines their processes belong to. Never destroyed, as the handles of
// threads.cc.
struct Programs {
  std::mutex mutex;
  std::map<std::u16string, ETALON_PROGRAM> by_name;  // in capitals
};

Programs& ThePrograms() {
  static Programs* const programs = new Programs;
  return *programs;
}

std::u16string Text(LPCWSTR text) {
  return text == nullptr ? u"" : std::u16string(text, text + lstrlenW(text));
}

// The first word of a command line, or all between its quotation marks.
std::u16string FirstWord(const std::u16string& line) {
  const size_t start = line.find_first_not_of(u' ');
  if (start == std::u16string::npos) return u"";
  if (line[start] != u'"') return line.substr(start, line.find(u' ', start) - start);
  return line.substr(start + 1, line.find(u'"', start + 1) - start - 1);
}

std::u16string FileName(const std::u16string& path) {
  return path.substr(path.find_last_of(u"\\/") + 1);  // npos + 1 is 0: all of it
}

ETALON_PROGRAM ProgramNamed(const std::u16string& image_name) {
  Programs& programs = ThePrograms();
  const std::lock_guard<std::mutex> hold(programs.mutex);
  const auto found = programs.by_name.find(UpperCase(image_name));
  return found == programs.by_name.end() ? nullptr : found->second;
}

void Run(ETALON_PROGRAM program) {
  etalon::sim::BeginCallStack();
  program();
}

BOOL Fail(DWORD error) {
  CallerOfThisThread().last_error = error;
  return FALSE;
}

}  // namespace

extern "C" {

BOOL WINAPI etalon_set_program(LPCWSTR image_name, ETALON_PROGRAM program) {
  const std::u16string name = Text(image_name);
  if (name.empty() || name.size() > MAX_PATH) return FALSE;
  Programs& programs = ThePrograms();
  const std::lock_guard<std::mutex> hold(programs.mutex);
  if (program == nullptr) {
    programs.by_name.erase(UpperCase(name));
  } else {
    programs.by_name[UpperCase(name)] = program;
  }
  return TRUE;
}

BOOL WINAPI CreateProcessW(LPCWSTR application, LPWSTR command_line, LPSECURITY_ATTRIBUTES,
                           LPSECURITY_ATTRIBUTES, BOOL, DWORD flags, LPVOID, LPCWSTR,
                           LPSTARTUPINFOW, LPPROCESS_INFORMATION information) {
  if (etalon::sim::CallsForward()) return Fail(ERROR_NOT_SUPPORTED);
  const std::u16string path =
      application != nullptr ? Text(application) : FirstWord(Text(command_line));
  if (path.empty() || information == nullptr) return Fail(ERROR_INVALID_PARAMETER);
  const std::u16string name = FileName(path);
  const ETALON_PROGRAM program = ProgramNamed(name);
  if (program == nullptr) return Fail(ERROR_FILE_NOT_FOUND);
  const StartedProcess started = etalon::sim::StartProcess(
      CallerOfThisThread(), name, [program] { Run(program); }, (flags & CREATE_SUSPENDED) != 0);
  *information = {started.handle, started.thread.handle, started.pid, started.thread.thread_id};
  return TRUE;
}

DWORD WINAPI ResumeThread(HANDLE thread) {
  bool was_suspended = false;
  if (!etalon::sim::ResumeSuspended(thread, &was_suspended)) {
    Fail(ERROR_INVALID_HANDLE);
    return kResumeFailed;
  }
  return was_suspended ? 1 : 0;
}

}  // extern "C"
