// etalon_agent: carries out operations that come as lines of JSON, over a library that implements
// ETW.
//
// docs/agent_protocol.md describes what is said on standard input and output.
#include <cstdio>
#include <memory>
#include <string>

#include "conformance/agent/line_io.h"
#include "conformance/implementations/agent_protocol.h"
#include "conformance/implementations/library_api.h"
#include "conformance/script/executor.h"
#include "conformance/script/host_world.h"
#include "conformance/script/json.h"

namespace etalon {
namespace {

constexpr int kBadUsage = 2;
constexpr int kCannotStart = 3;

Outcome Fault(std::string detail) {
  return {.ending = Ending::kHarnessFault, .detail = std::move(detail), .callbacks = {}};
}

// An operation of a later day: `found` is its name in quotation marks.
Outcome Unknown(const std::string& found) {
  return {.ending = Ending::kNotImplemented,
          .detail = found.substr(1, found.size() - 2),
          .callbacks = {}};
}

Outcome RunReset(Executor& executor, HostWorld& world, const Op& op) {
  if (!std::get<Reset>(op.any).windows.empty()) {
    return {.id = op.on().id,
            .ending = Ending::kNotApplicable,
            .detail = "this Windows cannot be another",
            .callbacks = {}};
  }
  if (executor.CleanUp()) {
    world.EmptyFolder();
    return {.id = op.on().id, .callbacks = {}};
  }
  return {.id = op.on().id,
          .ending = Ending::kHung,
          .detail = "what was started did not end",
          .callbacks = {}};
}

Outcome Answer(Executor& executor, HostWorld& world, const std::string& line) {
  ParseError error;
  const std::optional<Op> op = ParseOp(line, &error);
  if (!op && error.field == "op" && error.found.starts_with('"')) return Unknown(error.found);
  if (!op) return Fault(ToString(error));
  return std::holds_alternative<Reset>(op->any) ? RunReset(executor, world, *op)
                                                : executor.Run(*op);
}

// Until the input ends. What an implementation has wrecked is not tidied up: false.
bool Serve(Executor& executor, HostWorld& world) {
  std::string line;
  while (ReadLine(&line)) {
    if (line.empty()) continue;
    const Outcome outcome = Answer(executor, world, line);
    WriteLine(ToJson(outcome));
    if (outcome.ending == Ending::kCrashed || outcome.ending == Ending::kHung) return false;
  }
  return executor.CleanUp();
}

int Main(const std::vector<std::string>& libraries) {
  std::string error;
  const std::optional<EtwApi> api = LoadLibraryApi(libraries, &error);
  if (!api) {
    std::fprintf(stderr, "etalon_agent: %s\n", error.c_str());
    return kCannotStart;
  }
  PrepareStandardStreams();
  auto world = std::make_unique<HostWorld>();
  Executor executor(*api, *world);
  const std::string version = SystemVersion();
  WriteLine(HelloLine({.name = libraries.front(),
                       .version = version,
                       .reference = false,
                       .capabilities = world->capabilities(),
                       .windows = ParseWindowsVersion(version).value_or(kNewest)}));
  if (!Serve(executor, *world)) {
    world->RemoveFolder();
    EndAtOnce();
  }
  return 0;
}

}  // namespace
}  // namespace etalon

int main(int argc, char** argv) {
  std::vector<std::string> libraries;
  for (int i = 1; i < argc; ++i) {
    if (std::string(argv[i]) != "--library" || i + 1 == argc) {
      std::fprintf(stderr, "usage: etalon_agent [--library FILE]...\n");
      return etalon::kBadUsage;
    }
    libraries.emplace_back(argv[++i]);
  }
  if (libraries.empty()) libraries = etalon::SystemLibraries();
  if (libraries.empty()) {
    std::fprintf(stderr, "etalon_agent: which library? (--library FILE)\n");
    return etalon::kBadUsage;
  }
  return etalon::Main(libraries);
}
