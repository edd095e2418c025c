#include "conformance/cli/logman_verb.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iomanip>
#include <memory>
#include <utility>

#include "conformance/cli/exit_code.h"
#include "conformance/implementations/make_implementation.h"
#include "conformance/script/c_printer.h"
#include "conformance/script/encodings.h"
#include "conformance/script/json.h"
#include "conformance/script/script_reader.h"
#include "sim/include/evntrace.h"

namespace etalon {
namespace {

// A word of the command line and the number that it stands for.
struct Word {
  const char* word;
  uint32_t number;
};

constexpr Word kModes[] = {{"sequential", EVENT_TRACE_FILE_MODE_SEQUENTIAL},
                           {"circular", EVENT_TRACE_FILE_MODE_CIRCULAR},
                           {"append", EVENT_TRACE_FILE_MODE_APPEND},
                           {"newfile", EVENT_TRACE_FILE_MODE_NEWFILE},
                           {"preallocate", EVENT_TRACE_FILE_MODE_PREALLOCATE},
                           {"buffering", EVENT_TRACE_BUFFERING_MODE},
                           {"real-time", EVENT_TRACE_REAL_TIME_MODE},
                           {"globalsequence", EVENT_TRACE_USE_GLOBAL_SEQUENCE},
                           {"localsequence", EVENT_TRACE_USE_LOCAL_SEQUENCE}};
constexpr Word kClocks[] = {{"perf", 1}, {"system", 2}, {"cycle", 3}};

template <size_t size>
std::optional<uint32_t> NumberOf(const Word (&words)[size], const std::string& word) {
  for (const Word& one : words) {
    if (word == one.word) return one.number;
  }
  return std::nullopt;
}

// "0x..." or decimal.
std::optional<uint64_t> ToNumber(const std::string& text) {
  try {
    size_t end = 0;
    const uint64_t number = std::stoull(text, &end, 0);
    return end == text.size() ? std::optional(number) : std::nullopt;
  } catch (const std::exception&) {
    return std::nullopt;
  }
}

// Several modes are joined by +.
std::optional<uint32_t> ModesOf(const std::string& text) {
  uint32_t modes = 0;
  for (size_t start = 0; start <= text.size();) {
    const size_t end = std::min(text.find('+', start), text.size());
    const std::optional<uint32_t> mode = NumberOf(kModes, text.substr(start, end - start));
    if (!mode) return std::nullopt;
    modes |= *mode;
    start = end + 1;
  }
  return modes;
}

std::optional<Properties> PropertiesOf(const LogmanArguments& arguments, std::string* why) {
  Properties properties;
  uint32_t mode = arguments.log_file.empty() ? 0 : EVENT_TRACE_FILE_MODE_SEQUENTIAL;
  if (!arguments.mode.empty()) {
    const std::optional<uint32_t> modes = ModesOf(arguments.mode);
    if (!modes) *why = "-mode " + arguments.mode + ": no such mode";
    if (!modes) return std::nullopt;
    mode = *modes;
  }
  if (arguments.real_time) mode |= EVENT_TRACE_REAL_TIME_MODE;
  properties.log_file_mode = mode;
  if (!arguments.log_file.empty()) properties.log_file = Utf8ToUtf16(arguments.log_file);
  properties.buffer_size_kb = arguments.buffer_kb;
  if (!arguments.buffers.empty()) properties.minimum_buffers = arguments.buffers[0];
  if (arguments.buffers.size() > 1) properties.maximum_buffers = arguments.buffers[1];
  properties.maximum_file_size = arguments.maximum_mb;
  properties.flush_timer = arguments.flush_seconds;
  if (!arguments.clock.empty()) {
    properties.client_context = NumberOf(kClocks, arguments.clock);
    if (!properties.client_context) *why = "-ct " + arguments.clock + ": perf, system or cycle";
    if (!properties.client_context) return std::nullopt;
  }
  return properties;
}

std::optional<EnableTraceEx2> EnablingOf(const std::vector<std::string>& words, Handle session,
                                         std::string* why) {
  const std::optional<Guid> guid = ParseGuid(words[0]);
  const std::optional<uint64_t> flags = words.size() > 1 ? ToNumber(words[1]) : 0;
  const std::optional<uint64_t> level = words.size() > 2 ? ToNumber(words[2]) : 5;
  if (guid && flags && level && *level <= 255) {
    return EnableTraceEx2{.session = std::move(session),
                          .guid = *guid,
                          .level = static_cast<uint8_t>(*level),
                          .match_any = *flags};
  }
  *why = "-p " + words[0] + ": expected GUID [FLAGS [LEVEL]]";
  return std::nullopt;
}

// Of the actions on a session that runs.
std::optional<ControlCode> CodeOf(const std::string& action) {
  if (action == "query") return ControlCode::kQuery;
  if (action == "update") return ControlCode::kUpdate;
  if (action == "stop") return ControlCode::kStop;
  return std::nullopt;
}

// The modes of the session, which an update has to tell again, as logman does.
uint32_t ModesOfSession(Implementation& machine, const std::string& name) {
  const Outcome outcome =
      machine.Run(ControlTraceW{.name = Utf8ToUtf16(name), .code = ControlCode::kQuery});
  return static_cast<uint32_t>(outcome.Number("properties", "LogFileMode"));
}

// What the action asks of the API. The session that it starts has the handle `handle`.
std::optional<std::vector<Op>> OperationsOf(const LogmanArguments& arguments,
                                            const std::string& handle, std::string* why) {
  std::vector<Op> operations;
  const std::optional<Properties> properties = PropertiesOf(arguments, why);
  if (!properties) return std::nullopt;
  const std::u16string name = Utf8ToUtf16(arguments.name).value_or(u"");
  if (arguments.action == "query" && name.empty()) {
    operations.push_back(QueryAllTracesW{});
  } else if (const std::optional<ControlCode> code = CodeOf(arguments.action)) {
    ControlTraceW control{.name = name, .code = *code};
    if (*code == ControlCode::kUpdate) control.properties = *properties;
    operations.push_back(control);
  } else {
    operations.push_back(StartTraceW{.name = name, .properties = *properties});
  }
  if (arguments.provider.empty()) return operations;
  const auto enabling = EnablingOf(arguments.provider, Handle{.symbol = handle}, why);
  if (!enabling) return std::nullopt;
  operations.push_back(*enabling);
  return operations;
}

bool Succeeded(const Outcome& outcome) {
  return outcome.ending == Ending::kReturned && outcome.returns == ERROR_SUCCESS;
}

// Members of a properties block, one a line.
void PrintBlock(const Outcome& outcome, const std::string& block, std::ostream& out) {
  for (const Change& change : outcome.changes) {
    if (change.block != block) continue;
    out << "  " << std::left << std::setw(24) << change.member;
    if (const auto* number = std::get_if<uint64_t>(&change.value)) {
      out << *number << '\n';
    } else {
      out << std::get<std::string>(change.value) << '\n';
    }
  }
}

void PrintOutcome(const LogmanArguments& arguments, const Op& op, const Outcome& outcome,
                  std::ostream& out) {
  out << NameOf(op) << ": " << ErrorText(outcome.returns) << '\n';
  if (arguments.action != "query" || !Succeeded(outcome)) return;
  PrintBlock(outcome, "properties", out);
  const uint64_t count = outcome.Number("logger_count", "value");
  for (uint64_t i = 0; i < count; ++i) {
    PrintBlock(outcome, "properties[" + std::to_string(i) + "]", out);
  }
}

// A program of its own: its session is the first.
std::string ProgramOf(const LogmanArguments& arguments, const std::vector<Op>& operations) {
  std::vector<ScriptLine> script;
  for (Op op : operations) {
    if (auto* const enabling = std::get_if<EnableTraceEx2>(&op.any)) enabling->session.symbol = "$1";
    script.push_back({.op = std::move(op)});
  }
  return PrintC(script, "logman " + arguments.action + " " + arguments.name);
}

// The script so far; a file that is not there yet has none.
std::optional<std::vector<ScriptLine>> ReadMachine(const std::string& file, std::string* why) {
  if (!std::filesystem::exists(file)) return std::vector<ScriptLine>();
  return ReadScriptFile(file, why);
}

std::string NextHandle(const std::vector<ScriptLine>& script) {
  const auto starts = std::count_if(script.begin(), script.end(), [](const ScriptLine& line) {
    return std::holds_alternative<StartTraceW>(line.op.any);
  });
  return "$" + std::to_string(starts + 1);
}

int Refuse(const std::string& why, std::ostream& err) {
  err << "etalon: logman: " << why << '\n';
  return kFault;
}

int CarryOut(const LogmanArguments& arguments, const std::vector<Op>& operations,
             Implementation& machine, std::ostream& out, std::ostream& err) {
  std::string done;
  bool succeeded = true;
  for (const Op& op : operations) {
    if (arguments.show_api) out << ToJson(op) << '\n';
    const Outcome outcome = machine.Run(op);
    PrintOutcome(arguments, op, outcome, out);
    succeeded = Succeeded(outcome);
    if (!succeeded) break;
    done += ToJson(op) + '\n';
  }
  if (arguments.show_api) out << '\n' << ProgramOf(arguments, operations);
  if (arguments.action != "query" && !done.empty()) {
    std::ofstream file(arguments.machine, std::ios::app | std::ios::binary);
    file << done;
    if (!file.flush()) return Refuse(arguments.machine + " cannot be written", err);
  }
  return succeeded ? kAsExpected : kUnexpected;
}

}  // namespace

CLI::App* AddLogmanVerb(CLI::App& app, LogmanArguments& arguments) {
  CLI::App* verb = app.add_subcommand(
      "logman", "Create, start, update, query and stop sessions of a machine kept in a file");
  verb->add_option("ACTION", arguments.action, "create and start (the same), update, query, stop")
      ->required()
      ->check(CLI::IsMember({"create", "start", "update", "query", "stop"}));
  verb->add_option("NAME", arguments.name, "the session; query without one lists them all");
  verb->add_option("-p,--provider", arguments.provider,
                   "a provider to enable: GUID, keywords, level")
      ->type_name("GUID [FLAGS [LEVEL]]")
      ->expected(1, 3);
  verb->add_option("-o,--output", arguments.log_file, "the log file, on the machine's drive C:");
  verb->add_option("--bs", arguments.buffer_kb, "size of a buffer")->type_name("KB");
  verb->add_option("--nb", arguments.buffers, "numbers of buffers")
      ->type_name("MIN [MAX]")
      ->expected(1, 2);
  verb->add_option("--mode", arguments.mode,
                   "sequential, circular, append, newfile, preallocate, buffering, real-time, "
                   "globalsequence, localsequence; joined by +")
      ->type_name("MODE");
  verb->add_option("--max", arguments.maximum_mb, "size of the log file")->type_name("MB");
  verb->add_option("--ft", arguments.flush_seconds, "flush timer")->type_name("SECONDS");
  verb->add_option("--ct", arguments.clock, "perf, system or cycle")->type_name("CLOCK");
  verb->add_flag("--rt", arguments.real_time, "events go to whoever listens");
  verb->add_flag("--ets", arguments.ets, "understood: every action is of this kind");
  verb->add_flag("--show-api", arguments.show_api,
                 "print each call with its arguments, and all as a C program for Windows");
  verb->add_option("--machine", arguments.machine, "the machine: a script, as replay reads it")
      ->type_name("FILE")
      ->capture_default_str();
  verb->footer(
      "Options of several letters may have one dash, as logman's do: -bs 64 -nb 4 16 -ets.\n"
      "exit codes: 0 done, 1 ETW refused, 3 the arguments or the machine's file are wrong");
  return verb;
}

std::vector<std::string> WithTwoDashes(std::vector<std::string> words) {
  for (std::string& word : words) {
    if (word.size() > 2 && word[0] == '-' && word[1] != '-') word.insert(0, "-");
  }
  return words;
}

int Logman(const LogmanArguments& arguments, std::ostream& out, std::ostream& err) {
  std::string why;
  if (arguments.name.empty() && arguments.action != "query") {
    return Refuse(arguments.action + ": which session?", err);
  }
  if (!arguments.provider.empty() && arguments.action != "create" && arguments.action != "start") {
    return Refuse("-p is for create and start", err);
  }
  const auto script = ReadMachine(arguments.machine, &why);
  if (!script) return Refuse(why, err);
  const std::unique_ptr<Implementation> machine = MakeImplementation("sim", {}, &why);
  if (machine == nullptr || !machine->StartAfresh(&why)) return Refuse(why, err);
  for (const ScriptLine& line : *script) machine->Run(line.op);
  auto operations = OperationsOf(arguments, NextHandle(*script), &why);
  if (!operations) return Refuse(why, err);
  if (arguments.action == "update" && arguments.mode.empty()) {
    std::get<ControlTraceW>(operations->front().any).properties.log_file_mode =
        ModesOfSession(*machine, arguments.name);
  }
  return CarryOut(arguments, *operations, *machine, out, err);
}

}  // namespace etalon
