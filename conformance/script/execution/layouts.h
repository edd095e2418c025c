// The API's structures, from operations into memory.
#ifndef ETALON_CONFORMANCE_SCRIPT_EXECUTION_LAYOUTS_H_
#define ETALON_CONFORMANCE_SCRIPT_EXECUTION_LAYOUTS_H_

#include <string>
#include <vector>

#include "conformance/script/execution/call.h"
#include "conformance/script/op.h"
#include "conformance/script/properties_extent.h"
#include "sim/include/KernelTraceControl.h"
#include "sim/include/evntrace.h"

namespace etalon {

EVENT_TRACE_PROPERTIES* LayProperties(Call& call, const Properties& properties,
                                      const PropertiesUse& use, const char* name = "properties");

// An array for StackTracingEventIds.
const STACK_TRACING_EVENT_ID* LayStackEvents(Call& call,
                                             const std::vector<StackTracingEvent>& events,
                                             Place place);

EVENT_TRACE_HEADER* LayEvent(Call& call, const EventHeader& event);

// `class_handle` is that of an event which states none.
EVENT_INSTANCE_HEADER* LayInstanceEvent(Call& call, const InstanceHeader& event,
                                        uint64_t class_handle);

// An EVENT_INSTANCE_INFO. `name`: "instance", "parent".
Call::Argument LayInstance(Call& call, const InstanceInfo& info, const char* name);

}  // namespace etalon

#endif  // ETALON_CONFORMANCE_SCRIPT_EXECUTION_LAYOUTS_H_
