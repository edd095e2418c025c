// EnumerateTraceGuidsEx: providers, their registrations and the sessions that enable them.
#include <algorithm>
#include <cstring>
#include <optional>
#include <vector>

#include "sim/api/api.h"
#include "sim/api/caller_memory.h"
#include "sim/api/control_callback.h"
#include "sim/api/fail_if.h"
#include "sim/api/known_providers.h"

namespace etalon::sim {
namespace {

using Information = std::vector<uint8_t>;

template <typename T>
void Append(Information* bytes, const T& value) {
  const auto* const start = reinterpret_cast<const uint8_t*>(&value);
  bytes->insert(bytes->end(), start, start + sizeof value);
}

Information BytesOf(const std::vector<GUID>& guids) {
  Information bytes;
  for (const GUID& guid : guids) Append(&bytes, guid);
  return bytes;
}

TRACE_ENABLE_INFO InfoOf(const SessionRequest& request) {
  TRACE_ENABLE_INFO info = {};
  info.IsEnabled = TRUE;
  info.Level = request.level;
  info.LoggerId = request.session->logger_id();
  info.EnableProperty = request.properties;
  info.MatchAnyKeyword = request.match_any;
  info.MatchAllKeyword = request.match_all;
  return info;
}

std::vector<TRACE_ENABLE_INFO> InfosOf(const ProviderEnablement* enablement) {
  std::vector<TRACE_ENABLE_INFO> infos;
  if (enablement == nullptr) return infos;
  for (const SessionRequest& request : enablement->requests) infos.push_back(InfoOf(request));
  return infos;
}

// The sessions to which this registration writes: filters may have left some out, and those of its
// group come in.
std::vector<TRACE_ENABLE_INFO> InfosOf(const ProviderRegistry& providers,
                                       const EventRegistration& registration) {
  std::vector<TRACE_ENABLE_INFO> infos;
  const ProviderEnablement* const own = providers.EnablementOf(registration.provider());
  const ProviderEnablement* const of_group =
      registration.group() ? providers.EnablementOf(*registration.group()) : nullptr;
  for (uint32_t left = registration.enabled_places(); left != 0; left &= left - 1) {
    const Session& session = registration.at(std::countr_zero(left)).session();
    const SessionRequest* request = own != nullptr ? own->Find(session) : nullptr;
    if (request == nullptr && of_group != nullptr) request = of_group->Find(session);
    if (request != nullptr) infos.push_back(InfoOf(*request));
  }
  return infos;
}

// TRACE_PROVIDER_INSTANCE_INFOs, chained.
class Instances {
 public:
  void Add(uint32_t pid, uint32_t flags, const std::vector<TRACE_ENABLE_INFO>& enabled) {
    Chain();
    last_ = bytes_.size();
    Append(&bytes_,
           TRACE_PROVIDER_INSTANCE_INFO{0, static_cast<ULONG>(enabled.size()), pid, flags});
    for (const TRACE_ENABLE_INFO& info : enabled) Append(&bytes_, info);
    ++count_;
  }

  uint32_t count() const { return count_; }

  Information Finish() const {
    Information bytes;
    Append(&bytes, TRACE_GUID_INFO{count_, 0});
    bytes.insert(bytes.end(), bytes_.begin(), bytes_.end());
    return bytes;
  }

 private:
  // The last one says where the next begins.
  void Chain() {
    if (count_ == 0) return;
    const ULONG next = static_cast<ULONG>(bytes_.size() - last_);
    std::memcpy(bytes_.data() + last_, &next, sizeof next);
  }

  Information bytes_;
  size_t last_ = 0;
  uint32_t count_ = 0;
};

// None: nobody has registered or enabled it.
std::optional<Information> ProviderInfo(const ProviderRegistry& providers, const GUID& guid) {
  Instances instances;
  const ProviderEnablement* const enablement = providers.EnablementOf(guid);
  for (const Registration* registration : providers.Of(guid)) {
    instances.Add(registration->process->pid, TRACE_PROVIDER_FLAG_LEGACY, InfosOf(enablement));
  }
  for (const EventRegistration* registration : providers.event_registrations()) {
    if (registration->provider() != guid) continue;
    instances.Add(registration->process()->pid, 0, InfosOf(providers, *registration));
  }
  if (instances.count() == 0 && enablement != nullptr) {
    instances.Add(0, TRACE_PROVIDER_FLAG_PRE_ENABLE, InfosOf(enablement));
  }
  if (instances.count() == 0) return std::nullopt;
  return instances.Finish();
}

// A count and TRACE_ENABLE_INFOs, a count and the GUIDs of the group's providers.
std::optional<Information> GroupInfo(const ProviderRegistry& providers, const GUID& group) {
  const std::vector<TRACE_ENABLE_INFO> infos = InfosOf(providers.EnablementOf(group));
  const std::vector<GUID> members = ProvidersOfGroup(providers, group);
  if (members.empty()) return std::nullopt;
  Information bytes;
  Append(&bytes, static_cast<ULONG>(infos.size()));
  for (const TRACE_ENABLE_INFO& info : infos) Append(&bytes, info);
  Append(&bytes, static_cast<ULONG>(members.size()));
  for (const GUID& member : members) Append(&bytes, member);
  return bytes;
}

bool IsEnumerated(TRACE_QUERY_INFO_CLASS information_class, WindowsVersion windows) {
  switch (information_class) {
    case TraceGuidQueryList:
    case TraceGuidQueryInfo:
    case TraceGuidQueryProcess:
      return true;
    case TraceGroupQueryList:
    case TraceGroupQueryInfo:
      return windows >= kWindows10;
    case TraceMaxLoggersQuery:
      return windows >= kWindows10_1709;
    default:
      return false;
  }
}

bool TakesGuid(TRACE_QUERY_INFO_CLASS information_class) {
  return information_class == TraceGuidQueryInfo || information_class == TraceGroupQueryInfo;
}

std::optional<Information> Told(Machine& machine, TRACE_QUERY_INFO_CLASS information_class,
                                const GUID& guid) {
  const ProviderRegistry& providers = machine.providers();
  switch (information_class) {
    case TraceGuidQueryInfo:
      return ProviderInfo(providers, guid);
    case TraceGroupQueryInfo:
      return GroupInfo(providers, guid);
    case TraceGuidQueryProcess:
      return BytesOf(RegisteredProviders(providers, machine.caller().process));
    case TraceGroupQueryList:
      return BytesOf(KnownGroups(providers));
    case TraceMaxLoggersQuery: {
      Information bytes;
      Append(&bytes, machine.sessions().capacity());
      return bytes;
    }
    default:
      return BytesOf(KnownProviders(providers));
  }
}

}  // namespace

ULONG EnumerateTraceGuidsEx(Machine& machine, TRACE_QUERY_INFO_CLASS information_class, PVOID in,
                            ULONG in_size, PVOID out, ULONG out_size, PULONG return_length) {
  machine.host().scheduler->Yield();
  MachineHold hold(machine.lock());
  FAIL_IF(!CanRead(machine, in, std::min<size_t>(in_size, sizeof(GUID))) ||
              !CanWrite(machine, out, out_size) || !CanWrite(machine, return_length),
          ENUMGUIDSEX_U90);
  const bool takes_guid = TakesGuid(information_class);
  FAIL_IF(!IsEnumerated(information_class, machine.windows()) || return_length == nullptr ||
              (takes_guid && (in == nullptr || in_size < sizeof(GUID))) ||
              (out == nullptr && out_size != 0),
          ENUMGUIDSEX_E01);
  GUID guid = {};
  if (takes_guid) std::memcpy(&guid, in, sizeof guid);
  const std::optional<Information> told = Told(machine, information_class, guid);
  FAIL_IF(!told, ENUMGUIDSEX_U02);
  const Information bytes = told.value_or(Information{});
  *return_length = static_cast<ULONG>(bytes.size());
  FAIL_IF(out_size == 0 && !bytes.empty(), ENUMGUIDSEX_U01);
  FAIL_IF(out_size < bytes.size(), ENUMGUIDSEX_E02);

  if (!bytes.empty()) std::memcpy(out, bytes.data(), bytes.size());
  return ERROR_SUCCESS;
}

}  // namespace etalon::sim
