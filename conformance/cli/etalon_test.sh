#!/bin/bash
# The program as its users meet it: verbs, last lines, reports, exit codes.
# usage: etalon_test.sh ETALON REPORT_SCHEMA CONTROL AGENT PLANNING_PAGE MAKE_HEAP_LOG LIBETALON PACK
set -uo pipefail
etalon="$PWD/$1" schema="$PWD/$2" control="$PWD/$3" page="$PWD/$5" make_heap_log="$PWD/$6" library="$PWD/$7" pack="$PWD/$8"
export ETALON_AGENT="$PWD/$4"
unset XML_OUTPUT_FILE TEST_PREMATURE_EXIT_FILE
cd "$TEST_TMPDIR" || exit 1

failures=0
fail() { echo "FAIL: $*" >&2; failures=$((failures + 1)); }

# run CODE ARGUMENTS...: $output has both streams.
run() {
  local expected=$1 status=0
  shift
  output="$("$etalon" "$@" 2>&1)" || status=$?
  [[ $status == "$expected" ]] && return
  fail "etalon $*: exit code $status, not $expected"
  echo "$output" | tail -n 20 >&2
}
says() { [[ $output == *"$1"* ]] || { fail "not said: $1"; echo "$output" | head -n 20 >&2; }; }

# ---- conformance
run 0 conformance --filter STARTTRACE-E02 --json a.json --junit a.xml
last="${output##*$'\n'}"
[[ $last =~ ^"conformance: sim: "[1-9][0-9]*" passed, 0 failed, 0 not implemented, 0 crashed, 0 hung, "[0-9]+" not applicable; clauses 1 of "[1-9][0-9]*$ ]] ||
  fail "last line: $last"
says "StartTrace  "
run 0 conformance --filter STARTTRACE-E02 --json b.json --junit b.xml --seed 1
cmp a.json b.json && cmp a.xml b.xml || fail "reports differ between two runs"

run 1 conformance --implementation "$control" --filter STARTTRACE-E02 --json c.json --junit c.xml \
  --failures scripts --expectations <(echo '{"implementation":"x","otherwise":"pass","entries":[]}')
says "FAIL STARTTRACE-E02 "
says "expected ERROR_BAD_LENGTH (24), got ERROR_SUCCESS (0)"
says "  again:  ./etalon conformance --implementation $control --filter STARTTRACE-E02"
says "  as C:   ./etalon emit-c scripts/STARTTRACE-E02.jsonl"

run 2 conformance --filter STARTTRACE-E02 --expectations <(echo '{"implementation":"x",
  "otherwise":"pass","entries":[{"test":"STARTTRACE-E99","verdict":"fail","reason":"gone"}]}')
says 'stale expectation: "STARTTRACE-E99" is good for no test'
run 2 conformance --filter 'STARTTRACE-E02.Name*' --expectations <(echo '{"implementation":"x",
  "otherwise":"pass","entries":[{"test":"STARTTRACE-E02.Name*","verdict":"fail","reason":"better now"}]}')
says "passes (listed because: better now)"

run 3 conformance --filter STARTTRACE-E02 --expectations <(echo '{}')
says "implementation: expected text"
run 3 conformance --implementation ./no_such_library.so
says "no_such_library.so"
run 3 conformance --filter STARTRACE-E02
says "did you mean STARTTRACE-E02"
run 3 conformance --filter STARTTRACE-E02 --json /no/such/folder/report.json
says "cannot be written"

# ---- agents
run 0 agent-check "exec:$ETALON_AGENT --library $library"
says " 0 broken, "
run 1 agent-check "exec:echo hello"
says "BROKEN    it says a hello line"
run 3 agent-check ./etalon_agent
says "expected 'exec:COMMAND'"

# ---- who is wrong, by a pack that was made by hand
run 1 conformance --implementation "$control" --filter STARTTRACE-E02 --json heard.json --recording "$pack" \
  --expectations <(echo '{"implementation":"x","otherwise":"pass","entries":[]}')
says "Windows, as recorded, agrees with the simulator in 1 tests, with the implementation in 0"
grep -q '"windows": "simulator"' heard.json || fail "heard.json does not tell"
run 0 report c.json --recording "$pack"
run 3 report c.json --recording a.json
says "a.json: not of a run on Windows"

# ---- the reports hold what they promise
for report in a.json c.json heard.json; do
  python3 - "$schema" "$report" <<'PYTHON' || fail "$report does not fit its schema"
import json, sys
schema, report = (json.load(open(path, encoding="utf-8")) for path in sys.argv[1:3])
try:
    import jsonschema
except ImportError:
    print("python3-jsonschema is missing: the schema is not checked")
    sys.exit(0)
jsonschema.Draft7Validator.check_schema(schema)
jsonschema.validate(report, schema)
PYTHON
done
for report in a.xml c.xml; do
  python3 -c 'import sys, xml.etree.ElementTree as e; assert e.parse(sys.argv[1]).getroot().tag == "testsuites"' \
    "$report" || fail "$report is no JUnit XML"
done

# ---- reports for people
run 0 conformance --filter STARTTRACE-E02 --html a.html --markdown a.md --badge a.svg
run 0 report a.json c.json --html both.html --markdown both.md --badge both.svg
for html in a.html both.html; do
  grep -q '<title>Conformance of ETW implementations</title>' "$html" || fail "$html is no page"
done
grep -q '^### Etalon conformance of sim-.*: as expected$' a.md || fail "a.md: $(head -n 1 a.md)"
grep -q 'unexpected failure' both.md || fail "both.md does not tell the failures"
for badge in a.svg both.svg; do
  python3 -c 'import sys, xml.etree.ElementTree as e; assert "clauses" in e.parse(sys.argv[1]).getroot().get("aria-label")' \
    "$badge" || fail "$badge is no badge"
done
run 0 report c.json
says '### Etalon conformance of libalways\_success.so: '
says "unexpected failures, 0 unexpected passes, 0 stale entries"
run 3 report no_such.json
says "no_such.json: cannot be read"
run 3 report a.xml
says "a.xml: no report of etalon conformance --json"
run 3 report a.json --html /no/such/folder/report.html

# ---- a long run
run 0 conformance --filter STARTTRACE-E02 --verbose
says "STARTTRACE-E02 NameLongerThanItsRoom"
says '  {"op":"StartTraceW",'
says '    {"returns":"ERROR_BAD_LENGTH"'
run 0 conformance --filter STARTTRACE-E02
[[ $output != *$'\r'* && $output != *" left"* ]] || fail "progress is shown where there is no terminal"

# ---- expectations
"$etalon" conformance --json whole.json --failures whole >/dev/null
run 1 expectations update sim --from whole.json --expectations list.json --dry-run
says "list.json would change: "
[[ ! -e list.json ]] || fail "a dry run writes"
run 0 expectations update sim --from whole.json --expectations list.json
says "list.json: "
run 0 expectations update sim --from whole.json --expectations list.json
says "list.json is right as it stands"
python3 - whole.json spoilt.json <<'PYTHON'
import json, sys
report = json.load(open(sys.argv[1]))
test = next(t for t in report["tests"] if t["name"] == "NameLongerThanItsRoom")
test |= {"verdict": "fail", "after": "StartTraceW", "expected": "x", "actual": "y", "detail": "z"}
json.dump(report, open(sys.argv[2], "w"))
PYTHON
run 0 expectations update sim --from spoilt.json --expectations list.json
says '+      "STARTTRACE-E02.NameLongerThanItsRoom"]}'
says "StartTraceW: y is wrong"
run 3 expectations update sim --from a.json --expectations list.json
says "not a run of this whole suite"
run 3 expectations
run 3 expectations updat sim

# ---- next
run 0 next sim --from whole.json
says "Nothing goes wrong."
run 0 next x --from c.json --folder repairs --repairs 1
says "1. STARTTRACE-E02  StartTraceW: ERROR_SUCCESS (0), where ERROR_BAD_LENGTH (24) is right"
says "    as C:       repairs/01-STARTTRACE-E02.c"
grep -q 'if (result != 24u) Mismatch(' repairs/01-STARTTRACE-E02.c || fail "the program does not judge"
run 3 next sim --from no_such.json

# ---- replay
cat >script.jsonl <<'SCRIPT'
{"op":"StartTraceW","name":"etalon"}
{"op":"ControlTraceW","handle":"$1","code":"STOP","properties":{"bytes":124}}
{"op":"ControlTraceW","name":"etalon"}
SCRIPT
run 0 replay script.jsonl
says '"returns":"ERROR_MORE_DATA"'
says '  {"returns":"ERROR_WMI_INSTANCE_NOT_FOUND"'
"$etalon" replay script.jsonl >verified.jsonl
run 0 replay verified.jsonl --verify
says "replay: sim: 3 as expected, 0 different"
run 0 replay verified.jsonl --print
[[ $output == "$(<verified.jsonl)" ]] || fail "--print of its own output differs"
sed 's/ERROR_MORE_DATA/ERROR_SUCCESS/' verified.jsonl >wrong.jsonl
run 1 replay wrong.jsonl
says "wrong.jsonl:3: ControlTraceW: expected ERROR_SUCCESS (0), got ERROR_MORE_DATA (234)"
run 3 replay script.jsonl --verify
says "states no outcome"
run 1 replay verified.jsonl --implementation "$control"
run 0 replay scripts/STARTTRACE-E02.jsonl
says '"returns":"ERROR_BAD_LENGTH"'
echo '{"op":"StartTraceW","properties":{"bytes":"many"}}' >malformed.jsonl
run 3 replay malformed.jsonl
says "malformed.jsonl:1: properties.bytes: expected a number"
run 3 replay no_such_file.jsonl
says "no_such_file.jsonl"

# ---- emit-c
run 0 emit-c scripts/STARTTRACE-E02.jsonl
says "StartTraceW("
says "int main("
run 3 emit-c malformed.jsonl

# ---- heap
"$make_heap_log" leaky.etl 3000 100 stacks
run 0 heap leaky.etl --top 1 --frames 2 --json heap.json --html heap.html \
  --speedscope heap.speedscope.json --perfetto heap.pftrace
says " heap events in "
says "leaky.exe (1234), ended at +"
says " never freed before its exit. Peak "
says "  Suspected leaks: allocated by these, never freed"
says "         ntdll.dll+0x2b0c4"
says "         ... and "
says " more stacks with "
[[ $output != *$'\r'* ]] || fail "progress is shown where there is no terminal"
for file in heap.html heap.speedscope.json heap.pftrace; do [[ -s $file ]] || fail "$file is empty"; done
python3 - <<'PYTHON' || fail "heap.json does not add up"
import json
process, = json.load(open("heap.json", encoding="utf-8"))["processes"]
assert process["name"] == "leaky.exe" and process["exit_code"] == 0, process
assert process["outstanding_bytes"] == sum(s["outstanding_bytes"] for s in process["stacks"]) > 0
PYTHON
"$etalon" heap leaky.etl >once.txt && "$etalon" heap leaky.etl | cmp - once.txt || fail "heap differs"
head -c 1200000 leaky.etl >cut.etl
run 1 heap cut.etl
says "cut.etl: offset 0x124f80: the file ends inside the buffer at 0x100000"
says " still allocated when the trace ended"
head -c 1048576 leaky.etl >header.etl
run 1 heap header.etl
says "header.etl: no heap events"
run 1 heap script.jsonl
says "script.jsonl: offset 0x0: no log file"
run 1 heap no_such_file.etl
says "no_such_file.etl: no such file"
run 3 heap leaky.etl --html /no/such/folder/heap.html
says "/no/such/folder/heap.html cannot be written"
run 3 heap leaky.etl --speedscop heap.json
says "heap has no option --speedscop; did you mean --speedscope?"
run 3 heap leaky.etl --top many
run 3 heap

# ---- explain
run 0 explain STARTTRACE-E02
says "ERROR_BAD_LENGTH (24)"
says "documented"
says "conformance/start_trace_test.cc:"
says "loses to   observed: STARTTRACE-E04"
says "wins over  house: STARTTRACE-U15"
says "never with STARTTRACE-E03"
run 0 explain starttrace
says "STARTTRACE-E02"
run 3 explain STARTTRACE-E0
says "did you mean STARTTRACE-E0"

# ---- plan
run 0 plan --burst 4000@4000 --buffer-size 4 --maximum 4 --cpus 2 --consumer-rate 2000 \
  --svg plan.svg --json plan.json
says "real-time session, 4 KB x 4..4 buffers, 2 processors, flush timer 1 s"
says "attempted     4,000 events in 1 s"
says "ERROR_NOT_ENOUGH_MEMORY (8)"
says "Settings that lose none"
says "a consumer of"
says "The model assumes"
python3 - <<'PYTHON' || fail "plan's files are not what they should be"
import json, xml.etree.ElementTree as e
plan = json.load(open("plan.json"))
events = plan["events"]
assert events["attempted"] == 4000 == events["recorded"] + events["lost"], events
assert events["lost"] == plan["counters"]["events_lost"] > 0, plan["counters"]
assert e.parse("plan.svg").getroot().tag == "{http://www.w3.org/2000/svg}svg"
PYTHON
run 0 plan --burst 2000@2000 --sink file --disk-rate 1MB --disk-latency 1ms
says "disk 1 MB/s, latency 1 ms"
says "lost          none"
run 0 plan --example rustinel-305
says "tree, 40 x 100"
comparison="$output"
# The command of the page, word by word.
run 0 $(sed -n 's|^./etalon \(plan --burst.*\)|\1 --svg page.svg|p' "$page")
cmp page.svg "${page%.md}.svg" || fail "docs/planning.svg is not what plan draws"
for shown in "$comparison" "$output"; do
  [[ $(<"$page") == *"$shown"* ]] || fail "docs/planning.md does not show what plan says"
done
run 0 plan --example rustinel-305-flat --buffer-size 256 --minimum 64 --maximum 128 --no-search
says "lost          none"
run 3 plan
says "what happens? --burst"
run 3 plan --burst 1500
says "--burst 1500: expected [PRODUCERS*]COUNT@RATE"
run 3 plan --burst 1500@100 --sink disk
says "--sink disk: expected file or real-time"
run 3 plan --burst 1500@100 --disk-rate 1MB
says "a disk is for --sink file"
run 3 plan --burst 1500@100 --flush-timer soon
says "--flush-timer soon: expected a time"
run 3 plan --burst 1500@100 --cpus 0
says "1 to 256 processors"
run 3 plan --burst 1k*1M@1
says "more than 5,000,000 events"
run 3 plan --example rustinel-306
says "did you mean rustinel-305"
run 3 plan --burst 1500@100 --svg /no/such/folder/plan.svg --no-search
says "cannot be written"

# ---- logman
run 0 logman create work -p '{e7a10000-0001-4000-8000-000000000001}' 0xff 4 -o work.etl -bs 64 \
  -nb 4 16 -mode circular -max 4 -ets --show-api
says '{"op":"StartTraceW","name":"work","properties":{"buffer_size_kb":64,'
says "StartTraceW: ERROR_SUCCESS"
says "EnableTraceEx2: ERROR_SUCCESS"
says "int main("
run 0 logman update work -ft 5
run 0 logman query work
says "FlushTimer              5"
says "MaximumBuffers          16"
run 1 logman start work -rt
says "StartTraceW: ERROR_ALREADY_EXISTS"
run 0 logman start other -rt --machine other.jsonl
run 0 logman start other -rt
run 0 logman query
says "LoggerName              work"
says "LoggerName              other"
run 0 logman stop work
run 1 logman stop work
says "ControlTraceW: ERROR_WMI_INSTANCE_NOT_FOUND"
[[ $(wc -l <machine.jsonl) == 5 ]] || fail "machine.jsonl has what failed, or not all that was done"
run 0 replay machine.jsonl
run 3 logman start
says "start: which session?"
run 3 logman start x -mode cicular
says "-mode cicular: no such mode"
run 3 logman start x -p work
says "expected GUID [FLAGS [LEVEL]]"
run 3 logman stop work --machine malformed.jsonl
says "malformed.jsonl:1: properties.bytes"
run 3 logman query --mashine x
says "logman has no option --mashine; did you mean --machine?"

# ---- whatever else is typed
run 3 conformanec
says "no verb is called conformanec; did you mean conformance?"
run 3 conformance --jsn x
says "conformance has no option --jsn; did you mean --json?"
run 3 replay
says "SCRIPT is required"
run 3 test
run 0 --help
for verb in conformance report expectations next replay emit-c dump heap explain plan logman; do
  says "$verb"
  run 0 "$verb" --help
  says "--help"
  run 0 --help
done

((failures == 0)) && echo PASS
exit $((failures > 0))
