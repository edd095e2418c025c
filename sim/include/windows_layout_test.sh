#!/bin/bash
# The tables of layouts, signatures and constants hold of Windows' own headers (mingw-w64's) as they
# hold of ours, for 64-bit Windows and for 32-bit Windows.
set -u
cd "$(dirname "$0")"
readonly windows64=(x86_64-w64-mingw32-g++ -std=c++17)
# The same system headers with clang's idea of 32-bit Windows; no 32-bit mingw compiler is needed.
readonly windows32=(clang++ --target=i686-w64-mingw32 -std=c++17 -nostdlibinc
                    -isystem /usr/share/mingw-w64/include)
compilers=(windows64 windows32)
# That compiler itself where it is installed (g++-mingw-w64-i686-posix): same sizes, same offsets.
readonly mingw32=(i686-w64-mingw32-g++ -std=c++17)
if command -v "${mingw32[0]}" >/dev/null; then compilers+=(mingw32); fi
readonly room="$(mktemp -d)"
trap 'rm -rf "$room"' EXIT
failures=0

check() {
  if ! "$@" -D_WIN32_WINNT=0x0A00 -I../.. -Wall -Wextra -Werror -fsyntax-only; then
    failures=$((failures + 1))
    echo "FAIL $*"
  fi
}

# One assertion per constant of ours that Windows' headers have under the same name. A MAX grows
# with every version of Windows.
constants() {
  # strsafe.h stays out: mingw-w64's defines functions that warn.
  printf '#include <windows.h>\n#include <evntcons.h>\n#include <evntprov.h>\n'
  printf '#include <evntrace.h>\n#include <wmistr.h>\n'
  local name='([A-Z][A-Z0-9_]*)'
  local value='(\(?-?(0x)?[0-9A-Fa-f]+u?\)?|\(\((HRESULT|NTSTATUS)\).*\))'
  local checked='#ifdef \1\nstatic_assert((long)(\1) == (long)(\2), "\1");'
  sed -nE "s~^#define $name $value( /\*.*)?\$~$checked\n#endif~p" \
    ./*.h | sed '/EXT_TYPE_MAX$/,/^#endif/d'
}

for compiler in "${compilers[@]}"; do
  declare -n command="$compiler"
  check "${command[@]}" layout_test.cc
  check "${command[@]}" windows_layout.cc
  constants >"$room/constants.cc"
  check "${command[@]}" "$room/constants.cc"
done

compared=$("${windows64[@]}" -D_WIN32_WINNT=0x0A00 -E "$room/constants.cc" | grep -c '^static_assert((long)')
echo "$compared constants compared by ${compilers[*]}"
[[ $failures -eq 0 && $compared -gt 300 ]]
