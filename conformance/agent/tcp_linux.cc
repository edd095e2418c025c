#include <fcntl.h>
#include <netdb.h>
#include <poll.h>
#include <signal.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <functional>
#include <memory>

#include "conformance/agent/tcp.h"

namespace etalon {
namespace {

constexpr int kCannotStart = 3;
constexpr int kFarewellMs = 10'000;  // for an agent to end once nobody will ask any more
constexpr int kLookEveryMs = 50;

using Addresses = std::unique_ptr<addrinfo, decltype(&freeaddrinfo)>;

int Complain(const Address& address, const std::string& why) {
  std::fprintf(stderr, "etalon_agent: %s:%s: %s\n", address.host.c_str(), address.port.c_str(),
               why.c_str());
  return kCannotStart;
}

// A socket for which use(socket, address) succeeds; -1, and *why.
int OpenSocket(const Address& address, std::string* why,
               const std::function<bool(int, const addrinfo&)>& use) {
  addrinfo hints = {};
  hints.ai_socktype = SOCK_STREAM;
  addrinfo* found = nullptr;
  const int error = getaddrinfo(address.host.c_str(), address.port.c_str(), &hints, &found);
  if (error != 0) {
    *why = gai_strerror(error);
    return -1;
  }
  const Addresses owner(found, freeaddrinfo);
  for (const addrinfo* one = found; one != nullptr; one = one->ai_next) {
    const int socket = ::socket(one->ai_family, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (socket >= 0 && use(socket, *one)) return socket;
    *why = std::strerror(errno);
    close(socket);
  }
  return -1;
}

bool Listen(int socket, const addrinfo& address) {
  const int yes = 1;
  setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
  return bind(socket, address.ai_addr, address.ai_addrlen) == 0 && listen(socket, 8) == 0;
}

// Reads the connection's first line, and nothing behind it.
bool SaysToken(int connection, const std::string& token) {
  const timeval patience = {.tv_sec = kTokenMs / 1000, .tv_usec = 0};
  setsockopt(connection, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
  const bool says = IsTokenNext(token, [&](char* c) { return recv(connection, c, 1, 0) == 1; });
  const timeval forever = {};
  setsockopt(connection, SOL_SOCKET, SO_RCVTIMEO, &forever, sizeof forever);
  return says;
}

pid_t StartAgent(int connection, const std::vector<std::string>& arguments) {
  std::vector<char*> words = {const_cast<char*>("etalon_agent")};
  for (const std::string& argument : arguments)
    words.push_back(const_cast<char*>(argument.c_str()));
  words.push_back(nullptr);
  const pid_t child = fork();
  if (child != 0) return child;
  setpgid(0, 0);
  dup2(connection, STDIN_FILENO);
  dup2(connection, STDOUT_FILENO);
  execv("/proc/self/exe", words.data());
  _exit(127);
}

// Until the agent has ended. One that nobody listens to any more is killed, with what it started.
void AttendAgent(pid_t agent, int connection) {
  int left_ms = kFarewellMs;
  while (waitpid(agent, nullptr, WNOHANG) == 0) {
    pollfd hung_up = {.fd = connection, .events = POLLRDHUP, .revents = 0};
    if (poll(&hung_up, 1, kLookEveryMs) == 0) continue;
    usleep(kLookEveryMs * 1000);
    left_ms -= kLookEveryMs;
    const bool is_gone = (hung_up.revents & (POLLHUP | POLLERR)) != 0;
    if (!is_gone && left_ms > 0) continue;
    kill(-agent, SIGKILL);
    waitpid(agent, nullptr, 0);
    return;
  }
}

std::string PortOf(int listener) {
  sockaddr_storage name = {};
  socklen_t size = sizeof name;
  char port[16] = "";
  getsockname(listener, reinterpret_cast<sockaddr*>(&name), &size);
  getnameinfo(reinterpret_cast<sockaddr*>(&name), size, nullptr, 0, port, sizeof port,
              NI_NUMERICSERV);
  return port;
}

bool WriteAll(int to, const char* bytes, size_t size) {
  while (size > 0) {
    const ssize_t written = write(to, bytes, size);
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) return false;
    bytes += written;
    size -= static_cast<size_t>(written);
  }
  return true;
}

enum class Moved { kSome, kEnd, kBroken };

Moved Move(int from, int to) {
  char bytes[1 << 16];
  const ssize_t read = ::read(from, bytes, sizeof bytes);
  if (read < 0) return errno == EINTR ? Moved::kSome : Moved::kBroken;
  if (read == 0) return Moved::kEnd;
  return WriteAll(to, bytes, static_cast<size_t>(read)) ? Moved::kSome : Moved::kBroken;
}

// Until the other end has nothing more to say.
int Relay(int connection) {
  pollfd ends[2] = {{.fd = connection, .events = POLLIN, .revents = 0},
                    {.fd = STDIN_FILENO, .events = POLLIN, .revents = 0}};
  while (poll(ends, 2, -1) >= 0 || errno == EINTR) {
    if (ends[0].revents != 0) {
      const Moved moved = Move(connection, STDOUT_FILENO);
      if (moved != Moved::kSome) return moved == Moved::kEnd ? 0 : 1;
    }
    if (ends[1].revents != 0 && Move(STDIN_FILENO, connection) != Moved::kSome) {
      shutdown(connection, SHUT_WR);
      ends[1].fd = -1;
    }
  }
  return 1;
}

}  // namespace

int ServeConnections(const Address& address, const std::string& token,
                     const std::vector<std::string>& agent_arguments) {
  std::string why;
  const int listener = OpenSocket(address, &why, Listen);
  if (listener < 0) return Complain(address, why);
  std::fprintf(stderr, "etalon_agent: listening on %s:%s\n", address.host.c_str(),
               PortOf(listener).c_str());
  for (;;) {
    const int connection = accept4(listener, nullptr, nullptr, SOCK_CLOEXEC);
    if (connection < 0) continue;
    if (SaysToken(connection, token)) {
      const pid_t agent = StartAgent(connection, agent_arguments);
      if (agent > 0) AttendAgent(agent, connection);
    } else {
      std::fprintf(stderr, "etalon_agent: a connection without the token was refused\n");
    }
    close(connection);
  }
}

int JoinConnection(const Address& address, const std::string& token) {
  std::string why;
  const int connection = OpenSocket(address, &why, [](int socket, const addrinfo& one) {
    return connect(socket, one.ai_addr, one.ai_addrlen) == 0;
  });
  if (connection < 0) return Complain(address, why);
  signal(SIGPIPE, SIG_IGN);
  const std::string line = token + '\n';
  if (!WriteAll(connection, line.data(), line.size())) return Complain(address, "it hung up");
  return Relay(connection);
}

}  // namespace etalon
