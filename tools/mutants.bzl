"""One library, and its twin in which every check can be switched off."""

load("@rules_cc//cc:defs.bzl", "cc_library")

def cc_library_and_mutants(name, deps = [], mutants_deps = None, defines = [], **kwargs):
    """Declares NAME, and NAME_mutants from the same sources with ETALON_MUTANTS=1.

    Both live in one configuration, so that one `bazel test` builds each source at most twice. The
    define reaches everything that depends on the twin. A program must link either the libraries or
    their twins, never both: they define the same functions.

    Args:
      name: the library; the twin is called NAME_mutants.
      deps: what the library depends on.
      mutants_deps: what the twin depends on, when that differs (usually the twins of deps).
      defines: as in cc_library, for both.
      **kwargs: the other attributes of cc_library, for both.
    """
    cc_library(
        name = name,
        defines = defines,
        deps = deps,
        **kwargs
    )
    cc_library(
        name = name + "_mutants",
        defines = defines + ["ETALON_MUTANTS=1"],
        deps = deps if mutants_deps == None else mutants_deps,
        **kwargs
    )
