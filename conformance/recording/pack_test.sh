#!/bin/bash
# usage: pack_test.sh CLI AGENT LIBETALON CRASH
#
# libetalon.so, on real threads and the machine's clock, is the machine that is recorded.
set -eu
cli=$PWD/$1 agent=$PWD/$2 library=$PWD/$3 crash=$PWD/$4
scripts=$PWD/golden/data
cd "$TEST_TMPDIR"
fail() { echo "FAIL: $1"; cat out; exit 1; }
says() { grep -qE "$1" out || fail "nowhere: $1"; }
run() { local want=$1 got=0; shift; "$@" >out 2>&1 || got=$?; [[ $got == "$want" ]] || fail "exit code $got of $*"; }

run 0 "$agent" --library "$library" --record pack --runs 2 \
  "$scripts"/{session_life,file_sequential,provider_instances,modern_enable_ex,modern_write}.jsonl
[[ -s pack/1/session_life.jsonl && -s pack/2/file_sequential.1.etl ]] || fail "the pack is not whole"
grep -qE '"implementation":"libetalon.so".*"processors":[1-9].*"commit":"[0-9a-f]{12}|unknown"' pack/pack.json ||
  fail "the machine is not in pack.json"
run 0 "$cli" judge pack
says '^pack: libetalon.so, Windows unknown, [0-9]+ processors, (administrator|user), 2 runs'
says '^modern_write: [0-9]+ operations, 0 differences$'
says '^judge: sim .*: 5 of 5 scripts as recorded, 0 differences'

# Another answer, an outcome that differs from run to run, a pattern that somebody has added.
sed -i 's/"LogFileMode":1,/"LogFileMode":2,/' pack/[12]/file_sequential.jsonl
sed -i 's/"FlushTimer":1,//; s/"returns":"ERROR_INVALID_PARAMETER"/"returns":"ERROR_WMI_INSTANCE_NOT_FOUND"/' \
  pack/2/session_life.jsonl
run 1 "$cli" judge pack
says '^file_sequential.jsonl:[0-9]+: StopTraceW: changes/properties/LogFileMode: recorded 2, now 1$'
says '^session_life.jsonl:[0-9]+: returns: the runs differ; allow "ERROR_INVALID_PARAMETER" "ERROR_WMI_INSTANCE_NOT_FOUND"$'
run 1 "$cli" judge pack --accept
run 1 "$cli" judge pack
grep -q "the runs differ" out && fail "what was accepted is proposed again"
sed -i 's/"patterns": \[/&\n    {"values":"LogFileMode","are":"any","operation":"StopTraceW"},/' pack/pack.json
run 0 "$cli" judge pack

# What goes wrong.
run 1 "$agent" --library "$library" --record pack "$scripts/session_life.jsonl"
says 'is there already'
run 1 "$agent" --library "$crash" --record crashed "$scripts"/{session_life,file_sequential}.jsonl
says 'session_life.jsonl:2: crashed'
run 1 "$cli" judge crashed
run 2 "$agent" --library "$library" --record other
says 'needs scripts'
run 3 "$cli" judge nowhere
says 'nowhere/pack.json: cannot be read'
