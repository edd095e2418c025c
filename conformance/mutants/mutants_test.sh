#!/bin/bash
# Runs the mutants program with the arguments given; Bazel's own test variables are not for the
# GoogleTest inside it.
set -eu
unset XML_OUTPUT_FILE GTEST_OUTPUT TEST_SHARD_INDEX TEST_TOTAL_SHARDS TEST_SHARD_STATUS_FILE \
  TEST_PREMATURE_EXIT_FILE TESTBRIDGE_TEST_ONLY
exec conformance/mutants/mutants "$@"
