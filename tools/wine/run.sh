#!/bin/bash
# Runs a Windows program under Wine with a private prefix, so that tests can run side by side in
# Bazel's sandbox (one wineserver each). The 0.7 GB prefix is made once per machine, then cloned
# with hard links (registry files are copied).
set -eu
export WINEDEBUG="${WINEDEBUG:--all}" WINEDLLOVERRIDES="${WINEDLLOVERRIDES:-mscoree,mshtml,winemenubuilder.exe=}"
unset DISPLAY
template="${ETALON_WINE_TEMPLATE:-/tmp/etalon-wine-template-$(id -u)}"
(
  flock 9
  if [[ ! -e "$template/system.reg" ]]; then
    rm -rf "$template" "$template.new"
    # Wine's background processes keep the descriptors they inherit: give them none of ours.
    WINEPREFIX="$template.new" wineboot -i </dev/null >/dev/null 2>&1 9>&-
    WINEPREFIX="$template.new" wineserver -w </dev/null >/dev/null 2>&1 9>&-
    mv "$template.new" "$template"
  fi
) 9>"$template.lock"
prefix="$(mktemp -d /tmp/etalon-wine.XXXXXX)"
trap 'WINEPREFIX="$prefix/p" wineserver -k >/dev/null 2>&1 </dev/null || true; rm -rf "$prefix"' EXIT
cp -al "$template" "$prefix/p"
for f in "$prefix"/p/*.reg; do cp --remove-destination "$template/${f##*/}" "$f"; done
export WINEPREFIX="$prefix/p"
# gtest opens these itself, so they must be Windows paths; Z: is /.
for v in XML_OUTPUT_FILE TEST_SHARD_STATUS_FILE TEST_PREMATURE_EXIT_FILE TEST_WARNINGS_OUTPUT_FILE; do
  [[ -n "${!v:-}" ]] && export "$v=Z:${!v//\//\\}"
done
status=0
wine64="$(command -v wine64 || echo /usr/lib/wine/wine64)"
"$wine64" "$@" || status=$?
exit "$status"
