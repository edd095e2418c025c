// TraceMessage.
#include "conformance/clause_test.h"
#include "conformance/delivered.h"

namespace etalon {
namespace {

using Message = TraceMessage;
#define CLAUSE(id) TRACEMSG_##id
#define COMPONENT_ID_CLAUSE TRACEMSG_S04
#include "conformance/trace_message_tests.inc"

}  // namespace
}  // namespace etalon
