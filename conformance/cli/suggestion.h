// What somebody may have meant.
#ifndef ETALON_CONFORMANCE_CLI_SUGGESTION_H_
#define ETALON_CONFORMANCE_CLI_SUGGESTION_H_

#include <string>
#include <string_view>
#include <vector>

namespace etalon {

// How many letters to insert, delete, replace, or swap with a neighbour, without regard to case.
int Distance(std::string_view a, std::string_view b);

// Those of `known` that are nearest to `word`, at most `most` of them and none that has little to
// do with it.
std::vector<std::string> Nearest(std::string_view word, const std::vector<std::string>& known,
                                 size_t most);

// "; did you mean replay or explain?", or "" when nothing is near.
std::string DidYouMean(std::string_view word, const std::vector<std::string>& known);

}  // namespace etalon

#endif  // ETALON_CONFORMANCE_CLI_SUGGESTION_H_
