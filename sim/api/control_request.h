// What ControlTrace and its aliases are asked: which session, and where to answer.
#ifndef ETALON_SIM_API_CONTROL_REQUEST_H_
#define ETALON_SIM_API_CONTROL_REQUEST_H_

#include <optional>
#include <string>

#include "sim/api/properties.h"
#include "sim/machine.h"

namespace etalon::sim {

// A name wins over a handle; without a name SystemTraceControlGuid in Wnode.Guid means the NT
// Kernel Logger. By a name a private session is found when GUID and LogFileMode say that it is
// meant. An empty name is no name. All but the constructors need properties that are there.
class ControlRequest {
 public:
  ControlRequest(TRACEHANDLE handle, LPCWSTR name, EVENT_TRACE_PROPERTIES* properties);
  ControlRequest(TRACEHANDLE handle, LPCSTR name, EVENT_TRACE_PROPERTIES* properties);

  const PropertiesBlock& properties() const { return properties_; }

  // Neither name nor handle nor GUID says which session is meant.
  bool NamesNothing() const;

  // The handle alone says it. (That of the Global Logger counts as a name.)
  bool IsByHandle() const;

  // The GUID is the NT Kernel Logger's and the name is not.
  bool HasKernelGuidAndOtherName() const;

  // Running or stopping; null when there is none.
  Session* Find(Machine& machine) const;

  // Null as well when the session is stopping: it cannot be changed or flushed any more.
  Session* FindRunning(Machine& machine) const;

 private:
  bool HasKernelGuid() const;
  bool AsksFor(const Session& session) const;

  TRACEHANDLE handle_;
  std::optional<std::u16string> name_;
  PropertiesBlock properties_;
};

}  // namespace etalon::sim

#endif  // ETALON_SIM_API_CONTROL_REQUEST_H_
