#include "sim/api/enable_provider.h"

#include <algorithm>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

#include "sim/api/enable_callback.h"

namespace etalon::sim {
namespace {

// How long a caller who does not wait for callbacks is kept at most: long enough for those that
// return at once, on a busy computer too.
constexpr Ticks kMoment = kTicksPerSecond;

// Whom to tell of one call. A handle tells whether the registration is still the one that was
// meant.
struct Notices {
  GUID guid = {};
  WMIDPREQUESTCODE request = WMI_ENABLE_EVENTS;
  std::optional<Enablement> classic = {};  // for classic providers; none: they are not told
  EnableNotice event = {};
  std::vector<std::pair<const EventRegistration*, REGHANDLE>> registrations = {};

  void Add(const EventRegistration& registration) {
    const std::pair one(&registration, registration.handle());
    if (std::find(registrations.begin(), registrations.end(), one) == registrations.end()) {
      registrations.push_back(one);
    }
  }

  // The registrations that `session` enables.
  void AddEnabledBy(const Session& session, const ProviderRegistry& providers) {
    for (const EventRegistration* const registration : providers.EventsOf(guid)) {
      if (registration->IsEnabledBy(session)) Add(*registration);
    }
  }
};

void Tell(Machine& machine, MachineHold& hold, const Notices& notices) {
  if (notices.classic) {
    TellProvider(machine, hold, notices.guid, notices.request, *notices.classic);
  }
  for (const auto& [registration, handle] : notices.registrations) {
    // An earlier callback may have ended this registration.
    if (registration->handle() != handle) continue;
    TellEventRegistration(machine, hold, *registration, notices.event);
  }
}

bool HasAnyone(Machine& machine, const Notices& notices) {
  return !notices.registrations.empty() ||
         (notices.classic && !machine.providers().Of(notices.guid).empty());
}

// It makes no difference whether they are told on a thread of its own: none of them waits, and
// nobody else could go on meanwhile.
bool NeedNoThread(Machine& machine, const Notices& notices) {
  const auto& never_waits = machine.host().foreign_callbacks.never_waits;
  if (never_waits == nullptr || !machine.host().scheduler->IsAlone()) return false;
  if (notices.classic) {
    for (const Registration* const registration : machine.providers().Of(notices.guid)) {
      if (!never_waits(registration->context)) return false;
    }
  }
  return std::all_of(notices.registrations.begin(), notices.registrations.end(),
                     [&](const auto& one) {
                       return one.first->callback() == nullptr || never_waits(one.first->context());
                     });
}

// As a thread of the system's own does, which is in no process.
void TellAsNobody(Machine& machine, MachineHold& hold, const Notices& notices, uint32_t cpu) {
  Caller nobody{.machine = &machine, .cpu = cpu};
  const CallerScope scope(nobody);
  Tell(machine, hold, notices);
}

// Tells them on a thread of its own, and waits for its end as long as the caller will.
Configured TellWithin(Machine& machine, MachineHold& hold, const Notices& notices,
                      Timeout timeout) {
  if (!HasAnyone(machine, notices)) return Configured::kDone;
  if (timeout == INFINITE) {
    Tell(machine, hold, notices);
    return Configured::kDone;
  }
  Scheduler& scheduler = *machine.host().scheduler;
  const uint32_t cpu = machine.caller().cpu;
  if (NeedNoThread(machine, notices)) {
    machine.host().foreign_callbacks.run_apart([&] { TellAsNobody(machine, hold, notices, cpu); });
    return Configured::kDone;
  }
  const auto is_done = std::make_shared<bool>(false);
  scheduler.Spawn([&machine, &scheduler, notices, is_done, cpu] {
    MachineHold own_hold(machine.lock());
    TellAsNobody(machine, own_hold, notices, cpu);
    *is_done = true;
    scheduler.Notify();
  });
  const Ticks patience = timeout == 0 ? kMoment : Ticks{timeout} * kTicksPerMillisecond;
  const bool in_time = scheduler.BlockUntil(
      machine.lock(), [&] { return *is_done; }, After(machine.host().clock.Now(), patience),
      "enable callbacks");
  return in_time || timeout == 0 ? Configured::kDone : Configured::kTimedOut;
}

}  // namespace

Configured EnableProvider(Machine& machine, MachineHold& hold, const GUID& guid,
                          const SessionRequest& request, Timeout timeout) {
  ProviderRegistry& providers = machine.providers();
  Notices notices = {.guid = guid, .request = WMI_ENABLE_EVENTS, .classic = ClassicForm(request)};
  notices.event = {.source_id = request.source_id, .given = request.filters};
  notices.AddEnabledBy(*request.session, providers);
  if (!providers.Enable(guid, request)) return Configured::kTooManySessions;
  notices.AddEnabledBy(*request.session, providers);
  return TellWithin(machine, hold, notices, timeout);
}

Configured DisableProvider(Machine& machine, MachineHold& hold, const GUID& guid,
                           const Session& session, const GUID& source_id, Timeout timeout,
                           bool tell_classic) {
  ProviderRegistry& providers = machine.providers();
  const ProviderEnablement* const enablement = providers.EnablementOf(guid);
  const SessionRequest* const request = enablement == nullptr ? nullptr : enablement->Find(session);
  if (request == nullptr) return Configured::kDone;
  Notices notices = {.guid = guid, .request = WMI_DISABLE_EVENTS};
  if (tell_classic) notices.classic = ClassicForm(*request);
  notices.event = {.source_id = source_id};
  notices.AddEnabledBy(session, providers);
  providers.Disable(guid, session);
  return TellWithin(machine, hold, notices, timeout);
}

Configured CaptureState(Machine& machine, MachineHold& hold, const GUID& guid,
                        const SessionRequest& request, Timeout timeout) {
  Notices notices = {.guid = guid};
  notices.event = {
      .source_id = request.source_id, .given = request.filters, .capture_state = request.wanted()};
  for (const EventRegistration* const registration : machine.providers().EventsOf(guid)) {
    const bool is_meant =
        request.filters == nullptr || request.filters->Covers(*registration->process());
    if (is_meant) notices.Add(*registration);
  }
  return TellWithin(machine, hold, notices, timeout);
}

}  // namespace etalon::sim
