// The clause registry as data: conformance/clauses/*.json, compiled in. README.md beside this file
// says what each member means and how a clause is added.
//
// All of it is constant: no member or view ever changes or dangles, any thread may read it.

#ifndef ETALON_CONFORMANCE_CLAUSES_REGISTRY_H_
#define ETALON_CONFORMANCE_CLAUSES_REGISTRY_H_

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "conformance/clauses/clause.h"

namespace etalon::clauses {

// Where an error stands in the order that has been seen on Windows. Number 0: in no such order; its
// place in the file is a house rule.
struct OrderStage {
  std::uint8_t number = 0;
  std::string_view authority = "house";  // "documented", "observed" or "inferred"
  std::string_view source = "";
};

struct ClauseText {
  std::string_view id;         // "STARTTRACE-E02"
  std::string_view function;   // "StartTrace": the A and W forms of a function share their clauses.
  std::string_view kind;       // "error", "behaviour" or "parameter".
  std::string_view parameter;  // Parameter rules only: the parameter or member it speaks of.
  std::string_view code_name;  // Errors only: "ERROR_BAD_LENGTH"; empty when no code is known.
  std::uint32_t code;          // Errors only: the value of code_name; else 0.
  std::string_view condition;  // When the error arises; the rule itself for the other kinds.
  std::string_view note;
  std::string_view authority;  // "documented", "observed", "inferred" or "house".
  std::string_view source;
  std::string_view since;  // First and last Windows version for which the clause holds, as in
  std::string_view until;  // "6.1" or "10.0.14393"; empty when unbounded.
  std::string_view function_since;            // Likewise: the first that has the function.
  std::span<const std::uint32_t> accepts;     // Right answers of others; empty: only `code`.
  std::span<const std::string_view> changes;  // What the failing call changes all the same.
  bool tested;              // A test cites it (the build insists); otherwise it is planned...
  std::string_view reason;  // ...and this says what it waits for.
  OrderStage stage;         // Errors only: who says when it is looked for.
};

// Every clause: files in the order of their names, within a file in order of precedence.
std::span<const ClauseText> Registry();

// The clause with this ID ("STARTTRACE-E02"), or nullptr.
const ClauseText* FindClause(std::string_view id);

// Whether Windows has this function in that version. The name is an export's ("StartTraceW") or
// as clauses have it ("StartTrace"); a function without clauses exists always.
bool HasFunction(WindowsVersion version, std::string_view name);

// Whether the clause holds in that version, which also has its function.
bool HoldsIn(const ClauseText& clause, WindowsVersion version);

// "in Windows 6.1 to 10.0.14393", "since Windows 6.1", "until Windows 5.2", "in all versions".
std::string VersionsOf(const ClauseText& clause);

// The text of a constant of clauses.h.
const ClauseText& TextOf(const Clause& clause);

// Who says that of two errors of one function, violated in one call, the one that stands first in
// the registry wins: the authority of the order when they are of different stages of it, else
// "house". Whichever way round they are given.
std::string_view OrderAuthority(const ClauseText& one, const ClauseText& other);

}  // namespace etalon::clauses

#endif  // ETALON_CONFORMANCE_CLAUSES_REGISTRY_H_
