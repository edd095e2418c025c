// The statements of each operation.
#include "conformance/script/c_access_ops.h"
#include "conformance/script/c_consumer_ops.h"
#include "conformance/script/c_enable_ops.h"
#include "conformance/script/c_event_ops.h"
#include "conformance/script/c_event_write_ops.h"
#include "conformance/script/c_heap_ops.h"
#include "conformance/script/c_information_ops.h"
#include "conformance/script/c_kernel_ops.h"
#include "conformance/script/c_program.h"
#include "conformance/script/c_registration_ops.h"
#include "conformance/script/c_writer.h"
#include "conformance/script/encodings.h"
#include "conformance/script/fields.h"

namespace etalon {
namespace {

std::string Suffix(Form form) { return form == Form::kWide ? "W" : "A"; }

// A string argument.
std::string TextAt(const std::u16string& text, Form form, Place place) {
  const bool ansi = form == Form::kAnsi;
  return CAt(CText(text, ansi), CNumber((ansi ? 1 : 2) * (text.size() + 1)), place);
}

std::string NameOrNull(const std::optional<std::u16string>& name, Form form) {
  return name ? TextAt(*name, form, Place::kBlock) : "NULL";
}

std::string GuidAt(const Guid& guid, Place place) {
  return CAt(CGuid(guid), "sizeof(GUID)", place);
}

// Births in C are what they are in a run: handles that come back are numbered as they come.
void Bear(CProgram& program, const std::string& condition, const std::string& value) {
  program.Say("if (" + condition + ") Bear(" + value + ");");
}

template <Form kForm>
void Print(CProgram& program, const StartTraceOp<kForm>& op) {
  const std::string properties = program.PropertiesBlock(
      op.properties,
      {.starts_session = true, .ansi = kForm == Form::kAnsi, .name_characters = op.name.size()});
  program.Say("TRACEHANDLE handle = 0;");
  const std::string function = "StartTrace" + Suffix(kForm);
  program.Invoke(function, function + "(" + CAt("&handle", "8", op.handle) + ", " +
                               TextAt(op.name, kForm, op.name_place) + ", " + properties + ")");
  Bear(program, "result == 0", "handle");
}

template <Form kForm, typename Op>
void PrintControl(CProgram& program, const Op& op, ControlCode code, const std::string& function,
                  const std::string& last) {
  const std::string properties =
      program.PropertiesBlock(op.properties, {.returns_names = code != ControlCode::kUpdate,
                                              .ansi = kForm == Form::kAnsi,
                                              .name_characters = op.name.value_or(u"").size()});
  program.Invoke(function, function + "(" + CHandle(op.handle) + ", " + NameOrNull(op.name, kForm) +
                               ", " + properties + last + ")");
}

template <Form kForm>
void Print(CProgram& program, const ControlTraceOp<kForm>& op) {
  PrintControl<kForm>(program, op, op.code, "ControlTrace" + Suffix(kForm),
                      ", " + CNumber(static_cast<uint32_t>(op.code)));
}

template <Form kForm, ControlCode kCode>
void Print(CProgram& program, const ControlAliasOp<kForm, kCode>& op) {
  PrintControl<kForm>(program, op, kCode, NameOf(op), "");
}

template <Form kForm>
void Print(CProgram& program, const QueryAllTracesOp<kForm>& op) {
  const uint32_t count = op.count.value_or(op.blocks);
  const std::string blocks = CNumber(op.blocks);
  program.Say("EVENT_TRACE_PROPERTIES** const array = Fresh(8 * (" + blocks + " + 1024));");
  program.Say("ULONG logger_count = 0, i;");
  program.Say("for (i = 0; i < " + blocks + "; ++i) {");
  program.Say("  EVENT_TRACE_PROPERTIES* const p = array[i] = Fresh(4216);");
  program.Say("  p->Wnode.BufferSize = " + CNumber(op.wnode_buffer_size.value_or(4216)) + ";");
  program.Say("  p->LoggerNameOffset = sizeof *p;");
  program.Say("  p->LogFileNameOffset = sizeof *p + 2048;");
  program.Say("}");
  const std::string function = "QueryAllTraces" + Suffix(kForm);
  program.Invoke(function, function + "(" + CAt("array", "8 * " + blocks, op.array) + ", " +
                               CNumber(count) + ", " + CAt("&logger_count", "4", op.logger_count) +
                               ")");
}

void Print(CProgram& program, const EnableTrace& op) {
  program.Invoke("EnableTrace", "EnableTrace(" + CNumber(op.enable) + ", " + CNumber(op.flags) +
                                    ", " + CNumber(op.level) + ", " +
                                    GuidAt(op.guid, op.guid_place) + ", " + CHandle(op.session) +
                                    ")");
}

std::string ControlCallback(CProgram& program, const Callback& callback) {
  if (callback.place == Place::kNull) return "NULL";
  return program.CallbackFunction(
      callback, "control", "ULONG(WMIDPREQUESTCODE code, void* context, ULONG* size, void* buffer)",
      "(void)code, (void)context, (void)size, (void)buffer, " + CNumber(callback.returns));
}

template <Form kForm>
void Print(CProgram& program, const RegisterTraceGuidsOp<kForm>& op) {
  const std::string callback = ControlCallback(program, op.callback);
  const std::string length = CNumber(op.classes.size());
  program.Say("TRACEHANDLE registration = 0;");
  program.Say("TRACE_GUID_REGISTRATION* const classes = Fresh(16 * " + length + ");");
  for (size_t i = 0; i < op.classes.size(); ++i) {
    program.Say("classes[" + std::to_string(i) +
                "].Guid = " + GuidAt(op.classes[i], op.class_guids_place) + ";");
  }
  const uint32_t count = op.class_count.value_or(static_cast<uint32_t>(op.classes.size()));
  const std::string function = "RegisterTraceGuids" + Suffix(kForm);
  program.Invoke(function, function + "((WMIDPREQUEST)" + callback + ", NULL, " +
                               GuidAt(op.guid, op.guid_place) + ", " + CNumber(count) + ", " +
                               CAt("classes", "16 * " + length, op.classes_place) +
                               ", NULL, NULL, " + CAt("&registration", "8", op.registration) + ")");
  Bear(program, "result == 0", "registration");
  for (size_t i = 0; i < op.classes.size() && i < count; ++i) {
    Bear(program, "result == 0", "(ULONG64)classes[" + std::to_string(i) + "].RegHandle");
  }
}

void Print(CProgram& program, const UnregisterTraceGuids& op) {
  program.Invoke("UnregisterTraceGuids", "UnregisterTraceGuids(" + CHandle(op.registration) + ")");
}

void Print(CProgram& program, const GetTraceLoggerHandle& op) {
  std::string block = "buffer";
  if (!program.inside_control() || op.buffer != LoggerBuffer{}) {
    std::string members;
    const std::string size =
        op.buffer.buffer_size ? CNumber(*op.buffer.buffer_size) : "sizeof(WNODE_HEADER)";
    members += "wnode->BufferSize = " + size + ";\n";
    if (op.buffer.historical_context) {
      members += "wnode->HistoricalContext = " + CHandle(*op.buffer.historical_context) + ";";
    }
    block =
        program.Block("wnode", "WNODE_HEADER", op.buffer.block, 48, op.buffer.place, "", members);
  }
  program.Invoke("GetTraceLoggerHandle", "GetTraceLoggerHandle(" + block + ")", true);
  Bear(program, "result != ~0ull", "newest_logger = result");
}

template <typename Op>
void PrintAsk(CProgram& program, const Op& op, const std::string& function) {
  const std::string session = op.session ? CHandle(*op.session) : "newest_logger";
  program.Invoke(function, function + "(" + session + ")", true);
}
void Print(CProgram& program, const GetTraceEnableLevel& op) {
  PrintAsk(program, op, "GetTraceEnableLevel");
}
void Print(CProgram& program, const GetTraceEnableFlags& op) {
  PrintAsk(program, op, "GetTraceEnableFlags");
}

template <Form kForm>
void Print(CProgram& program, const OpenTraceOp<kForm>& op) {
  const uint32_t mode = op.mode.value_or(op.logger_name ? 0x100 : 0);
  const bool records = (mode & 0x10000000) != 0;
  const std::string suffix = Suffix(kForm);
  std::string members = "log->ProcessTraceMode = " + CNumber(mode) + ";\n";
  const char* const type = kForm == Form::kWide ? "(LPWSTR)" : "(LPSTR)";
  if (op.log_file)
    members += std::string("log->LogFileName = ") + type + NameOrNull(op.log_file, kForm) + ";\n";
  if (op.logger_name)
    members += std::string("log->LoggerName = ") + type + NameOrNull(op.logger_name, kForm) + ";\n";
  if (op.event_callback.place != Place::kNull) {
    const std::string name = program.CallbackFunction(
        op.event_callback, "event",
        records ? "void WINAPI(EVENT_RECORD* event)" : "void WINAPI(EVENT_TRACE* event)", "");
    members += std::string("log->") + (records ? "EventRecordCallback" : "EventCallback") + " = " +
               name + ";\n";
  }
  if (op.buffer_callback.place != Place::kNull) {
    const uint32_t last = op.buffer_callback.false_on_call;
    const std::string name = program.CallbackFunction(
        op.buffer_callback, "buffer", "ULONG WINAPI(EVENT_TRACE_LOGFILE" + suffix + "* log)",
        last == 0 ? "log != NULL" : "++calls != " + CNumber(last));
    members += "log->BufferCallback = " + name + ";\n";
  }
  const std::string argument =
      program.Block("log", "EVENT_TRACE_LOGFILE" + suffix, op.block, 448, op.place, "", members);
  program.Invoke("OpenTrace" + suffix, "OpenTrace" + suffix + "(" + argument + ")", true);
  Bear(program, "result != ~0ull", "result");
}

void Print(CProgram& program, const ProcessTrace& op) {
  const auto time = [&](const char* name, const std::optional<int64_t>& value) -> std::string {
    if (!value) return "NULL";
    program.Say(std::string("LONGLONG ") + name + " = (LONGLONG)" +
                CNumber(static_cast<uint64_t>(*value)) + ";");
    return std::string("(FILETIME*)&") + name;
  };
  program.Say("TRACEHANDLE traces[" + std::to_string(op.handles.size() + 1) + "] = {0};");
  program.Say("(void)traces;");
  for (size_t i = 0; i < op.handles.size(); ++i) {
    program.Say("traces[" + std::to_string(i) + "] = " + CHandle(op.handles[i]) + ";");
  }
  const std::string start = time("start_time", op.start_time);
  const std::string end = time("end_time", op.end_time);
  const uint32_t count = op.count.value_or(static_cast<uint32_t>(op.handles.size()));
  program.Invoke("ProcessTrace", "ProcessTrace(" + CAt("traces", "sizeof traces", op.array) + ", " +
                                     CNumber(count) + ", " + start + ", " + end + ")");
}

void Print(CProgram& program, const CloseTrace& op) {
  program.Invoke("CloseTrace", "CloseTrace(" + CHandle(op.trace) + ")");
}

// The process and stack lists of the heap functions: ", pids, 1u, events, 0u".
template <typename Op>
std::string HeapLists(CProgram& program, const Op& op) {
  program.Say("ULONG pids[" + std::to_string(op.pids.size() + 1) + "] = {0};");
  for (size_t i = 0; i < op.pids.size(); ++i) {
    program.Say("pids[" + std::to_string(i) + "] = " + CNumber(op.pids[i]) + ";");
  }
  program.Say("(void)pids;");
  const bool no_pids = op.pids.empty() && op.pids_place == Place::kBlock;
  const uint32_t pid_count = op.pid_count.value_or(static_cast<uint32_t>(op.pids.size()));
  return ", " + (no_pids ? "NULL" : CAt("pids", "sizeof pids", op.pids_place)) + ", " +
         CNumber(pid_count) +
         StackEventList(program, op.stack_events, op.stack_event_count, op.stack_events_place) +
         ")";
}

void Print(CProgram& program, const StartHeapTrace& op) {
  if (!op.processes.empty())
    return program.Skip("StartHeapTrace: it names processes of the script");
  program.Say(
      "const StartHeapTraceFunction start = "
      "(StartHeapTraceFunction)KernelTraceControl(\"StartHeapTrace\");");
  program.Say("TRACEHANDLE handle = 0;");
  const std::string properties = program.PropertiesBlock(
      op.properties, {.starts_session = true, .name_characters = op.name.size()});
  const std::string lists = HeapLists(program, op);
  program.Invoke("StartHeapTrace", "start == NULL ? 127 : start(" + CAt("&handle", "8", op.handle) +
                                       ", " + properties + ", " +
                                       TextAt(op.name, Form::kWide, op.name_place) + lists);
  Bear(program, "result == 0", "handle");
}

void Print(CProgram& program, const UpdateHeapTrace& op) {
  if (!op.processes.empty())
    return program.Skip("UpdateHeapTrace: it names processes of the script");
  program.Say(
      "const UpdateHeapTraceFunction update = "
      "(UpdateHeapTraceFunction)KernelTraceControl(\"UpdateHeapTrace\");");
  const std::string properties =
      program.PropertiesBlock(op.properties, {.name_characters = op.name.size()});
  const std::string lists = HeapLists(program, op);
  program.Invoke("UpdateHeapTrace", "update == NULL ? 127 : update(" + properties + ", " +
                                        TextAt(op.name, Form::kWide, op.name_place) + lists);
}

void Print(CProgram& program, const Advance& op) { program.Say("Sleep(" + CNumber(op.ms) + ");"); }

void Print(CProgram& program, const PutFile& op) {
  const std::string path = CWide(op.path);
  if (!op.contents) return program.Say("CreateDirectoryW(" + path + ", NULL);");
  program.Say("FILE* const file = _wfopen(" + path + ", L\"wb\");");
  program.Say("if (file != NULL) fwrite(" + CBytes(*op.contents, 0) + ", 1, " +
              CNumber(op.contents->size()) + ", file);");
  program.Say("if (file != NULL) fclose(file);");
}

void Print(CProgram& program, const GetFile& op) {
  const std::string path = Utf16ToUtf8Lossy(op.path);
  program.Say("WIN32_FILE_ATTRIBUTE_DATA file;");
  program.Say("if (GetFileAttributesExW(" + CWide(op.path) +
              ", GetFileExInfoStandard, &file)) printf(\"%s: %lu bytes\\n\", " + CQuoted(path) +
              ", file.nFileSizeLow);");
}

// What Windows cannot be told to do.
template <typename Op>
void Print(CProgram& program, const Op& op) {
  program.Skip(NameOf(op));
}

}  // namespace

void PrintOp(CProgram& program, const Op& op) {
  std::visit([&](const auto& any) { Print(program, any); }, op.any);
}

}  // namespace etalon
