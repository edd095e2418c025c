// ./etalon machine: one machine for programs in several processes.
#include <pthread.h>
#include <signal.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <mutex>
#include <string>
#include <string_view>
#include <thread>

#include "sim/c_api/environment.h"
#include "sim/host/real_clock.h"
#include "sim/remote/server.h"
#include "sim/remote/socket.h"

namespace etalon::sim {
namespace {

constexpr int kCannotStart = 3;

constexpr char kUsage[] =
    "Serve one machine to programs in several processes, until it is interrupted\n"
    "Usage: ./etalon machine --socket PATH\n"
    "\n"
    "  --socket PATH   where programs that have ETALON_MACHINE=PATH find it\n"
    "\n"
    "The machine is as ETALON_CPUS, ETALON_SEED, ETALON_FAULTS and ETALON_WINDOWS ask for.\n"
    "When it ends its sessions are stopped, so that their log files are complete.\n"
    "\n"
    "exit codes: 0 interrupted, 3 it cannot start\n";

int Refuse(const std::string& why) {
  std::fprintf(stderr, "etalon: machine: %s\n", why.c_str());
  return kCannotStart;
}

MachineOptions OptionsOf(const Environment& environment) {
  MachineOptions options;
  options.windows = environment.windows;
  options.processors = environment.processors;
  const auto drawn = static_cast<uint64_t>(ReadRealClock()) ^ static_cast<uint64_t>(getpid());
  options.seed = environment.seed.value_or(Random(drawn).Next());
  return options;
}

std::unique_ptr<Host> HostOf(const Environment& environment, uint64_t seed) {
  std::unique_ptr<Host> host = MakeRealHost(seed);
  host->disk = remote::MakeDiskOfCallers(std::move(host->disk));
  for (const AskedFault& asked : environment.faults) {
    host->faults.Fail(asked.fault, asked.after, asked.times);
  }
  return host;
}

void StopSessions(Machine& machine) {
  const std::lock_guard<Lock> hold(machine.lock());
  for (Session* session : machine.sessions().Running()) {
    if (session->state() != Session::State::kRunning) continue;
    session->BeginStop();
    session->Finish();
  }
}

int Serve(const Environment& environment, const std::string& path) {
  sigset_t ends;
  sigemptyset(&ends);
  sigaddset(&ends, SIGINT);
  sigaddset(&ends, SIGTERM);
  sigaddset(&ends, SIGHUP);
  pthread_sigmask(SIG_BLOCK, &ends, nullptr);  // of all threads, which are made from here on
  std::string why;
  const int listening = remote::Listen(path, &why);
  if (listening < 0) return Refuse("--socket " + path + ": " + why);
  const MachineOptions options = OptionsOf(environment);
  // Neither is ever taken down: threads of programs may still be calling.
  auto& machine = *new Machine(options, HostOf(environment, options.seed));
  auto& server = *new remote::Server(machine);
  std::thread([&server, listening] { server.Run(listening); }).detach();
  std::printf("etalon: a machine is at %s\n", path.c_str());
  std::fflush(stdout);
  int signal = 0;
  sigwait(&ends, &signal);
  unlink(path.c_str());
  StopSessions(machine);
  std::fflush(nullptr);
  std::_Exit(0);
}

int Main(int argc, char** argv) {
  std::string path;
  for (int i = 1; i < argc; ++i) {
    const std::string_view argument = argv[i];
    if (argument == "--help" || argument == "-h") return std::fputs(kUsage, stdout) < 0;
    if (argument.starts_with("--socket=")) {
      path = argument.substr(argument.find('=') + 1);
    } else if (argument == "--socket" && i + 1 < argc) {
      path = argv[++i];
    } else {
      return Refuse("what is " + std::string(argument) + "? ./etalon machine --help");
    }
  }
  if (path.empty()) return Refuse("where? --socket PATH");
  std::string why;
  const auto environment = ReadEnvironment(
      [](const char* name) {
        return std::string_view(name) == "ETALON_MACHINE" ? nullptr : std::getenv(name);
      },
      &why);
  return environment ? Serve(*environment, path) : Refuse(why);
}

}  // namespace
}  // namespace etalon::sim

int main(int argc, char** argv) { return etalon::sim::Main(argc, argv); }
