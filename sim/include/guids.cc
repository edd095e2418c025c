// Defines the GUIDs of these headers for code inside this repository. A program that uses the
// headers from outside defines INITGUID in one of its own files, as on Windows.
#define INITGUID
#include "sim/include/evntrace.h"
#include "sim/include/kernel_guids.h"
