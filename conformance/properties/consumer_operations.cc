// Calls that open, process and close traces.
#include "conformance/properties/operation_source.h"

namespace etalon {

Op OperationSource::Open(const Model& model) {
  if (model.traces().size() > 6) return Close(model);
  const bool real_time = choices_.OneIn(3) && !model.sessions().empty();
  if (real_time) return OpenTraceW{.logger_name = choices_.Of(model.sessions()).name};
  std::vector<std::u16string> complete;
  for (const ModelFile& file : model.files()) {
    if (file.known) complete.push_back(file.name);
  }
  if (complete.empty()) return Stop(model);
  return OpenTraceW{.log_file = choices_.Of(complete)};
}

Op OperationSource::Process(const Model& model) {
  for (const ModelTrace& trace : model.traces()) {
    if (!trace.call.empty() || choices_.OneIn(3)) continue;
    ProcessTrace process = {.handles = {{.symbol = "$" + std::to_string(trace.symbol)}}};
    if (trace.file >= 0) return process;
    // What waits for events must not hold up the sequence.
    process.on.id = "call" + std::to_string(++births_);
    process.on.thread = process.on.id;
    process.on.start = true;
    return process;
  }
  return Open(model);
}

Op OperationSource::Close(const Model& model) {
  if (model.traces().empty()) return CloseTrace{.trace = Nobodys()};
  const ModelTrace& trace = choices_.Of(model.traces());
  return CloseTrace{.trace = {.symbol = "$" + std::to_string(trace.symbol)}};
}

Op OperationSource::AwaitCall(const Model& model) {
  for (const ModelCall& call : model.calls()) {
    if (std::holds_alternative<StopTraceW>(call.op.any)) return Await{.of = call.id};
  }
  for (const ModelTrace& trace : model.traces()) {
    if (model.IsEnding(trace)) return Await{.of = trace.call};
  }
  return Wait(model);
}

}  // namespace etalon
