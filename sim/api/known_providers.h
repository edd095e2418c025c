// Lists of provider GUIDs, for the functions that enumerate them. Each GUID once, those of
// RegisterTraceGuids first, otherwise the oldest first. Under the machine's lock.
#ifndef ETALON_SIM_API_KNOWN_PROVIDERS_H_
#define ETALON_SIM_API_KNOWN_PROVIDERS_H_

#include <vector>

#include "sim/provider/provider_registry.h"

namespace etalon::sim {

// That somebody has registered; with a process, that it has.
std::vector<GUID> RegisteredProviders(const ProviderRegistry& providers,
                                      const Process* process = nullptr);

// And behind these the ones that a session has enabled though nobody has registered them.
std::vector<GUID> KnownProviders(const ProviderRegistry& providers);

// The groups to which registered providers belong.
std::vector<GUID> KnownGroups(const ProviderRegistry& providers);

// The registered providers of a group.
std::vector<GUID> ProvidersOfGroup(const ProviderRegistry& providers, const GUID& group);

}  // namespace etalon::sim

#endif  // ETALON_SIM_API_KNOWN_PROVIDERS_H_
