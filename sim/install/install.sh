#!/bin/bash
# Puts the headers, the library, and what pkg-config and CMake want to know, under one folder.
#
#   install.sh --prefix DIR --library FILE --headers DIR
#
# The tree may be moved: nothing in it names its place. ./etalon install gives the last two.
set -euo pipefail
readonly version=0.1.0
readonly here="$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")"

usage() {
  cat <<'TEXT'
Put libetalon.so and its headers where other programs find them
Usage: ./etalon install --prefix DIR

  --prefix DIR   gets include/etalon, lib, lib/pkgconfig and lib/cmake/Etalon

Afterwards, with PKG_CONFIG_PATH=DIR/lib/pkgconfig, or -DCMAKE_PREFIX_PATH=DIR:
  cc program.c $(pkg-config --cflags --libs etalon)
  find_package(Etalon) and target_link_libraries(program Etalon::etalon)

exit codes: 0 installed, 3 not (arguments, no right to write there)
TEXT
}
refuse() { echo "etalon: install: $*" >&2; exit 3; }

prefix="" library="" headers=""
while (($#)); do
  case $1 in
    --help | -h) usage; exit 0 ;;
    --prefix=* | --library=* | --headers=*) set -- "${1%%=*}" "${1#*=}" "${@:2}" ;;
    --prefix | --library | --headers)
      (($# > 1)) || refuse "$1 needs a value"
      declare "${1#--}=$2"
      shift 2
      ;;
    *) refuse "what is $1? ./etalon install --help" ;;
  esac
done
[[ -n $prefix ]] || refuse "where to? --prefix DIR"
readonly soname="$(basename "$library")"  # libetalon.so.0

# Fills a template in.
write() { # TEMPLATE FILE
  sed -e "s/@VERSION@/$version/g" -e "s/@SONAME@/$soname/g" "$here/$1.in" >"$prefix/$2"
}

mkdir -p "$prefix"/{include/etalon,lib/pkgconfig,lib/cmake/Etalon} || refuse "$prefix cannot be made"
install -m 644 "$headers"/*.h "$prefix/include/etalon" || refuse "$prefix cannot be written"
install -m 755 "$library" "$prefix/lib/$soname"
ln -sf "$soname" "$prefix/lib/libetalon.so"
write etalon.pc lib/pkgconfig/etalon.pc
write EtalonConfig.cmake lib/cmake/Etalon/EtalonConfig.cmake
write EtalonConfigVersion.cmake lib/cmake/Etalon/EtalonConfigVersion.cmake
echo "etalon: installed $version into $prefix"
