// What sessions have asked of a provider GUID, whether or not anybody has registered it.
#ifndef ETALON_SIM_PROVIDER_PROVIDER_ENABLEMENT_H_
#define ETALON_SIM_PROVIDER_PROVIDER_ENABLEMENT_H_

#include <cstdint>
#include <vector>

#include "sim/include/evntrace.h"
#include "sim/provider/event_registration.h"
#include "sim/session/session.h"

namespace etalon::sim {

// What one session asked: the arguments of EnableTraceEx2.
struct SessionRequest {
  Session* session = nullptr;
  uint8_t level = 0;
  // As given: 0 is every keyword to a provider of EventRegister, none to a classic one.
  uint64_t match_any = 0;
  uint64_t match_all = 0;
  uint32_t properties = 0;  // EVENT_ENABLE_PROPERTY_*
  GUID source_id = {};
  const EventFilters* filters = nullptr;  // kept by the registry (ProviderRegistry::Keep)
  // Below EventRegistration::kSessionsOfOne; the same while it lasts. The registry gives it.
  size_t place = 0;

  // What a provider of EventRegister is to write for it.
  Wanted wanted() const {
    return {.level = level,
            .match_any = match_any == 0 ? ~uint64_t{0} : match_any,
            .match_all = match_all};
  }
};

// Of one provider, or of one provider group.
struct ProviderEnablement {
  GUID guid = {};
  std::vector<SessionRequest> requests;  // the one that asked last comes last

  const SessionRequest* Find(const Session& session) const;
};

// The session that a classic provider belongs to: the one that enabled it last.
struct Enablement {
  TRACEHANDLE session = 0;
  uint8_t level = 0;
  uint32_t flags = 0;
};

// How a classic provider sees a request: MatchAnyKeyword's low 32 bits are the flags.
Enablement ClassicForm(const SessionRequest& request);

// A provider's own handle to a session: the logger id in the low 16 bits, the level in the next 8,
// the flags in the upper half. GetTraceLoggerHandle returns it, GetTraceEnableLevel and -Flags take
// it apart.
TRACEHANDLE ProviderHandle(const Enablement& enablement);

// The enablements of all GUIDs. Under the machine's lock.
class EnablementTable {
 public:
  // Remembers what a session asks of a GUID; what it asked before is replaced. False: as many other
  // sessions as may (EventRegistration::kSessionsOfOne) enable it, and nothing has changed.
  bool Put(const GUID& guid, SessionRequest request);

  // The newest request alone stays: the GUID is a classic provider's.
  void KeepNewest(const GUID& guid);

  void Remove(const GUID& guid, const Session& session);

  const ProviderEnablement* Of(const GUID& guid) const;       // null: nobody asks anything of it
  std::vector<GUID> EnabledBy(const Session& session) const;  // in order of the first enabling
  const std::vector<ProviderEnablement>& all() const { return enablements_; }

 private:
  ProviderEnablement* Find(const GUID& guid);

  std::vector<ProviderEnablement> enablements_;  // none without a request
};

}  // namespace etalon::sim

#endif  // ETALON_SIM_PROVIDER_PROVIDER_ENABLEMENT_H_
