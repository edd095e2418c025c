#include "conformance/implementations/implementation.h"

namespace etalon {

std::string NameOf(Capability capability) {
  switch (capability) {
    case Capability::kFaults:
      return "faults";
    case Capability::kVirtualClock:
      return "virtual-clock";
    case Capability::kProcesses:
      return "processes";
    case Capability::kPrivileges:
      return "privileges";
    case Capability::kFiles:
      return "files";
    case Capability::kRestart:
      return "restart";
  }
  return "";
}

}  // namespace etalon
