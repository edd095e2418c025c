#!/bin/bash
# Builds every fuzz target into $OUT, as ClusterFuzzLite and OSS-Fuzz ask: NAME_fuzzer, its options and
# dictionary, and its corpus as NAME_fuzzer_seed_corpus.zip.
#
# They set the variables. By hand, without CXXFLAGS, it is the project's own --config=fuzz:
#   SRC=$HOME OUT=/tmp/out .clusterfuzzlite/build.sh      with the checkout in $SRC/etalon
set -euo pipefail
cd "$SRC/etalon"
mkdir -p "$OUT"
bazel="${BAZEL:-bazel}"

flags=(--config=fuzz)
if [[ -n ${CXXFLAGS:-} ]]; then
  read -ra cflags <<<"${CFLAGS:-}"
  read -ra cxxflags <<<"$CXXFLAGS"
  read -ra engine <<<"$LIB_FUZZING_ENGINE"
  flags=(--symlink_prefix=.build/engine- --define=fuzzer=engine --strip=never --repo_env=CC="$CC")
  # Sanitizers make compilers guess wrong about what is initialised.
  flags+=(--per_file_copt='^//@-Wno-error')
  for flag in ${cflags[@]+"${cflags[@]}"}; do flags+=(--conlyopt="$flag"); done
  for flag in "${cxxflags[@]}"; do flags+=(--cxxopt="$flag" --linkopt="$flag"); done
  # Callers of a C function may pass any number where its header has an enumeration.
  flags+=(--cxxopt=-fno-sanitize=enum)
  # Bazel links by the C driver, which would leave out what the sanitizers know of C++.
  for flag in -fsanitize-link-c++-runtime "${engine[@]}"; do flags+=(--linkopt="$flag"); done
fi

sources=(fuzz/*_fuzzer.cc)
names=("${sources[@]#fuzz/}")
names=("${names[@]%.cc}")
"$bazel" build "${flags[@]}" "${names[@]/#///fuzz:}"

bin="$("$bazel" info "${flags[@]}" bazel-bin 2>/dev/null)"
for name in "${names[@]}"; do
  cp -f "$bin/fuzz/$name" "$OUT/"
  cp -f "fuzz/options/$name.options" "$OUT/"
  python3 -m zipfile -c "$OUT/${name}_seed_corpus.zip" "fuzz/corpus/${name%_fuzzer}"/*
done
cp -f fuzz/options/*.dict "$OUT/"
