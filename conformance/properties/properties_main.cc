// ./etalon properties: random sequences of operations against any implementation.
//
// Exit code 0: nothing was found; 1: something was, and its script is written; 3: nothing was
// judged.
#include <cstdio>
#include <fstream>
#include <iostream>
#include <memory>
#include <string>

#include "CLI/CLI.hpp"
#include "conformance/implementations/make_implementation.h"
#include "conformance/properties/fault_source.h"
#include "conformance/properties/random_sequence.h"
#include "conformance/properties/shrink.h"

namespace etalon {
namespace {

struct Arguments {
  std::string implementation = "sim";
  std::string windows;
  std::string script = "found.jsonl";
  uint64_t seed = 1;
  uint64_t steps = 100'000;
  double timeout_seconds = 10;
  bool pairs = false;
};

int Report(Implementation& implementation, const Played& played, uint64_t number,
           const Arguments& arguments) {
  std::printf("found by sequence %llu: %s\nmaking it smaller ...\n",
              static_cast<unsigned long long>(number), played.failure.c_str());
  std::fflush(stdout);
  Shrunk shrunk = Shrink(implementation, played.sequence);
  if (shrunk.failure.empty()) {
    std::printf("it does not come again: what follows is as it was found\n");
    shrunk.sequence = played.sequence;
    shrunk.failure = played.failure;
  }
  std::ofstream(arguments.script) << ScriptOf(shrunk);
  std::cout << '\n' << ReportOf(shrunk, arguments.script, arguments.implementation);
  return 1;
}

int Search(Implementation& implementation, const Arguments& arguments) {
  Tally tally;
  for (uint64_t number = 0; tally.steps() < arguments.steps; ++number) {
    const uint64_t before = tally.steps();
    const Played played =
        PlayRandomly(implementation, PlanOf(arguments.seed, number), &tally, RunFaultyCall);
    if (!played.failure.empty()) {
      tally.Print(std::cout, arguments.pairs);
      return Report(implementation, played, number, arguments);
    }
    constexpr uint64_t kIdle = 10'000;
    if (tally.steps() == before && number > kIdle) {
      std::fprintf(stderr, "etalon: nothing can be run\n");
      return 3;
    }
  }
  tally.Print(std::cout, arguments.pairs);
  return 0;
}

int Main(int argc, char** argv) {
  Arguments arguments;
  CLI::App app(
      "Plays random sequences of operations on an implementation beside a model of what "
      "somebody who only calls the API can know, and makes what fails small",
      "./etalon properties");
  app.add_option("--implementation", arguments.implementation,
                 "sim (the simulator), wine, the path of a library that exports the Windows names, "
                 "or 'exec:COMMAND' that speaks the agent protocol")
      ->type_name("WORD")
      ->capture_default_str();
  app.add_option("--windows", arguments.windows, "the Windows that it is")->type_name("VERSION");
  app.add_option("--seed", arguments.seed, "where the sequences come from")->capture_default_str();
  app.add_option("--steps", arguments.steps, "how many operations")->capture_default_str();
  app.add_option("--script", arguments.script, "where the script of a finding goes")
      ->type_name("FILE")
      ->capture_default_str();
  app.add_option("--timeout", arguments.timeout_seconds, "seconds that an operation may take")
      ->check(CLI::PositiveNumber)
      ->capture_default_str();
  app.add_flag("--pairs", arguments.pairs, "tell every pair of operations that occurred");
  app.footer(
      "exit codes: 0 nothing was found, 1 something was: its script is written, 3 nothing\n"
      "was judged (arguments, the implementation does not start)");
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? 0 : 3;
  }
  std::string why;
  const std::unique_ptr<Implementation> implementation = MakeImplementation(
      arguments.implementation,
      {.timeout_seconds = arguments.timeout_seconds, .windows = arguments.windows}, &why);
  if (implementation == nullptr) {
    std::fprintf(stderr, "etalon: %s: %s\n", arguments.implementation.c_str(), why.c_str());
    return 3;
  }
  return Search(*implementation, arguments);
}

}  // namespace
}  // namespace etalon

int main(int argc, char** argv) { return etalon::Main(argc, argv); }
