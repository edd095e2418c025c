// What the registry says a function may answer.
#ifndef ETALON_GOLDEN_DOCUMENTED_ERRORS_H_
#define ETALON_GOLDEN_DOCUMENTED_ERRORS_H_

#include <cstdint>

#include "conformance/script/op.h"

namespace etalon {

// Whether some clause of the function has that code; success is always right. Functions that are
// ControlTrace with a fixed code, or start a session as StartTrace does, have its errors too.
// Operations on the world answer as docs/agent_protocol.md says.
bool IsDocumented(const Op& op, uint64_t code);

}  // namespace etalon

#endif  // ETALON_GOLDEN_DOCUMENTED_ERRORS_H_
