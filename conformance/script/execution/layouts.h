// The API's structures, from operations into memory.
#ifndef ETALON_CONFORMANCE_SCRIPT_EXECUTION_LAYOUTS_H_
#define ETALON_CONFORMANCE_SCRIPT_EXECUTION_LAYOUTS_H_

#include <string>

#include "conformance/script/execution/call.h"
#include "conformance/script/op.h"
#include "sim/include/evntrace.h"

namespace etalon {

// What the defaults of a properties block depend on.
struct PropertiesUse {
  bool starts_session = false;      // StartTrace, StartHeapTrace
  bool returns_names = false;       // QUERY, STOP, FLUSH: a log file's name may come back
  bool ansi = false;
  size_t name_characters = 0;       // of the session's name, without its end
};

EVENT_TRACE_PROPERTIES* LayProperties(Call& call, const Properties& properties, const PropertiesUse& use,
                                      const char* name = "properties");

EVENT_TRACE_HEADER* LayEvent(Call& call, const EventHeader& event);

// `class_handle` is that of an event which states none.
EVENT_INSTANCE_HEADER* LayInstanceEvent(Call& call, const InstanceHeader& event, uint64_t class_handle);

// An EVENT_INSTANCE_INFO. `name`: "instance", "parent".
Call::Argument LayInstance(Call& call, const InstanceInfo& info, const char* name);

}  // namespace etalon

#endif  // ETALON_CONFORMANCE_SCRIPT_EXECUTION_LAYOUTS_H_
