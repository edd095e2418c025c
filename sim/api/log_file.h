// The log file that a caller names: may it be had?
#ifndef ETALON_SIM_API_LOG_FILE_H_
#define ETALON_SIM_API_LOG_FILE_H_

#include <cstdint>
#include <memory>
#include <string>

#include "sim/machine.h"

namespace etalon::sim {

// The file that a session writes first: `name`, with 1 for the %d of EVENT_TRACE_FILE_MODE_NEWFILE.
std::u16string FirstFileName(const std::u16string& name, uint32_t log_file_mode);

// Whether `name` holds %d exactly once and no other conversion.
bool HasOneCounter(const std::u16string& name);

// What is wrong with the path of a log file, found out without any effect: kBadName, kPathNotFound,
// or what only those care about who want to read the file.
FileError Probe(Machine& machine, const std::u16string& name);

// All folders of the path exist.
bool FolderExists(Machine& machine, const std::u16string& name);

// The caller may create files there.
bool MayCreateFile(Machine& machine, const std::u16string& name);

// The path can be a file's at all.
bool IsValidPath(Machine& machine, const std::u16string& name);

// With EVENT_TRACE_FILE_MODE_APPEND: the log file that is there, if any, has buffers of the same
// size from as many processors, stamped by the same clock. `settings` are adjusted.
bool CanAppend(Machine& machine, const SessionSettings& settings);

// A session, other than `except`, writes to this file.
bool IsInUse(Machine& machine, const std::u16string& name, const Session* except = nullptr);

// Creates, or with EVENT_TRACE_FILE_MODE_APPEND opens, the file.
FileError CreateLogFile(Machine& machine, const std::u16string& name, uint32_t log_file_mode,
                        std::unique_ptr<File>* file);

}  // namespace etalon::sim

#endif  // ETALON_SIM_API_LOG_FILE_H_
