#!/bin/bash
# usage: two_agents_test.sh CLI AGENT LIBETALON MACHINE
#
# Two agents on one machine, of which the second is a plain user's: tests that want such a caller run, and what the
# second may do is refused, granted and told as it is of a process of the simulator.
set -eu
cli=$PWD/$1 agent=$PWD/$2 library=$PWD/$3 machine=$PWD/$4
folder=$(mktemp -d) server=
cd "$TEST_TMPDIR"
fail() { echo "FAIL: $1"; cat out; exit 1; }
says() { grep -qE -- "$1" out || fail "nowhere: $1"; }
stop() { [[ -z $server ]] || kill "$server" 2>/dev/null || true; rm -rf "$folder"; }
trap stop EXIT

"$machine" --socket "$folder/machine" >machine.out &
server=$!
for _ in {1..200}; do [[ -S $folder/machine ]] && break; sleep 0.05; done

admin="exec:ETALON_MACHINE=$folder/machine $agent --library $library"
user="exec:ETALON_MACHINE=$folder/machine ETALON_TOKEN=user $agent --library $library"
filters=()
for clause in CONTROLTRACE-E12 STARTTRACE-E06 ENABLETRACE-E06 ENABLEEX-E05 ENABLEEX2-E07 OPENTRACE-E03 \
  'ACCCTL-?0?' ACCREM-U02 EVTWRITESTR-U01; do
  filters+=(--filter "$clause")
done

# Without the second agent they do not apply, and say why.
"$cli" conformance --implementation "$admin" "${filters[@]}" --json alone.json >out
says 'needs the capability privileges|not applicable'
"$cli" conformance --implementation "$admin" --unelevated-agent "$user" "${filters[@]}" --json both.json >out ||
  fail "exit code $?"
python3 - <<'PYTHON' || fail "the reports are not what they should be"
import json
def verdicts(name):
    return {(t["clause"], t["name"]): t["verdict"] for t in json.load(open(name))["tests"]}
alone, both = verdicts("alone.json"), verdicts("both.json")
assert alone.keys() == both.keys()
gained = [test for test in both if alone[test] == "not applicable" and both[test] == "pass"]
print(len(gained), "tests gained")
assert ("CONTROLTRACE-E12", "PlainUser") in gained, gained
assert ("OPENTRACE-E03", "PlainUser") in gained and len(gained) >= 50, gained
assert all(v in ("pass", "not applicable") for v in both.values()), both
PYTHON

# Of what is too much nothing is read on the way to the machine either.
"$cli" conformance --implementation "$admin" --filter REGGUIDS-U02 --filter EVTWRITE-E01 >out || fail "exit code $?"

# Agents that share their computer tell no handles.
"$cli" conformance --implementation "$admin --shared" --unelevated-agent "$user" --filter CONTROLTRACE-E12 \
  --json shared.json >out
grep -q 'needs --exclusive' shared.json || fail "a shared computer is not told"

# An administrator as the second shows that the tests look.
code=0
"$cli" conformance --implementation "$admin" --unelevated-agent "$admin" --filter CONTROLTRACE-E12 >out 2>&1 || code=$?
[[ $code == 1 ]] || fail "exit code $code with two administrators"
says 'FAIL CONTROLTRACE-E12 PlainUser'
says '^  again: .* --unelevated-agent '

# The simulator lowers rights by itself.
code=0
"$cli" conformance --unelevated-agent "$user" --filter CONTROLTRACE-E12 >out 2>&1 || code=$?
[[ $code == 3 ]] || fail "exit code $code with the simulator"
says 'cannot lower their rights'
