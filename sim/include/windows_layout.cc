// The table of layouts, asserted of Windows' own headers as mingw-w64 has them.
// Compiled by windows_layout_test.sh alone.
#include <windows.h>
// After windows.h.
#include <evntcons.h>
#include <evntprov.h>
#include <evntrace.h>
#include <wmistr.h>

#include "sim/include/layout_asserts.h"
