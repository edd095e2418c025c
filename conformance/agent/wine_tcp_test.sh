#!/bin/bash
# usage: wine_tcp_test.sh CLI AGENT RUN AGENT.exe
#
# The Windows agent listens under Wine, and a few tests of the suite are run through it: they come to the same as
# through an agent that the suite starts. A stranger without the token gets no word.
set -eu
cli=$PWD/$1
export ETALON_AGENT=$PWD/$2 ETALON_WINE_RUN=$PWD/$3 ETALON_AGENT_EXE=$PWD/$4 ETALON_WINE_SESSION=$$
cd "$TEST_TMPDIR"
if ! command -v wine64 >/dev/null && [[ ! -x /usr/lib/wine/wine64 ]]; then
  echo "not here: Wine"
  exit 0
fi
listener=
stop() { [[ -z $listener ]] || kill "$listener" 2>/dev/null || true; }
trap stop EXIT
fail() { echo "FAIL: $1"; cat listener.err out 2>/dev/null; exit 1; }

echo "0123456789abcdef-secret" >token
echo "0123456789abcdef-guess!" >other
"$ETALON_WINE_RUN"
"$ETALON_WINE_RUN" "$ETALON_AGENT_EXE" --listen 0 --token-file token 2>listener.err &
listener=$!
port=
for _ in {1..600}; do
  port=$(sed -n 's/.*listening on 127.0.0.1:\([0-9]*\).*/\1/p' listener.err | tr -d '\r')
  [[ -z $port ]] || break
  sleep 0.1
done
[[ -n $port ]] || fail "it does not listen"

verdicts() { python3 -c 'import json, sys
for t in json.load(open(sys.argv[1]))["tests"]: print(t["clause"], t["name"], t["verdict"])' "$1"; }
few=(--filter 'STARTTRACE-E0?' --filter CreateTraceInstanceId)
for way in "tcp:127.0.0.1:$port" wine; do
  code=0
  ETALON_TOKEN_FILE=token "$cli" conformance --implementation "$way" "${few[@]}" \
    --json "${way%%:*}.json" >out 2>&1 || code=$?
  ((code < 3)) || fail "exit code $code over $way"
done
verdicts tcp.json >tcp.txt
verdicts wine.json >wine.txt
diff tcp.txt wine.txt || fail "the ways differ"
grep -q ' pass$' tcp.txt || fail "nothing passes"
echo "$(wc -l <tcp.txt) tests over TCP, $(grep -c ' pass$' tcp.txt) pass"

code=0
ETALON_TOKEN_FILE=other "$cli" conformance --implementation "tcp:127.0.0.1:$port" "${few[@]}" >out 2>&1 || code=$?
[[ $code == 3 ]] || fail "exit code $code without the token"
grep -q 'without the token was refused' listener.err || fail "a refusal goes unsaid"
