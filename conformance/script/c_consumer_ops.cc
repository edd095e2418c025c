#include "conformance/script/c_consumer_ops.h"

#include <algorithm>

#include "conformance/script/c_writer.h"

namespace etalon {
namespace {

constexpr char kRawBufferParameters[] =
    "(const ETW_BUFFER* buffer, ULONG size, const void* information, void* context)";

// What a function of the newer headers returns when the system lacks it: no error of ETW's.
constexpr char kNoSuchFunction[] = "127u";

std::string GuidAt(const Guid& guid, Place place) {
  return CAt(CGuid(guid), "sizeof(GUID)", place);
}

// Declares `call` as that function of the system.
void Load(CProgram& program, const std::string& name) {
  program.Say("const " + name + "Function call = (" + name + "Function)Sechost(\"" + name + "\");");
}

std::string Options(CProgram& program, const OpenTraceOptions& options) {
  std::string members;
  if (options.modes != 0) members += "options->modes = " + CNumber(options.modes) + ";\n";
  if (options.event_callback.place != Place::kNull) {
    const std::string name = program.CallbackFunction(options.event_callback, "event",
                                                      "void WINAPI(EVENT_RECORD* event)", "");
    members += "options->event_callback = " + name + ";\n";
  }
  if (options.buffer_callback.place != Place::kNull) {
    const uint32_t last = options.buffer_callback.false_on_call;
    const std::string name = program.CallbackFunction(
        options.buffer_callback, "raw_buffer", std::string("BOOL WINAPI") + kRawBufferParameters,
        std::string("(void)buffer, (void)size, (void)information, (void)context, ") +
            (last == 0 ? "TRUE" : "++calls != " + CNumber(last)));
    members += "options->buffer_callback = " + name + ";\n";
  }
  return program.Block("options", "ETW_OPTIONS", "", 40, options.place, "", members);
}

std::string NameAt(const std::optional<std::u16string>& name, Place place) {
  if (!name && place == Place::kBlock) return "NULL";
  const std::u16string text = name.value_or(u"");
  return CAt(CWide(text), CNumber(2 * (text.size() + 1)), place);
}

// OpenTraceFrom...: calls it with these arguments.
void Open(CProgram& program, const std::string& function, const std::string& arguments) {
  Load(program, function);
  program.Invoke(function,
                 std::string("call == NULL ? ") + kNoSuchFunction + " : call(" + arguments + ")",
                 true);
  program.Say("if (call != NULL && result != ~0ull) Bear(result);");
}

std::string Header(CProgram& program, Place place) {
  program.Say("TRACE_LOGFILE_HEADER* const header = Fresh(sizeof *header);");
  return CAt("header", "sizeof *header", place);
}

// Inside a buffer callback the callback's own, which may be given a name; elsewhere one of that
// name, or one out of a file.
std::string Buffer(CProgram& program, const TraceBuffer& buffer) {
  const std::string name = CQuoted(buffer.block);
  program.Say("ULONG buffer_size = 72;");
  program.Say("(void)buffer_size;");
  const bool is_plain = buffer.place == Place::kBlock && buffer.log_file.empty();
  if (is_plain && program.inside_raw_buffer()) {
    if (!buffer.block.empty()) program.Say("*GivenBuffer(" + name + ") = buffer;");
    return "buffer";
  }
  if (is_plain && !buffer.block.empty()) return "*GivenBuffer(" + name + ")";
  program.Say("ETW_BUFFER* const block = " +
              (buffer.log_file.empty() ? std::string("Fresh(72)")
                                       : "BufferOf(" + CWide(buffer.log_file) + ", " +
                                             CNumber(buffer.index) + ", &buffer_size)") +
              ";");
  program.Say("(void)block;");
  if (buffer.bytes) program.Say("buffer_size = " + CNumber(*buffer.bytes) + ";");
  if (buffer.filled_bytes) {
    program.Say("block->filled_bytes = " + CNumber(*buffer.filled_bytes) + ";");
  }
  return CAt("block", "buffer_size", buffer.place);
}

void Invoke(CProgram& program, const std::string& function, const std::string& arguments) {
  Load(program, function);
  program.Invoke(function,
                 std::string("call == NULL ? ") + kNoSuchFunction + " : call(" + arguments + ")");
}

}  // namespace

void Print(CProgram& program, const OpenTraceFromFile& op) {
  const std::string options = Options(program, op.options);
  const std::string header = Header(program, op.header);
  Open(program, "OpenTraceFromFile",
       NameAt(op.log_file, op.name_place) + ", " + options + ", " + header);
}

void Print(CProgram& program, const OpenTraceFromRealTimeLogger& op) {
  const std::string options = Options(program, op.options);
  const std::string header = Header(program, op.header);
  Open(program, "OpenTraceFromRealTimeLogger",
       NameAt(op.logger_name, op.name_place) + ", " + options + ", " + header);
}

void Print(CProgram& program, const OpenTraceFromRealTimeLoggerWithAllocationOptions& op) {
  const std::string options = Options(program, op.options);
  const std::string header = Header(program, op.header);
  Open(program, "OpenTraceFromRealTimeLoggerWithAllocationOptions",
       NameAt(op.logger_name, op.name_place) + ", " + options + ", " + CNumber(op.allocation_size) +
           ", (HANDLE)(ULONG_PTR)" + CHandle(op.memory_partition) + ", " + header);
}

void Print(CProgram& program, const OpenTraceFromBufferStream& op) {
  const std::string options = Options(program, op.options);
  std::string completion = "NULL";
  if (op.completion_callback.place != Place::kNull) {
    completion =
        program.CallbackFunction(op.completion_callback, "completion",
                                 "void WINAPI(const ETW_BUFFER* buffer, void* context)", "");
  }
  Open(program, "OpenTraceFromBufferStream", options + ", " + completion + ", NULL");
}

void Print(CProgram& program, const ProcessTraceAddBufferToBufferStream& op) {
  const std::string buffer = Buffer(program, op.buffer);
  const std::string size = op.size ? CNumber(*op.size) : "buffer_size";
  Invoke(program, "ProcessTraceAddBufferToBufferStream",
         CHandle(op.trace) + ", " + buffer + ", " + size);
}

void Print(CProgram& program, const ProcessTraceBufferIncrementReference& op) {
  const std::string buffer = Buffer(program, op.buffer);
  Invoke(program, "ProcessTraceBufferIncrementReference", CHandle(op.trace) + ", " + buffer);
}

void Print(CProgram& program, const ProcessTraceBufferDecrementReference& op) {
  const std::string buffer = Buffer(program, op.buffer);
  Invoke(program, "ProcessTraceBufferDecrementReference", buffer);
}

void Print(CProgram& program, const SetTraceCallback& op) {
  std::string callback = "NULL";
  if (op.callback.place != Place::kNull) {
    callback =
        program.CallbackFunction(op.callback, "class", "void WINAPI(EVENT_TRACE* event)", "");
  }
  program.Invoke("SetTraceCallback",
                 "SetTraceCallback(" + GuidAt(op.guid, op.guid_place) + ", " + callback + ")");
}

void Print(CProgram& program, const RemoveTraceCallback& op) {
  program.Invoke("RemoveTraceCallback",
                 "RemoveTraceCallback(" + GuidAt(op.guid, op.guid_place) + ")");
}

void Print(CProgram& program, const QueryTraceProcessingHandle& op) {
  const auto block = [&](const char* name, uint32_t size, Place place) {
    const std::string bytes = CNumber(size);
    program.Say(std::string("void* const ") + name + " = Fresh(" + bytes + ");");
    return CAt(name, bytes, place);
  };
  const std::string in = block("in", op.in_size, op.in);
  const std::string out = block("out", op.out_size, op.out);
  program.Say("ULONG return_length = 0;");
  program.Say("(void)in, (void)out, (void)return_length;");
  program.Invoke("QueryTraceProcessingHandle",
                 "QueryTraceProcessingHandle(" + CHandle(op.trace) +
                     ", (ETW_PROCESS_HANDLE_INFO_TYPE)" + CNumber(op.information) + ", " + in +
                     ", " + CNumber(op.in_size) + ", " + out + ", " + CNumber(op.out_size) + ", " +
                     CAt("&return_length", "4", op.return_length) + ")");
}

}  // namespace etalon
