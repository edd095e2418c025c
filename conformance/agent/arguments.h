// The agent's command line.
#ifndef ETALON_CONFORMANCE_AGENT_ARGUMENTS_H_
#define ETALON_CONFORMANCE_AGENT_ARGUMENTS_H_

#include <optional>
#include <string>
#include <vector>

#include "conformance/agent/tcp.h"
#include "conformance/implementations/layer.h"
#include "conformance/recording/recorder.h"

namespace etalon {

inline constexpr char kUsage[] =
    "usage: etalon_agent [--layer NAME] [--library FILE]... [--shared | --exclusive]\n"
    "       etalon_agent [--library FILE]... [--shared | --exclusive]\n"
    "                    --record FOLDER [--runs N] SCRIPT...\n"
    "       etalon_agent [--library FILE]... --sweep\n"
    "       etalon_agent [--library FILE]... [--shared | --exclusive]\n"
    "                    --listen [HOST:]PORT --token-file FILE\n"
    "       etalon_agent --connect [HOST:]PORT --token-file FILE\n"
    "\n"
    "  --layer       advapi32, sechost, ntdll (names that begin with Etw) or KernelTraceControl:\n"
    "                that library of Windows alone, or its names in other libraries\n"
    "  --shared      others use this ETW as well: no sessions but the agent's own are reached, "
    "and\n"
    "                what would change the computer for others is not applicable (the default on\n"
    "                Windows)\n"
    "  --exclusive   nobody else uses this ETW (the default elsewhere)\n"
    "  --sweep       stop the sessions that agents left behind which run no more; so does every\n"
    "                start with --shared\n"
    "  --listen      agents for those who connect and say the token first, one at a time; the host "
    "is\n"
    "                127.0.0.1 unless stated, port 0 is any\n"
    "  --connect     speak to such an agent on standard input and output\n"
    "  --token-file  its first line is the token, of 16 characters or more\n";

struct Arguments {
  std::vector<std::string> libraries;
  const Layer* layer = nullptr;
  bool shared = false;
  bool sweep = false;
  std::optional<Address> listen;
  std::optional<Address> connect;
  std::string token_file;
  std::optional<Recording> recording;  // its paths are absolute
};

// None, and *error, for what is none.
std::optional<Arguments> ReadArguments(const std::vector<std::string>& words, std::string* error);

}  // namespace etalon

#endif  // ETALON_CONFORMANCE_AGENT_ARGUMENTS_H_
