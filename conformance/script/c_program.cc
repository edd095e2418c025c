#include "conformance/script/c_program.h"

#include <algorithm>
#include <sstream>
#include <utility>

#include "conformance/script/c_printer.h"
#include "conformance/script/c_writer.h"
#include "conformance/script/json.h"

namespace etalon {
namespace {

constexpr size_t kLargestStructure = 448;  // EVENT_TRACE_LOGFILE

// A member of EVENT_TRACE_PROPERTIES, where it is stated.
template <typename T>
std::string Assign(const std::string& variable, const char* member, const std::optional<T>& value) {
  return value ? variable + "->" + member + " = " + CNumber(*value) + ";\n" : "";
}

bool IsVersioned(const PropertiesExtent& extent) { return extent.structure != kPropertiesBytes; }

std::string PropertiesDefaults(const std::string& v, const PropertiesExtent& extent) {
  std::string text = v + "->Wnode.BufferSize = " + CNumber(extent.bytes) + ";\n";
  text += v + "->Wnode.Flags = WNODE_FLAG_TRACED_GUID" +
          (IsVersioned(extent) ? " | 0x00800000;\n" : ";\n");
  if (extent.guid != Guid{}) text += v + "->Wnode.Guid = *" + CGuid(extent.guid) + ";\n";
  if (extent.log_file_mode != 0) text += v + "->LogFileMode = EVENT_TRACE_REAL_TIME_MODE;\n";
  if (extent.enable_flags != 0) text += v + "->EnableFlags = " + CNumber(extent.enable_flags) + ";\n";
  if (extent.log_file_name_offset != 0) {
    text += v + "->LogFileNameOffset = " + CNumber(extent.log_file_name_offset) + ";\n";
  }
  return text + v + "->LoggerNameOffset = " + CNumber(extent.structure) + ";\n";
}

std::string PropertiesMembersText(const std::string& v, const Properties& p) {
  return Assign(v, "Wnode.BufferSize", p.wnode_buffer_size) +
         (p.guid ? v + "->Wnode.Guid = *" + CGuid(*p.guid) + ";\n" : "") +
         Assign(v, "Wnode.ClientContext", p.client_context) +
         Assign(v, "Wnode.Flags", p.wnode_flags) + Assign(v, "BufferSize", p.buffer_size_kb) +
         Assign(v, "MinimumBuffers", p.minimum_buffers) +
         Assign(v, "MaximumBuffers", p.maximum_buffers) +
         Assign(v, "MaximumFileSize", p.maximum_file_size) +
         Assign(v, "LogFileMode", p.log_file_mode) + Assign(v, "FlushTimer", p.flush_timer) +
         Assign(v, "EnableFlags", p.enable_flags) +
         Assign(v, "LogFileNameOffset", p.log_file_name_offset) +
         Assign(v, "LoggerNameOffset", p.logger_name_offset);
}

// The members of EVENT_TRACE_PROPERTIES_V2 by their places, since older SDKs lack it.
std::string VersionText(const std::string& v, const Properties& p) {
  if (!p.version) return "";
  const std::string count = CNumber(p.filter_count.value_or(p.filters.size()));
  std::string text = "*(ULONG*)((BYTE*)" + v + " + 120) = " + CNumber(*p.version) + ";\n";
  text += "*(ULONG*)((BYTE*)" + v + " + 124) = " + count + ";\n";
  if (p.filters.empty()) return text;
  text += "BYTE* const filters = (BYTE*)Fresh(16 * " + CNumber(p.filters.size()) + ");\n";
  text += "*(void**)((BYTE*)" + v + " + 128) = filters;\n";
  for (size_t i = 0; i < p.filters.size(); ++i) {
    const std::string at = "filters + " + CNumber(16 * i);
    text += "*(ULONG64*)(" + at + ") = (ULONG64)" + CText(p.filters[i].images, false) + ";\n";
    text += "*(ULONG*)(" + at + " + 8) = " + CNumber(2 * p.filters[i].images.size()) + ";\n";
    text += "*(ULONG*)(" + at + " + 12) = " + CNumber(p.filters[i].type) + ";\n";
  }
  return text;
}

}  // namespace

void CProgram::Say(const std::string& statements) {
  std::istringstream lines(statements);
  for (std::string line; std::getline(lines, line);) body_ += indent_ + line + '\n';
}

void CProgram::Skip(const std::string& why) {
  Say("Skipped(" + std::to_string(line_) + ", " + CQuoted(why) + ");");
}

void CProgram::Invoke(const std::string& function, const std::string& expression, bool is_value) {
  const std::string line = std::to_string(line_);
  Say("ULONG64 result;");
  Say("SetLastError(0);");
  Say("result = " + expression + ";");
  const std::string compare = "Mismatch(" + line + ", ";
  if (expected_ && expected_->outcome.ending == Ending::kReturned) {
    const Outcome& expected = expected_->outcome;
    if (expected_->says_returns && !(is_value && !expected.handles.empty())) {
      const std::string number = CNumber(expected.returns);
      Say("if (result != " + number + ") " + compare + CQuoted(function) + ", " + number +
          ", result);");
    } else if (!expected.handles.empty() && is_value) {
      Say("if (result == ~(ULONG64)0) " + compare + CQuoted(function + ": no handle") +
          ", 0, 1);");
    }
    if (expected.last_error) {
      const std::string number = CNumber(*expected.last_error);
      Say("if (GetLastError() != " + number + ") " + compare + "\"last error\", " + number +
          ", GetLastError());");
    }
  }
  Say("Told(" + line + ", " + CQuoted(function) + ", result, " + (is_value ? "1" : "0") + ");");
}

std::string CProgram::Block(const std::string& variable, const std::string& type,
                            const std::string& name, size_t bytes, Place place,
                            const std::string& defaults, const std::string& members) {
  if (place == Place::kNull) return "NULL";
  // Room for the structure itself, so that members behind a short block can be written all the
  // same.
  const std::string room = CNumber(std::max(bytes, kLargestStructure));
  if (name.empty()) {
    Say(type + "* const " + variable + " = Fresh(" + room + ");");
    if (!defaults.empty()) Say(defaults);
  } else {
    Say("int " + variable + "_is_new;");
    Say(type + "* const " + variable + " = Named(" + CQuoted(name) + ", " + room + ", &" +
        variable + "_is_new);");
    if (!defaults.empty()) {
      Say("if (" + variable + "_is_new) {");
      indent_ += "  ";
      Say(defaults);
      indent_.resize(indent_.size() - 2);
      Say("}");
    }
  }
  if (!members.empty()) Say(members);
  return CAt(variable, CNumber(bytes), place);
}

std::string CProgram::PropertiesBlock(const Properties& properties, const PropertiesUse& use,
                                      const std::string& variable) {
  const PropertiesExtent extent = ExtentOf(properties, use);
  const std::string argument =
      Block(variable, "EVENT_TRACE_PROPERTIES", properties.block, extent.bytes, properties.place,
            PropertiesDefaults(variable, extent),
            PropertiesMembersText(variable, properties) + VersionText(variable, properties));
  if (properties.place == Place::kNull) return argument;
  const auto put = [&](const std::string& at, const std::string& value, size_t size) {
    const std::string bytes = CNumber(size);
    Say("if (" + at + " + " + bytes + " <= " + CNumber(extent.bytes) + ") memcpy((BYTE*)" +
        variable + " + " + at + ", " + value + ", " + bytes + ");");
  };
  const auto put_name = [&](const char* offset, const std::optional<std::u16string>& name) {
    if (!name) return;
    put(variable + offset, CText(*name, use.ansi), (use.ansi ? 1 : 2) * (name->size() + 1));
  };
  put_name("->LogFileNameOffset", properties.log_file);
  put_name("->LoggerNameOffset", properties.logger_name);
  if (!properties.extension.empty()) {
    put("(WORD)" + variable + "->EnableFlags", CBytes(properties.extension, 0),
        properties.extension.size());
  }
  return argument;
}

std::string CProgram::CallbackFunction(const Callback& callback, const std::string& kind,
                                       const std::string& signature, const std::string& returns) {
  const std::string name = kind + "_" + std::to_string(next_name_++);
  const bool counts = callback.false_on_call != 0;
  const std::string type = signature.substr(0, signature.find('('));
  const std::string parameters = signature.substr(signature.find('('));
  std::string outer_body;
  std::swap(outer_body, body_);
  const std::string outer_indent = std::exchange(indent_, "  ");
  const bool outer_inside = std::exchange(inside_control_, kind == "control");
  const bool outer_raw = std::exchange(inside_raw_buffer_, kind == "raw_buffer");
  const auto outer_expected = std::exchange(expected_, std::nullopt);

  if (counts) Say("static ULONG calls;");
  Say("printf(\"  " + kind + " callback\\n\");");
  for (const Op& step : callback.steps.ops()) AddHere(step);
  if (callback.delay_ms != 0) Say("Sleep(" + CNumber(callback.delay_ms) + ");");
  if (callback.fault) Say("(void)*(volatile char*)NULL;");
  if (!returns.empty()) Say("return " + returns + ";");
  functions_ += "\nstatic inline " + type + " " + name + parameters + " {\n" + body_ + "}\n";

  body_ = std::move(outer_body);
  indent_ = outer_indent;
  inside_control_ = outer_inside;
  inside_raw_buffer_ = outer_raw;
  expected_ = outer_expected;
  return name;
}

void CProgram::AddHere(const Op& op) {
  Say("{  // " + ToJson(op));
  indent_ += "  ";
  const On& on = op.on();
  if (!on.process.empty()) {
    Skip(NameOf(op) + " in process " + on.process);
  } else if (const auto* await = std::get_if<Await>(&op.any)) {
    const auto thread = threads_.find(await->of);
    if (thread == threads_.end()) {
      Skip("Await: nothing was started as " + await->of);
    } else {
      Say("if (WaitForSingleObject(" + thread->second + ", " + CNumber(await->timeout_ms) +
          ") != WAIT_OBJECT_0) Mismatch(" + std::to_string(line_) +
          ", \"it has not ended\", 0, 1);");
    }
  } else {
    if (!on.thread.empty()) Say("// on thread " + on.thread + " of the script");
    PrintOp(*this, op);
  }
  indent_.resize(indent_.size() - 2);
  Say("}");
}

void CProgram::AddStarted(const Op& op) {
  const std::string number = std::to_string(next_name_++);
  std::string outer_body;
  std::swap(outer_body, body_);
  AddHere(op);
  Say("return 0;");
  const std::string function = "started_" + number;
  const std::string variable = "thread_" + number;
  functions_ += "\nstatic HANDLE " + variable + ";\nstatic DWORD WINAPI " + function +
                "(void* unused) {\n  (void)unused;\n" + body_ + "}\n";
  body_ = std::move(outer_body);
  threads_[op.on().id] = variable;
  Say(variable + " = CreateThread(NULL, 0, " + function + ", NULL, 0, NULL);");
}

void CProgram::Add(const ScriptLine& line) {
  line_ = line.number;
  expected_ = line.expected;
  if (line.op.on().start && line.op.on().process.empty()) {
    expected_.reset();  // "started"; what comes of it is the Await's
    AddStarted(line.op);
  } else {
    AddHere(line.op);
  }
}

std::string CProgram::Finish(const std::string& title) && {
  std::string program =
      "// " + title + "\n//\n// x86_64-w64-mingw32-gcc -std=c11 -Wall program.c -ladvapi32\n";
  program += kCPrologue + CErrorNames() + kCReport + functions_;
  program += "\nint main(void) {\n  newest_logger = 0;\n" + body_ +
             "  printf(mismatches == 0 ? \"as expected\\n\" : \"not as expected\\n\");\n";
  return program + "  return mismatches == 0 ? 0 : 1;\n}\n";
}

std::string PrintC(const std::vector<ScriptLine>& script, const std::string& title) {
  CProgram program;
  for (const ScriptLine& line : script) program.Add(line);
  return std::move(program).Finish(title);
}

}  // namespace etalon
