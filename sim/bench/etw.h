// The functions of ETW as rows call them: on a Machine of their own, or in libetalon.so.
#ifndef ETALON_SIM_BENCH_ETW_H_
#define ETALON_SIM_BENCH_ETW_H_

#include <cstdint>
#include <memory>
#include <string>
#include <utility>

#include "sim/api/api.h"
#include "sim/machine.h"

namespace etalon::bench {

// A Machine, with this thread as a caller in a process of it.
class MachineEtw {
 public:
  explicit MachineEtw(const sim::MachineOptions& options = {})
      : MachineEtw(options, sim::MakeSimulatedHost(options.seed)) {}
  MachineEtw(const sim::MachineOptions& options, std::unique_ptr<sim::Host> host)
      : machine_(options, std::move(host)),
        caller_{.machine = &machine_,
                .process = &machine_.processes().Create(
                    u"bench.exe", sim::Token::kAdministrator, 64, false),
                .thread_id = machine_.processes().NextThreadId()},
        scope_(caller_) {}

  sim::Machine& machine() { return machine_; }
  void MoveTo(uint32_t cpu) { caller_.cpu = cpu; }

#define ETALON_UNWRAP(...) __VA_ARGS__
#define X(result, name, parameters, arguments) \
  result name parameters { return sim::name(machine_, ETALON_UNWRAP arguments); }
#include "sim/c_api/functions.inc"
#undef X
#undef ETALON_UNWRAP

 private:
  sim::Machine machine_;
  sim::Caller caller_;
  const sim::CallerScope scope_;
};

// What programs link: the exported functions, on the host's clock, threads and files. One machine a
// process, whoever asks.
class LibraryEtw {
 public:
#define X(result, name, parameters, arguments) \
  result name parameters { return ::name arguments; }
#include "sim/c_api/functions.inc"
#undef X
};

// Virtual time, but the files of the host: what is written is written before the next event.
std::unique_ptr<sim::Host> MakeHostWithRealFiles();

}  // namespace etalon::bench

#endif  // ETALON_SIM_BENCH_ETW_H_
