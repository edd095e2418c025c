// The implementation under test, as commands see it.
#ifndef ETALON_CONFORMANCE_PROPERTIES_SUBJECT_H_
#define ETALON_CONFORMANCE_PROPERTIES_SUBJECT_H_

#include <map>
#include <string>
#include <string_view>

#include "conformance/implementations/implementation.h"

namespace etalon {

// How often something worth seeing happened, over all sequences. The texts are literals.
using Occurrences = std::map<std::string_view, int>;

// An empty world with a registered provider in it, and the handles that came up since.
class Subject {
 public:
  // Both outlive the subject.
  Subject(Implementation& implementation, Occurrences& occurrences);

  // Fails the property unless the operation returns.
  Outcome Run(const Op& op);

  void Count(std::string_view what) { ++occurrences_[what]; }

  std::map<std::string, Handle> sessions;  // by name in lower case
  Handle logger;                           // that the provider's callback got last

 private:
  Implementation& implementation_;
  Occurrences& occurrences_;
};

}  // namespace etalon

#endif  // ETALON_CONFORMANCE_PROPERTIES_SUBJECT_H_
