// The program behind ./etalon.
#include <CLI/CLI.hpp>
#include <algorithm>
#include <array>
#include <iostream>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "conformance/cli/agent_check_verb.h"
#include "conformance/cli/dump.h"
#include "conformance/cli/exit_code.h"
#include "conformance/cli/explain.h"
#include "conformance/cli/heap_verb.h"
#include "conformance/cli/judge_verb.h"
#include "conformance/cli/logman_verb.h"
#include "conformance/cli/plan_verb.h"
#include "conformance/cli/script_verbs.h"
#include "conformance/cli/suggestion.h"
#include "conformance/cli/suite_verbs.h"
#include "conformance/implementations/make_implementation.h"
#include "conformance/suite.h"

namespace etalon {
namespace {

constexpr std::array<std::string_view, 7> kVerbsOfTheLauncher = {
    "test", "mutants", "bench", "install", "machine", "properties", "fuzz"};

struct ReplayArguments {
  std::string file;
  std::string implementation = "sim";
  std::string windows;
  uint64_t seed = 1;
  double timeout_seconds = 10;
  bool verify = false;
  bool print = false;
};

int RunReplay(const ReplayArguments& arguments) {
  std::string why;
  const std::unique_ptr<Implementation> implementation =
      MakeImplementation(arguments.implementation,
                         {.seed = arguments.seed,
                          .timeout_seconds = arguments.timeout_seconds,
                          .windows = arguments.windows},
                         &why);
  if (implementation == nullptr) {
    std::cerr << "etalon: " << arguments.implementation << ": " << why << '\n';
    return kFault;
  }
  ReplayMode mode = ReplayMode::kVerifyIfStated;
  if (arguments.verify) mode = ReplayMode::kVerify;
  if (arguments.print) mode = ReplayMode::kPrint;
  return Replay(arguments.file, mode, *implementation, std::cout, std::cerr);
}

// The verbs, their arguments, and the exit code of the one that ran.
struct CommandLine {
  CLI::App app{
      "Etalon: a reference simulator of Event Tracing for Windows, and its conformance suite",
      "./etalon"};
  ConformanceArguments conformance;
  ReportArguments report;
  ExpectationsArguments expectations;
  NextArguments next;
  LogmanArguments logman;
  PlanArguments plan;
  ReplayArguments replay;
  JudgeArguments judge;
  std::string script;
  std::string log_file;
  bool dump_json = false;
  HeapArguments heap;
  AgentCheckArguments agent_check;
  std::vector<std::string> words;
  int exit_code = kAsExpected;

  CommandLine();
  void AddSuite();
  void AddReplay();
  void AddJudge();
  void AddEmitC();
  void AddDump();
  void AddHeap();
  void AddExplain();
  void AddPlan();
  void AddAgentCheck();
  void AddLogman();
};

CommandLine::CommandLine() {
  app.require_subcommand(1);
  app.footer(std::string("./etalon test [TARGETS] runs every test of the project.\n") +
             "./etalon mutants switches the simulator's checks off, one by one, under the suite.\n" +
             "./etalon bench measures each path beside its limit.\n" +
             "./etalon install puts libetalon.so and its headers where other programs find them.\n" +
             "./etalon machine serves one machine to programs in several processes.\n" +
             "./etalon properties plays random sequences of operations beside a model.\n" +
             "./etalon fuzz TARGET looks for what breaks the simulator and its readers.\n" +
             "./etalon VERB --help has the arguments of a verb; " + kExitCodes + ".");
  AddSuite();
  AddReplay();
  AddJudge();
  AddEmitC();
  AddDump();
  AddHeap();
  AddExplain();
  AddPlan();
  AddAgentCheck();
  AddLogman();
}

void CommandLine::AddSuite() {
  AddConformanceVerb(app, conformance)->callback([this] {
    exit_code = Conformance(conformance, std::cout, std::cerr);
  });
  AddReportVerb(app, report)->callback([this] {
    exit_code = MergeReports(report, std::cout, std::cerr);
  });
  AddExpectationsVerb(app, expectations)->callback([this] {
    exit_code = UpdateList(expectations, std::cout, std::cerr);
  });
  AddNextVerb(app, next)->callback([this] { exit_code = Next(next, std::cout, std::cerr); });
}

void CommandLine::AddReplay() {
  CLI::App* verb = app.add_subcommand(
      "replay", "Run a script of operations: verify the outcomes that it states, or print them");
  verb->add_option("SCRIPT", replay.file, "operations and outcomes, one a line")->required();
  verb->add_option("--implementation", replay.implementation, kImplementations)
      ->type_name("WORD")
      ->capture_default_str();
  verb->add_option("--windows", replay.windows, kWindows)->type_name("VERSION");
  verb->add_option("--seed", replay.seed, "of the simulator's choices")->capture_default_str();
  verb->add_option("--timeout", replay.timeout_seconds, "seconds that an operation may take")
      ->check(CLI::PositiveNumber)
      ->capture_default_str();
  CLI::Option* verify = verb->add_flag("--verify", replay.verify, "the script must state outcomes");
  verb->add_flag("--print", replay.print, "print outcomes even when the script states them")
      ->excludes(verify);
  verb->footer(kExitCodes);
  verb->callback([this] { exit_code = RunReplay(replay); });
}

void CommandLine::AddJudge() {
  CLI::App* verb = app.add_subcommand(
      "judge", "Hold an implementation against what another machine has answered");
  verb->add_option("PACK", judge.pack, "a folder that `etalon_agent --record` has made")
      ->required();
  verb->add_option("--implementation", judge.implementation, kImplementations)
      ->type_name("WORD")
      ->capture_default_str();
  verb->add_option("--windows", judge.windows,
                   "the Windows that the implementation is; without it the simulator is the "
                   "nearest to the pack's")
      ->type_name("VERSION");
  verb->add_option("--timeout", judge.timeout_seconds,
                   "seconds in which an operation of another implementation must be answered")
      ->type_name("SECONDS")
      ->capture_default_str();
  verb->add_flag("--accept", judge.accept,
                 "write the outcomes that are proposed where the pack's runs differ into it");
  verb->footer("docs/recordings.md says how packs are made, and what may differ.");
  verb->callback([this] { exit_code = JudgePackFolder(judge, std::cout, std::cerr); });
}

void CommandLine::AddEmitC() {
  CLI::App* verb = app.add_subcommand("emit-c", "Print a script as one C program for Windows");
  verb->add_option("SCRIPT", script, "operations, one a line")->required();
  verb->callback([this] { exit_code = EmitC(script, std::cout, std::cerr); });
}

void CommandLine::AddDump() {
  CLI::App* verb =
      app.add_subcommand("dump", "Print the header and the events of a log file, in time order");
  verb->add_option("FILE", log_file, "an .etl file")->required();
  verb->add_flag("--json", dump_json, "an object a line");
  verb->footer("A damaged file: the events before the damage, where and why, exit code 1.");
  verb->callback([this] { exit_code = Dump(log_file, dump_json, std::cout, std::cerr); });
}

void CommandLine::AddHeap() {
  CLI::App* verb =
      app.add_subcommand("heap", "Say who holds the memory, according to a heap trace");
  verb->add_option("FILE", heap.file, "an .etl file that StartHeapTrace made, alone or merged")
      ->required();
  verb->add_option("--top", heap.limits.stacks, "stacks to print of each process")
      ->type_name("N")
      ->capture_default_str();
  verb->add_option("--frames", heap.limits.frames, "frames to print of each stack")
      ->type_name("N")
      ->capture_default_str();
  verb->add_option("--html", heap.html_file,
                   "write a page for a browser: size over time, and a flame graph of any moment")
      ->type_name("FILE");
  verb->add_option("--speedscope", heap.speedscope_file, "write a profile for speedscope")
      ->type_name("FILE");
  verb->add_option("--perfetto", heap.perfetto_file, "write a trace for the Perfetto UI")
      ->type_name("FILE");
  verb->add_option("--json", heap.json_file, "write the report as docs/heap_traces.md describes it")
      ->type_name("FILE");
  verb->footer(
      "Addresses are shown as MODULE+OFFSET where the trace has image events: merge the heap\n"
      "trace with one of the kernel (CreateMergedTraceFile). A damaged file: what could be read,\n"
      "where the damage is and why, exit code 1.");
  verb->callback([this] { exit_code = AnalyseHeap(heap, std::cout, std::cerr); });
}

void CommandLine::AddExplain() {
  CLI::App* verb = app.add_subcommand("explain", "Say what a clause demands, and who tests it");
  verb->add_option("CLAUSE", words, "clauses (STARTTRACE-E02) or functions (StartTrace)")
      ->required();
  verb->callback([this] { exit_code = Explain(words, std::cout, std::cerr); });
}

void CommandLine::AddPlan() {
  CLI::App* verb = AddPlanVerb(app, plan);
  verb->callback([this] { exit_code = Plan(plan, std::cout, std::cerr); });
}

void CommandLine::AddAgentCheck() {
  CLI::App* verb = app.add_subcommand(
      "agent-check", "Try an agent on every rule of docs/agent_protocol.md, before it is believed");
  verb->add_option("AGENT", agent_check.agent, "'exec:COMMAND'")->required();
  verb->add_option("--timeout", agent_check.timeout_seconds, "seconds that an operation may take")
      ->check(CLI::PositiveNumber)
      ->capture_default_str();
  verb->footer("exit codes: 0 no rule is broken, 1 one is, 3 nothing was tried");
  verb->callback([this] { exit_code = AgentCheck(agent_check, std::cout, std::cerr); });
}

void CommandLine::AddLogman() {
  CLI::App* verb = AddLogmanVerb(app, logman);
  verb->callback([this] { exit_code = Logman(logman, std::cout, std::cerr); });
}

std::vector<std::string> Verbs(const CLI::App& app) {
  std::vector<std::string> verbs(kVerbsOfTheLauncher.begin(), kVerbsOfTheLauncher.end());
  for (const CLI::App* verb : app.get_subcommands({})) verbs.push_back(verb->get_name());
  return verbs;
}

std::vector<std::string> Options(const CLI::App& verb) {
  std::vector<std::string> options;
  for (const CLI::Option* option : verb.get_options()) {
    for (const std::string& name : option->get_lnames()) options.push_back("--" + name);
  }
  return options;
}

// What is wrong with the arguments, and what was probably meant.
int Complain(CommandLine& line, const CLI::ParseError& error, int argc, char** argv) {
  if (error.get_exit_code() == 0) return line.app.exit(error);  // --help
  const std::string first = argv[1];
  const std::vector<std::string> verbs = Verbs(line.app);
  if (std::find(verbs.begin(), verbs.end(), first) == verbs.end()) {
    std::cerr << "etalon: no verb is called " << first << DidYouMean(first, verbs)
              << "\n        ./etalon --help lists them\n";
    return kFault;
  }
  const CLI::App& verb = *line.app.get_subcommand(first);
  for (int i = 2; i < argc; ++i) {
    const std::string argument = argv[i];
    const std::string option = argument.substr(0, argument.find('='));
    const std::vector<std::string> options = Options(verb);
    if (!option.starts_with("--") || option == "--") continue;
    if (std::find(options.begin(), options.end(), option) != options.end()) continue;
    std::cerr << "etalon: " << first << " has no option " << option << DidYouMean(option, options)
              << "\n        ./etalon " << first << " --help lists them\n";
    return kFault;
  }
  std::cerr << "etalon: " << first << ": " << error.what() << '\n';
  return kFault;
}

int Main(int argc, char** argv) {
  InitSuite(argv[0]);
  CommandLine line;
  if (argc == 1) {
    std::cout << line.app.help();
    return kAsExpected;
  }
  if (const std::string verb = argv[1];
      std::find(kVerbsOfTheLauncher.begin(), kVerbsOfTheLauncher.end(), verb) !=
      kVerbsOfTheLauncher.end()) {
    std::cerr << "etalon: " << verb << " is a verb of ./etalon at the root of the project\n";
    return kFault;
  }
  std::vector<std::string> words(argv + 1, argv + argc);
  if (words.front() == "logman") words = WithTwoDashes(std::move(words));
  std::reverse(words.begin(), words.end());  // as CLI11 wants them
  try {
    line.app.parse(words);
  } catch (const CLI::ParseError& error) {
    return Complain(line, error, argc, argv);
  }
  return line.exit_code;
}

}  // namespace
}  // namespace etalon

int main(int argc, char** argv) { return etalon::Main(argc, argv); }
