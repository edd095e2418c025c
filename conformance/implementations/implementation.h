// Who executes an operation: the simulator in this process, or an agent in another.
#ifndef ETALON_CONFORMANCE_IMPLEMENTATIONS_IMPLEMENTATION_H_
#define ETALON_CONFORMANCE_IMPLEMENTATIONS_IMPLEMENTATION_H_

#include <map>
#include <set>
#include <string>

#include "conformance/script/op.h"
#include "conformance/script/outcome.h"
#include "sim/system/windows_version.h"

namespace etalon {

// What an implementation can do beyond the API itself. A test that needs more is "not applicable".
enum class Capability {
  kFaults,        // InjectFault, SetDisk, SetMachine
  kVirtualClock,  // Advance takes no real time, and time stands still meanwhile
  kProcesses,     // NewProcess and its kin, HeapCreate and its kin
  kPrivileges,    // NewProcess with a token other than the administrator's
  kFiles,         // PutFile, GetFile
  kRestart,       // SetRegistry, GetRegistry, Restart
};

// "faults", "virtual-clock", "processes", "privileges", "files", "restart"
std::string NameOf(Capability capability);

struct ImplementationTraits {
  std::string name;        // "sim", "wine", or what the user gave
  std::string version;     // "10.0.22621", "wine-8.0"; "" unknown
  bool reference = false;  // the simulator: every answer must be exactly the expected one
  std::set<Capability> capabilities;
  // What it claims to be; tests of clauses that do not hold there are "not applicable". Who tells
  // none is the newest.
  WindowsVersion windows = kNewest;
};

// One implementation of ETW under test. Not thread-safe; one operation line at a time.
class Implementation {
 public:
  virtual ~Implementation() = default;

  virtual const ImplementationTraits& traits() const = 0;

  // Carries out one operation and says what came of it. Never throws: whatever happens is an
  // Outcome. After kCrashed or kHung only StartAfresh is legal.
  virtual Outcome Run(const Op& op) = 0;

  // Everything that a failing call must leave alone, one value a name, where the implementation can
  // be looked into (sim/host/state_writer.h); else nothing.
  virtual std::map<std::string, std::string> DescribeState() { return {}; }

  // An empty world, as new: before every test. False when that is impossible (the agent does not
  // start); then `why` says so, which is a harness fault.
  virtual bool StartAfresh(std::string* why) = 0;
};

}  // namespace etalon

#endif  // ETALON_CONFORMANCE_IMPLEMENTATIONS_IMPLEMENTATION_H_
