// `etalon dump`: what stands in a log file.
#ifndef ETALON_CONFORMANCE_CLI_DUMP_H_
#define ETALON_CONFORMANCE_CLI_DUMP_H_

#include <ostream>
#include <string>

namespace etalon {

// Prints the header of the .etl file at `path` (of the host) and then its events in the order of
// time, one line each: for people, or as JSON with one object a line (`json`; first {"header":
// ...}, then one {"time": ..., ...} an event, payloads in full).
//
// Returns the exit code: 0, or 1 if the file cannot be read or is damaged; then `err` gets a line
// "PATH: offset 0x...: reason" for each defect, after `out` got all events that could be read.
int Dump(const std::string& path, bool json, std::ostream& out, std::ostream& err);

}  // namespace etalon

#endif  // ETALON_CONFORMANCE_CLI_DUMP_H_
