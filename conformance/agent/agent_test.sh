#!/bin/bash
# usage: agent_test.sh AGENT LIBETALON CRASH
#
# The agent's side of docs/agent_protocol.md, over two libraries.
set -eu
agent="$1" etalon="$2" crash="$3"

fail() { echo "FAIL: $1"; cat "$TEST_TMPDIR/out"; exit 1; }
say() { printf '%s\n' "${@:2}" | timeout 20 "$agent" --library "$1" > "$TEST_TMPDIR/out" 2> "$TEST_TMPDIR/err" || true; }
answer() { sed -n "$1p" "$TEST_TMPDIR/out" | grep -qE "$2" || fail "line $1 is not $2"; }

say "$etalon" \
  '{"op":"StartTraceW","id":"1"}' \
  '{"op":"RegisterTraceGuidsW","callback":{"steps":[{"op":"GetTraceLoggerHandle"}]}}' \
  '{"op":"EnableTrace","session":"$1"}' \
  '{"op":"OpenTraceW","logger_name":"etalon"}' \
  '{"op":"ProcessTrace","id":"consumer","start":true,"handles":["$5"]}' \
  '{"op":"Advance","ms":50}' \
  '{"op":"TraceEvent","session":"$4","event":{"payload":"0102"}}' \
  '{"op":"StopTraceW","handle":"$1"}' \
  '{"op":"Await","of":"consumer"}' \
  '{"op":"Reset"}' \
  '{"op":"StartTraceW"}' \
  '{"op":"InjectFault"}' \
  '{"op":"Nothing"}'
answer 1 '^\{"etalon_agent":1,.*"capabilities":\["processes","files"\]'
answer 2 '"id":"1","returns":"ERROR_SUCCESS","handle":"\$1"'
answer 4 '"callback":"control".*"handle":"\$4"'
answer 6 '"ending":"started"'
answer 10 '"id":"consumer","returns":"ERROR_SUCCESS".*"Data":"0102"'
answer 11 '^\{"returns":"ERROR_SUCCESS"\}$'
answer 12 '"handle":"\$1"'
answer 13 '"ending":"not-applicable","detail":"faults"'
answer 14 '"ending":"not-implemented","detail":"Nothing"'
[[ $(wc -l < "$TEST_TMPDIR/out") == 14 ]] || fail "one line a line"

say "$etalon" \
  '{"op":"NewProcess","name":"p","suspended":true}' \
  '{"op":"StartHeapTrace","properties":{"log_file":"heap.etl"},"processes":["p"]}' \
  '{"op":"ResumeProcess","name":"p"}' \
  '{"op":"HeapAlloc","process":"p","block":"b","size":4711}' \
  '{"op":"HeapFree","process":"p","thread":"other","block":"b"}' \
  '{"op":"ExitProcess","name":"p"}' \
  '{"op":"HeapAlloc","process":"p"}' \
  '{"op":"StopTraceW","handle":"$1"}' \
  '{"op":"OpenTraceW","log_file":"heap.etl"}' \
  '{"op":"ProcessTrace","handles":["$2"]}' \
  '{"op":"NewProcess","name":"narrow","bits":32}' \
  '{"op":"HeapControl"}' \
  '{"op":"Reset"}' \
  '{"op":"NewProcess","name":"p"}'
answer 2 '^\{"returns":"ERROR_SUCCESS"\}$'
answer 5 '"address":[1-9]'
answer 6 '^\{"returns":"ERROR_SUCCESS"\}$'
answer 8 '"ending":"harness-fault","detail":"there is no process p"'
answer 11 '"Type":32,.*"Type":33,.*67120000.*"Type":36,'
answer 12 '"ending":"not-applicable"'
answer 13 '"ending":"not-applicable"'
answer 15 '^\{"returns":"ERROR_SUCCESS"\}$'

# What outlives its handles goes with Reset too: a registration of a call that failed, trace
# callbacks, the activity of a thread.
say "$etalon" \
  '{"op":"StartTraceW"}' \
  '{"op":"EnableTrace","session":"$1"}' \
  '{"op":"RegisterTraceGuidsW","callback":{"returns":5}}' \
  '{"op":"SetTraceCallback"}' \
  '{"op":"EventActivityIdControl","code":2,"activity":"00000001-0002-0003-0405-060708090a0b"}' \
  '{"op":"Reset"}' \
  '{"op":"RegisterTraceGuidsW","callback":{"name":"second"}}' \
  '{"op":"StartTraceW"}' \
  '{"op":"EnableTrace","session":"$3"}' \
  '{"op":"RemoveTraceCallback"}' \
  '{"op":"EventActivityIdControl"}'
answer 4 '"returns":"ERROR_ACCESS_DENIED"'
answer 10 '"callback":"second"'
sed -n 10p "$TEST_TMPDIR/out" | grep -q '"callback":"control"' && fail "a registration is left"
answer 11 '"returns":"ERROR_WMI_GUID_NOT_FOUND"'
sed -n 12p "$TEST_TMPDIR/out" | grep -q '00000001-' && fail "an activity is left"

say "$crash" '{"op":"StartTraceW"}' '{"op":"StartTraceW"}'
answer 2 '"ending":"crashed"'
[[ $(wc -l < "$TEST_TMPDIR/out") == 2 ]] || fail "nothing is asked of a library that has crashed"

say ./nowhere.so
grep -q nowhere.so "$TEST_TMPDIR/err" || fail "the library that is missing is not named"
