// What a failed test did, as scripts that `etalon replay` and `etalon emit-c` read.
#ifndef ETALON_CONFORMANCE_REPORT_REPRODUCERS_H_
#define ETALON_CONFORMANCE_REPORT_REPRODUCERS_H_

#include <string>
#include <vector>

#include "conformance/report/suite_run.h"

namespace etalon {

// The path of each result's script, in their order; "" where there is nothing to reproduce.
using Reproducers = std::vector<std::string>;

// Writes a script into `folder` (created when needed) for every unexpected result whose test got as
// far as an operation: STARTTRACE-E02.jsonl for the first of a clause, STARTTRACE-E02.NAME.jsonl
// for the others. Scripts hold operations alone: against the simulator they show what is right,
// against the implementation what is wrong. None when a file cannot be written, and *why.
bool WriteReproducers(const SuiteRun& run, const std::string& folder, Reproducers* paths,
                      std::string* why);

}  // namespace etalon

#endif  // ETALON_CONFORMANCE_REPORT_REPRODUCERS_H_
