#!/bin/bash
# usage: agent_tcp_test.sh AGENT LIBETALON CRASH
#
# Agents over TCP: whoever knows the token is served, one after the other, and nobody else.
set -eu
agent="$1" etalon="$2" crash="$3"
token="$TEST_TMPDIR/token"
listener=

fail() { echo "FAIL: $1"; cat "$TEST_TMPDIR"/{out,listener,err} 2> /dev/null; exit 1; }
stop() { [[ -z $listener ]] || kill "$listener" 2> /dev/null || true; }
trap stop EXIT

echo "0123456789abcdef-secret" > "$token"
echo "0123456789abcdef-guess!" > "$TEST_TMPDIR/other"
echo "short" > "$TEST_TMPDIR/short"

# Starts a listener with these arguments; $port is where.
listen() {
  stop
  rm -f "$TEST_TMPDIR/listener"
  "$agent" "$@" --listen 0 --token-file "$token" 2> "$TEST_TMPDIR/listener" &
  listener=$! port=
  for _ in {1..200}; do
    [[ -e $TEST_TMPDIR/listener ]] && port=$(sed -n 's/.*listening on 127.0.0.1://p' "$TEST_TMPDIR/listener")
    [[ -n ${port:-} ]] && return
    sleep 0.05
  done
  fail "it does not listen"
}

# Says lines over a connection with that token.
say() {
  printf '%s\n' "${@:2}" | timeout 20 "$agent" --connect "$port" --token-file "$1" \
    > "$TEST_TMPDIR/out" 2> "$TEST_TMPDIR/err" || true
}
answer() { sed -n "$1p" "$TEST_TMPDIR/out" | grep -qE "$2" || fail "line $1 is not $2"; }

listen --library "$etalon"
for _ in 1 2; do
  say "$token" '{"op":"StartTraceW"}' '{"op":"StopTraceW","handle":"$1"}'
  answer 1 '^\{"etalon_agent":1,'
  answer 2 '"returns":"ERROR_SUCCESS","handle":"\$1"'
  answer 3 '"returns":"ERROR_SUCCESS"'
done

say "$TEST_TMPDIR/other" '{"op":"StartTraceW"}'
[[ ! -s $TEST_TMPDIR/out ]] || fail "somebody without the token is served"
grep -q 'without the token was refused' "$TEST_TMPDIR/listener" || fail "a refusal goes unsaid"
say "$token" '{"op":"StartTraceW"}'
answer 2 '"returns":"ERROR_SUCCESS"'

# A crash ends the connection, not the listener.
listen --library "$crash"
for _ in 1 2; do
  say "$token" '{"op":"StartTraceW"}' '{"op":"StartTraceW"}'
  answer 2 '"ending":"crashed"'
  [[ $(wc -l < "$TEST_TMPDIR/out") == 2 ]] || fail "nothing is asked of a library that has crashed"
done

# What it was started for holds for its agents.
listen --library "$etalon" --shared
say "$token" '{"op":"StartTraceW"}' '{"op":"StopTraceW","handle":7}' '{"op":"QueryAllTracesW"}'
answer 2 '"returns":"ERROR_SUCCESS"'
answer 3 '"ending":"not-applicable","detail":"needs --exclusive'
answer 4 '"ending":"not-applicable","detail":"needs --exclusive'

if "$agent" --library "$etalon" --listen 0 --token-file "$TEST_TMPDIR/short" 2> "$TEST_TMPDIR/err"; then
  fail "a short token is taken"
fi
grep -q 'at least 16 characters' "$TEST_TMPDIR/err" || fail "it does not say why"
