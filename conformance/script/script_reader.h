// Scripts: files of operations, one a line, each followed by the outcome that is expected of it.
//
//   # what it shows
//   {"op":"StartTraceW","name":"etalon"}
//     {"returns":"ERROR_SUCCESS","handle":"$1"}
//   {"op":"StopTraceW","handle":"$1"}
//
// Empty lines, and lines that begin with '#', are left out. An outcome is partial: see
// Difference().
#ifndef ETALON_CONFORMANCE_SCRIPT_SCRIPT_READER_H_
#define ETALON_CONFORMANCE_SCRIPT_SCRIPT_READER_H_

#include <iosfwd>
#include <optional>
#include <string>
#include <vector>

#include "conformance/script/op.h"
#include "conformance/script/outcome.h"

namespace etalon {

struct ExpectedOutcome {
  Outcome outcome;
  bool says_returns = true;  // the line has "returns"; else any result will do
};

struct ScriptLine {
  Op op;
  std::optional<ExpectedOutcome> expected = {};
  int number = 0;  // of the operation's line, from 1
};

// Reads a whole script. None when a line is wrong; *error is then
// "FILE:LINE: FIELD: expected ..., got ...".
std::optional<std::vector<ScriptLine>> ReadScript(std::istream& stream, const std::string& file,
                                                  std::string* error);

// The same from a file; "FILE: cannot be read" when there is none.
std::optional<std::vector<ScriptLine>> ReadScriptFile(const std::string& file, std::string* error);

// The first difference between what is expected and what came, "" when there is none:
// "expected ERROR_MORE_DATA (234), got ERROR_SUCCESS (0)". Of `expected`, the ending and everything
// that it states must be right: its result, last error, handles, failures, each change that it
// lists (others may have happened), and, when it lists any callbacks, exactly those calls, each by
// the same rule.
std::string Difference(const ExpectedOutcome& expected, const Outcome& actual);

}  // namespace etalon

#endif  // ETALON_CONFORMANCE_SCRIPT_SCRIPT_READER_H_
