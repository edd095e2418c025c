"""One library, and its twin whose mutants can be chosen at run time."""

load("@rules_cc//cc:defs.bzl", "cc_library")

# For everything that includes headers of the simulator and is linked with the twins: the rewritten
# headers come first, and those of the same name are then not read. Nobody wrote what they say, so
# nobody is warned of it.
MUTANTS_COPTS = [
    "-include",
    "sim/mutated/headers.h",
    "-w",
    "-Wno-narrowing",
    # In every configuration: ten thousand mutants take their time.
    "-O1",
]

MUTANTS_HEADERS = ["//sim:mutated_headers"]

def cc_library_and_mutants(
        name,
        srcs = [],
        hdrs = [],
        deps = [],
        mutants_srcs = None,
        mutants_hdrs = None,
        mutants_deps = None,
        mutants_copts = [],
        **kwargs):
    """Declares NAME, and NAME_mutants with ETALON_MUTANTS=1.

    Both live in one configuration, so that one `bazel test` builds each source at most twice. The
    define reaches everything that depends on the twin. A program must link either the libraries or
    their twins, never both: they define the same functions.

    Args:
      name: the library; the twin is called NAME_mutants.
      srcs: as in cc_library.
      hdrs: as in cc_library.
      deps: what the library depends on.
      mutants_srcs: the sources of the twin; srcs unless given.
      mutants_hdrs: the headers of the twin; hdrs unless given.
      mutants_deps: what the twin depends on, when that differs (usually the twins of deps).
      mutants_copts: how the twin is compiled (MUTANTS_COPTS).
      **kwargs: the other attributes of cc_library, for both.
    """
    cc_library(
        name = name,
        srcs = srcs,
        hdrs = hdrs,
        deps = deps,
        **kwargs
    )
    cc_library(
        name = name + "_mutants",
        srcs = srcs if mutants_srcs == None else mutants_srcs,
        hdrs = hdrs if mutants_hdrs == None else mutants_hdrs,
        copts = mutants_copts,
        defines = ["ETALON_MUTANTS=1"],
        deps = deps if mutants_deps == None else mutants_deps,
        **kwargs
    )

def mutated(name, srcs, first):
    """Rewrites sources of the simulator so that each of their mutants can be chosen at run time.

    Args:
      name: of the rule; mutated/NAME.inc is the table of the mutants.
      srcs: sources and headers, relative to the package.
      first: the number of the first mutant; each file takes a thousand.
    """
    native.genrule(
        name = name,
        srcs = srcs + ["//sim:parsed_headers"],
        outs = ["mutated/" + source for source in srcs] + ["mutated/" + name + ".inc"],
        cmd = " ".join([
            "python3 $(location mutants/mutate.py) --first %d" % first,
            "--out $(RULEDIR)/mutated --table $(RULEDIR)/mutated/%s.inc" % name,
            "--flag=-std=c++20 --flag=-I. --flag=-I$(GENDIR)",
        ] + ["$(location %s)" % source for source in srcs]),
        exec_tools = [
            "mutants/as_calls.h",
            "mutants/checks.py",
            "mutants/edits.py",
            "mutants/expressions.py",
            "mutants/mutate.py",
            "mutants/sites.py",
            "mutants/source.py",
            "mutants/statements.py",
        ],
        visibility = ["//conformance/mutants:__pkg__"],
    )
