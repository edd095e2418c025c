// Log files that the simulator writes: every kind of event, in every file mode, on every Windows.
#ifndef ETALON_GOLDEN_RECORDED_FILES_H_
#define ETALON_GOLDEN_RECORDED_FILES_H_

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "conformance/script/operand.h"
#include "sim/system/windows_version.h"

namespace etalon {

enum class RecordedKind {
  kSequential,
  kCircular,  // wraps
  kAppend,    // two sessions
  kNewFile,   // the second file
  kPreallocate,
  kBuffering,     // a snapshot of a ring that has gone round
  kRealTime,      // and a file
  kOneStream,     // NO_PER_PROCESSOR_BUFFERING
  kSystemTime,    // by its clock
  kCpuCycles,     // likewise
  kSystemLogger,  // without an event
  kUnfinished,    // the session still runs: as a crash leaves it
};

inline constexpr RecordedKind kRecordedKinds[] = {
    RecordedKind::kSequential, RecordedKind::kCircular,     RecordedKind::kAppend,
    RecordedKind::kNewFile,    RecordedKind::kPreallocate,  RecordedKind::kBuffering,
    RecordedKind::kRealTime,   RecordedKind::kOneStream,    RecordedKind::kSystemTime,
    RecordedKind::kCpuCycles,  RecordedKind::kSystemLogger, RecordedKind::kUnfinished,
};

struct RecordedFile {
  std::string name;  // "circular_6.1_32"
  RecordedKind kind = RecordedKind::kSequential;
  WindowsVersion windows;
  uint32_t bits = 64;  // of the controller; providers of both write
  Bytes bytes;
  // The events that were written to it, by the name of their header ("FULL32"), but not those of
  // ETW itself; empty where some were overwritten or went to another file.
  std::map<std::string, int> written;
};

// Of the kSimulatedWindows since Server 2003. Throws std::runtime_error for an operation that
// fails.
RecordedFile Record(RecordedKind kind, WindowsVersion windows, uint32_t bits);

// One event of each kind: the example of docs/log_file_format.md.
Bytes RecordExample();

}  // namespace etalon

#endif  // ETALON_GOLDEN_RECORDED_FILES_H_
