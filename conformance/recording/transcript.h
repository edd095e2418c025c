// Scripts as they were played.
#ifndef ETALON_CONFORMANCE_RECORDING_TRANSCRIPT_H_
#define ETALON_CONFORMANCE_RECORDING_TRANSCRIPT_H_

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "conformance/script/op.h"
#include "conformance/script/outcome.h"

namespace etalon {

struct Transcript {
  // The script, every operation followed by its whole outcome; comments stay. The bytes of files
  // that GetFile fetches are not in it.
  std::string text;
  std::vector<Bytes> files;  // those bytes, in their order
  std::string trouble;       // why it ends early: "NAME:12: ..."; "": it does not
};

// Has `run` carry out the operations of `script`, the text of a script with or without outcomes;
// `name` is how trouble calls it. It ends early where a line is no operation, and after an outcome
// behind which nothing can follow: a crash, a hang, a fault of the harness.
Transcript PlayScript(const std::string& script, const std::string& name,
                      const std::function<Outcome(const Op&)>& run);

// What a GetFile fetched, taken out of its outcome. None: it fetched nothing.
std::optional<Bytes> TakeFile(Outcome* outcome);

}  // namespace etalon

#endif  // ETALON_CONFORMANCE_RECORDING_TRANSCRIPT_H_
