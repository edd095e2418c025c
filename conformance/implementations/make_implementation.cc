#include "conformance/implementations/make_implementation.h"

#include <cstdlib>
#include <filesystem>
#include <optional>
#include <utility>

#include "conformance/implementations/agent_client.h"
#include "conformance/implementations/in_process.h"
#include "conformance/implementations/layer.h"
#include "conformance/implementations/two_agents.h"

namespace etalon {
namespace {

constexpr const char* kCommandPrefix = "exec:";
constexpr const char* kTcpPrefix = "tcp:";
constexpr const char* kWineLayerPrefix = "wine:";

std::string Environment(const char* name) {
  const char* const value = std::getenv(name);
  return value == nullptr ? "" : value;
}

// Beside this program, as Bazel lays things out: conformance/cli/etalon,
// conformance/agent/etalon_agent.
std::string FindAgent() {
  const std::string stated = Environment("ETALON_AGENT");
  if (!stated.empty()) return stated;
  std::error_code error;
  const std::filesystem::path program = std::filesystem::read_symlink("/proc/self/exe", error);
  for (std::filesystem::path folder = program.parent_path(); folder.has_relative_path();
       folder = folder.parent_path()) {
    const std::filesystem::path agent = folder / "conformance/agent/etalon_agent";
    if (std::filesystem::exists(agent, error)) return agent.string();
  }
  return "";
}

bool AddLayer(const std::string& layer, AgentOptions* options) {
  options->command.insert(options->command.end(), {"--layer", layer});
  return FindLayer(layer) != nullptr;
}

// The command that starts the agent, and whether it needs a new process for every test.
bool Choose(const std::string& word, AgentOptions* options, std::string* error) {
  options->name = word;
  if (word.rfind(kCommandPrefix, 0) == 0) {
    const std::string command = word.substr(std::string(kCommandPrefix).size());
    options->command = {"/bin/sh", "-c", command};
    options->fresh_process = false;
    return true;
  }
  if (word.rfind(kTcpPrefix, 0) == 0) {
    const std::string address = word.substr(std::string(kTcpPrefix).size());
    options->command = {FindAgent(), "--connect", address, "--token-file",
                        Environment("ETALON_TOKEN_FILE")};
    options->fresh_process = false;
    *error = "ETALON_TOKEN_FILE is not set: the file with the token of the agent that listens there";
    return !options->command.back().empty();
  }
  if (word == "wine" || word.rfind(kWineLayerPrefix, 0) == 0) {
    options->command = {Environment("ETALON_WINE_RUN"), Environment("ETALON_AGENT_EXE")};
    options->fresh_process = false;
    if (word != "wine" && !AddLayer(word.substr(std::string(kWineLayerPrefix).size()), options)) {
      *error = "Windows' layers are " + LayerList();
      return false;
    }
    *error = "ETALON_WINE_RUN and ETALON_AGENT_EXE are not set (./etalon sets them)";
    return !options->command[0].empty() && !options->command[1].empty();
  }
  std::error_code ignored;
  if (!std::filesystem::is_regular_file(word, ignored)) {
    *error = "no such file; an implementation is sim, wine, wine:LAYER, a library's file, exec:COMMAND, or tcp:HOST:PORT";
    return false;
  }
  options->command = {FindAgent(), "--library", std::filesystem::absolute(word).string()};
  *error = "etalon_agent was not found (set ETALON_AGENT)";
  return !options->command[0].empty();
}

}  // namespace

std::unique_ptr<Implementation> MakeImplementation(const std::string& word,
                                                   const ImplementationOptions& options,
                                                   std::string* error) {
  std::optional<WindowsVersion> windows;
  if (!options.windows.empty()) {
    windows = ParseSimulatedWindows(options.windows);
    *error = "--windows " + options.windows + ": simulated are " + SimulatedWindowsList();
    if (!windows) return nullptr;
  }
  if (word == "sim") {
    *error = "--unelevated-agent is for implementations that cannot lower their rights";
    if (!options.unelevated_agent.empty()) return nullptr;
    return MakeSimulator({.seed = options.seed, .windows = windows.value_or(kNewest)});
  }
  AgentOptions agent;
  agent.windows = windows;
  agent.timeout = std::chrono::milliseconds(static_cast<int64_t>(options.timeout_seconds * 1000));
  if (!Choose(word, &agent, error)) return nullptr;
  if (options.unelevated_agent.empty()) return MakeAgent(agent, error);
  AgentOptions second = {.timeout = agent.timeout, .windows = windows};
  const bool is_word = Choose(options.unelevated_agent, &second, error);
  std::unique_ptr<AgentConnection> unelevated = is_word ? MakeAgent(second, error) : nullptr;
  if (unelevated == nullptr) {
    *error = "--unelevated-agent " + options.unelevated_agent + ": " + *error;
    return nullptr;
  }
  std::unique_ptr<AgentConnection> elevated = MakeAgent(agent, error);
  if (elevated == nullptr) return nullptr;
  return JoinAgents(std::move(elevated), std::move(unelevated));
}

}  // namespace etalon
