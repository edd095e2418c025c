// Reads one fuzz input as a script, and judges.
#ifndef ETALON_FUZZ_SCRIPT_RUN_H_
#define ETALON_FUZZ_SCRIPT_RUN_H_

#include <cstddef>
#include <cstdint>
#include <string>

namespace etalon {

// What must hold of any bytes: a script that is refused is refused with its file, a line that it
// has, and what was expected there. Of one that is read, every operation and outcome says the same
// when it is written and read again, an outcome agrees with itself, and a C program comes of it.
// "" where it does.
std::string RunScriptText(const uint8_t* data, size_t size);

}  // namespace etalon

#endif  // ETALON_FUZZ_SCRIPT_RUN_H_
