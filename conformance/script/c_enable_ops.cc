// The statements of EnableTraceEx and EnableTraceEx2.
#include "conformance/script/c_enable_ops.h"

#include <algorithm>

#include "conformance/script/c_writer.h"

namespace etalon {
namespace {

bool NamesProcesses(const std::vector<FilterDescriptor>& filters) {
  return std::any_of(filters.begin(), filters.end(),
                     [](const FilterDescriptor& filter) { return !filter.processes.empty(); });
}

// Declares the descriptors as `filters`, and returns the argument.
std::string Filters(CProgram& program, const std::vector<FilterDescriptor>& filters, Place place) {
  if (filters.empty() && place == Place::kBlock) return "NULL";
  program.Say("EVENT_FILTER_DESCRIPTOR filters[" + std::to_string(filters.size() + 1) +
              "] = {{0}};");
  program.Say("(void)filters;");
  for (size_t i = 0; i < filters.size(); ++i) {
    const FilterDescriptor& filter = filters[i];
    const std::string at = "filters[" + std::to_string(i) + "]";
    const std::string bytes = CNumber(filter.data.size());
    if (!filter.data.empty() || filter.place != Place::kBlock) {
      program.Say(at + ".Ptr = (ULONG_PTR)" + CAt(CBytes(filter.data, 0), bytes, filter.place) +
                  ";");
    }
    program.Say(at + ".Size = " + (filter.size ? CNumber(*filter.size) : bytes) + ";");
    program.Say(at + ".Type = " + CNumber(filter.type) + ";");
  }
  return CAt("filters", "sizeof filters", place);
}

// Declares them as `parameters`, and returns the argument.
std::string Parameters(CProgram& program, const EnableParameters& parameters) {
  const std::string filters = Filters(program, parameters.filters, parameters.filters_place);
  const uint32_t count =
      parameters.filter_count.value_or(static_cast<uint32_t>(parameters.filters.size()));
  program.Say("ENABLE_TRACE_PARAMETERS parameters = {0};");
  program.Say("parameters.Version = " + CNumber(parameters.version) + ";");
  program.Say("parameters.EnableProperty = " + CNumber(parameters.enable_property) + ";");
  program.Say("parameters.ControlFlags = " + CNumber(parameters.control_flags) + ";");
  program.Say("parameters.SourceId = *" + CGuid(parameters.source) + ";");
  program.Say("parameters.EnableFilterDesc = " + filters + ";");
  program.Say("parameters.FilterDescCount = " + CNumber(count) + ";");
  return CAt("&parameters", "sizeof parameters", parameters.place);
}

std::string GuidAt(const Guid& guid, Place place) {
  return CAt(CGuid(guid), "sizeof(GUID)", place);
}

}  // namespace

void Print(CProgram& program, const EnableTraceEx2& op) {
  if (op.parameters && NamesProcesses(op.parameters->filters)) {
    return program.Skip("EnableTraceEx2: it names processes of the script");
  }
  const std::string parameters = op.parameters ? Parameters(program, *op.parameters) : "NULL";
  program.Invoke("EnableTraceEx2", "EnableTraceEx2(" + CHandle(op.session) + ", " +
                                       GuidAt(op.guid, op.guid_place) + ", " +
                                       CNumber(op.control_code) + ", " + CNumber(op.level) + ", " +
                                       CNumber(op.match_any) + ", " + CNumber(op.match_all) + ", " +
                                       CNumber(op.timeout_ms) + ", " + parameters + ")");
}

void Print(CProgram& program, const EnableTraceEx& op) {
  if (op.filter && NamesProcesses({*op.filter})) {
    return program.Skip("EnableTraceEx: it names processes of the script");
  }
  const std::vector<FilterDescriptor> filters =
      op.filter ? std::vector<FilterDescriptor>{*op.filter} : std::vector<FilterDescriptor>();
  const std::string filter = Filters(program, filters, Place::kBlock);
  program.Invoke("EnableTraceEx", "EnableTraceEx(" + GuidAt(op.guid, op.guid_place) + ", " +
                                      (op.source ? CGuid(*op.source) : "NULL") + ", " +
                                      CHandle(op.session) + ", " + CNumber(op.is_enabled) + ", " +
                                      CNumber(op.level) + ", " + CNumber(op.match_any) + ", " +
                                      CNumber(op.match_all) + ", " + CNumber(op.enable_property) +
                                      ", " + filter + ")");
}

}  // namespace etalon
