// Implementations with one mistake each: a search that does not find them finds nothing.
#ifndef ETALON_CONFORMANCE_PROPERTIES_PLANTED_BUGS_H_
#define ETALON_CONFORMANCE_PROPERTIES_PLANTED_BUGS_H_

#include <memory>
#include <vector>

#include "conformance/implementations/implementation.h"

namespace etalon {

struct PlantedBug {
  const char* name;
  std::unique_ptr<Implementation> (*plant)(std::unique_ptr<Implementation> right);
  const char* script;  // the canonical one: what every search comes down to
};

const std::vector<PlantedBug>& PlantedBugs();

}  // namespace etalon

#endif  // ETALON_CONFORMANCE_PROPERTIES_PLANTED_BUGS_H_
