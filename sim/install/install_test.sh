#!/bin/bash
# A program of ten lines is built against an installed tree as its users would, with pkg-config and
# with CMake, after the tree was moved, and runs from another folder.
set -eu
installer=$PWD/$1 library=$PWD/$2 headers=$PWD/$3
root=$PWD
cd "$TEST_TMPDIR"

"$installer" --prefix made --library "$library" --headers "$headers"
mv made moved
prefix=$PWD/moved
mkdir -p program elsewhere
cat >program/program.c <<'C'
#include <windows.h>
#include <evntrace.h>
#include <stdio.h>

int main(void) {
  struct { EVENT_TRACE_PROPERTIES properties; char names[256]; } block = {{{sizeof block}}};
  block.properties.Wnode.Flags = WNODE_FLAG_TRACED_GUID;
  block.properties.LogFileMode = EVENT_TRACE_REAL_TIME_MODE;
  block.properties.LoggerNameOffset = sizeof block.properties;
  TRACEHANDLE session;
  printf("StartTraceA: %u\n", (unsigned)StartTraceA(&session, "ten lines", &block.properties));
}
C
cat >program/CMakeLists.txt <<'CMAKE'
cmake_minimum_required(VERSION 3.10)
project(program C)
find_package(Etalon 0.1 REQUIRED)
add_executable(program program.c)
target_link_libraries(program Etalon::etalon)
CMAKE

runs() { # PROGRAM
  output="$(cd elsewhere && env -u LD_LIBRARY_PATH "$1")"
  [[ $output == "StartTraceA: 0" ]] || { echo "FAIL: $1 said $output"; exit 1; }
}

readelf -d "$prefix/lib/libetalon.so" | grep -q 'soname: \[libetalon.so.0\]'

if command -v pkg-config >/dev/null; then
  # shellcheck disable=SC2046
  cc -o by_pkg_config program/program.c \
    $(PKG_CONFIG_PATH="$prefix/lib/pkgconfig" pkg-config --cflags --libs etalon)
  runs "$PWD/by_pkg_config"
  # As the guide and the first page have it.
  export PKG_CONFIG_PATH="$prefix/lib/pkgconfig"
  command=$(sed -n '/^g++ /,/[^\\]$/p' "$root/docs/testing_your_etw_code.md")
  [[ $command == *orders_test.cc* ]] || { echo "FAIL: the guide has no command"; exit 1; }
  (cd elsewhere && cp "$root"/docs/examples/testing/orders* . && eval "$command" &&
    ./orders_test >orders.out) || { cat elsewhere/orders.out; exit 1; }
  command=$(sed -n '/^cc .*pkg-config/p' "$root/README.md")
  (cd "$root" && eval "$command -o $TEST_TMPDIR/elsewhere/life") && (cd elsewhere && ./life >life.out)
else
  echo "not here: pkg-config"
fi
if command -v cmake >/dev/null; then
  cmake -S program -B built -DCMAKE_PREFIX_PATH="$prefix" >cmake.log || { cat cmake.log; exit 1; }
  cmake --build built >>cmake.log || { cat cmake.log; exit 1; }
  runs "$PWD/built/program"
else
  echo "not here: cmake"
fi

status=0
"$installer" --prefix /proc/nowhere --library "$library" --headers "$headers" 2>/dev/null || status=$?
[[ $status == 3 ]] || { echo "FAIL: exit code $status where nothing can be written"; exit 1; }
status=0
"$installer" --library "$library" --headers "$headers" 2>/dev/null || status=$?
[[ $status == 3 ]] || { echo "FAIL: exit code $status without a prefix"; exit 1; }
