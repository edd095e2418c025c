// From a sequence that fails to the script that everybody gets who finds the same mistake.
//
// A sequence is made smaller as long as it fails: steps go, alone and in pairs, arguments become
// what an operation has by default, other functions take the place of those that do the same,
// names become "a", "b", ..., and steps that do not depend on each other are sorted. Whichever
// sequence it was found by, little is left to chance: every change makes the script smaller in one
// order (steps, then characters, then the alphabet), and none is left that would. A script that
// fails in another way than the sequence did counts: it shows a mistake, and is smaller.
#ifndef ETALON_CONFORMANCE_PROPERTIES_SHRINK_H_
#define ETALON_CONFORMANCE_PROPERTIES_SHRINK_H_

#include <string>

#include "conformance/implementations/implementation.h"
#include "conformance/properties/lockstep.h"

namespace etalon {

struct Shrunk {
  Sequence sequence;    // handles are named by their birth in it; ends with the step that fails
  std::string failure;  // what is wrong with that step
  Codes due;            // what it may answer
  int runs = 0;         // of the implementation
};

// `sequence` fails on `implementation`; if it does not, `failure` is "".
Shrunk Shrink(Implementation& implementation, const Sequence& sequence);

// A script for `./etalon replay`: what is wrong, as a comment, an operation a line, and behind the
// last one what was due where that is one code.
std::string ScriptOf(const Shrunk& shrunk);

// All that somebody needs who gets to know of it: the script, the same as a C program for Windows,
// and the commands that play the file `file`, which is to hold the script.
std::string ReportOf(const Shrunk& shrunk, const std::string& file,
                     const std::string& implementation);

}  // namespace etalon

#endif  // ETALON_CONFORMANCE_PROPERTIES_SHRINK_H_
