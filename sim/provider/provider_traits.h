// Provider traits: what EventSetInformation attaches to a registration.
#ifndef ETALON_SIM_PROVIDER_PROVIDER_TRAITS_H_
#define ETALON_SIM_PROVIDER_PROVIDER_TRAITS_H_

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "sim/include/evntprov.h"

namespace etalon::sim {

// Immutable once a registration has them.
struct ProviderTraits {
  std::vector<uint8_t> bytes;  // as given; they go into every event
  std::string name;            // UTF-8
  std::optional<GUID> group;   // EtwProviderTraitTypeGroup
  std::optional<GUID> decode;  // EtwProviderTraitDecodeGuid
};

// Takes traits apart: a size of 16 bits, the provider's name with its zero, and traits, each a size
// of 16 bits, a type of 8 and its data. None: the sizes do not account for all the bytes, or the
// name has no end. Traits of other types, and those too short for a GUID, are kept and mean
// nothing.
std::optional<ProviderTraits> ParseTraits(std::span<const uint8_t> bytes);

}  // namespace etalon::sim

#endif  // ETALON_SIM_PROVIDER_PROVIDER_TRAITS_H_
