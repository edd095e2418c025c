"""The rooms of the simulator: folders that depend on each other one way only."""

load("@rules_cc//cc:defs.bzl", "cc_test")
load("//tools:mutants.bzl", "cc_library_and_mutants")

_OUTSIDE = [
    "//conformance/clauses:constants",
    "//sim:windows_version",
    "//sim/include",
]

def room(name, rooms = [], folder = None, srcs = [], hdrs = [], linkopts = [], visibility = None):
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
    """
    folder = name if folder == None else folder
    own = [folder + "/*.cc"] if folder else []
    own_hdrs = [folder + "/*.h"] if folder else []
    tests = native.glob([folder + "/*_test.cc"], exclude = ["host/real_*.cc"]) if folder else native.glob([name + "_test.cc"])
    cc_library_and_mutants(
        name = name,
        srcs = srcs + native.glob(own, exclude = ["**/*_test.cc", "host/real_*.cc"]),
        hdrs = hdrs + native.glob(own_hdrs, exclude = ["host/real_*.h", "api/fail_if.h", "system/windows_version.h"]),
        linkopts = linkopts,
        # Into whatever uses them, so that libetalon.so is one file.
        linkstatic = True,
        visibility = visibility,
        deps = _OUTSIDE + [":fail_if"] + rooms,
        mutants_deps = _OUTSIDE + [":fail_if_mutants"] + [r + "_mutants" for r in rooms],
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
