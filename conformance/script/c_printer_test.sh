#!/bin/bash
# usage: c_printer_test.sh EMIT_SAMPLES
#
# The program that holds every kind of operation compiles, without a warning, for Windows.
set -eu
compiler="$(command -v x86_64-w64-mingw32-gcc || command -v x86_64-w64-mingw32-gcc-posix)"
program="$TEST_TMPDIR/samples"
"$1" > "$program.c"
"$compiler" -std=c11 -Wall -Werror "$program.c" -o "$program.exe" -ladvapi32
grep -q 'StartTraceW(' "$program.c"
grep -q 'Skipped(.*"InjectFault")' "$program.c"
