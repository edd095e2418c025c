// One operation, whatever it is: the API's go to Carry, the world's to the World.
#include <functional>
#include <utility>

#include "conformance/script/encodings.h"
#include "conformance/script/execution/execution.h"
#include "conformance/script/execution/scripted_callback.h"

namespace etalon {
namespace {

thread_local Surroundings surroundings;

Outcome Problem(std::string detail) {
  return {.ending = Ending::kHarnessFault, .detail = std::move(detail), .callbacks = {}};
}

// Of a world's answer: "" is success.
Outcome From(std::string problem) {
  return problem.empty() ? Outcome{} : Problem(std::move(problem));
}

// What an operation needs beyond the API.
template <typename T>
std::optional<Capability> Needs(const T&) {
  return std::nullopt;
}
std::optional<Capability> Needs(const NewProcess& op) {
  if (!op.in_place_of.empty()) return Capability::kFaults;
  return op.token == Token::kAdministrator ? Capability::kProcesses : Capability::kPrivileges;
}
std::optional<Capability> Needs(const ResumeProcess&) { return Capability::kProcesses; }
std::optional<Capability> Needs(const ExitProcess&) { return Capability::kProcesses; }
std::optional<Capability> Needs(const HeapCreate&) { return Capability::kProcesses; }
std::optional<Capability> Needs(const HeapAlloc&) { return Capability::kProcesses; }
std::optional<Capability> Needs(const HeapReAlloc&) { return Capability::kProcesses; }
std::optional<Capability> Needs(const HeapFree&) { return Capability::kProcesses; }
std::optional<Capability> Needs(const HeapDestroy&) { return Capability::kProcesses; }
std::optional<Capability> Needs(const HeapControl&) { return Capability::kProcesses; }
std::optional<Capability> Needs(const NewThread&) { return Capability::kProcesses; }
std::optional<Capability> Needs(const ExitThread&) { return Capability::kProcesses; }
std::optional<Capability> Needs(const MapImage&) { return Capability::kProcesses; }
std::optional<Capability> Needs(const UnmapImage&) { return Capability::kProcesses; }
std::optional<Capability> Needs(const SwitchContext&) { return Capability::kProcesses; }
std::optional<Capability> Needs(const AccessDisk&) { return Capability::kProcesses; }
std::optional<Capability> Needs(const AccessFile&) { return Capability::kProcesses; }
std::optional<Capability> Needs(const InjectFault&) { return Capability::kFaults; }
std::optional<Capability> Needs(const SetDisk&) { return Capability::kFaults; }
std::optional<Capability> Needs(const SetMachine&) { return Capability::kFaults; }
std::optional<Capability> Needs(const SetRegistry&) { return Capability::kRestart; }
std::optional<Capability> Needs(const GetRegistry&) { return Capability::kRestart; }
std::optional<Capability> Needs(const Restart&) { return Capability::kRestart; }
std::optional<Capability> Needs(const PutFile&) { return Capability::kFiles; }
std::optional<Capability> Needs(const GetFile&) { return Capability::kFiles; }
std::optional<Capability> Needs(const ProcessTraceAddBufferToBufferStream& op) {
  return op.buffer.log_file.empty() ? std::nullopt : std::optional(Capability::kFiles);
}

std::optional<Capability> Missing(Execution& execution, const Op& op) {
  const std::set<Capability>& has = execution.world.capabilities();
  const auto needed = std::visit([](const auto& any) { return Needs(any); }, op.any);
  if (needed && has.count(*needed) == 0) return needed;
  if (!op.on().process.empty() && has.count(Capability::kProcesses) == 0)
    return Capability::kProcesses;
  return std::nullopt;
}

Outcome Wait(Execution& execution, const Await& op) {
  std::shared_ptr<StartedCall> call;
  {
    const std::lock_guard lock(execution.mutex);
    const auto found = execution.started.find(op.of);
    if (found == execution.started.end()) return Problem("Await: nothing was started as " + op.of);
    call = found->second;
  }
  const auto is_done = [&] {
    const std::lock_guard lock(execution.mutex);
    return call->done;
  };
  if (execution.world.AwaitUntil(is_done, op.timeout_ms)) {
    const std::lock_guard lock(execution.mutex);
    execution.started.erase(op.of);
    return call->outcome;
  }
  return {.ending = Ending::kHung,
          .detail = op.of + " has not ended after " + std::to_string(op.timeout_ms) + " ms",
          .callbacks = {}};
}

constexpr uint32_t kFileNotFound = 2;

Outcome Read(Execution& execution, const GetRegistry& op) {
  const std::optional<uint64_t> number = execution.world.Get(op);
  if (!number) return {.returns = kFileNotFound, .callbacks = {}};
  return {.changes = {{"registry", "number", *number}}, .callbacks = {}};
}

Outcome Read(Execution& execution, const GetFile& op) {
  const std::optional<Bytes> bytes = execution.world.Get(op);
  if (!bytes) return {.returns = kFileNotFound, .callbacks = {}};
  return {.changes = {{"file", "bytes", ToHex(*bytes)}}, .callbacks = {}};
}

// Those that change the machine itself.
std::optional<Outcome> CarryMachine(Execution& execution, const Op& op) {
  World& world = execution.world;
  if (const auto* fault = std::get_if<InjectFault>(&op.any)) return From(world.Inject(*fault));
  if (const auto* disk = std::get_if<SetDisk>(&op.any)) return From(world.Set(*disk));
  if (const auto* machine = std::get_if<SetMachine>(&op.any)) return From(world.Set(*machine));
  if (const auto* set = std::get_if<SetRegistry>(&op.any)) return From(world.Set(*set));
  if (const auto* get = std::get_if<GetRegistry>(&op.any)) return Read(execution, *get);
  if (const auto* restart = std::get_if<Restart>(&op.any)) return From(world.Do(*restart));
  return std::nullopt;
}

// The operations of the world, on the calling thread.
std::optional<Outcome> CarryWorld(Execution& execution, const Op& op) {
  World& world = execution.world;
  if (const auto* await = std::get_if<Await>(&op.any)) return Wait(execution, *await);
  if (const auto* advance = std::get_if<Advance>(&op.any))
    return world.Sleep(advance->ms), Outcome{};
  if (const auto* create = std::get_if<NewProcess>(&op.any)) return From(world.Create(*create));
  if (const auto* resume = std::get_if<ResumeProcess>(&op.any)) return From(world.Resume(*resume));
  if (const auto* exit = std::get_if<ExitProcess>(&op.any)) return From(world.Exit(*exit));
  if (const auto* put = std::get_if<PutFile>(&op.any)) return From(world.Put(*put));
  if (const auto* get = std::get_if<GetFile>(&op.any)) return Read(execution, *get);
  if (std::holds_alternative<Reset>(op.any)) return Problem("Reset is not for an executor");
  return CarryMachine(execution, op);
}

template <typename T>
concept Callable = requires(Execution& execution, const T& op) {
  Carry(execution, op);
};

// An operation of the API, on the calling thread.
Outcome CarryCall(Execution& execution, const Op& op) {
  return std::visit(
      [&](const auto& any) -> Outcome {
        if constexpr (Callable<std::decay_t<decltype(any)>>) {
          return Carry(execution, any);
        } else {
          return Problem(NameOf(op) + " is no function");
        }
      },
      op.any);
}

Outcome StartCall(Execution& execution, const Op& op) {
  const std::string& id = op.on().id;
  if (id.empty()) return Problem(NameOf(op) + ": an operation that is started needs an id");
  const auto call = std::make_shared<StartedCall>();
  {
    const std::lock_guard lock(execution.mutex);
    if (!execution.started.emplace(id, call).second) return Problem(id + " was started before");
  }
  const std::string problem = execution.world.Start(op.on(), [&execution, op, call] {
    Outcome outcome = CarryCall(execution, op);
    outcome.id = op.on().id;
    {
      const std::lock_guard lock(execution.mutex);
      call->outcome = std::move(outcome);
      call->done = true;
    }
    execution.world.Notify();
  });
  if (!problem.empty()) return Problem(problem);
  return {.ending = Ending::kStarted, .callbacks = {}};
}

Outcome PerformHere(Execution& execution, const Op& op, bool inside) {
  if (const auto missing = Missing(execution, op)) {
    return {.ending = Ending::kNotApplicable, .detail = NameOf(*missing), .callbacks = {}};
  }
  if (std::string lacks = execution.world.Lacks(op); !lacks.empty()) {
    return {.ending = Ending::kNotApplicable, .detail = std::move(lacks), .callbacks = {}};
  }
  if (std::optional<Outcome> outcome = CarryWorld(execution, op)) return std::move(*outcome);
  if (op.on().start) return StartCall(execution, op);
  Outcome outcome;
  const auto carry = [&] { outcome = CarryCall(execution, op); };
  std::string problem = execution.world.RunAs(op.on(), inside, std::ref(carry));
  return problem.empty() ? std::move(outcome) : Problem(std::move(problem));
}

std::optional<uint64_t> Resolve(Execution& execution, const Handle& handle) {
  const std::lock_guard lock(execution.mutex);
  return execution.symbols.Resolve(handle);
}

// Why an operation may not be carried out on a computer that others use as well; "" it may, and its
// sessions have their names there.
std::string RefusalOf(Execution& execution, Op* op, bool inside) {
  std::string refusal;
  const std::string problem = execution.world.RunAs(On{}, inside, [&] {
    refusal = execution.own_sessions->Admit(op);
    const auto session = OwnSessions::SessionOf(*op);
    if (!refusal.empty() || !session) return;
    const std::optional<uint64_t> value = Resolve(execution, *session);
    if (value) refusal = execution.own_sessions->Forbids(*value);
  });
  return problem.empty() ? refusal : problem;
}

Outcome PerformOnOwnSessions(Execution& execution, const Op& stated, bool inside) {
  Op op = stated;
  if (const std::string refusal = RefusalOf(execution, &op, inside); !refusal.empty()) {
    return {.ending = Ending::kNotApplicable,
            .detail = "needs --exclusive: " + refusal,
            .callbacks = {}};
  }
  Outcome outcome = PerformHere(execution, op, inside);
  execution.own_sessions->Restore(&outcome);
  return outcome;
}

}  // namespace

Execution::Execution(const EtwApi& api_table, World& surroundings, Telling what_is_told)
    : api(api_table), world(surroundings), telling(what_is_told) {}
Execution::~Execution() = default;

void Undo(Execution& execution, Op op) {
  op.on().start = false;
  std::vector<Op>& undoing = execution.undoing;
  if (undoing.empty() || !(undoing.back() == op)) undoing.push_back(std::move(op));
}

const Surroundings& CurrentSurroundings() { return surroundings; }

SurroundingsScope::SurroundingsScope(const Surroundings& inner)
    : outer_(std::exchange(surroundings, inner)) {}

SurroundingsScope::~SurroundingsScope() { surroundings = outer_; }

Outcome Perform(Execution& execution, const Op& op, bool inside) {
  Outcome outcome = execution.own_sessions ? PerformOnOwnSessions(execution, op, inside)
                                           : PerformHere(execution, op, inside);
  const bool awaited =
      std::holds_alternative<Await>(op.any) && outcome.ending != Ending::kHarnessFault;
  if (!awaited || outcome.id.empty()) outcome.id = op.on().id;
  return outcome;
}

}  // namespace etalon
