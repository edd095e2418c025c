// One sample of every operation, with every member away from its default somewhere. For tests.
#ifndef ETALON_CONFORMANCE_SCRIPT_SAMPLE_OPS_H_
#define ETALON_CONFORMANCE_SCRIPT_SAMPLE_OPS_H_

#include <vector>

#include "conformance/script/op.h"

namespace etalon {

// At least one of each kind.
std::vector<Op> SampleOps();

}  // namespace etalon

#endif  // ETALON_CONFORMANCE_SCRIPT_SAMPLE_OPS_H_
