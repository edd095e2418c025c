#include <winsock2.h>
#include <ws2tcpip.h>
// Winsock's own header comes before windows.h, which would bring its elder brother.
#include <windows.h>

#include <cstdio>
#include <thread>

#include "conformance/agent/tcp.h"

namespace etalon {
namespace {

constexpr int kCannotStart = 3;
constexpr int kUnsupported = 2;
constexpr DWORD kFarewellMs = 10'000;  // for an agent to end once nobody asks any more

int Complain(const Address& address, const char* what) {
  std::fprintf(stderr, "etalon_agent: %s:%s: %s (error %d)\n", address.host.c_str(),
               address.port.c_str(), what, WSAGetLastError());
  return kCannotStart;
}

SOCKET Listen(const Address& address) {
  addrinfo hints = {};
  hints.ai_socktype = SOCK_STREAM;
  hints.ai_family = AF_INET;
  addrinfo* found = nullptr;
  if (getaddrinfo(address.host.c_str(), address.port.c_str(), &hints, &found) != 0) {
    return INVALID_SOCKET;
  }
  const SOCKET listener = socket(found->ai_family, SOCK_STREAM, IPPROTO_TCP);
  const bool listens = listener != INVALID_SOCKET &&
                       bind(listener, found->ai_addr, static_cast<int>(found->ai_addrlen)) == 0 &&
                       listen(listener, 8) == 0;
  freeaddrinfo(found);
  return listens ? listener : INVALID_SOCKET;
}

unsigned PortOf(SOCKET listener) {
  sockaddr_in name = {};
  int size = sizeof name;
  getsockname(listener, reinterpret_cast<sockaddr*>(&name), &size);
  return ntohs(name.sin_port);
}

void SetPatience(SOCKET connection, DWORD milliseconds) {
  setsockopt(connection, SOL_SOCKET, SO_RCVTIMEO, reinterpret_cast<const char*>(&milliseconds),
             sizeof milliseconds);
}

// Reads the connection's first line, and nothing behind it.
bool SaysToken(SOCKET connection, const std::string& token) {
  SetPatience(connection, kTokenMs);
  const bool says = IsTokenNext(token, [&](char* c) { return recv(connection, c, 1, 0) == 1; });
  SetPatience(connection, 0);
  return says;
}

// In quotation marks; arguments of the agent have none inside.
std::string CommandLine(const std::vector<std::string>& arguments) {
  char program[MAX_PATH] = "";
  GetModuleFileNameA(nullptr, program, sizeof program);
  std::string line = '"' + std::string(program) + '"';
  for (const std::string& argument : arguments) line += " \"" + argument + '"';
  return line;
}

// A pipe whose one end the agent inherits.
struct Pipe {
  HANDLE read = nullptr;
  HANDLE write = nullptr;

  Pipe() {
    SECURITY_ATTRIBUTES inherited = {sizeof inherited, nullptr, TRUE};
    CreatePipe(&read, &write, &inherited, 0);
  }
};

void KeepToOurselves(HANDLE end) { SetHandleInformation(end, HANDLE_FLAG_INHERIT, 0); }

// Null: it cannot be started.
HANDLE StartAgent(const Pipe& input, const Pipe& output,
                  const std::vector<std::string>& arguments) {
  KeepToOurselves(input.write);
  KeepToOurselves(output.read);
  STARTUPINFOA startup = {};
  startup.cb = sizeof startup;
  startup.dwFlags = STARTF_USESTDHANDLES;
  startup.hStdInput = input.read;
  startup.hStdOutput = output.write;
  startup.hStdError = GetStdHandle(STD_ERROR_HANDLE);
  std::string line = CommandLine(arguments);
  PROCESS_INFORMATION process = {};
  const BOOL started = CreateProcessA(nullptr, line.data(), nullptr, nullptr, TRUE, 0, nullptr,
                                      nullptr, &startup, &process);
  if (!started) {
    std::fprintf(stderr, "etalon_agent: no agent can be started (error %lu)\n", GetLastError());
  }
  CloseHandle(input.read);
  CloseHandle(output.write);
  CloseHandle(process.hThread);
  return process.hProcess;
}

// Until nobody asks any more; then the agent has some seconds to end.
void RelayQuestions(SOCKET connection, HANDLE to_agent, HANDLE agent) {
  char bytes[4096];
  int got = 0;
  while ((got = recv(connection, bytes, sizeof bytes, 0)) > 0) {
    DWORD written = 0;
    if (!WriteFile(to_agent, bytes, static_cast<DWORD>(got), &written, nullptr)) break;
  }
  CloseHandle(to_agent);
  if (WaitForSingleObject(agent, kFarewellMs) == WAIT_TIMEOUT) TerminateProcess(agent, 1);
}

// Until the agent has ended.
void RelayAnswers(HANDLE from_agent, SOCKET connection) {
  char bytes[4096];
  DWORD got = 0;
  while (ReadFile(from_agent, bytes, sizeof bytes, &got, nullptr) && got > 0) {
    for (int sent = 0; sent < static_cast<int>(got);) {
      const int some = send(connection, bytes + sent, static_cast<int>(got) - sent, 0);
      if (some <= 0) return;
      sent += some;
    }
  }
}

void ServeConnection(SOCKET connection, const std::vector<std::string>& agent_arguments) {
  const Pipe input;
  const Pipe output;
  const HANDLE agent = StartAgent(input, output, agent_arguments);
  if (agent != nullptr) {
    std::thread questions(RelayQuestions, connection, input.write, agent);
    RelayAnswers(output.read, connection);
    shutdown(connection, SD_BOTH);
    questions.join();
    CloseHandle(agent);
  } else {
    CloseHandle(input.write);
  }
  CloseHandle(output.read);
}

}  // namespace

int ServeConnections(const Address& address, const std::string& token,
                     const std::vector<std::string>& agent_arguments) {
  WSADATA data = {};
  if (WSAStartup(MAKEWORD(2, 2), &data) != 0) return Complain(address, "there is no Winsock");
  const SOCKET listener = Listen(address);
  if (listener == INVALID_SOCKET) return Complain(address, "cannot listen there");
  std::fprintf(stderr, "etalon_agent: listening on %s:%u\n", address.host.c_str(),
               PortOf(listener));
  std::fflush(stderr);
  for (;;) {
    const SOCKET connection = accept(listener, nullptr, nullptr);
    if (connection == INVALID_SOCKET) continue;
    if (SaysToken(connection, token)) {
      ServeConnection(connection, agent_arguments);
    } else {
      std::fprintf(stderr, "etalon_agent: a connection without the token was refused\n");
    }
    shutdown(connection, SD_BOTH);
    closesocket(connection);
  }
}

int JoinConnection(const Address&, const std::string&) {
  std::fprintf(stderr, "etalon_agent: --connect is for Linux, where the suite runs\n");
  return kUnsupported;
}

}  // namespace etalon
