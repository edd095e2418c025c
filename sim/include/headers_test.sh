#!/bin/bash
# The headers compile alone, twice, and in any order, as C11 and C++17, by gcc and clang and for
# Windows, with and without -fshort-wchar and UNICODE, without a warning; and a client of what they
# define inline runs in every one of these ways.
set -u
cd "$(dirname "$0")"
readonly headers=(windows wmistr evntrace evntprov evntcons KernelTraceControl guiddef winerror
                  strsafe initguid kernel_guids etalon)
readonly room="$(mktemp -d)"
trap 'rm -rf "$room"' EXIT
failures=0
checks=0

# Compiles standard input with a compiler and flags; "what" names it in the message.
compile() {
  local what="$1"
  shift
  checks=$((checks + 1))
  if ! "$@" -Wall -Wextra -pedantic -Werror - >"$room/log" 2>&1; then
    failures=$((failures + 1))
    echo "FAIL $what: $*"
    head -5 "$room/log"
  fi
}

# Each header on its own, then all of them forwards and backwards and again.
sources() {
  for header in "${headers[@]}"; do
    printf '#include <%s.h>\nint once;\n' "$header" >"$room/alone_$header.src"
  done
  for header in "${headers[@]}" "${headers[@]}"; do
    printf '#include <%s.h>\n' "$header"
  done >"$room/forwards.src"
  tac "$room/forwards.src" >"$room/backwards.src"
  printf '#include "sim/include/%s.h"\n' evntcons KernelTraceControl >"$room/from_root.src"
}

compile_headers() {
  local wide source
  for wide in "" "-DUNICODE" "-D_UNICODE -fshort-wchar" "-fshort-wchar"; do
    for source in "$room"/*.src; do
      # shellcheck disable=SC2086
      compile "$(basename "$source" .src)" "$@" $wide -I. -I../.. \
        -fsyntax-only <"$source"
    done
  done
}

run_client() {
  local wide
  for wide in "" "-DUNICODE" "-DUNICODE -fshort-wchar"; do
    # shellcheck disable=SC2086
    compile "client" "$@" $wide -I. -o "$room/client" <inline_client.c
    if ! "$room/client"; then
      failures=$((failures + 1))
      echo "FAIL client runs: $* $wide"
    fi
    rm -f "$room/client"
  done
}

sources
for language in "gcc -x c -std=c11" "g++ -x c++ -std=c++17" "clang -x c -std=c11" \
                "clang++ -x c++ -std=c++17" "g++ -x c++ -std=c++20"; do
  # shellcheck disable=SC2086
  compile_headers $language
  # shellcheck disable=SC2086
  run_client $language
done
for language in "gcc -x c -std=c11" "g++ -x c++ -std=c++17"; do
  # shellcheck disable=SC2086
  compile_headers x86_64-w64-mingw32-$language
done

echo "$checks compilations, $failures failures"
[[ $failures -eq 0 && $checks -gt 0 ]]
