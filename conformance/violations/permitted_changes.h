// The words in which the registry says what a failing call changes all the same (`changes` of a
// clause), and what they mean.
#ifndef ETALON_CONFORMANCE_VIOLATIONS_PERMITTED_CHANGES_H_
#define ETALON_CONFORMANCE_VIOLATIONS_PERMITTED_CHANGES_H_

#include <span>
#include <string>
#include <string_view>

namespace etalon {

// One entry of the vocabulary: the words of the registry, and globs over the names of what may
// change then (StateChange::name).
struct PermittedChange {
  std::string_view words;
  std::span<const std::string_view> names;
};

// Null when the registry says something that nobody has written down here.
const PermittedChange* FindPermittedChange(std::string_view words);

bool Permits(const PermittedChange& permitted, const std::string& name);

}  // namespace etalon

#endif  // ETALON_CONFORMANCE_VIOLATIONS_PERMITTED_CHANGES_H_
