// What an implementation is known to do otherwise: conformance/expectations/<implementation>.json.
//
//   {
//     "implementation": "wine",
//     "otherwise": "pass",
//     "entries": [
//       {"test": "STARTTRACE-E02.NameLongerThanItsRoom", "verdict": "fail", "reason": "..."},
//       {"reason": "...", "verdict": "crash", "since": "8.0", "until": "8.21",
//        "tests": ["REGGUIDS-U90", "QUERYALL-*.WinsOver_*"]}
//     ]
//   }
//
// `test` is a clause, or a clause and the name of a test behind a full stop; '*' and '?' are globs.
// `tests` are several that have the same reason. The first that matches a test decides about it,
// `otherwise` about the tests that none matches. An entry with `since` or `until` is good for these
// versions of the implementation alone; for others it might as well not be there.
#ifndef ETALON_CONFORMANCE_EXPECTATIONS_EXPECTATIONS_H_
#define ETALON_CONFORMANCE_EXPECTATIONS_EXPECTATIONS_H_

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "conformance/verdict.h"

namespace etalon {

// One of `tests`, with what the entry says of all of them.
struct Expectation {
  std::string test;
  Verdict verdict = Verdict::kFail;
  bool is_group = false;  // "may crash": of the tests some have the verdict, the rest do as others
  std::string reason;     // never empty
  std::string since;      // first and last version for which it is good; "": unbounded
  std::string until;

  bool operator==(const Expectation&) const = default;
};

struct Expectations {
  std::string implementation;
  // Tests without an entry: true, they pass; false, they do anything but pass (negative controls).
  bool otherwise_pass = true;
  std::vector<Expectation> entries;
};

// None, and *why with the place and what was expected there, for text that is not of the form
// above.
std::optional<Expectations> ParseExpectations(std::string_view text, std::string* why);

// Those that are good for this version of the implementation ("wine-8.0", "10.0.22621"). One that
// is unknown ("") counts as the newest.
Expectations ForVersion(Expectations expectations, std::string_view version);

// The text of a file: neighbours that differ in nothing but the test share an entry.
std::string WriteExpectations(const Expectations& expectations);

// The name of an implementation's file: of a library ("x/libalways_success.so") "always_success",
// else the name itself ("wine").
std::string_view ExpectationsName(std::string_view implementation);

// The file of that name in this folder, as it was when this program was built. The name is an
// implementation's ("sim", "wine") or a library's path ("x/libalways_success.so":
// "always_success"). An implementation without a file is expected to pass everything.
Expectations ExpectationsOf(std::string_view implementation);

}  // namespace etalon

#endif  // ETALON_CONFORMANCE_EXPECTATIONS_EXPECTATIONS_H_
