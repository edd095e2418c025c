// LogFileMode: what goes together and what does not.
#ifndef ETALON_SIM_API_LOG_FILE_MODE_H_
#define ETALON_SIM_API_LOG_FILE_MODE_H_

#include <cstdint>

#include "sim/include/evntrace.h"
#include "sim/system/windows_version.h"

namespace etalon::sim {

// Why a combination is refused; each is a clause of StartTrace.
enum class ModeConflict {
  kAgreed,       // documented, and seen
  kContested,    // documented, but said to be allowed by later versions
  kUnwritten,    // no page says so, but it has been seen
  kPagedMemory,  // a system logger in paged memory
  kNoSize,       // a mode that needs MaximumFileSize without one
  kNumberedPrivate,  // numbered files of a private session, once
};

// A LogFileMode, and what else decides whether it makes sense.
struct ModeRequest {
  uint32_t log_file_mode = 0;
  bool log_file = false;       // a log file is named
  bool maximum_size = false;   // MaximumFileSize is not 0
  bool system_logger = false;  // by its mode, its name or its GUID
};

// The modes that this Windows knows; it ignores the others.
uint32_t KnownModes(WindowsVersion windows);

// Whether a rule of this kind forbids the request.
bool Conflicts(ModeConflict kind, const ModeRequest& request);

}  // namespace etalon::sim

#endif  // ETALON_SIM_API_LOG_FILE_MODE_H_
