#!/bin/bash
# usage: run.sh PROGRAM.exe ARGUMENTS...
#        run.sh                           only makes what a later run of the session would have to make
#
# Becomes the Windows program under Wine (by exec: its process id, its standard streams, its exit
# status modulo 256), with a Wine prefix of its own, so that any number can run side by side, also in
# Bazel's sandbox. A template of 0.7 GB is made once per machine and user, then cloned with hard links.
#
# ETALON_WINE_TEMPLATE  where the template is; the clones are beside it
# ETALON_WINE_SESSION   a process id: all runs that name it share one prefix, which lives as long as
#                       that process (the first start takes a second, the next ones 50 ms)
set -eu
export WINEDEBUG="${WINEDEBUG:--all}" WINEDLLOVERRIDES="${WINEDLLOVERRIDES:-mscoree,mshtml,winemenubuilder.exe=}"
export HOME="${HOME:-/tmp}"
unset DISPLAY WAYLAND_DISPLAY
template="${ETALON_WINE_TEMPLATE:-/tmp/etalon-wine-$(id -u)}"
wine64="$(command -v wine64 || echo /usr/lib/wine/wine64)"
[[ -x $wine64 ]] || { echo "run.sh: Wine is missing: apt-get install wine wine64" >&2; exit 3; }

# Wine's background processes keep the descriptors they inherit: they get none of ours.
quietly() { "$@" </dev/null >/dev/null 2>&1 8>&- 9>&-; }

make_template() {
  [[ ! -e $template/system.reg ]] || return 0
  rm -rf "$template" "$template.new"
  mkdir "$template.new"  # Wine makes none in a folder of somebody else's, such as /tmp.
  WINEPREFIX="$template.new" quietly "$wine64" wineboot.exe -i
  WINEPREFIX="$template.new" quietly wineserver -w
  mv "$template.new" "$template"
}

# A prefix is in use as long as its keeper holds its lock; a sandbox may have killed the keeper.
sweep() {
  local old
  for old in "$template".run-*; do
    [[ -d $old ]] || continue
    if flock --nonblock "$old/lock" true; then
      WINEPREFIX="$old/p" quietly wineserver -k || true
      rm -rf "$old"
    fi
  done
}

# Leaves the new prefix's lock in descriptor 8.
clone_template() {
  mkdir "$run"
  exec 8>"$run/lock"
  flock 8
  cp -al "$template" "$run/p"
  local file
  for file in "$run"/p/*.reg; do cp --remove-destination "$template/${file##*/}" "$file"; done
}

# Waits for the owner's end, however it comes, and takes the prefix away.
keep() {
  setsid bash -c 'tail --pid="$1" -s 0.2 -f /dev/null; wineserver -k; rm -rf "$2"' \
    keeper "$1" "$run" </dev/null >/dev/null 2>&1 &
}

owner="${ETALON_WINE_SESSION:-$$}"
# Process ids repeat from one sandbox to the next; with their name space they do not.
name_space="$(readlink /proc/self/ns/pid)"
run="$template.run-${name_space//[^0-9]/}-$owner"
export WINEPREFIX="$run/p"
exec 9>"$template.lock"
flock 9
make_template
sweep
if [[ ! -d $run ]]; then
  clone_template
  keep "$owner" 9>&-
  # The server and its services start here, or they would hold the program's standard output open.
  quietly wineserver -p
  [[ -n ${ETALON_WINE_SESSION:-} ]] || exec 9>&-
  quietly "$wine64" wineboot.exe
  exec 8>&-
fi
exec 9>&-

# gtest opens these itself, so they must be Windows paths; Z: is /.
for v in XML_OUTPUT_FILE TEST_SHARD_STATUS_FILE TEST_PREMATURE_EXIT_FILE TEST_WARNINGS_OUTPUT_FILE; do
  [[ -z ${!v:-} ]] || export "$v=Z:${!v//\//\\}"
done
(($# == 0)) || exec "$wine64" "$@"
