#include "conformance/script/c_kernel_ops.h"

#include "conformance/script/c_writer.h"

namespace etalon {
namespace {

Place PlaceOf(const CreateMergedTraceFile& op, size_t file) {
  return file < op.file_places.size() ? op.file_places[file] : Place::kBlock;
}

std::string NameAt(const std::u16string& name, Place place) {
  return CAt(CWide(name), CNumber(2 * (name.size() + 1)), place);
}

}  // namespace

std::string StackEventList(CProgram& program, const std::vector<StackTracingEvent>& events,
                           std::optional<uint32_t> count, Place place) {
  program.Say("struct { GUID guid; BYTE type; BYTE reserved[7]; } events[" +
              std::to_string(events.size() + 1) + "] = {{{0}}};");
  for (size_t i = 0; i < events.size(); ++i) {
    const std::string at = "events[" + std::to_string(i) + "]";
    program.Say(at + ".guid = *" + CGuid(events[i].guid) + ";");
    program.Say(at + ".type = " + CNumber(events[i].type) + ";");
  }
  program.Say("(void)events;");
  const bool none = events.empty() && place == Place::kBlock;
  return ", " + (none ? "NULL" : CAt("events", "sizeof events", place)) + ", " +
         CNumber(count.value_or(static_cast<uint32_t>(events.size())));
}

void Print(CProgram& program, const StartKernelTrace& op) {
  program.Say(
      "const StartKernelTraceFunction start = "
      "(StartKernelTraceFunction)KernelTraceControl(\"StartKernelTrace\");");
  program.Say("TRACEHANDLE handle = 0;");
  const std::string properties = program.PropertiesBlock(
      op.properties, {.starts_session = true, .guid = kSystemTraceControlGuid});
  const std::string events =
      StackEventList(program, op.stack_events, op.stack_event_count, op.stack_events_place);
  program.Invoke("StartKernelTrace", "start == NULL ? 127 : start(" +
                                         CAt("&handle", "8", op.handle) + ", " + properties +
                                         events + ")");
  program.Say("if (result == 0) Bear(handle);");
}

void Print(CProgram& program, const CreateMergedTraceFile& op) {
  program.Say(
      "const CreateMergedTraceFileFunction merge = "
      "(CreateMergedTraceFileFunction)KernelTraceControl(\"CreateMergedTraceFile\");");
  program.Say("LPCWSTR files[" + std::to_string(op.files.size() + 1) + "] = {0};");
  for (size_t i = 0; i < op.files.size(); ++i) {
    program.Say("files[" + std::to_string(i) + "] = " + NameAt(op.files[i], PlaceOf(op, i)) + ";");
  }
  program.Say("(void)files;");
  program.Invoke("CreateMergedTraceFile",
                 "merge == NULL ? 127 : merge(" + NameAt(op.merged, op.merged_place) + ", " +
                     CAt("files", "sizeof files", op.files_place) + ", " +
                     CNumber(op.file_count.value_or(static_cast<uint32_t>(op.files.size()))) +
                     ", " + CNumber(op.flags) + ")");
}

}  // namespace etalon
