#!/bin/bash
# Each negative control does exactly what its expectations say.
# usage: controls_test.sh ETALON AGENT LIBRARY...
set -uo pipefail
etalon="$PWD/$1"
export ETALON_AGENT="$PWD/$2"
libraries=("${@:3}")
unset XML_OUTPUT_FILE TEST_PREMATURE_EXIT_FILE

# A control mostly waits, and its tests do not know of each other: all run at the same time, each in
# halves (GoogleTest deals the tests out).
readonly halves=2

# run LIBRARY HALF OUTPUT
run() {
  local arguments=(--implementation "$PWD/$1" --failures "$3.failures")
  # Every test of this one costs its time-out; a few functions are enough to know it.
  case $1 in *libhang.so) arguments+=(--timeout 0.3 --filter 'STARTTRACE-E0?.ViolatedAlone' --filter 'CLOSETRACE-E0?.ViolatedAlone') ;; esac
  GTEST_TOTAL_SHARDS=$halves GTEST_SHARD_INDEX=$2 "$etalon" conformance "${arguments[@]}" >"$3" 2>&1
}

declare -A runs
for library in "${libraries[@]}"; do
  for ((half = 0; half < halves; ++half)); do
    output="$TEST_TMPDIR/$(basename "$library").$half"
    run "$library" "$half" "$output" &
    runs[$output]=$!
  done
done

status=0
for output in "${!runs[@]}"; do
  wait "${runs[$output]}"
  code=$?
  tail -n 1 "$output"
  [[ $code == 0 ]] && continue
  echo "FAIL: exit code $code: $output" >&2
  grep -E '^(stale|FAIL|CRASH|HANG|HARNESS|UNEXPECTED|DEVIATES [^:]*$)' -A 1 "$output" | head -n 60 >&2
  status=1
done
exit "$status"
