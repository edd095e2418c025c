// `etalon explain`: what the registry says about a clause, or which clauses a function has.
#ifndef ETALON_CONFORMANCE_CLI_EXPLAIN_H_
#define ETALON_CONFORMANCE_CLI_EXPLAIN_H_

#include <ostream>
#include <string>
#include <vector>

namespace etalon {

// Each of `words` is a clause ("STARTTRACE-E02": told in full, with the tests that cite it) or a
// function ("StartTrace", "StartTraceW": its clauses, one line each). Returns an exit code.
int Explain(const std::vector<std::string>& words, std::ostream& out, std::ostream& err);

}  // namespace etalon

#endif  // ETALON_CONFORMANCE_CLI_EXPLAIN_H_
