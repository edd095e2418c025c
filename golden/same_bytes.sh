#!/bin/bash
# usage: same_bytes.sh WINE_RUN PROGRAM...
#
# The scenarios give the same transcripts, dumps and log files in programs that were built differently: each
# PROGRAM is //golden:bytes of one configuration; one that ends in .exe runs under Wine.
set -eu
wine_run=$1
shift
export ETALON_WINE_SESSION=$$
bytes_of() {
  case $1 in
    *.exe) "$wine_run" "$@" | tr -d '\r' ;;
    *) "$@" ;;
  esac
}
first=$1
bytes_of "$first" golden/data > "$TEST_TMPDIR/first"
[[ $(wc -l < "$TEST_TMPDIR/first") -ge 90 ]] || { echo "$first plays next to nothing"; exit 1; }
status=0
for program in "${@:2}"; do
  bytes_of "$program" golden/data > "$TEST_TMPDIR/next"
  if cmp -s "$TEST_TMPDIR/first" "$TEST_TMPDIR/next"; then
    echo "$program: the same $(wc -l < "$TEST_TMPDIR/next") files"
    continue
  fi
  status=1
  echo "$program differs from $first:"
  diff "$TEST_TMPDIR/first" "$TEST_TMPDIR/next" | head -n 20 || true
  scenario=$(diff "$TEST_TMPDIR/first" "$TEST_TMPDIR/next" | sed -n 's/^> \([a-z0-9_]*\)\..*/\1/p' | head -n 1)
  [[ -z $scenario ]] || diff <(bytes_of "$first" golden/data "$scenario") \
    <(bytes_of "$program" golden/data "$scenario") | cut -c1-400 | head -n 10 || true
done
exit $status
