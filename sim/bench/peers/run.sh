#!/bin/bash
# run.sh ROOT: builds and runs the comparisons with LTTng-UST, libpcap and babeltrace2 whose packages
# are installed, and says which are not. Leaves nothing: sessions and daemon are its own.
set -euo pipefail
root="$1"
scratch="$(mktemp -d)"
export LTTNG_HOME="$scratch"
daemon=""

clean_up() {
  [[ -z $daemon ]] || kill "$daemon" 2>/dev/null || true
  rm -rf "$scratch"
}
trap clean_up EXIT

say() { echo "bench: $*" >&2; }

# built PEER: the program, built.
built() {
  (cd "$root" && bazel build -c opt --noshow_progress --ui_event_filters=-info --show_result=0 \
    "//sim/bench/peers:$1" >&2 && echo "$(bazel info -c opt bazel-bin 2>/dev/null)/sim/bench/peers/$1")
}

# A session of one's own: record SESSION CHANNEL-OPTIONS... records the tracepoints of the benchmarks.
start_daemon() {
  lttng-sessiond --no-kernel --pidfile="$scratch/pid" --daemonize >/dev/null 2>&1
  daemon="$(cat "$scratch/pid")"
}
record() {
  lttng -q enable-channel -u bench "$@"
  lttng -q enable-event -u -c bench etalon_bench:bytes64,etalon_bench:numbers
  lttng -q start
}

has_header() { echo "#include <$1>" | "${CXX:-g++}" -E -x c++ - >/dev/null 2>&1; }
has_lttng() { has_header lttng/tracepoint.h && command -v lttng-sessiond >/dev/null; }

if has_lttng; then
  writer="$(built lttng)"
  start_daemon
  lttng -q create flight --snapshot --output="$scratch/flight"
  record --overwrite --subbuf-size=64k --num-subbuf=16
  "$writer"
  lttng -q destroy flight
else
  say "LTTng-UST is left out: liblttng-ust-dev or lttng-tools is not installed"
fi

if has_header pcap/pcap.h; then
  "$(built libpcap)"
else
  say "libpcap is left out: libpcap-dev is not installed"
fi

if has_lttng && command -v babeltrace2 >/dev/null; then
  lttng -q create read --output="$scratch/trace"
  LTTNG_UST_ALLOW_BLOCKING=1 record --discard --blocking-timeout=inf --subbuf-size=1M --num-subbuf=16
  LTTNG_UST_ALLOW_BLOCKING=1 "$writer" 1000000
  lttng -q stop
  lttng -q destroy read
  "$(built babeltrace)" "$scratch/trace"
else
  say "babeltrace2 is left out: it, or LTTng which writes its trace, is not installed"
fi
