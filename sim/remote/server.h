// A machine that serves programs in other processes.
#ifndef ETALON_SIM_REMOTE_SERVER_H_
#define ETALON_SIM_REMOTE_SERVER_H_

#include <atomic>
#include <map>
#include <memory>
#include <mutex>

#include "sim/machine.h"

namespace etalon::sim::remote {

// The host's files, where relative names count from the folder of the program that calls.
std::unique_ptr<Disk> MakeDiskOfCallers(std::unique_ptr<Disk> disk);

class Server {
 public:
  explicit Server(Machine& machine) : machine_(machine) {}

  // Serves whoever comes to a socket that is listened on; never returns.
  [[noreturn]] void Run(int listening);

 private:
  void Serve(int socket);
  Process* Admit(int pid);  // null: a process of that id is still being served

  Machine& machine_;
  std::mutex mutex_;
  std::map<uint32_t, Process*> known_;  // by id, the newest
  std::atomic<uint32_t> next_cpu_{0};
};

}  // namespace etalon::sim::remote

#endif  // ETALON_SIM_REMOTE_SERVER_H_
