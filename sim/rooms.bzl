"""The rooms of the simulator: folders that depend on each other one way only."""

load("@rules_cc//cc:defs.bzl", "cc_library", "cc_test")
load("//tools:mutants.bzl", "MUTANTS_COPTS", "MUTANTS_HEADERS", "cc_library_and_mutants", "mutated")

_OUTSIDE = [
    "//conformance/clauses:constants",
    "//sim:windows_version",
    "//sim/include",
]

# What tests say and the simulator does not.
_HEADERS_OF_TESTS = [
    "api/named_properties.h",
    "consumer/hand_made_log.h",
    "session/test_session.h",
]

def room(name, rooms = [], folder = None, srcs = [], hdrs = [], linkopts = [], visibility = None, first_mutant = None, has_mutants = True):
    """Declares a room: libraries NAME and NAME_mutants, and the test NAME_test.

    A room's sources are those of its folder; tests (*_test.cc) and what stands on the real machine
    (host/real_*) are left out. A room without sources yet is a library of headers, one without tests has
    no test.

    Args:
      name: the room.
      rooms: labels of the rooms it may use; their twins serve its twin.
      folder: where its sources are; the same as its name unless given, "" for none.
      srcs: further sources.
      hdrs: further headers.
      linkopts: as in cc_library.
      visibility: as in cc_library; private to the simulator unless given.
      first_mutant: the number of the first mutant, in a room whose sources have some.
      has_mutants: whether mutants are below it, in its headers.
    """
    folder = name if folder == None else folder
    own = [folder + "/*.cc"] if folder else []
    own_hdrs = [folder + "/*.h"] if folder else []
    tests = native.glob([folder + "/*_test.cc"], exclude = ["host/real_*.cc"]) if folder else native.glob([name + "_test.cc"])
    srcs = srcs + native.glob(own, exclude = ["**/*_test.cc", "host/real_*.cc"])
    hdrs = hdrs + native.glob(own_hdrs, exclude = ["host/real_*.h", "api/fail_if.h", "system/windows_version.h"])
    if first_mutant != None:
        mutated(
            name = name + "_mutated",
            srcs = [f for f in srcs + hdrs if f not in _HEADERS_OF_TESTS],
            first = first_mutant,
        )
    cc_library_and_mutants(
        name = name,
        srcs = srcs,
        hdrs = hdrs,
        mutants_srcs = ["mutated/" + f for f in srcs] if first_mutant != None else None,
        # The rewritten headers are in MUTANTS_HEADERS.
        mutants_hdrs = [f for f in hdrs if f in _HEADERS_OF_TESTS] if first_mutant != None else None,
        mutants_copts = MUTANTS_COPTS if has_mutants else [],
        linkopts = linkopts,
        # Into whatever uses them, so that libetalon.so is one file.
        linkstatic = True,
        visibility = visibility,
        deps = _OUTSIDE + [":fail_if"] + rooms,
        mutants_deps = _OUTSIDE + [":fail_if_mutants"] + [r + "_mutants" for r in rooms] +
                       (MUTANTS_HEADERS if has_mutants else []),
    )
    if tests:
        cc_test(
            name = name + "_test",
            size = "small",
            srcs = tests,
            deps = [
                ":" + name,
                "@com_google_googletest//:gtest_main",
            ],
        )
    if tests and first_mutant != None:
        # For //conformance/mutants.
        cc_library(
            name = name + "_tests_mutants",
            testonly = True,
            srcs = tests,
            alwayslink = True,
            copts = MUTANTS_COPTS,
            linkstatic = True,
            visibility = ["//conformance/mutants:__pkg__"],
            deps = [
                ":" + name + "_mutants",
                "@com_google_googletest//:gtest",
            ] + MUTANTS_HEADERS,
        )
