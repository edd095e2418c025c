// Kernel traces and merged files.
#include <string>

#include "conformance/script/execution/call.h"
#include "conformance/script/execution/layouts.h"

namespace etalon {

const STACK_TRACING_EVENT_ID* LayStackEvents(Call& call,
                                             const std::vector<StackTracingEvent>& events,
                                             Place place) {
  constexpr size_t kBytes = sizeof(STACK_TRACING_EVENT_ID);
  if (events.empty() && place == Place::kBlock) return nullptr;
  const Call::Argument argument = call.Lay("stack_events", place, kBytes * events.size(), 4);
  for (size_t i = 0; argument.block != nullptr && i < events.size(); ++i) {
    argument.block->Put(i * kBytes, events[i].guid);
    argument.block->Put(i * kBytes + sizeof(Guid), events[i].type);
  }
  return argument.As<const STACK_TRACING_EVENT_ID>();
}

Outcome Carry(Execution& execution, const StartKernelTrace& op) {
  const auto function = execution.api.StartKernelTrace;
  Call call(execution, "StartKernelTrace", function != nullptr);
  const Call::Argument cell = call.LayCell("handle", op.handle, {.members = HandleMembers()}, 8);
  auto* const properties = LayProperties(
      call, op.properties, {.starts_session = true, .guid = kSystemTraceControlGuid});
  const auto* const events = LayStackEvents(call, op.stack_events, op.stack_events_place);
  const uint32_t count =
      op.stack_event_count.value_or(static_cast<uint32_t>(op.stack_events.size()));
  call.Invoke([&] { return function(cell.As<TRACEHANDLE>(), properties, events, count); });
  if (call.succeeded() && cell.block != nullptr) {
    call.Bear(HandleKind::kSession, cell.block->Get<uint64_t>(0));
    cell.block->Remember();
  }
  return call.Finish();
}

Outcome Carry(Execution& execution, const CreateMergedTraceFile& op) {
  const auto function = execution.api.CreateMergedTraceFile;
  Call call(execution, "CreateMergedTraceFile", function != nullptr);
  const auto* const merged = call.LayText<Form::kWide>("merged", op.merged_place, op.merged);
  const size_t bytes = op.files.size() * sizeof(LPCWSTR);
  const Call::Argument files = call.Lay("files", op.files_place, bytes, 8);
  for (size_t i = 0; i < op.files.size(); ++i) {
    const Place place = i < op.file_places.size() ? op.file_places[i] : Place::kBlock;
    const std::string name = "files[" + std::to_string(i) + "]";
    const auto* const file = call.LayText<Form::kWide>(name.c_str(), place, op.files[i]);
    if (files.block != nullptr) files.block->Put(i * sizeof file, file);
  }
  const uint32_t count = op.file_count.value_or(static_cast<uint32_t>(op.files.size()));
  call.Invoke([&] { return function(merged, files.As<LPCWSTR>(), count, op.flags); });
  return call.Finish();
}

}  // namespace etalon
