#!/bin/bash
# Programs that share a machine: controller, provider and consumer in three processes, as they come and
# go, and as they are killed.
set -u
machine=$PWD/$1 library=$PWD/sim/libetalon.so
root=$PWD
cd "$TEST_TMPDIR"
mkdir -p files
gcc -std=c11 -Wall -Wextra -Werror -I "$root/sim/include" "$root/docs/examples/two_processes.c" \
  "$library" -Wl,-rpath,"$root/sim" -o two_processes || exit 1
program=$PWD/two_processes
socket=$(mktemp -u /tmp/etalon-test-XXXXXX)  # a path in the sandbox may be too long for one
failures=0
fail() { echo "FAIL: $*"; failures=$((failures + 1)); }

"$machine" --socket "$socket" >machine.out &
served=$!
trap 'kill $served 2>/dev/null' EXIT
for ((i = 0; i < 500; ++i)); do [[ -S $socket ]] && break; sleep 0.02; done
export ETALON_MACHINE=$socket

# says FILE TEXT: within twenty seconds.
says() {
  local i
  for ((i = 0; i < 1000; ++i)); do
    grep -qs -- "$2" "$1" && return 0
    sleep 0.02
  done
  fail "$1 does not say $2:"
  cat "$1"
}

# ---- three processes
cd files  # where relative names of log files count from
"$program" provide 5000 >../provider.out & provider=$!
says ../provider.out 'EventRegister: 0'
"$program" start here.etl || fail "start"
says ../provider.out 'provider: enabled at level 4'
"$program" listen >../listener.out & listener=$!
wait $provider || fail "provide"
says ../provider.out 'provider: 5000 events'
"$program" stop | grep -q 'controller: 0 events lost' || fail "stop"
wait $listener || fail "listen"
says ../listener.out 'consumer: 5000 events of 1 processes, 0 wrong'
"$program" read here.etl | grep -q 'consumer: 5000 events of 1 processes, 0 wrong' || fail "read"
cd ..

# ---- killed in the middle of an event, and of a callback
"$program" start "$PWD/killed.etl" >/dev/null || fail "start for the killed"
"$program" listen >killed_listener.out & listener=$!
says killed_listener.out 'OpenTrace: 0'
for delay in 0.05 0.11 0.17 0.23; do
  "$program" provide 0 >killed.out & provider=$!
  says killed.out 'provider: enabled'
  sleep "$delay"
  kill -KILL $provider
  wait $provider 2>/dev/null
done
for ((i = 0; i < 500; ++i)); do
  count=$("$program" count)
  [[ $count == 'controller: 0 registrations' ]] && break
  sleep 0.02
done
[[ $count == 'controller: 0 registrations' ]] || fail "the killed are still there: $count"
kill -KILL $listener
wait $listener 2>/dev/null
"$program" provide 1000 | grep -q 'provider: 1000 events' || fail "provide after the killed"
"$program" stop >/dev/null || fail "stop after the killed"
output=$("$program" read killed.etl) || fail "read what the killed wrote: $output"
[[ $output == *' events of 5 processes, 0 wrong'* ]] || fail "of the killed: $output"

# ---- a machine that is not there
ETALON_MACHINE=/nowhere/socket "$program" count >nowhere.out 2>&1
[[ $? == 3 ]] || fail "exit code without a machine"
says nowhere.out 'etalon: ETALON_MACHINE=/nowhere/socket: '
ETALON_CPUS=4 "$program" count >cpus.out 2>&1 && fail "ETALON_CPUS is the machine's"
"$machine" --socket "$socket" >second.out 2>&1
[[ $? == 3 ]] || fail "exit code of a second machine"
says second.out 'a machine listens there already'
"$machine" --help | grep -q -- '--socket PATH' || fail "--help"

# ---- it ends when it is told to, and completes the files of its sessions
"$program" start "$PWD/last.etl" >/dev/null || fail "start of the last"
kill -TERM $served
wait $served || fail "the machine's exit code: $?"
env -u ETALON_MACHINE "$program" read last.etl | grep -q 'ProcessTrace: 0' || fail "read the last"
[[ ! -e $socket ]] || fail "$socket is still there"

((failures == 0)) && echo PASS
exit $((failures > 0))
