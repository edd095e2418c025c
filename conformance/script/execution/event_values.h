// What callbacks are given, as values by name.
#ifndef ETALON_CONFORMANCE_SCRIPT_EXECUTION_EVENT_VALUES_H_
#define ETALON_CONFORMANCE_SCRIPT_EXECUTION_EVENT_VALUES_H_

#include <vector>

#include "conformance/script/execution/callback_slots.h"
#include "conformance/script/outcome.h"
#include "sim/include/evntcons.h"
#include "sim/include/evntrace.h"

namespace etalon {

// Of a classic event, all of which is copied. "Data" is the payload in hexadecimal.
GivenValues ValuesOf(const EVENT_TRACE& event);

// The same of an event record. `context` is what OpenTrace was given: "UserContext" is 1 when it
// came along. "ExtendedInstance" is 1 when there is an instance item, whose members then are
// "InstanceId", "ParentInstanceId" and "ParentGuid"; other items are "Extended@TYPE", in
// hexadecimal.
GivenValues ValuesOf(const EVENT_RECORD& record, const void* context);

// Of a buffer. "Context" is 1 when OpenTrace's came along.
std::vector<Change> ValuesOf(const EVENT_TRACE_LOGFILEW& logfile, const void* context);

// Of a buffer as it stands in a log file, and what a PETW_BUFFER_CALLBACK is given with it.
std::vector<Change> ValuesOf(const ETW_BUFFER_HEADER& buffer);
std::vector<Change> ValuesOf(const ETW_BUFFER_HEADER& buffer, uint32_t size,
                             const ETW_BUFFER_CALLBACK_INFORMATION& information);

// Of a control callback's block; `size` is what BufferSize points to.
std::vector<Change> ValuesOf(uint32_t request_code, const WNODE_HEADER* wnode,
                             const uint32_t* size);

// Of an enable callback. "Context" is 1 when EventRegister's came along; without a filter there is
// no "FilterType".
std::vector<Change> ValuesOf(const EnableCall& call, const void* context);

}  // namespace etalon

#endif  // ETALON_CONFORMANCE_SCRIPT_EXECUTION_EVENT_VALUES_H_
