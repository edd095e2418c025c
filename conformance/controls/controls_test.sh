#!/bin/bash
# Each negative control does exactly what its expectations say.
# usage: controls_test.sh ETALON AGENT LIBRARY...
set -uo pipefail
etalon="$PWD/$1"
export ETALON_AGENT="$PWD/$2"
libraries=("${@:3}")
unset XML_OUTPUT_FILE TEST_PREMATURE_EXIT_FILE

status=0
for library in "${libraries[@]}"; do
  arguments=(--implementation "$PWD/$library" --failures "$TEST_TMPDIR/failures")
  # Every test of this one costs its time-out; a few functions are enough to know it.
  case $library in *libhang.so) arguments+=(--timeout 0.3 --filter 'STARTTRACE-E0?.ViolatedAlone' --filter 'CLOSETRACE-E0?.ViolatedAlone') ;; esac
  "$etalon" conformance "${arguments[@]}" >"$TEST_TMPDIR/output" 2>&1
  code=$?
  tail -n 1 "$TEST_TMPDIR/output"
  [[ $code == 0 ]] && continue
  echo "FAIL: exit code $code for $library" >&2
  grep -E '^(stale|FAIL|CRASH|HANG|UNEXPECTED)' -A 1 "$TEST_TMPDIR/output" | head -n 60 >&2
  status=1
done
exit "$status"
