// A script of operations as one C program for Windows.
#ifndef ETALON_CONFORMANCE_SCRIPT_C_PRINTER_H_
#define ETALON_CONFORMANCE_SCRIPT_C_PRINTER_H_

#include <string>
#include <vector>

#include "conformance/script/script_reader.h"

namespace etalon {

// C11 over the real <windows.h> and <evntrace.h>, nothing else: for Visual C++ and for
//   x86_64-w64-mingw32-gcc -std=c11 -Wall program.c -ladvapi32
// The program makes the same calls with the same arguments, prints each result by name, and exits
// with 1 when a result or last error differs from one that the script expects.
//
// What Windows cannot be told to do (faults, other processes, the size of a disk) is skipped, and
// the program says so. Operations of another thread run on the main one, but for those that are
// started.
std::string PrintC(const std::vector<ScriptLine>& script, const std::string& title);

}  // namespace etalon

#endif  // ETALON_CONFORMANCE_SCRIPT_C_PRINTER_H_
