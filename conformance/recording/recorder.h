// Makes packs (pack.h).
#ifndef ETALON_CONFORMANCE_RECORDING_RECORDER_H_
#define ETALON_CONFORMANCE_RECORDING_RECORDER_H_

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "conformance/recording/pack.h"
#include "conformance/script/op.h"
#include "conformance/script/outcome.h"

namespace etalon {

struct Recording {
  std::string folder;                // made; must not be there
  std::vector<std::string> scripts;  // files
  uint32_t runs = 1;                 // of each script
  PackMachine machine = {};
};

// Carries out operations; Reset, which comes before every script, is one of them.
using Runner = std::function<Outcome(const Op&)>;

// Plays every script so many times and writes the pack. What has gone wrong comes line by line: "":
// nothing. A script that ends early is in the pack as far as it went; an implementation behind
// which nothing can follow (a crash) ends the recording.
std::string Record(const Recording& recording, const Runner& run);

}  // namespace etalon

#endif  // ETALON_CONFORMANCE_RECORDING_RECORDER_H_
