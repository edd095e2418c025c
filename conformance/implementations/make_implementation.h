// From the word of --implementation to the implementation.
#ifndef ETALON_CONFORMANCE_IMPLEMENTATIONS_MAKE_IMPLEMENTATION_H_
#define ETALON_CONFORMANCE_IMPLEMENTATIONS_MAKE_IMPLEMENTATION_H_

#include <cstdint>
#include <memory>
#include <string>
#include <string>

#include "conformance/implementations/implementation.h"

namespace etalon {

struct ImplementationOptions {
  uint64_t seed = 1;            // of the simulator
  double timeout_seconds = 10;  // of one operation, elsewhere
  // "6.1": one that the simulator can be. What another implementation is judged as, and told in the
  // environment (ETALON_WINDOWS); without it what its agent says.
  std::string windows = {};
  // The word of an agent on the same computer whose rights are a plain user's (two_agents.h); "":
  // there is none.
  std::string unelevated_agent = {};
};

// `word`:
//   "sim"           the simulator, in this process
//   "wine"          Wine's own libraries: $ETALON_WINE_RUN starts the Windows agent
//   $ETALON_AGENT_EXE "exec:COMMAND"  an agent that /bin/sh starts "FILE.so"       a library that
//   exports the Windows names, behind our own agent: $ETALON_AGENT, or
//                   else the etalon_agent that was built with this program
// Null, and *error, when there is no such thing or it does not start.
std::unique_ptr<Implementation> MakeImplementation(const std::string& word,
                                                   const ImplementationOptions& options,
                                                   std::string* error);

}  // namespace etalon

#endif  // ETALON_CONFORMANCE_IMPLEMENTATIONS_MAKE_IMPLEMENTATION_H_
