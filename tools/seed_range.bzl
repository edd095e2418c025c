"""Campaigns over seeds, as tests that each are cached, and run wherever tests run."""

def seed_range(name, program, begin, end, shards, size = "medium", tags = []):
    """Declares the test suite NAME, and a test NAME_FROM_TO for each part of the range.

    `PROGRAM FROM TO` runs the seeds from FROM up to, and without, TO, and fails if one of them does. The
    same seeds give the same outcome, so that a test is run once for each version of the program: a range
    that is made longer by a multiple of its parts runs only the new ones.

    Args:
      name: the suite.
      program: label of the program.
      begin: the first seed.
      end: the one behind the last.
      shards: how many tests.
      size: of each.
      tags: of each, and of the suite: "manual" keeps a campaign out of //...
    """
    tests = []
    for shard in range(shards):
        first = begin + (end - begin) * shard // shards
        last = begin + (end - begin) * (shard + 1) // shards
        test = "%s_%d_%d" % (name, first, last)
        tests.append(test)
        native.sh_test(
            name = test,
            size = size,
            srcs = ["//tools:seed_range.sh"],
            args = ["$(rootpath %s)" % program, str(first), str(last)],
            data = [program],
            tags = tags,
            target_compatible_with = ["@platforms//os:linux"],
        )
    native.test_suite(
        name = name,
        tags = tags,
        tests = tests,
    )
