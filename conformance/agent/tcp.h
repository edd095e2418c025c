// Agents that are spoken to over TCP, by whoever knows the token.
//
// The program that listens carries out no operations: for each connection that begins with the
// token it starts an agent whose standard streams are the connection, one at a time. So an agent
// that crashes ends its connection, and the next one finds a new agent. Nothing is encrypted: it is
// for a machine's own programs, or for the other end of a tunnel.
#ifndef ETALON_CONFORMANCE_AGENT_TCP_H_
#define ETALON_CONFORMANCE_AGENT_TCP_H_

#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace etalon {

struct Address {
  std::string host = "127.0.0.1";
  std::string port;
};

// "PORT" or "HOST:PORT".
std::optional<Address> ParseAddress(const std::string& text);

// Listens until it is killed; the agents are started with these arguments. Returns, having said
// why on standard error, when it cannot listen: the exit status. Port 0 is any; it says which.
int ServeConnections(const Address& address, const std::string& token,
                     const std::vector<std::string>& agent_arguments);

// Joins the standard streams of this program to such a connection. The exit status. Linux only.
int JoinConnection(const Address& address, const std::string& token);

// The first line of that file, at least 16 characters. None, and *error: there is no such file, or
// not so much in it.
std::optional<std::string> ReadToken(const std::string& file, std::string* error);

// In which a connection must have said its token.
inline constexpr int kTokenMs = 5000;

// Whether a connection's first line is the token; reads nothing behind it. `read` gives the next
// byte, or answers false. How long it takes tells nothing of the token.
bool IsTokenNext(const std::string& token, const std::function<bool(char*)>& read);

}  // namespace etalon

#endif  // ETALON_CONFORMANCE_AGENT_TCP_H_
