// Carries out operations over a table of ETW's functions.
#ifndef ETALON_CONFORMANCE_SCRIPT_EXECUTOR_H_
#define ETALON_CONFORMANCE_SCRIPT_EXECUTOR_H_

#include <memory>

#include "conformance/implementations/etw_api.h"
#include "conformance/script/op.h"
#include "conformance/script/outcome.h"
#include "conformance/script/world.h"

namespace etalon {

struct Execution;

// One test's worth of operations: its handles, named blocks, callbacks and started calls.
//
// Arguments lie in guarded memory, so that reading or writing too far is a fault, and a fault of
// the implementation is an outcome (kCrashed). After kCrashed or kHung nothing but Abandon and the
// destructor may be called: the implementation may hold locks that nobody will ever release.
//
// Run is for one thread; callbacks, and calls that were started, come from others.
class Executor {
 public:
  // Both outlive the executor.
  Executor(const EtwApi& api, World& world);
  ~Executor();
  Executor(const Executor&) = delete;
  Executor& operator=(const Executor&) = delete;

  Outcome Run(const Op& op);

  // Stops, closes and unregisters whatever is still open, removes permissions that were given,
  // waits for started calls, forgets blocks and handles. False: a call did not end or faulted; then
  // Abandon.
  bool CleanUp();

  // Some started call has not ended yet.
  bool HasCallsInProgress() const;

  // Leaves everything behind, in memory too: what is lost may still be used by threads that hang.
  void Abandon();

 private:
  bool RemovePermissions();  // false: it crashed

  std::unique_ptr<Execution> execution_;
};

}  // namespace etalon

#endif  // ETALON_CONFORMANCE_SCRIPT_EXECUTOR_H_
