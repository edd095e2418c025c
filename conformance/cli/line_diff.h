// What differs between two texts.
#ifndef ETALON_CONFORMANCE_CLI_LINE_DIFF_H_
#define ETALON_CONFORMANCE_CLI_LINE_DIFF_H_

#include <string>
#include <string_view>

namespace etalon {

// The lines that are gone ("-") and that are new ("+"), each run of them behind a line "@@ 12 @@"
// with its place in the new text; "" for equal texts. As few lines as possible.
std::string LineDiff(std::string_view before, std::string_view after);

}  // namespace etalon

#endif  // ETALON_CONFORMANCE_CLI_LINE_DIFF_H_
