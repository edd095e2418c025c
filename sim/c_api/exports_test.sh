#!/bin/bash
# libetalon.so exports exactly the functions that the headers declare, and nothing that two copies
# of it in one process would share (symbols of type u).
set -eu
library=$1 functions=$2 windows=$3 etalon=$4

actual=$(nm -D -g --defined-only "$library" | awk '{print $2, $3}' | sort)
if grep -v '^T ' <<<"$actual"; then
  echo "these are no functions" >&2
  exit 1
fi
expected=$( (
  sed -nE 's/^ETALON_[A-Z_]*FUNCTION\([A-Z]+, (\w+),.*/T \1/p' "$functions"
  sed -nE 's/^WINBASEAPI \w+ WINAPI (\w+)\(.*/T \1/p' "$windows" "$etalon"
) | sort)
diff <(echo "$expected") <(echo "$actual")
echo "$(wc -l <<<"$actual") functions"
