#!/bin/bash
# The suite against libetalon.so through the agent, as against any library with the Windows names: the
# simulator on real threads, the machine's clock and the machine's files. Some tests let real seconds
# pass.
set -eu
cli=$PWD/$1
export ETALON_AGENT=$PWD/$2
library=$PWD/$3
cd "$TEST_TMPDIR"
exec "$cli" conformance --implementation "$library"
