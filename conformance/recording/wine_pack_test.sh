#!/bin/bash
# usage: wine_pack_test.sh CLI RUN AGENT.exe
#
# The Windows agent records Wine's own libraries; a Linux program judges the simulator, and those
# libraries themselves, by the pack. Nothing depends on how well Wine does: only that the pack is whole and
# that what was recorded is found again.
set -eu
cli=$PWD/$1
export ETALON_WINE_RUN=$PWD/$2 ETALON_AGENT_EXE=$PWD/$3 ETALON_WINE_SESSION=$$
scripts=$PWD/golden/data
cd "$TEST_TMPDIR"
"$ETALON_WINE_RUN"
"$ETALON_WINE_RUN" "$ETALON_AGENT_EXE" --record pack --runs 2 \
  "$scripts"/{session_life,session_names_taken,modern_register_and_enable}.jsonl
grep -qE '"windows":"wine-[0-9.]+"' pack/pack.json
[[ -s pack/2/modern_register_and_enable.jsonl ]]
"$cli" judge pack --implementation wine | tee out
grep -q '^judge: wine .*: 3 of 3 scripts as recorded, 0 differences' out
if "$cli" judge pack > out; then cat out; echo "Wine's stubs answer as the simulator does?"; exit 1; fi
tail -n 3 out
grep -qE '^judge: sim .*: [0-2] of 3 scripts as recorded' out
