#include "conformance/mutants/child.h"

#include <fcntl.h>
#include <sys/resource.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <cstdio>
#include <cstdlib>

namespace etalon {
namespace {

// Codes that nothing else ends with.
constexpr int kFirstCode = 64;

uint64_t MemoryInUse() {
  unsigned long long pages = 0;
  std::FILE* const file = std::fopen("/proc/self/statm", "r");
  if (file == nullptr || std::fscanf(file, "%llu", &pages) != 1) pages = 0;
  if (file != nullptr) std::fclose(file);
  return pages * static_cast<uint64_t>(sysconf(_SC_PAGESIZE));
}

void Limit(const ChildLimits& limits) {
  const uint64_t bytes = MemoryInUse() + limits.more_memory;
  const rlimit memory = {bytes, bytes};
  setrlimit(RLIMIT_AS, &memory);
  const rlimit no_core = {0, 0};
  setrlimit(RLIMIT_CORE, &no_core);
  itimerval cpu = {};
  cpu.it_value.tv_sec = static_cast<time_t>(limits.cpu_ns / 1'000'000'000);
  cpu.it_value.tv_usec = static_cast<suseconds_t>(limits.cpu_ns / 1000 % 1'000'000);
  setitimer(ITIMER_PROF, &cpu, nullptr);
  alarm(limits.wall_seconds);
}

void BeSilent() {
  const int nowhere = open("/dev/null", O_WRONLY);
  dup2(nowhere, STDOUT_FILENO);
  dup2(nowhere, STDERR_FILENO);
  close(nowhere);
}

}  // namespace

pid_t StartChild(const ChildLimits& limits, const std::function<int()>& body) {
  std::fflush(nullptr);
  const pid_t child = fork();
  if (child < 0) {
    std::perror("mutants: no child process");
    std::exit(3);
  }
  if (child > 0) return child;
  Limit(limits);
  BeSilent();
  LeaveChild(body());
}

void LeaveChild(int code) { _exit(kFirstCode + code); }

ChildEnd EndOf(int status, int* code) {
  if (WIFEXITED(status) && WEXITSTATUS(status) >= kFirstCode) {
    *code = WEXITSTATUS(status) - kFirstCode;
    return ChildEnd::kRan;
  }
  const bool is_late =
      WIFSIGNALED(status) && (WTERMSIG(status) == SIGPROF || WTERMSIG(status) == SIGALRM);
  return is_late ? ChildEnd::kTooLong : ChildEnd::kCrashed;
}

}  // namespace etalon
