#include "sim/provider/provider_enablement.h"

#include <algorithm>

namespace etalon::sim {
namespace {

auto IsOf(const Session& session) {
  return [&session](const SessionRequest& request) { return request.session == &session; };
}

size_t FreePlace(const std::vector<SessionRequest>& requests) {
  for (size_t place = 0;; ++place) {
    const auto stands_there = [&](const SessionRequest& one) { return one.place == place; };
    if (std::none_of(requests.begin(), requests.end(), stands_there)) return place;
  }
}

}  // namespace

const SessionRequest* ProviderEnablement::Find(const Session& session) const {
  const auto found = std::find_if(requests.begin(), requests.end(), IsOf(session));
  return found == requests.end() ? nullptr : &*found;
}

Enablement ClassicForm(const SessionRequest& request) {
  return {request.session->handle(), request.level, static_cast<uint32_t>(request.match_any)};
}

TRACEHANDLE ProviderHandle(const Enablement& enablement) {
  return (enablement.session & 0xFFFF) | TRACEHANDLE{enablement.level} << 16 |
         TRACEHANDLE{enablement.flags} << 32;
}

bool EnablementTable::Put(const GUID& guid, SessionRequest request) {
  ProviderEnablement* enablement = Find(guid);
  if (enablement == nullptr) enablement = &enablements_.emplace_back(ProviderEnablement{guid, {}});
  std::vector<SessionRequest>& requests = enablement->requests;
  const SessionRequest* const before = enablement->Find(*request.session);
  if (before == nullptr && requests.size() >= EventRegistration::kSessionsOfOne) return false;
  request.place = before == nullptr ? FreePlace(requests) : before->place;
  std::erase_if(requests, IsOf(*request.session));
  requests.push_back(request);
  return true;
}

void EnablementTable::KeepNewest(const GUID& guid) {
  ProviderEnablement* const enablement = Find(guid);
  if (enablement == nullptr) return;
  enablement->requests.erase(enablement->requests.begin(), enablement->requests.end() - 1);
}

void EnablementTable::Remove(const GUID& guid, const Session& session) {
  ProviderEnablement* const enablement = Find(guid);
  if (enablement == nullptr) return;
  std::erase_if(enablement->requests, IsOf(session));
  std::erase_if(enablements_, [](const ProviderEnablement& one) { return one.requests.empty(); });
}

const ProviderEnablement* EnablementTable::Of(const GUID& guid) const {
  const auto found = std::find_if(enablements_.begin(), enablements_.end(),
                                  [&](const ProviderEnablement& one) { return one.guid == guid; });
  return found == enablements_.end() ? nullptr : &*found;
}

std::vector<GUID> EnablementTable::EnabledBy(const Session& session) const {
  std::vector<GUID> guids;
  for (const ProviderEnablement& enablement : enablements_) {
    if (enablement.Find(session) != nullptr) guids.push_back(enablement.guid);
  }
  return guids;
}

ProviderEnablement* EnablementTable::Find(const GUID& guid) {
  return const_cast<ProviderEnablement*>(Of(guid));
}

}  // namespace etalon::sim
