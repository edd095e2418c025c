// Operations and outcomes as lines of JSON: scripts, golden files, and what agents are told and
// answer.
//
// docs/agent_protocol.md describes the form in full.
#ifndef ETALON_CONFORMANCE_SCRIPT_JSON_H_
#define ETALON_CONFORMANCE_SCRIPT_JSON_H_

#include <optional>
#include <string>
#include <string_view>

#include "conformance/script/op.h"
#include "conformance/script/outcome.h"

namespace etalon {

// Why a line could not be read.
struct ParseError {
  std::string field;     // "properties.bytes", "arguments[2].data"; "" the line as a whole
  std::string expected;  // "a number from 0 to 65535"
  std::string found;     // as it stands in the line, shortened
};

// "properties.bytes: expected a number from 0 to 4294967295, got "many""
std::string ToString(const ParseError& error);

// One line, without its end. Members equal to their default are left out.
std::string ToJson(const Op& op);

// One line, without its end. `returns` is there whenever the operation returned.
std::string ToJson(const Outcome& outcome);

// None, and *error, for anything that ToJson could not have written, but for members that equal
// their default, which may be there.
std::optional<Op> ParseOp(std::string_view line, ParseError* error);

// `says_returns`, where wanted, tells whether the line holds the member "returns".
std::optional<Outcome> ParseOutcome(std::string_view line, ParseError* error,
                                    bool* says_returns = nullptr);

// "ERROR_BAD_LENGTH"; "ERROR_4711" for a code without a name.
std::string ErrorText(uint64_t code);

// "returned", "crashed", ...
std::string NameOf(Ending ending);

}  // namespace etalon

#endif  // ETALON_CONFORMANCE_SCRIPT_JSON_H_
