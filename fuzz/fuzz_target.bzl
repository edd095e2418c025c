"""Fuzz targets: a libFuzzer program, and the corpus as a test that needs none."""

load("@rules_cc//cc:defs.bzl", "cc_binary", "cc_test")

def fuzz_target(name, deps, srcs = [], size = "small"):
    """Declares NAME_fuzzer and NAME_corpus.

    NAME_fuzzer is a libFuzzer program with --config=fuzz, or with whatever engine $LIB_FUZZING_ENGINE
    names (--define=fuzzer=engine); without, it replays the files and folders that it is given.
    NAME_corpus replays corpus/NAME once, with any compiler. Both are made of NAME_fuzzer.cc.

    Args:
      name: the target.
      deps: as in cc_binary.
      srcs: further sources.
      size: of the test.
    """
    source = name + "_fuzzer.cc"
    cc_binary(
        name = name + "_fuzzer",
        srcs = [source] + srcs + select({
            ":engine": [],
            ":libfuzzer": [],
            "//conditions:default": ["replay_main.cc"],
        }),
        linkopts = select({
            # Bazel links by the C driver, which would leave out what the sanitizers know of C++.
            ":libfuzzer": [
                "-fsanitize=fuzzer",
                "-fsanitize-link-c++-runtime",
            ],
            "//conditions:default": [],
        }),
        linkstatic = True,
        tags = ["fuzzer"],
        target_compatible_with = ["@platforms//os:linux"],
        visibility = ["//visibility:public"],
        deps = deps,
    )
    cc_test(
        name = name + "_corpus",
        size = size,
        srcs = [source, "replay_main.cc"] + srcs,
        args = ["fuzz/corpus/" + name],
        data = native.glob(["corpus/" + name + "/*"]),
        linkstatic = True,
        target_compatible_with = ["@platforms//os:linux"],
        deps = deps,
    )
