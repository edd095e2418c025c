// Log files of the host, for the verbs that read them.
#ifndef ETALON_CONFORMANCE_CLI_LOG_FILE_H_
#define ETALON_CONFORMANCE_CLI_LOG_FILE_H_

#include <cstdint>
#include <memory>
#include <ostream>
#include <string>

#include "sim/consumer/log_file_reader.h"

namespace etalon {

// The bytes of the file at `path`, read as they are needed. Null with a line on `err`: there is no
// such file, or it may not be read.
std::unique_ptr<sim::LogFileBytes> OpenHostFile(const std::string& path, std::ostream& err);

// A reader of the .etl file that `bytes` are; messages call it `name`. Null with a line on `err`:
// it is no log file.
std::unique_ptr<sim::LogFileReader> ReadLogFile(std::unique_ptr<sim::LogFileBytes> bytes,
                                                const std::string& name, std::ostream& err);

// Writes a line "NAME: offset 0x...: reason" to `err` for each defect that reading has met, and how
// many buffers could not be read. Whether there were any.
bool PrintDefects(const std::string& name, sim::LogFileReader& reader, std::ostream& err);

}  // namespace etalon

#endif  // ETALON_CONFORMANCE_CLI_LOG_FILE_H_
