#!/usr/bin/env python3
"""Counts the test cases of one `bazel test` from its --build_event_json_file.

usage: count_tests.py EVENTS.json

Prints "N passed, M failed", and ", K skipped" where K > 0. Each test.xml that the run names is
read, cached results included; a test that was retried counts by its last attempt. What could not be
built, and a test that failed without a failed case (it crashed on its way out), count as one failure.
"""

import json
import os
import sys
import urllib.parse
import xml.etree.ElementTree


def count_cases(path):
    """Returns (passed, failed, skipped) of one JUnit file; all zero where it cannot be read."""
    try:
        root = xml.etree.ElementTree.parse(path)
    except (OSError, xml.etree.ElementTree.ParseError):
        return 0, 0, 0
    passed = failed = skipped = 0
    for case in root.iter("testcase"):
        if case.get("status") == "notrun" or case.get("result") == "suppressed":
            continue
        if case.get("result") == "skipped" or case.find("skipped") is not None:
            skipped += 1
        elif case.find("failure") is not None or case.find("error") is not None:
            failed += 1
        else:
            passed += 1
    return passed, failed, skipped


def read_events(lines):
    """Returns (results by label, run and shard; labels that were not built; overall success)."""
    results, not_built, success = {}, set(), False
    for line in lines:
        event = json.loads(line)
        identity = event["id"]
        if "testResult" in identity and "testResult" in event:
            where = identity["testResult"]
            # A later attempt replaces an earlier one.
            results[where["label"], where.get("run"), where.get("shard")] = event["testResult"]
        elif "targetCompleted" in identity:
            skipped = event.get("aborted", {}).get("reason") == "SKIPPED"
            if not skipped and not event.get("completed", {}).get("success"):
                not_built.add(identity["targetCompleted"]["label"])
        elif "buildFinished" in identity and "finished" in event:
            success = event["finished"].get("exitCode", {}).get("name") in ("SUCCESS", "NO_TESTS_FOUND")
    return results, not_built, success


def count(lines):
    """Returns (passed, failed, skipped) of the whole run."""
    results, not_built, success = read_events(lines)
    passed = failed = skipped = 0
    for (label, _, _), result in sorted(results.items(), key=str):
        not_built.discard(label)
        uris = [o.get("uri", "") for o in result.get("testActionOutput", []) if o["name"] == "test.xml"]
        cases = [count_cases(urllib.parse.unquote(urllib.parse.urlparse(uri).path)) for uri in uris]
        good, bad, left_out = (sum(column) for column in zip(*cases)) if cases else (0, 0, 0)
        test_passed = result.get("status") in ("PASSED", "FLAKY")
        if not test_passed and bad == 0:
            bad = 1
        if test_passed and good + bad + left_out == 0:
            good = 1
        passed, failed, skipped = passed + good, failed + bad, skipped + left_out
    failed += len(not_built)
    if not success and failed == 0:
        failed = 1
    return passed, failed, skipped


def main(path):
    lines = []
    if os.path.exists(path):
        with open(path, encoding="utf-8") as events:
            lines = [line for line in events if line.strip()]
    passed, failed, skipped = count(lines)
    print("%d passed, %d failed" % (passed, failed) + (", %d skipped" % skipped if skipped else ""))


if __name__ == "__main__":
    main(sys.argv[1])
