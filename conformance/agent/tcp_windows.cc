#include <winsock2.h>
#include <ws2tcpip.h>
// Winsock's own header comes before windows.h, which would bring its elder brother.
#include <windows.h>

#include <algorithm>
#include <cstdio>
#include <cstring>

#include "conformance/agent/tcp.h"

namespace etalon {
namespace {

constexpr int kCannotStart = 3;
constexpr int kUnsupported = 2;
constexpr DWORD kLookEveryMs = 50;

int Complain(const Address& address, const char* what) {
  std::fprintf(stderr, "etalon_agent: %s:%s: %s (error %d)\n", address.host.c_str(),
               address.port.c_str(), what, WSAGetLastError());
  return kCannotStart;
}

// Not for overlapped calls, so that it can be a program's standard stream.
SOCKET Listen(const Address& address) {
  addrinfo hints = {};
  hints.ai_socktype = SOCK_STREAM;
  hints.ai_family = AF_INET;
  addrinfo* found = nullptr;
  if (getaddrinfo(address.host.c_str(), address.port.c_str(), &hints, &found) != 0) {
    return INVALID_SOCKET;
  }
  const SOCKET listener =
      WSASocketW(found->ai_family, SOCK_STREAM, IPPROTO_TCP, nullptr, 0, 0 /* not overlapped */);
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

HANDLE StartAgent(SOCKET connection, const std::vector<std::string>& arguments) {
  STARTUPINFOA startup = {};
  startup.cb = sizeof startup;
  startup.dwFlags = STARTF_USESTDHANDLES;
  startup.hStdInput = reinterpret_cast<HANDLE>(connection);
  startup.hStdOutput = startup.hStdInput;
  startup.hStdError = GetStdHandle(STD_ERROR_HANDLE);
  SetHandleInformation(startup.hStdInput, HANDLE_FLAG_INHERIT, HANDLE_FLAG_INHERIT);
  std::string line = CommandLine(arguments);
  PROCESS_INFORMATION process = {};
  if (!CreateProcessA(nullptr, line.data(), nullptr, nullptr, TRUE, 0, nullptr, nullptr, &startup,
                      &process)) {
    std::fprintf(stderr, "etalon_agent: no agent can be started (error %lu)\n", GetLastError());
    return nullptr;
  }
  CloseHandle(process.hThread);
  return process.hProcess;
}

bool HasHungUp(SOCKET connection) {
  fd_set readable;
  FD_ZERO(&readable);
  FD_SET(connection, &readable);
  timeval at_once = {};
  if (select(0, &readable, nullptr, nullptr, &at_once) != 1) return false;
  char c = 0;
  return recv(connection, &c, 1, MSG_PEEK) <= 0;
}

// Until the agent has ended. One that nobody listens to any more is ended.
void AttendAgent(HANDLE agent, SOCKET connection) {
  constexpr DWORD kFarewellMs = 10'000;
  DWORD left_ms = kFarewellMs;
  while (WaitForSingleObject(agent, kLookEveryMs) == WAIT_TIMEOUT) {
    if (!HasHungUp(connection)) continue;
    left_ms -= std::min(left_ms, kLookEveryMs);
    if (left_ms > 0) continue;
    TerminateProcess(agent, 1);
    WaitForSingleObject(agent, INFINITE);
  }
  CloseHandle(agent);
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
      const HANDLE agent = StartAgent(connection, agent_arguments);
      if (agent != nullptr) AttendAgent(agent, connection);
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
