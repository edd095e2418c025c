#!/bin/bash
# usage: run_test.sh RUN ECHO.exe
set -euo pipefail
run=$1 echo=$2
fail() { echo "FAIL: $*" >&2; exit 1; }

# Standard output carries the program's bytes alone, and ends when the program ends.
output="$(printf 'one\ntwo\n' | timeout 60 "$run" "$echo" | tr -d '\r')"
[[ $output == $'one\ntwo' ]] || fail "echo answered '$output'"

status=0
echo "exit 7" | "$run" "$echo" || status=$?
[[ $status == 7 ]] || fail "exit status is $status, not 7"

# A killed program leaves nothing behind, and the next one of its session starts in the same prefix.
export ETALON_WINE_SESSION=$$
for _ in 1 2; do
  coproc "$run" "$echo"
  pid=$COPROC_PID
  echo hello >&"${COPROC[1]}"
  read -r -t 60 line <&"${COPROC[0]}" || fail "no answer"
  [[ ${line%$'\r'} == hello ]] || fail "answered '$line'"
  kill -KILL "$pid"
  wait "$pid" 2>/dev/null || true
  [[ ! -e /proc/$pid ]] || fail "process $pid is alive"
done
echo PASS
