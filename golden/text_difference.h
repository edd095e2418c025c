// Two texts side by side.
#ifndef ETALON_GOLDEN_TEXT_DIFFERENCE_H_
#define ETALON_GOLDEN_TEXT_DIFFERENCE_H_

#include <cstddef>
#include <string>

namespace etalon {

// "" when the texts are equal. Otherwise the lines that differ, as `diff` marks them: "-" of
// `kept`, "+" of `now`, by their line in `kept`; at most `limit` of them. Of long lines the part
// where they differ.
//
//   @@ line 17
//   - ..."changes":{"properties":{"EventsLost":1}}}
//   + ..."changes":{"properties":{"EventsLost":2}}}
std::string TextDifference(const std::string& kept, const std::string& now, size_t limit = 20);

}  // namespace etalon

#endif  // ETALON_GOLDEN_TEXT_DIFFERENCE_H_
