#include "sim/machine.h"

#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <mutex>
#include <utility>

#include "sim/api/fail_if.h"

namespace etalon::sim {

constinit thread_local Caller* current_caller ETALON_CHEAP_THREAD_LOCAL = nullptr;

WindowsVersion WindowsOfCaller() { return current_caller->machine->windows(); }

CallerScope::CallerScope(Caller& caller) : outer_(current_caller) { current_caller = &caller; }

CallerScope::~CallerScope() { current_caller = outer_; }

Machine::Machine(const MachineOptions& options)
    : Machine(options, MakeSimulatedHost(options.seed)) {}

Machine::Machine(const MachineOptions& options, std::unique_ptr<Host> host)
    : options_(options),
      host_(std::move(host)),
      lock_(host_->concurrent),
      permissions_(options_.windows),
      sessions_(*host_, options_.processors),
      heaps_(sessions_, options_.windows < kVista, options_.seed, host_->concurrent),
      kernel_log_(sessions_, processes_, options_.windows) {}

Machine::~Machine() { host_->scheduler->Stop(); }

void Machine::ReportStranger() {
  std::fprintf(stderr, "etalon: a thread without a CallerScope called this machine\n");
  std::abort();
}

void Machine::CallBack(Process& process, const std::function<void()>& body) {
  const Caller* lender = CurrentCaller();  // none on the real clock's thread
  Caller lent{.machine = this, .process = &process};
  if (lender != nullptr && lender->machine == this) lent.cpu = lender->cpu;
  {
    std::lock_guard<Lock> hold(lock_);
    lent.thread_id = processes_.NextThreadId();
  }
  const CallerScope scope(lent);
  body();
}

GUID Machine::MakeActivityId() {
  if (activity_ids_ == GUID{}) activity_ids_ = MakeGuid();
  uint64_t count;
  std::memcpy(&count, activity_ids_.Data4, sizeof(count));
  ++count;
  std::memcpy(activity_ids_.Data4, &count, sizeof(count));
  return activity_ids_;
}

GUID Machine::MakeGuid() {
  const uint64_t low = host_->random.Next();
  const uint64_t high = host_->random.Next();
  GUID guid = {};
  guid.Data1 = static_cast<uint32_t>(low);
  guid.Data2 = static_cast<uint16_t>(low >> 32);
  guid.Data3 = static_cast<uint16_t>((low >> 48 & 0x0FFF) | 0x4000);
  for (int i = 0; i < 8; ++i) guid.Data4[i] = static_cast<uint8_t>(high >> (8 * i));
  guid.Data4[0] = static_cast<uint8_t>((guid.Data4[0] & 0x3F) | 0x80);
  return guid;
}

void Machine::Describe(const StateWriter& out) const {
  processes_.Describe(out);
  providers_.Describe(out);
  sessions_.Describe(out);
  traces_.Describe(out);
  host_->disk->Describe(out);
  out.In("counter").Number("GlobalSequence", global_sequence_);
  out.In("counter").Number("Random", host_->random.state());
}

}  // namespace etalon::sim
