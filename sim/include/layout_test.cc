// Our headers have the sizes, offsets and signatures of Windows. Compiling is the test; it is
// compiled by the host's compiler and, in windows_layout_test.sh, for 64- and 32-bit Windows.
#include "sim/include/KernelTraceControl.h"
#include "sim/include/evntcons.h"
#include "sim/include/evntprov.h"
#include "sim/include/evntrace.h"
#define ETALON_CHECK_SDK
#include "sim/include/layout_asserts.h"

int main() { return 0; }
