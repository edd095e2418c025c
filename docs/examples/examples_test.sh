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
    real_time_session) echo 'consumer: 10 starts, 10 stops, 0 others, 20 with SID' ;;
    file_session) echo 'consumer: the last [1-9][0-9]* of 20000 events' ;;
    wpp_provider) echo 'consumer: read 4096 bytes of disk.bin' ;;
    print_events) echo '[1-9][0-9]* events, ProcessTrace: 0' ;;
    two_processes) echo 'controller: 0 registrations' ;;
    *) echo 'consumer: event with the number 3' ;;
  esac
}

# What it is told.
arguments() { # NAME
  case $1 in
    print_events) echo "$root/golden/data/etl/perfview_primitive-types.etl" ;;
    two_processes) echo count ;; # the rest is for two_processes_test.sh
  esac
}

run() { # NAME COMPILER FLAGS...
  local name=$1
  shift
  rm -f ./*.etl
  "$@" -Wall -Wextra -Werror -I "$root/sim/include" "$root/docs/examples/$name.c" "$library" \
    -Wl,-rpath,"$root/sim" -o "./$name"
  # shellcheck disable=SC2046
  "./$name" $(arguments "$name") >"$name.out" || { cat "$name.out"; echo "FAILED: $* $name"; exit 1; }
  grep -q "$(expected "$name")" "$name.out" || { cat "$name.out"; exit 1; }
}

for source in "$root"/docs/examples/*.c; do
  name=$(basename "$source" .c)
  run "$name" gcc -std=c11
  run "$name" gcc -std=c11 -fshort-wchar
  run "$name" clang -std=c11
  x86_64-w64-mingw32-gcc-posix -std=c11 -Wall -Wextra -Werror -D_WIN32_WINNT=0x0A00 "$source" \
    -ladvapi32 -lole32 -o "$name.exe"
  echo "passed: $name"
done
