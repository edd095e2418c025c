// `etalon logman`: sessions of a simulated machine that is kept in a file, with the words of
// logman.
#ifndef ETALON_CONFORMANCE_CLI_LOGMAN_VERB_H_
#define ETALON_CONFORMANCE_CLI_LOGMAN_VERB_H_

#include <CLI/CLI.hpp>
#include <cstdint>
#include <optional>
#include <ostream>
#include <string>
#include <vector>

namespace etalon {

struct LogmanArguments {
  std::string action;                 // create, start, update, query, stop
  std::string name;                   // of the session; query: "" for all
  std::vector<std::string> provider;  // GUID, flags, level
  std::string log_file;
  std::optional<uint32_t> buffer_kb;
  std::vector<uint32_t> buffers;  // minimum, maximum
  std::string mode;
  std::optional<uint32_t> maximum_mb;
  std::optional<uint32_t> flush_seconds;
  std::string clock;
  bool real_time = false;
  bool ets = false;  // says nothing new
  bool show_api = false;
  std::string machine = "machine.jsonl";
};

// Describes the verb to `app`; `arguments` gets what is typed.
CLI::App* AddLogmanVerb(CLI::App& app, LogmanArguments& arguments);

// logman's options have one dash and several letters ("-bs 64"), CLI11's two.
std::vector<std::string> WithTwoDashes(std::vector<std::string> words);

// Carries the action out on the machine in the file, which is the script of all operations so far,
// and adds what succeeded to it. Returns an exit code.
int Logman(const LogmanArguments& arguments, std::ostream& out, std::ostream& err);

}  // namespace etalon

#endif  // ETALON_CONFORMANCE_CLI_LOGMAN_VERB_H_
