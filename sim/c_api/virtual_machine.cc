// The functions of etalon.h that make computers, and trouble on them.
#include <memory>
#include <mutex>
#include <vector>

#include "sim/c_api/default_machine.h"
#include "sim/host/simulated_disk.h"
#include "sim/include/etalon.h"

using etalon::sim::Caller;
using etalon::sim::CallerOfThisThread;
using etalon::sim::CallerScope;
using etalon::sim::CallsForward;
using etalon::sim::Fault;
using etalon::sim::Host;
using etalon::sim::Lock;
using etalon::sim::Machine;
using etalon::sim::MachineOptions;
using etalon::sim::SimulatedDisk;
using etalon::sim::Token;

namespace {

// A computer with the one process that its maker is in.
class VirtualMachine {
 public:
  VirtualMachine(uint64_t seed, uint32_t processors)
      : machine_(MachineOptions{.seed = seed, .processors = processors}) {
    caller_.machine = &machine_;
    caller_.process =
        &machine_.processes().Create(u"program.exe", Token::kAdministrator, 64, false);
    caller_.thread_id = machine_.processes().InitialThreadOf(*caller_.process);
    scope_ = std::make_unique<CallerScope>(caller_);
  }

 private:
  Machine machine_;
  Caller caller_;
  std::unique_ptr<CallerScope> scope_;  // last: ends before what it refers to
};

// Of each thread, the innermost last.
thread_local std::vector<std::unique_ptr<VirtualMachine>> machines;

constexpr Token kTokens[] = {Token::kAdministrator, Token::kPerformanceLogUser, Token::kLocalSystem,
                             Token::kLocalService,  Token::kNetworkService,     Token::kUser};
constexpr Fault kFaults[] = {Fault::kBufferMemory, Fault::kPropertiesMemory, Fault::kDiskWrite,
                             Fault::kFileOpen};

}  // namespace

extern "C" {

BOOL WINAPI etalon_begin_machine(ULONG64 seed, ULONG processors) {
  constexpr ULONG kMostProcessors = 256;
  if (processors == 0 || processors > kMostProcessors) return FALSE;
  machines.push_back(std::make_unique<VirtualMachine>(seed, processors));
  return TRUE;
}

BOOL WINAPI etalon_end_machine() {
  if (machines.empty()) return FALSE;
  machines.pop_back();
  return TRUE;
}

BOOL WINAPI etalon_inject_fault(ETALON_FAULT fault, ULONG after, ULONG times) {
  const auto index = static_cast<size_t>(fault);
  if (index >= ARRAYSIZE(kFaults) || CallsForward()) return FALSE;
  CallerOfThisThread().machine->host().faults.Fail(kFaults[index], after, times);
  return TRUE;
}

BOOL WINAPI etalon_set_disk(CHAR drive, ULONG64 free_bytes, ULONG64 bytes_per_second,
                            ULONG latency_us) {
  Host& host = CallerOfThisThread().machine->host();
  if (host.concurrent) return FALSE;  // real drives
  auto& disk = static_cast<SimulatedDisk&>(*host.disk);
  const auto letter = static_cast<char16_t>(drive);
  return disk.SetFree(letter, free_bytes) && disk.SetThroughput(letter, bytes_per_second) &&
         disk.SetLatency(letter, latency_us * etalon::sim::kTicksPerMillisecond / 1000);
}

BOOL WINAPI etalon_set_token(ETALON_TOKEN token) {
  const auto index = static_cast<size_t>(token);
  if (index >= ARRAYSIZE(kTokens) || CallsForward()) return FALSE;
  const Caller& caller = CallerOfThisThread();
  const std::lock_guard<Lock> hold(caller.machine->lock());
  caller.process->token = kTokens[index];
  return TRUE;
}

}  // extern "C"
