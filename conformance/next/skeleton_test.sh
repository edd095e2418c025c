#!/bin/bash
# usage: skeleton_test.sh CLI AGENT CONTROL
#
# The tests that `etalon next wine` writes compile as Wine's own do, with mingw-w64 for its headers. So that
# there is one for every kind of operation, the report is that of a library that does nothing right.
set -eu
cli=$PWD/$1 agent=$PWD/$2 control=$PWD/$3 stubs=$PWD/conformance/next
cd "$TEST_TMPDIR"

"$cli" conformance --implementation "exec:$agent --library $control" --filter '*-S*' --filter '*-P*' \
  --json control.json >out 2>&1 || [[ $? == 1 ]] || { cat out; exit 1; }
sed -E '0,/"name": *"[^"]*"/s//"name": "wine"/' control.json >wine.json
"$cli" next wine --from wine.json --repairs 40 --folder repairs >out
grep -q 'Wine test:  repairs/01-' out || { cat out; exit 1; }

# The headers are read once for all of them.
compile=(x86_64-w64-mingw32-gcc-posix -std=gnu99 -Wall -Werror -D_WIN32_WINNT=0x0A00 -I "$stubs")
grep '^#include' repairs/01-*.wine.c >headers.h
"${compile[@]}" -x c-header headers.h -o headers.h.gch

count=0 failures=0
for test in repairs/*.wine.c; do
  count=$((count + 1))
  "${compile[@]}" -fsyntax-only -include headers.h "$test" || { failures=$((failures + 1)); cat "$test"; }
done
echo "$count tests, $failures do not compile"
((count >= 30 && failures == 0))
