// `etalon dump`: what stands in a log file.
#ifndef ETALON_CONFORMANCE_CLI_DUMP_H_
#define ETALON_CONFORMANCE_CLI_DUMP_H_

#include <memory>
#include <ostream>
#include <string>

#include "sim/consumer/log_file_bytes.h"

namespace etalon {

// Prints the header of the .etl file at `path` (of the host) and then its events in the order of
// time, one line each: for people, or as JSON with one object a line (`json`; first {"header":
// ...}, then one {"time": ..., ...} an event, payloads in full).
//
// Returns the exit code: 0, or 1 if the file cannot be read or is damaged; then `err` gets a line
// "PATH: offset 0x...: reason" for each defect, after `out` got all events that could be read, and
// a last one if there are buffers that could not be read: how many of how many.
int Dump(const std::string& path, bool json, std::ostream& out, std::ostream& err);

// The same of a log file that is had already; `name` stands for its path.
int DumpBytes(std::unique_ptr<sim::LogFileBytes> bytes, const std::string& name, bool json,
              std::ostream& out, std::ostream& err);

}  // namespace etalon

#endif  // ETALON_CONFORMANCE_CLI_DUMP_H_
