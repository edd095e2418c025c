#include "conformance/script/executor.h"

#include <algorithm>
#include <utility>

#include "conformance/script/execution/execution.h"
#include "conformance/script/execution/scripted_callback.h"

namespace etalon {
namespace {

constexpr uint32_t kCleanUpTimeoutMs = 10000;

// The operation that ends a handle's life; none for those that end with another's.
std::optional<Op> Ender(const BornHandle& born) {
  const Handle handle = {.symbol = {}, .literal = born.value};
  const On on = {.process = born.process};
  switch (born.kind) {
    case HandleKind::kSession:
      return StopTraceW{.handle = handle};
    case HandleKind::kRegistration:
      return UnregisterTraceGuids{.registration = handle, .on = on};
    case HandleKind::kEventRegistration:
      return EventUnregister{.handle = handle, .on = on};
    case HandleKind::kTrace:
      return CloseTrace{.trace = handle, .on = on};
    case HandleKind::kClass:
    case HandleKind::kLogger:
      return std::nullopt;
  }
  return std::nullopt;
}

std::vector<BornHandle> OpenHandles(Execution& execution, HandleKind kind) {
  const std::lock_guard lock(execution.mutex);
  std::vector<BornHandle> open;
  for (const BornHandle& born : execution.symbols.born()) {
    if (born.open && born.kind == kind) open.push_back(born);
  }
  for (const BornHandle& left : execution.left_behind) {
    if (left.kind == kind) open.push_back(left);
  }
  return open;
}

}  // namespace

Executor::Executor(const EtwApi& api, World& world, Telling telling)
    : execution_(std::make_unique<Execution>(api, world, telling)) {}

Executor::~Executor() = default;

void Executor::ShareComputer(const std::u16string& prefix) {
  execution_->own_sessions = std::make_unique<OwnSessions>(execution_->api, prefix);
}

Outcome Executor::Run(const Op& op) {
  Outcome outcome = Perform(*execution_, op, false);
  const std::lock_guard lock(execution_->mutex);
  for (CallbackRecord& stray : execution_->strays) outcome.callbacks.push_back(std::move(stray));
  execution_->strays.clear();
  return outcome;
}

std::optional<uint64_t> Executor::NumberOf(const std::string& symbol) const {
  const std::lock_guard lock(execution_->mutex);
  return execution_->symbols.Resolve({.symbol = symbol, .literal = 0});
}

bool Executor::HasCallsInProgress() const {
  const std::lock_guard lock(execution_->mutex);
  for (const auto& [id, call] : execution_->started) {
    if (!call->done) return true;
  }
  return false;
}

// Permissions outlive whoever changed them, and may forbid the rest of the cleaning up.
bool Executor::UndoChanges() {
  std::vector<Op> undoing;
  {
    const std::lock_guard lock(execution_->mutex);
    undoing.swap(execution_->undoing);
  }
  for (const Op& op : undoing) {
    if (Perform(*execution_, op, false).ending == Ending::kCrashed) return false;
  }
  const std::lock_guard lock(execution_->mutex);
  execution_->undoing.clear();
  return true;
}

bool Executor::CleanUp() {
  if (!UndoChanges()) return false;
  for (const HandleKind kind : {HandleKind::kTrace, HandleKind::kSession, HandleKind::kRegistration,
                                HandleKind::kEventRegistration}) {
    for (const BornHandle& born : OpenHandles(*execution_, kind)) {
      if (Perform(*execution_, *Ender(born), false).ending == Ending::kCrashed) return false;
    }
  }
  if (execution_->own_sessions) {
    execution_->world.RunAs(On{}, false, [this] { execution_->own_sessions->Sweep(); });
  }
  const auto all_done = [&] { return !HasCallsInProgress(); };
  if (!all_done() && !execution_->world.AwaitUntil(all_done, kCleanUpTimeoutMs)) return false;

  const std::lock_guard lock(execution_->mutex);
  execution_->symbols.Clear();
  execution_->named_blocks.clear();
  execution_->kept_blocks.clear();
  execution_->callbacks.clear();
  execution_->given_buffers.clear();
  execution_->left_behind.clear();
  execution_->started.clear();
  execution_->strays.clear();
  return true;
}

bool Executor::NeverWaits(const void* context) const {
  if (context == nullptr) return false;
  const std::lock_guard lock(execution_->mutex);
  const auto& callbacks = execution_->callbacks;
  const auto found =
      std::find_if(callbacks.begin(), callbacks.end(),
                   [&](const auto& callback) { return callback->context() == context; });
  return found != callbacks.end() && (*found)->never_waits();
}

void Executor::RunApart(const std::function<void()>& body) {
  const SurroundingsScope scope({});
  body();
}

void Executor::Abandon() { execution_.release(); }

}  // namespace etalon
