// A session in each file mode, with everything that is ever written to a disk for it: short, since
// it is cut off at every write.
#ifndef ETALON_SIM_PROPERTIES_FILE_MODES_H_
#define ETALON_SIM_PROPERTIES_FILE_MODES_H_

#include <cstdint>
#include <ostream>
#include <string>

#include "sim/machine.h"

namespace etalon::sim {

struct FileMode {
  const char* name;
  uint32_t log_file_mode;
  uint32_t buffers;  // of a file at most; 0: no limit
  uint32_t runs = 1;
};

inline constexpr uint32_t kFileModeBuffer = 4096;  // bytes
inline constexpr uint32_t kFileModeEvents = 200;   // a run; their numbers begin at 1

// Sequential, circular (which comes round), append (twice), newfile, preallocate, both, a ring.
extern const FileMode kFileModes[7];

inline std::ostream& operator<<(std::ostream& out, const FileMode& mode) {
  return out << mode.name;
}

// Runs sessions of this mode one after the other, with events on two processors, flushes and a
// stop. The file's name begins with `path`, a full path without a suffix. The caller of this thread
// is the controller. False: something failed.
bool RunFileMode(Machine& machine, const FileMode& mode, const std::u16string& path);

}  // namespace etalon::sim

#endif  // ETALON_SIM_PROPERTIES_FILE_MODES_H_
