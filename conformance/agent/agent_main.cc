// etalon_agent: carries out operations that come as lines of JSON, over a library that implements
// ETW; or records what the library answers to scripts.
//
// docs/agent_protocol.md describes what is said on standard input and output, docs/recordings.md
// what is recorded.
#include <cstdio>
#include <filesystem>
#include <memory>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "conformance/agent/answer.h"
#include "conformance/agent/arguments.h"
#include "conformance/agent/commit.h"
#include "conformance/agent/line_io.h"
#include "conformance/agent/own_prefix.h"
#include "conformance/agent/system_facts.h"
#include "conformance/agent/tcp.h"
#include "conformance/implementations/agent_protocol.h"
#include "conformance/implementations/library_api.h"
#include "conformance/recording/recorder.h"
#include "conformance/script/executor.h"
#include "conformance/script/host_world.h"
#include "conformance/script/json.h"

namespace etalon {
namespace {

constexpr int kBadUsage = 2;
constexpr int kCannotStart = 3;

Outcome RunReset(Executor& executor, HostWorld& world, const Op& op) {
  if (!std::get<Reset>(op.any).windows.empty()) {
    return {.id = op.on().id,
            .ending = Ending::kNotApplicable,
            .detail = "this Windows cannot be another",
            .callbacks = {}};
  }
  if (executor.CleanUp()) {
    world.EndProcesses();
    world.EmptyFolder();
    return {.id = op.on().id, .callbacks = {}};
  }
  return {.id = op.on().id,
          .ending = Ending::kHung,
          .detail = "what was started did not end",
          .callbacks = {}};
}

Outcome Carry(Executor& executor, HostWorld& world, const Op& op) {
  return std::holds_alternative<Reset>(op.any) ? RunReset(executor, world, op) : executor.Run(op);
}

Outcome Tell(const Executor& executor, const std::string& symbol, bool shared) {
  if (!shared) return TellHandle(executor.NumberOf(symbol));
  return {.ending = Ending::kNotApplicable,
          .detail = "needs --exclusive: a second agent reaches no names that have a prefix",
          .callbacks = {}};
}

// Until the input ends. What an implementation has wrecked is not tidied up: false.
bool Serve(Executor& executor, HostWorld& world, bool shared) {
  std::string line;
  while (ReadLine(&line)) {
    if (line.empty()) continue;
    if (const auto symbol = AsksForHandle(line)) {
      WriteLine(ToJson(Tell(executor, *symbol, shared)));
      continue;
    }
    const Outcome outcome = Answer(line, [&](const Op& op) { return Carry(executor, world, op); });
    WriteLine(ToJson(outcome));
    if (IsLast(outcome)) return false;
  }
  return executor.CleanUp();
}

// What an implementation has wrecked is not tidied up.
[[noreturn]] void LeaveAtOnce(HostWorld& world) {
  world.RemoveFolder();
  EndAtOnce();
}

int RecordPack(Recording recording, const std::string& library, Executor& executor,
               HostWorld& world) {
  recording.machine = {.implementation = std::filesystem::path(library).filename().string(),
                       .windows = SystemVersion(),
                       .processors = std::thread::hardware_concurrency(),
                       .privileges = IsAdministrator() ? "administrator" : "user",
                       .commit = kCommit};
  const std::string complaints =
      Record(recording, [&](const Op& op) { return Carry(executor, world, op); });
  if (complaints.empty()) return 0;
  std::fprintf(stderr, "etalon_agent: %s", complaints.c_str());
  LeaveAtOnce(world);
}

int ServeLines(const Arguments& arguments, Executor& executor, HostWorld& world) {
  const std::string& library = arguments.libraries.front();
  PrepareStandardStreams();
  const std::string version = SystemVersion();
  WriteLine(HelloLine({.name = library,
                       .version = version,
                       .reference = false,
                       .capabilities = world.capabilities(),
                       .windows = ParseWindowsVersion(version).value_or(kNewest)}));
  if (!Serve(executor, world, arguments.shared)) LeaveAtOnce(world);
  return 0;
}

// What the agents of a listening program are started with.
std::vector<std::string> ArgumentsOfAgents(const Arguments& arguments) {
  std::vector<std::string> words = {arguments.shared ? "--shared" : "--exclusive"};
  if (arguments.layer != nullptr) words.insert(words.end(), {"--layer", arguments.layer->name});
  for (const std::string& library : arguments.libraries) {
    words.insert(words.end(), {"--library", library});
  }
  return words;
}

int SpeakTcp(const Arguments& arguments) {
  std::string error;
  const std::optional<std::string> token = ReadToken(arguments.token_file, &error);
  if (!token) {
    std::fprintf(stderr, "etalon_agent: %s\n", error.c_str());
    return kBadUsage;
  }
  if (arguments.connect) return JoinConnection(*arguments.connect, *token);
  return ServeConnections(*arguments.listen, *token, ArgumentsOfAgents(arguments));
}

int Main(const Arguments& arguments) {
  if (arguments.listen || arguments.connect) return SpeakTcp(arguments);
  std::string error;
  const std::optional<EtwApi> api = LoadLibraryApi(arguments.libraries, arguments.layer, &error);
  if (!api) {
    std::fprintf(stderr, "etalon_agent: %s\n", error.c_str());
    return kCannotStart;
  }
  if (arguments.shared || arguments.sweep) SweepOrphans(*api);
  if (arguments.sweep) return 0;
  std::unique_ptr<HostProcesses> processes;
  if (const auto process_api = LoadProcessApi(arguments.libraries)) {
    processes = std::make_unique<HostProcesses>(*process_api);
  }
  auto world = std::make_unique<HostWorld>(std::move(processes));
  Executor executor(*api, *world);
  if (arguments.shared) executor.ShareComputer(NewPrefix());
  if (!arguments.recording) return ServeLines(arguments, executor, *world);
  return RecordPack(*arguments.recording, arguments.libraries.front(), executor, *world);
}

}  // namespace
}  // namespace etalon

int main(int argc, char** argv) {
  std::string error;
  std::optional<etalon::Arguments> arguments =
      etalon::ReadArguments(std::vector<std::string>(argv + 1, argv + argc), &error);
  if (arguments && arguments->libraries.empty()) {
    arguments->libraries = etalon::SystemLibraries(arguments->layer);
  }
  if (arguments && arguments->libraries.empty() && !arguments->connect) {
    error = "which library? (--library FILE)";
    arguments.reset();
  }
  if (!arguments) {
    std::fprintf(stderr, "etalon_agent: %s\n%s", error.c_str(), etalon::kUsage);
    return etalon::kBadUsage;
  }
  return etalon::Main(*arguments);
}
