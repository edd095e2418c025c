#!/bin/bash
# A part of the suite against Wine's own advapi32.dll. Every test gets a verdict, a crash costs that one
# test, and the harness holds; with the Wine that the expectations are of, nothing else comes.
set -eu
export ETALON_WINE_RUN=$PWD/$2 ETALON_AGENT_EXE=$PWD/$3 ETALON_WINE_SESSION=$$
cli=$PWD/$1
cd "$TEST_TMPDIR"
"$ETALON_WINE_RUN"
status=0
"$cli" conformance --implementation wine --filter StartTrace --filter UpdateTrace \
  --filter CreateTraceInstanceId >out.txt 2>&1 || status=$?
tail -n 12 out.txt
version="$(wine64 --version 2>/dev/null || /usr/lib/wine/wine64 --version)"
[[ $status == 0 || ($status -lt 3 && $version != "wine-8.0"*) ]] || { cat out.txt; echo "exit code $status"; exit 1; }
grep -qE '^conformance: wine: [0-9]+ passed, [0-9]+ failed,.* [0-9]+ not implemented, [0-9]+ crashed, 0 hung' out.txt
