// C programs without what they do not use.
#ifndef ETALON_CONFORMANCE_SCRIPT_C_TRIM_H_
#define ETALON_CONFORMANCE_SCRIPT_C_TRIM_H_

#include <string>
#include <string_view>
#include <vector>

namespace etalon {

// What stands between empty lines of a program.
std::vector<std::string> ParagraphsOf(std::string_view program);

// The paragraphs of a program that PrintC wrote, less its inline functions and types that nothing
// uses.
std::vector<std::string> WithoutUnused(std::vector<std::string> paragraphs);

// The program again, with empty lines between.
std::string ProgramOf(const std::vector<std::string>& paragraphs);

}  // namespace etalon

#endif  // ETALON_CONFORMANCE_SCRIPT_C_TRIM_H_
