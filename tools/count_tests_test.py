#!/usr/bin/env python3
"""Tests count_tests.py, with events as Bazel writes them."""

import json
import os
import sys
import tempfile
import unittest

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import count_tests


def finished(name="SUCCESS"):
    return {"id": {"buildFinished": {}}, "finished": {"exitCode": {"name": name}}}


def completed(label, success=True):
    return {"id": {"targetCompleted": {"label": label}}, "completed": {"success": success}}


class CountTests(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory(prefix="count tests ")
        self.addCleanup(self.folder.cleanup)

    def result(self, label, cases, status="PASSED", shard=1, attempt=1):
        """A testResult event whose test.xml holds `cases`; None: there is no test.xml."""
        outputs = []
        if cases is not None:
            path = os.path.join(self.folder.name, "%d.xml" % len(os.listdir(self.folder.name)))
            with open(path, "w", encoding="utf-8") as xml:
                xml.write("<testsuites><testsuite>" + "".join(cases) + "</testsuite></testsuites>")
            outputs.append({"name": "test.xml", "uri": "file://" + path.replace(" ", "%20")})
        where = {"label": label, "run": 1, "shard": shard, "attempt": attempt}
        return {"id": {"testResult": where}, "testResult": {"status": status, "testActionOutput": outputs}}

    def count(self, *events):
        return count_tests.count(json.dumps(event) for event in events)

    PASS = '<testcase name="a" status="run" result="completed"/>'
    FAIL = '<testcase name="b" status="run"><failure message="m"/></testcase>'
    ERROR = '<testcase name="c"><error message="exited with error code 1"/></testcase>'
    SKIP = '<testcase name="d" status="run" result="skipped"><skipped/></testcase>'
    NOT_RUN = '<testcase name="e" status="notrun" result="suppressed"/>'

    def test_counts_cases_of_every_kind(self):
        cases = [self.PASS, self.PASS, self.FAIL, self.ERROR, self.SKIP, self.NOT_RUN]
        self.assertEqual(self.count(self.result("//a", cases, "FAILED"), finished("TESTS_FAILED")), (2, 2, 1))

    def test_adds_shards(self):
        events = [self.result("//a", [self.PASS], shard=shard) for shard in (1, 2)]
        self.assertEqual(self.count(*events, finished()), (2, 0, 0))

    def test_last_attempt_counts(self):
        first = self.result("//a", [self.FAIL], "FAILED", attempt=1)
        second = self.result("//a", [self.PASS], "PASSED", attempt=2)
        self.assertEqual(self.count(first, second, finished()), (1, 0, 0))

    def test_what_is_not_built_failed(self):
        events = [completed("//a"), completed("//b", success=False), self.result("//a", [self.PASS])]
        self.assertEqual(self.count(*events, finished("BUILD_FAILURE")), (1, 1, 0))

    def test_what_is_skipped_is_no_failure(self):
        skipped = {"id": {"targetCompleted": {"label": "//w"}}, "aborted": {"reason": "SKIPPED"}}
        self.assertEqual(self.count(skipped, self.result("//a", [self.PASS]), finished()), (1, 0, 0))

    def test_failure_without_a_failed_case(self):
        events = [self.result("//a", [self.PASS], "FAILED"), self.result("//b", None, "TIMEOUT")]
        self.assertEqual(self.count(*events, finished("TESTS_FAILED")), (1, 2, 0))

    def test_nothing_at_all_is_a_failure(self):
        self.assertEqual(self.count(), (0, 1, 0))


if __name__ == "__main__":
    unittest.main()
