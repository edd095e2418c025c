// Carries out operations over a table of ETW's functions.
#ifndef ETALON_CONFORMANCE_SCRIPT_EXECUTOR_H_
#define ETALON_CONFORMANCE_SCRIPT_EXECUTOR_H_

#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "conformance/implementations/etw_api.h"
#include "conformance/script/op.h"
#include "conformance/script/outcome.h"
#include "conformance/script/world.h"

namespace etalon {

struct Execution;

// What outcomes tell of the memory that a call changed.
enum class Telling {
  kEverything,
  // Of EVENT_TRACE_PROPERTIES alone: whose they are, the session's buffers and its counters. For
  // whoever carries out millions of operations.
  kReports,
};

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
  Executor(const EtwApi& api, World& world, Telling telling = Telling::kEverything);
  ~Executor();
  Executor(const Executor&) = delete;
  Executor& operator=(const Executor&) = delete;

  // Before the first operation: from now on others use the computer as well. Operations reach no
  // sessions but those that they start, whose names begin with `prefix` behind the scenes; what
  // would reach others is "not applicable" (own_sessions.h).
  void ShareComputer(const std::u16string& prefix);

  Outcome Run(const Op& op);

  // Stops, closes and unregisters whatever is still open, takes back permissions, trace callbacks
  // and activities of threads, waits for started calls, forgets blocks and handles. False: a call
  // did not end or faulted; then Abandon.
  bool CleanUp();

  // The number behind a symbol ("$1"), for another process; none for one that is not born yet.
  std::optional<uint64_t> NumberOf(const std::string& symbol) const;

  // Some started call has not ended yet.
  bool HasCallsInProgress() const;

  // The callback that was given this context never waits: it does not sleep, and its script asks
  // for nothing but what it was called with.
  bool NeverWaits(const void* context) const;

  // Runs `body` as if on another thread: no operation is being carried out there.
  static void RunApart(const std::function<void()>& body);

  // Leaves everything behind, in memory too: what is lost may still be used by threads that hang.
  void Abandon();

 private:
  bool UndoChanges();  // false: it crashed

  std::unique_ptr<Execution> execution_;
};

}  // namespace etalon

#endif  // ETALON_CONFORMANCE_SCRIPT_EXECUTOR_H_
