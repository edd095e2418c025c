// An implementation that is watched at its work.
#ifndef ETALON_CONFORMANCE_CLI_NARRATOR_H_
#define ETALON_CONFORMANCE_CLI_NARRATOR_H_

#include <map>
#include <ostream>
#include <string>

#include "conformance/implementations/implementation.h"
#include "conformance/verdict.h"

namespace etalon {

// Passes everything on to `inner`, and tells it as it goes:
//
//   STARTTRACE-E02 NameLongerThanItsRoom
//     {"op":"StartTraceW","name":"this name is too long","properties":{"bytes":136}}
//       {"returns":"ERROR_SUCCESS","handle":"$1"}
//     fail: after StartTraceW: expected ERROR_BAD_LENGTH (24), got ERROR_SUCCESS (0)
//
// An operation is told before it is carried out: the last one of a hang is known.
class Narrator : public Implementation {
 public:
  // Both outlive this.
  Narrator(Implementation& inner, std::ostream& out) : inner_(inner), out_(out) {}

  const ImplementationTraits& traits() const override { return inner_.traits(); }
  Outcome Run(const Op& op) override;
  std::map<std::string, std::string> DescribeState() override { return inner_.DescribeState(); }
  bool StartAfresh(std::string* why) override;

  // A test has ended.
  void Conclude(const TestResult& result);

 private:
  Implementation& inner_;
  std::ostream& out_;
  bool in_test_ = false;  // its name has been told
};

}  // namespace etalon

#endif  // ETALON_CONFORMANCE_CLI_NARRATOR_H_
