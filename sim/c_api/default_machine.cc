#include "sim/c_api/default_machine.h"

#ifdef _WIN32
#include <process.h>
#else
#include <unistd.h>
#endif

#include <atomic>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <mutex>
#include <optional>
#include <string>
#include <system_error>

#include "sim/c_api/environment.h"
#include "sim/c_api/real_memory.h"
#include "sim/host/real_clock.h"

namespace etalon::sim {

// Read as the library is loaded: what is asked on every event is a plain load.
bool forwards_calls = std::getenv("ETALON_MACHINE") != nullptr;

namespace {

constexpr int kCannotStart = 3;

std::u16string ImageName() {
  std::error_code none;
  const std::filesystem::path image = std::filesystem::read_symlink("/proc/self/exe", none);
  return image.filename().u16string();
}

Environment EnvironmentOrExit() {
  std::string why;
  std::optional<Environment> environment =
      ReadEnvironment([](const char* name) { return std::getenv(name); }, &why);
#ifdef _WIN32
  if (forwards_calls) {
    environment.reset();
    why = "ETALON_MACHINE: programs for Windows do not share a machine";
  }
#endif
  if (environment) return *environment;
  std::fprintf(stderr, "etalon: %s\n", why.c_str());
  std::fflush(nullptr);
  std::_Exit(kCannotStart);  // not exit(): the program's own handlers might call us
}

struct DefaultMachine {
  DefaultMachine() : DefaultMachine(EnvironmentOrExit()) {}

  explicit DefaultMachine(const Environment& environment)
      : machine(Options(environment), MakeRealHost(Options(environment).seed)),
        process(machine.processes().Adopt(static_cast<uint32_t>(getpid()))) {
    process.image_name = ImageName();
    process.token = environment.token;
    machine.heaps().BackWith(RealMemory());
    for (const AskedFault& asked : environment.faults) {
      machine.host().faults.Fail(asked.fault, asked.after, asked.times);
    }
  }

  static MachineOptions Options(const Environment& environment) {
    // Two runs of a program must not make the same GUIDs, unless they are told to.
    static const uint64_t drawn =
        Random(static_cast<uint64_t>(ReadRealClock()) ^ static_cast<uint64_t>(getpid())).Next();
    MachineOptions options;
    options.windows = environment.windows;
    options.processors = environment.processors;
    options.seed = environment.seed.value_or(drawn);
    return options;
  }

  Machine machine;
  Process& process;
  std::atomic<uint32_t> next_cpu{0};
};

// Completes the log files. Providers are not told: their code may be gone already.
void StopSessionsAtExit();

// The one object of the process that is not a Machine's: programs that call the C functions have no
// place to keep a Machine. It is never destroyed, see the header.
DefaultMachine& TheDefaultMachine() {
  static DefaultMachine* const made = [] {
    auto* machine = new DefaultMachine;
    std::atexit(StopSessionsAtExit);
    return machine;
  }();
  return *made;
}

void StopSessionsAtExit() {
  Machine& machine = TheDefaultMachine().machine;
  {
    std::lock_guard<Lock> hold(machine.lock());
    for (Session* session : machine.sessions().Running()) {
      if (session->state() != Session::State::kRunning) continue;
      session->BeginStop();
      session->Finish();
    }
  }
  machine.host().scheduler->Stop();
}

// Of each thread that calls without a CallerScope; plain data, good until the thread ends.
thread_local Caller own_caller;
thread_local bool own_caller_is_set = false;

// Threads that more than one process's calls are told apart by have the operating system's numbers.
uint32_t NewThreadId(DefaultMachine& home) {
#ifndef _WIN32
  if (forwards_calls) return static_cast<uint32_t>(gettid());
#endif
  std::lock_guard<Lock> hold(home.machine.lock());
  return home.machine.processes().NextThreadId();
}

}  // namespace

bool IsOfDefaultMachine(const Caller* caller) {
  return caller == nullptr || caller->machine == &TheDefaultMachine().machine;
}

Caller& BindToDefaultMachine() {
  if (!own_caller_is_set) {
    DefaultMachine& home = TheDefaultMachine();
    own_caller.machine = &home.machine;
    own_caller.process = &home.process;
    own_caller.cpu = home.next_cpu++ % home.machine.processors();
    own_caller.thread_id = NewThreadId(home);
    {
      std::lock_guard<Lock> hold(home.machine.lock());
      if (home.process.initial_thread == 0) home.process.initial_thread = own_caller.thread_id;
    }
    own_caller_is_set = true;
  }
  current_caller = &own_caller;
  return own_caller;
}

}  // namespace etalon::sim
