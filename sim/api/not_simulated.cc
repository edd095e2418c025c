#include "sim/api/not_simulated.h"

#include <cstdio>
#include <cstdlib>

namespace etalon::sim {

void NotSimulatedYet(const char* what) {
  std::fprintf(stderr, "not simulated yet: %s\n", what);
  std::abort();
}

}  // namespace etalon::sim
