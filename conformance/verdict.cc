#include "conformance/verdict.h"

namespace etalon {

std::string NameOf(Verdict verdict) {
  switch (verdict) {
    case Verdict::kPass:
      return "pass";
    case Verdict::kFail:
      return "fail";
    case Verdict::kNotImplemented:
      return "not implemented";
    case Verdict::kCrash:
      return "crash";
    case Verdict::kHang:
      return "hang";
    case Verdict::kDeviates:
      return "deviates";
    case Verdict::kNotApplicable:
      return "not applicable";
    case Verdict::kHarnessFault:
      return "harness fault";
  }
  return "";
}

}  // namespace etalon
