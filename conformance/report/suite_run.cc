#include "conformance/report/suite_run.h"

namespace etalon {

std::string NameAndVersion(const ImplementationTraits& traits) {
  if (traits.version.empty()) return traits.name;
  if (traits.version.starts_with(traits.name)) return traits.version;
  return traits.name + "-" + traits.version;
}

}  // namespace etalon
