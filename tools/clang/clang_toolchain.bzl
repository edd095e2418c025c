"""The machine's clang as a toolchain beside its default compiler."""

load("@bazel_tools//tools/cpp:cc_configure.bzl", "cc_autoconf_impl")

_MISSING = """
load("@rules_cc//cc:defs.bzl", "cc_library")

# Whoever builds with it is told so; nobody else is.
fail("clang is not installed")
"""

def _clang_toolchain_impl(repository_ctx):
    clang = repository_ctx.which("clang")
    if clang == None:
        repository_ctx.file("BUILD", _MISSING)
    else:
        cc_autoconf_impl(repository_ctx, {"gcc": str(clang)})

clang_toolchain = repository_rule(
    doc = "NAME//:cc-compiler-k8 is the toolchain; //tools/clang makes it that of a platform.",
    implementation = _clang_toolchain_impl,
    environ = ["PATH"],
    configure = True,
)
