"""External repositories, each described once with two sources.

system:  files and directories that Debian's package installs; they are copied, nothing is
         downloaded.
urls:    the upstream archive by its hash, for a machine with ordinary internet access (or for
         --distdir); without any, it is the system's or none.

--repo_env=ETALON_DEPS=auto|system|download picks; auto (the default) prefers system. The labels
are the same either way.
"""

def _copy_system(ctx):
    for source, target in ctx.attr.system.items():
        parent = target.rpartition("/")[0] or "."
        result = ctx.execute(["mkdir", "-p", parent])
        if result.return_code == 0:
            # Copying "DIR/." puts the contents of DIR at the top of the repository.
            suffix = "/." if target == "." else ""
            result = ctx.execute(["cp", "-rL", source + suffix, target])
        if result.return_code != 0:
            fail("%s: cannot copy %s: %s" % (ctx.name, source, result.stderr))

def _replace(ctx):
    for path, old_new in ctx.attr.system_replace.items():
        text = ctx.read(path)
        for i in range(0, len(old_new), 2):
            text = text.replace(old_new[i], old_new[i + 1])
        ctx.file(path, text, executable = False)

def _dep_impl(ctx):
    mode = ctx.os.environ.get("ETALON_DEPS", "auto")
    missing = [path for path in ctx.attr.system if not ctx.path(path).exists]
    is_archived = len(ctx.attr.urls) > 0
    if missing and (mode == "system" or not is_archived):
        fail("%s: %s does not exist: apt-get install %s (./etalon does so as root)" %
             (ctx.name, missing[0], ctx.attr.debian))
    if missing or (mode == "download" and is_archived):
        ctx.download_and_extract(
            url = ctx.attr.urls,
            sha256 = ctx.attr.sha256,
            stripPrefix = ctx.attr.strip_prefix,
        )
        build_file = ctx.attr.archive_build_file
    else:
        _copy_system(ctx)
        _replace(ctx)
        build_file = ctx.attr.system_build_file
    ctx.delete("MODULE.bazel")
    if build_file:
        ctx.delete("BUILD")
        ctx.delete("BUILD.bazel")
        ctx.symlink(build_file, "BUILD.bazel")
    ctx.file("WORKSPACE", "")

dep = repository_rule(
    implementation = _dep_impl,
    environ = ["ETALON_DEPS"],
    attrs = {
        "archive_build_file": attr.label(allow_single_file = True),
        "debian": attr.string(doc = "the Debian package, for messages"),
        "sha256": attr.string(),
        "strip_prefix": attr.string(),
        "system": attr.string_dict(doc = "installed path -> path in the repository"),
        "system_build_file": attr.label(allow_single_file = True),
        "system_replace": attr.string_list_dict(doc = "file -> [old, new, old, new, ...]"),
        "urls": attr.string_list(),
    },
)

# Debian pairs Bazel 4.2.3 with rules_cc 0.0.4, whose two files below load a symbol that Bazel
# 4.2.3's @bazel_tools does not have yet.
_NO_USE_CPP_TOOLCHAIN = [
    ", \"use_cpp_toolchain\")",
    ")",
    "use_cpp_toolchain()",
    "[\"@bazel_tools//tools/cpp:toolchain_type\"]",
]

def etalon_dependencies():
    """Everything, for Bazel 4 to 6 (WORKSPACE)."""
    dep(
        name = "rules_cc",
        debian = "bazel-rules-cc",
        system = {"/usr/share/bazel/rules/cc": "."},
        system_replace = {
            "cc/private/rules_impl/cc_flags_supplier.bzl": _NO_USE_CPP_TOOLCHAIN,
            "cc/private/rules_impl/compiler_flag.bzl": _NO_USE_CPP_TOOLCHAIN,
        },
        # The archive that Bazel 4.2.3 itself pins.
        sha256 = "d0c573b94a6ef20ef6ff20154a23d0efcb409fb0e1ff0979cec318dfe42f0cdd",
        strip_prefix = "rules_cc-b1c40e1de81913a3c40e5948f78719c28152486d",
        urls = ["https://github.com/bazelbuild/rules_cc/archive/b1c40e1de81913a3c40e5948f78719c28152486d.zip"],
    )

    # Loaded by Bazel 4's own toolchain registrations even for a C++-only build.
    dep(
        name = "rules_java",
        debian = "bazel-rules-java",
        system = {"/usr/share/bazel/rules/java": "."},
        sha256 = "bc81f1ba47ef5cc68ad32225c3d0e70b8c6f6077663835438da8d5733f917598",
        strip_prefix = "rules_java-7cf3cefd652008d0a64a419c34c13bdca6c8f178",
        urls = ["https://github.com/bazelbuild/rules_java/archive/7cf3cefd652008d0a64a419c34c13bdca6c8f178.zip"],
    )

    # Every cc_test depends on the coverage tools; ours is a small script instead of a download.
    native.local_repository(
        name = "remote_coverage_tools",
        path = "tools/coverage",
    )
    third_party_dependencies()

def third_party_dependencies():
    """What Etalon itself uses: also for Bazel 7 and later, by extension.bzl."""
    dep(
        name = "com_google_googletest",
        debian = "googletest",
        system = {"/usr/src/googletest": "."},
        system_build_file = "//tools/deps:googletest.BUILD",
        archive_build_file = "//tools/deps:googletest.BUILD",
        sha256 = "81964fe578e9bd7c94dfdb09c8e4d6e6759e19967e397dbea48d1c10e45d0df2",
        strip_prefix = "googletest-release-1.12.1",
        urls = ["https://github.com/google/googletest/archive/refs/tags/release-1.12.1.tar.gz"],
    )
    dep(
        name = "rapidcheck",
        debian = "librapidcheck-dev",
        system = {
            "/usr/include/rapidcheck": "include/rapidcheck",
            "/usr/include/rapidcheck.h": "include/rapidcheck.h",
            "/usr/lib/x86_64-linux-gnu/librapidcheck.a": "lib/librapidcheck.a",
        },
        system_build_file = "//tools/deps:rapidcheck_debian.BUILD",
        archive_build_file = "//tools/deps:rapidcheck.BUILD",
        # Of `git archive` at this commit; the hash of the served archive is not confirmed yet.
        sha256 = "9a754942f99027c66c0aed14a684cd4a36b28ab232d9079473d427d09af57871",
        strip_prefix = "rapidcheck-a5724ea5b0b00147109b0605c377f1e54c353ba2",
        urls = ["https://github.com/emil-e/rapidcheck/archive/a5724ea5b0b00147109b0605c377f1e54c353ba2.tar.gz"],
    )
    dep(
        name = "nlohmann_json",
        debian = "nlohmann-json3-dev",
        system = {"/usr/include/nlohmann": "include/nlohmann"},
        system_build_file = "//tools/deps:headers.BUILD",
        archive_build_file = "//tools/deps:headers.BUILD",
        sha256 = "d69f9deb6a75e2580465c6c4c5111b89c4dc2fa94e3a85fcd2ffcd9a143d9273",
        strip_prefix = "json-3.11.2",
        urls = ["https://github.com/nlohmann/json/archive/refs/tags/v3.11.2.tar.gz"],
    )
    dep(
        name = "cli11",
        debian = "libcli11-dev",
        system = {"/usr/include/CLI": "include/CLI"},
        system_build_file = "//tools/deps:headers.BUILD",
        archive_build_file = "//tools/deps:headers.BUILD",
        sha256 = "26291377e892ba0e5b4972cdfd4a2ab3bf53af8dac1f4ea8fe0d1376b625c8cb",
        strip_prefix = "CLI11-2.1.2",
        urls = ["https://github.com/CLIUtils/CLI11/archive/refs/tags/v2.1.2.tar.gz"],
    )
    dep(
        name = "mustache",
        debian = "libkainjow-mustache-dev",
        system = {"/usr/include/kainjow": "include/kainjow"},
        system_build_file = "//tools/deps:headers.BUILD",
    )
    dep(
        name = "benchmark",
        debian = "libbenchmark-dev",
        system = {
            "/usr/include/benchmark": "include/benchmark",
            "/usr/lib/x86_64-linux-gnu/libbenchmark_main.a": "lib/libbenchmark_main.a",
        },
        system_build_file = "//tools/deps:benchmark_debian.BUILD",
        archive_build_file = "//tools/deps:benchmark.BUILD",
        sha256 = "6430e4092653380d9dc4ccb45a1e2dc9259d581f4866dc0759713126056bc1d7",
        strip_prefix = "benchmark-1.7.1",
        urls = ["https://github.com/google/benchmark/archive/refs/tags/v1.7.1.tar.gz"],
    )
