#include "sim/remote/socket.h"

#include <poll.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

namespace etalon::sim::remote {
namespace {

bool ToAddress(const std::string& path, sockaddr_un* address, std::string* why) {
  *address = {};
  address->sun_family = AF_UNIX;
  if (path.empty() || path.size() >= sizeof(address->sun_path)) {
    *why =
        "the path of a socket has 1 to " + std::to_string(sizeof(address->sun_path) - 1) + " bytes";
    return false;
  }
  std::memcpy(address->sun_path, path.data(), path.size());
  return true;
}

int NewSocket() { return socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0); }

int Fail(int socket, std::string* why) {
  *why = std::strerror(errno);
  if (socket >= 0) close(socket);
  return -1;
}

// One byte, and a file if it is not negative.
struct Message {
  explicit Message(int file) {
    header.msg_iov = &part;
    header.msg_iovlen = 1;
    header.msg_control = control;
    header.msg_controllen = sizeof(control);
    cmsghdr* const first = CMSG_FIRSTHDR(&header);
    first->cmsg_level = SOL_SOCKET;
    first->cmsg_type = SCM_RIGHTS;
    first->cmsg_len = CMSG_LEN(sizeof(file));
    std::memcpy(CMSG_DATA(first), &file, sizeof(file));
  }

  char byte = 0;
  iovec part = {&byte, 1};
  alignas(cmsghdr) char control[CMSG_SPACE(sizeof(int))] = {};
  msghdr header = {};
};

}  // namespace

int Connect(const std::string& path, std::string* why) {
  sockaddr_un address;
  if (!ToAddress(path, &address, why)) return -1;
  const int made = NewSocket();
  if (made < 0) return Fail(made, why);
  const auto* generic = reinterpret_cast<const sockaddr*>(&address);
  if (connect(made, generic, sizeof(address)) != 0) return Fail(made, why);
  return made;
}

int Listen(const std::string& path, std::string* why) {
  sockaddr_un address;
  if (!ToAddress(path, &address, why)) return -1;
  std::string none;
  const int somebody = Connect(path, &none);
  if (somebody >= 0) {
    close(somebody);
    *why = "a machine listens there already";
    return -1;
  }
  if (errno == ECONNREFUSED) unlink(path.c_str());
  const int made = NewSocket();
  if (made < 0) return Fail(made, why);
  const auto* generic = reinterpret_cast<const sockaddr*>(&address);
  if (bind(made, generic, sizeof(address)) != 0) return Fail(made, why);
  constexpr int kWaiting = 64;
  if (listen(made, kWaiting) != 0) return Fail(made, why);
  return made;
}

bool SendFile(int socket, int file) {
  Message message(file);
  return sendmsg(socket, &message.header, MSG_NOSIGNAL) == 1;
}

int ReceiveFile(int socket) {
  Message message(-1);
  ssize_t received;
  do {
    received = recvmsg(socket, &message.header, MSG_CMSG_CLOEXEC);
  } while (received < 0 && errno == EINTR);
  const cmsghdr* const first = CMSG_FIRSTHDR(&message.header);
  if (received != 1 || first == nullptr || first->cmsg_type != SCM_RIGHTS) return -1;
  int file;
  std::memcpy(&file, CMSG_DATA(first), sizeof(file));
  return file;
}

int ProcessBehind(int socket) {
  ucred who = {};
  socklen_t bytes = sizeof(who);
  return getsockopt(socket, SOL_SOCKET, SO_PEERCRED, &who, &bytes) == 0 ? who.pid : 0;
}

bool IsGone(int socket) {
  pollfd entry = {socket, POLLRDHUP, 0};
  return poll(&entry, 1, 0) != 0;
}

}  // namespace etalon::sim::remote
