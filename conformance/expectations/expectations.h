// What an implementation is known to do otherwise: conformance/expectations/<implementation>.json.
//
//   {
//     "implementation": "wine",
//     "otherwise": "pass",
//     "entries": [
//       {"test": "STARTTRACE-E02.NameLongerThanItsRoom", "verdict": "fail", "reason": "..."}
//     ]
//   }
//
// `test` is a clause, or a clause and the name of a test behind a full stop; '*' and '?' are globs.
// The first entry that matches a test decides about it, `otherwise` about the tests that none
// matches.
#ifndef ETALON_CONFORMANCE_EXPECTATIONS_EXPECTATIONS_H_
#define ETALON_CONFORMANCE_EXPECTATIONS_EXPECTATIONS_H_

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "conformance/verdict.h"

namespace etalon {

struct Expectation {
  std::string test;
  Verdict verdict = Verdict::kFail;
  bool is_group = false;  // "may crash": of the tests some have the verdict, the rest do as others
  std::string reason;     // never empty
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

// The file of that name in this folder, as it was when this program was built. The name is an
// implementation's ("sim", "wine") or a library's path ("x/libalways_success.so":
// "always_success"). An implementation without a file is expected to pass everything.
Expectations ExpectationsOf(std::string_view implementation);

}  // namespace etalon

#endif  // ETALON_CONFORMANCE_EXPECTATIONS_EXPECTATIONS_H_
