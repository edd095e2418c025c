#include "conformance/report/suite_run.h"

namespace etalon {

std::string NameAndVersion(const ImplementationTraits& traits) {
  std::string name = traits.name;
  if (!name.starts_with("exec:")) name.erase(0, name.find_last_of('/') + 1);
  if (traits.version.empty()) return name;
  if (traits.version.starts_with(name)) return traits.version;
  return name + "-" + traits.version;
}

}  // namespace etalon
