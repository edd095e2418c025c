#!/bin/bash
# Builds each example against Etalon in the ways that users would, runs it, and builds it with
# mingw-w64 against Windows' own headers from the same source.
set -eu
root=$PWD
library=$root/sim/libetalon.so
cd "$TEST_TMPDIR"

# What the program says when all went well.
expected() { # NAME
  case $1 in
    heap_trace) echo 'consumer: 3333 bytes were never freed' ;;
    *) echo 'consumer: event with the number 3' ;;
  esac
}

run() { # NAME COMPILER FLAGS...
  local name=$1
  shift
  rm -f ./*.etl
  "$@" -Wall -Wextra -Werror -I "$root/sim/include" "$root/docs/examples/$name.c" "$library" \
    -Wl,-rpath,"$root/sim" -o "./$name"
  "./$name" >"$name.out" || { cat "$name.out"; echo "FAILED: $* $name"; exit 1; }
  grep -q "$(expected "$name")" "$name.out" || { cat "$name.out"; exit 1; }
}

for source in "$root"/docs/examples/*.c; do
  name=$(basename "$source" .c)
  run "$name" gcc -std=c11
  run "$name" gcc -std=c11 -fshort-wchar
  run "$name" clang -std=c11
  x86_64-w64-mingw32-gcc-posix -std=c11 -Wall -Wextra -Werror -D_WIN32_WINNT=0x0A00 "$source" \
    -ladvapi32 -o "$name.exe"
  echo "passed: $name"
done
