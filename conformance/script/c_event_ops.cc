// The statements of the operations that write events.
#include "conformance/script/c_event_ops.h"

#include "conformance/script/c_writer.h"

namespace etalon {
namespace {

constexpr size_t kMostArguments = 16;

std::string GuidAt(const Guid& guid, Place place) {
  return CAt(CGuid(guid), "sizeof(GUID)", place);
}

std::string Instance(CProgram& program, const InstanceInfo& info, const std::string& variable) {
  std::string members;
  if (info.class_handle)
    members += variable + "->RegHandle = (HANDLE)(ULONG_PTR)" + CHandle(*info.class_handle) + ";\n";
  if (info.instance_id) members += variable + "->InstanceId = " + CNumber(*info.instance_id) + ";";
  return program.Block(variable, "EVENT_INSTANCE_INFO", info.block, 16, info.place, "", members);
}

template <typename Event>
size_t TailBytes(const Event& event) {
  return event.fields.empty() ? event.payload.size() + event.payload_fill
                              : 16 * event.fields.size();
}

// Size, type, level and version, and what follows the header.
template <typename Event>
std::string CommonMembers(const Event& event) {
  std::string text;
  if (event.size) text += "event->Size = " + CNumber(*event.size) + ";\n";
  if (event.type) text += "event->Class.Type = " + CNumber(*event.type) + ";\n";
  if (event.level) text += "event->Class.Level = " + CNumber(*event.level) + ";\n";
  if (event.version) text += "event->Class.Version = " + CNumber(*event.version) + ";\n";
  if (event.flags) text += "event->Flags = " + CNumber(*event.flags) + ";\n";
  if (!event.payload.empty() || event.payload_fill != 0) {
    text += "memcpy(event + 1, " + CBytes(event.payload, event.payload_fill) + ", " +
            CNumber(event.payload.size() + event.payload_fill) + ");\n";
  }
  for (size_t i = 0; i < event.fields.size(); ++i) {
    const MofField& field = event.fields[i];
    const std::string at = "((MOF_FIELD*)(event + 1))[" + std::to_string(i) + "]";
    const std::string bytes = CNumber(field.data.size());
    text += at + ".DataPtr = (ULONG64)" + CAt(CBytes(field.data, 0), bytes, field.place) + ";\n";
    text += at + ".Length = " + (field.length ? CNumber(*field.length) : bytes) + ";\n";
  }
  return text;
}

template <bool kVaList>
void PrintMessage(CProgram& program, const TraceMessageOp<kVaList>& op) {
  std::string guid = GuidAt(op.guid, op.guid_place);
  if (op.component_id) {
    program.Say("ULONG component_id = " + CNumber(*op.component_id) + ";");
    program.Say("(void)component_id;");
    guid = "(const GUID*)" + CAt("&component_id", "4", op.guid_place);
  }
  std::string call = kVaList ? "MessageVa(" : "TraceMessage(";
  call += CHandle(op.session) + ", " + CNumber(op.flags) + ", " + guid + ", " + CNumber(op.number);
  for (size_t i = 0; i < op.arguments.size() && i < kMostArguments; ++i) {
    const Argument& argument = op.arguments[i];
    const uint64_t bytes = argument.data.size() + argument.fill;
    call += ", (const void*)" +
            CAt(CBytes(argument.data, argument.fill), CNumber(bytes), argument.place);
    call += ", (size_t)" + CNumber(argument.size.value_or(bytes));
  }
  program.Invoke(kVaList ? "TraceMessageVa" : "TraceMessage", call + ", NULL)");
}

}  // namespace

void Print(CProgram& program, const CreateTraceInstanceId& op) {
  const std::string instance = Instance(program, op.instance, "instance");
  program.Invoke("CreateTraceInstanceId", "CreateTraceInstanceId((HANDLE)(ULONG_PTR)" +
                                              CHandle(op.class_handle) + ", " + instance + ")");
}

void Print(CProgram& program, const TraceEvent& op) {
  const EventHeader& event = op.event;
  const size_t bytes = 48 + TailBytes(event);
  std::string defaults =
      "event->Size = " + CNumber(bytes) + ";\nevent->Flags = WNODE_FLAG_TRACED_GUID";
  if (event.guid_by_pointer) defaults += " | WNODE_FLAG_USE_GUID_PTR";
  if (!event.fields.empty()) defaults += " | WNODE_FLAG_USE_MOF_PTR";
  if (event.time_stamp) defaults += " | WNODE_FLAG_USE_TIMESTAMP";
  defaults += ";\n";
  const std::string guid = CGuid(event.guid.value_or(kClassGuid));
  if (!event.guid_by_pointer) defaults += "event->Guid = *" + guid + ";\n";
  std::string members = CommonMembers(event);
  if (event.guid_by_pointer) {
    members += "event->GuidPtr = (ULONG64)" + guid + ";\n";
  } else if (event.guid && !event.block.empty()) {
    members += "event->Guid = *" + guid + ";\n";
  }
  if (event.time_stamp) {
    members += "event->TimeStamp.QuadPart = (LONGLONG)" +
               CNumber(static_cast<uint64_t>(*event.time_stamp)) + ";\n";
  }
  const std::string argument = program.Block("event", "EVENT_TRACE_HEADER", event.block, bytes,
                                             event.place, defaults, members);
  const std::string call = "TraceEvent(" + CHandle(op.session) + ", " + argument + ")";
  if (op.times > 1) {
    program.Say("ULONG i, failures = 0;");
    program.Say("for (i = 1; i < " + CNumber(op.times) + "; ++i) failures += " + call + " != 0;");
    program.Say("printf(\"  %lu of the calls before the last failed\\n\", failures);");
  }
  program.Invoke("TraceEvent", call);
}

void Print(CProgram& program, const TraceEventInstance& op) {
  const InstanceHeader& event = op.event;
  const std::string instance = Instance(program, op.instance, "instance");
  const std::string parent = op.parent ? Instance(program, *op.parent, "parent") : "NULL";
  const size_t bytes = 56 + TailBytes(event);
  std::string defaults =
      "event->Size = " + CNumber(bytes) + ";\nevent->Flags = WNODE_FLAG_TRACED_GUID";
  defaults += event.fields.empty() ? ";\n" : " | WNODE_FLAG_USE_MOF_PTR;\n";
  if (op.instance.place == Place::kBlock)
    defaults += "event->RegHandle = (ULONG64)instance->RegHandle;\n";
  std::string members = CommonMembers(event);
  if (event.class_handle) members += "event->RegHandle = " + CHandle(*event.class_handle) + ";\n";
  if (event.parent_class_handle) {
    members += "event->ParentRegHandle = " + CHandle(*event.parent_class_handle) + ";\n";
  }
  const std::string argument = program.Block("event", "EVENT_INSTANCE_HEADER", event.block, bytes,
                                             event.place, defaults, members);
  program.Invoke("TraceEventInstance", "TraceEventInstance(" + CHandle(op.session) + ", " +
                                           argument + ", " + instance + ", " + parent + ")");
}

void Print(CProgram& program, const TraceMessage& op) { PrintMessage(program, op); }
void Print(CProgram& program, const TraceMessageVa& op) { PrintMessage(program, op); }

}  // namespace etalon
