// `etalon plan`: how many events does a session lose, when, and with which settings none?
#ifndef ETALON_CONFORMANCE_CLI_PLAN_VERB_H_
#define ETALON_CONFORMANCE_CLI_PLAN_VERB_H_

#include <CLI/CLI.hpp>
#include <cstdint>
#include <memory>
#include <ostream>
#include <string>
#include <vector>

namespace etalon {

// As they were typed; "": not given, and what stands for it comes from the example or from
// plan::Scenario.
struct PlanArguments {
  std::string example;
  std::vector<std::string> bursts;
  std::string events_each;
  std::string event_size;
  std::string buffer_size;
  std::string minimum;
  std::string maximum;
  std::string flush_timer;
  std::string cpus;
  bool one_stream = false;
  std::string sink;
  std::string disk_rate;
  std::string disk_latency;
  std::string disk_free;
  std::string consumer_rate;
  std::string consumer_after;
  std::string consumer_stall;
  std::string store;
  std::string memory;
  uint64_t seed = 1;
  bool no_search = false;
  std::string svg_file;
  std::string json_file;
};

// Describes the verb to `app`; `arguments` gets what is typed.
CLI::App* AddPlanVerb(CLI::App& app, PlanArguments& arguments);

// Runs the scenario, prints the summary, and writes the files. Returns an exit code.
int Plan(const PlanArguments& arguments, std::ostream& out, std::ostream& err);

}  // namespace etalon

#endif  // ETALON_CONFORMANCE_CLI_PLAN_VERB_H_
