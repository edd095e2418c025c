// The socket by which programs find a machine. What goes over it are the files of lanes, one a
// message; its end is the end of the program.
#ifndef ETALON_SIM_REMOTE_SOCKET_H_
#define ETALON_SIM_REMOTE_SOCKET_H_

#include <string>

namespace etalon::sim::remote {

// -1 and *why: the path is too long, somebody listens there already, or the system refuses. A
// socket that nobody listens on any more is replaced.
int Listen(const std::string& path, std::string* why);
int Connect(const std::string& path, std::string* why);

bool SendFile(int socket, int file);
int ReceiveFile(int socket);  // -1: the other side is gone

// The process at the other end; 0: unknown.
int ProcessBehind(int socket);

bool IsGone(int socket);

}  // namespace etalon::sim::remote

#endif  // ETALON_SIM_REMOTE_SOCKET_H_
