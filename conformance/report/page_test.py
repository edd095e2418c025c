#!/usr/bin/env python3
"""The page of `etalon report --html` in headless Chromium.

usage: page_test.py WRITE_PAGE CLAUSES.json...

Screenshots go to the test's outputs (bazel-testlogs/.../page_test/test.outputs).
"""

import json
import os
import random
import subprocess
import sys
import unittest

sys.path.insert(0, os.path.abspath("tools"))
from chromium import FOLDER, Browser, skip_without_browser

WRITE_PAGE = os.path.abspath(sys.argv.pop(1))
CLAUSE_FILES = sys.argv[1:]
del sys.argv[1:]
VERDICTS = ["pass", "fail", "not implemented", "crash", "hang", "deviates", "not applicable"]
MEMBERS = ["passed", "failed", "not_implemented", "crashed", "hung", "deviates", "not_applicable"]
LOADS = 3
MOST_SECONDS_TO_LOAD = 1.0


def result(clause, name, verdict, judgement="as expected", **more):
    test = {"clause": clause, "function": more.pop("function", "StartTrace"), "name": name,
            "near_miss": False, "file": "conformance/start_trace_test.cc", "line": 120,
            "verdict": verdict, "judgement": judgement}
    if verdict == "fail":
        test |= {"after": "StartTraceW", "expected": "ERROR_BAD_LENGTH (24)",
                 "actual": "ERROR_SUCCESS (0)", "detail": "Expected: a <failure>"}
    if verdict != "pass":
        test.setdefault("detail", verdict)
        test["steps"] = [{"operation": {"op": "StartTraceW", "name": "this name is too long",
                                        "properties": {"bytes": 136}}, "outcome": {}}]
    return test | more


def write_report(path, name, version, tests, stale=()):
    counts = {member: sum(t["verdict"] == verdict for t in tests)
              for member, verdict in zip(MEMBERS, VERDICTS)} | {"harness_faults": 0}
    clauses = {t["clause"] for t in tests}
    spoilt = {t["clause"] for t in tests if t["verdict"] not in ("pass", "not applicable")}
    unexpected = sum(t["judgement"] != "as expected" for t in tests)
    report = {"suite": "etalon conformance",
              "implementation": {"word": name, "name": name, "version": version,
                                 "windows": "10.0.26100", "reference": False, "capabilities": []},
              "filter": [], "seed": 1,
              "summary": {"tests": counts, "clauses_passed": len(clauses - spoilt),
                          "clauses_tested": len(clauses), "clauses_planned": 0,
                          "unexpected": unexpected, "exit_code": 1 if unexpected else 0},
              "functions": [], "tests": tests, "stale_expectations": list(stale)}
    with open(path, "w", encoding="utf-8") as file:
        json.dump(report, file)
    return path


def write_small():
    """Three columns with a result of every kind; the third is the second, a version later."""
    good = [result(c, n, "pass") for c, n in
            (("STARTTRACE-E02", "NameLongerThanItsRoom"), ("STARTTRACE-E03", "NoProperties"),
             ("STARTTRACE-E04", "NoPlaceForTheHandle"))]
    stop = {"function": "StopTrace"}
    first = [result("STARTTRACE-E02", "NameLongerThanItsRoom", "fail", "unexpected"),
             result("STARTTRACE-E02", "NearMiss_NameThatJustFits", "pass"),
             result("STARTTRACE-E03", "NoProperties", "fail", reason="it does not look"),
             result("STARTTRACE-E04", "NoPlaceForTheHandle", "crash", reason="it writes"),
             result("STOPTRACE-E03", "NoProperties", "not implemented", after="StopTraceW", **stop)]
    second = [result("STARTTRACE-E02", "NameLongerThanItsRoom", "pass", "stale expectation",
                     reason="it did not look"),
              result("STARTTRACE-E03", "NoProperties", "fail", reason="it does not look"),
              result("STARTTRACE-E04", "NoPlaceForTheHandle", "hang", reason="it waits"),
              result("STOPTRACE-E03", "NoProperties", "pass", **stop)]
    files = [write_report(os.path.join(FOLDER, f"{i}.json"), *arguments) for i, arguments in
             enumerate((("sim", "10.0.26100", good), ("wine", "wine-8.0", first, ["GONE-E01"]),
                        ("wine", "wine-9.0", second)))]
    subprocess.run([WRITE_PAGE, os.path.join(FOLDER, "small.html"), *files], check=True)


def known_clauses():
    """[(clause, function)] of the registry."""
    found = []
    for path in CLAUSE_FILES:
        with open(path, encoding="utf-8") as file:
            registry = json.load(file)
        for clause in registry["clauses"]:
            found.append((clause["id"], clause.get("function", registry.get("function", ""))))
    return found


def write_large():
    """1,000 clauses, four tests each, by ten implementations."""
    dice = random.Random(1)
    clauses = known_clauses()[:1000]
    clauses += [(f"MADE{i // 20:02}-E{i % 20:02}", f"Made{i // 20}")
                for i in range(1000 - len(clauses))]
    files = []
    for column in range(10):
        tests = []
        for clause, function in clauses:
            for name in ("Alone", "ChangesNothing", "WinsOver_Another", "NearMiss_Legal"):
                verdict = dice.choices(VERDICTS, (60 - 5 * column, 12, 8, 2, 1, 6, 6))[0]
                judgement = "as expected" if dice.random() > .01 else "unexpected"
                tests.append(result(clause, name, verdict, judgement, function=function,
                                    reason=f"reason {dice.randrange(30)}"))
        files.append(write_report(os.path.join(FOLDER, f"large{column}.json"), f"made{column}",
                                  "1.0", tests))
    subprocess.run([WRITE_PAGE, os.path.join(FOLDER, "large.html"), *files], check=True)


class PageTest(unittest.TestCase):

    @classmethod
    def setUpClass(cls):
        cls.browser = Browser()

    @classmethod
    def tearDownClass(cls):
        cls.browser.close()

    def setUp(self):
        self.browser.show(1600, 1000, "light")
        self.open("small.html")

    def tearDown(self):
        self.browser.check_quiet(self)

    def open(self, page):
        return self.browser.open(os.path.join(FOLDER, page))

    def texts(self, selector):
        return self.browser.value(
            f"[...document.querySelectorAll({json.dumps(selector)})].map(e => e.textContent)")

    def click(self, selector):
        self.browser.value(f"document.querySelector({json.dumps(selector)}).click()")

    def find(self, words):
        self.browser.value(f"""(() => {{ const e = document.getElementById('find');
            e.value = {json.dumps(words)}; e.dispatchEvent(new Event('input')); }})()""")

    def clauses(self):
        return self.texts("#grid tr.clause th code")

    def chip(self, word):
        self.browser.value(f"""[...document.querySelectorAll('#chips button')]
            .find(e => e.textContent.startsWith({json.dumps(word)})).click()""")

    def test_tells_the_unexpected_first_then_totals(self):
        self.assertEqual(self.texts(".finding > summary"), [
            "1 unexpected failure", "1 unexpected pass", "1 stale entry",
            "2 known crashes and hangs"])
        self.assertIn("expected ERROR_BAD_LENGTH (24), got ERROR_SUCCESS (0)",
                      self.texts(".finding li")[0])
        self.assertEqual(self.texts(".card h2"), ["sim-10.0.26100", "wine-8.0", "wine-9.0"])
        self.assertIn("2 of 4 clauses pass", self.texts(".card .figure")[2])

    def test_shows_a_matrix_by_function_and_clause(self):
        self.assertEqual(self.texts("#grid thead th"),
                         ["Function and clause", "sim-10.0.26100", "wine-8.0", "wine-9.0"])
        self.assertEqual(len(self.clauses()), 0)
        self.click("#expand")
        self.assertEqual(sorted(self.clauses()), ["STARTTRACE-E02", "STARTTRACE-E03",
                                                  "STARTTRACE-E04", "STOPTRACE-E03"])
        self.assertEqual(self.texts("tr.clause td b")[:3].count("✓ 1"), 1)
        self.assertIn("fail 1/2", self.texts("tr.clause td b"))
        self.click("tr.function th")
        self.assertEqual(self.clauses(), ["STOPTRACE-E03"])

    def test_opens_a_cell_and_copies_the_reproducer(self):
        self.click("#expand")
        self.browser.value("""[...document.querySelectorAll('tr.clause')]
            .find(e => e.textContent.startsWith('STARTTRACE-E02')).cells[2].click()""")
        panel = self.texts("#panel")[0]
        for words in ("no room for a copy of InstanceName", "ERROR_BAD_LENGTH (24)",
                      "ERROR_SUCCESS (0)", "NameLongerThanItsRoom", "documented",
                      "./etalon conformance --implementation wine --filter STARTTRACE-E02"):
            self.assertIn(words, panel)
        self.assertEqual(self.browser.value("location.hash"), "#STARTTRACE-E02/wine-8.0")
        self.browser.call("Browser.grantPermissions",
                          permissions=["clipboardReadWrite", "clipboardSanitizedWrite"])
        self.click("#panel [data-program]")
        self.browser.value("new Promise(done => setTimeout(done, 50))")
        self.assertEqual(self.texts("#panel [data-program]"), ["Copied"])
        self.browser.value("document.querySelector('#panel summary:last-of-type').focus()")
        program = self.browser.value("navigator.clipboard.readText()")
        self.assertTrue(program.startswith("// STARTTRACE-E02 on wine-8.0\n"), program[:80])
        self.assertIn("if (result != 24u) Mismatch(1, \"StartTraceW\", 24u, result);", program)
        with open(os.path.join(FOLDER, "copied.c"), "w", encoding="utf-8") as file:
            file.write(program)

    def test_shows_what_changed_between_two_versions(self):
        self.assertEqual(self.texts(".trend h2"), ["wine-8.0 → wine-9.0"])
        self.assertIn("▲ 3 clauses better", self.texts(".trend p")[0])
        self.chip("changed")
        self.assertNotIn("STARTTRACE-E03", self.clauses())
        self.assertEqual(len(self.texts(".up")), 3)

    def test_filters_and_searches(self):
        self.chip("crash")
        self.assertEqual(self.clauses(), ["STARTTRACE-E04"])
        self.chip("crash")
        self.chip("unexpected")
        self.assertEqual(self.clauses(), ["STARTTRACE-E02"])
        self.click("#clear")
        self.find("error_bad_length")
        self.assertEqual(self.clauses(), ["STARTTRACE-E02"])
        self.find("stoptrace noproperties")
        self.assertEqual(self.clauses(), ["STOPTRACE-E03"])
        self.find("nothing like it")
        self.assertEqual(self.texts("#tally"), ["0 clauses of 4 of 0 functions"])
        self.click("#clear")
        self.chip("implementations differ")
        self.assertNotIn("STOPTRACE-E99", self.clauses())
        self.browser.value("document.querySelector('#column-list input').click()")
        self.assertEqual(len(self.texts("#grid thead th")), 3)

    def test_needs_no_mouse(self):
        for key in ("/",):
            self.browser.press(key)
        self.assertEqual(self.browser.value("document.activeElement.id"), "find")
        self.browser.press("ArrowDown")
        walk = []
        for key in ("Enter", "ArrowDown", "ArrowRight", "ArrowRight", "ArrowUp", "ArrowDown"):
            self.browser.press(key)
            walk.append(self.browser.value("document.activeElement.tagName"))
        self.assertEqual(walk, ["TH", "TH", "TD", "TD", "TD", "TD"])
        self.browser.press("Enter")
        self.assertFalse(self.browser.value("document.getElementById('panel').hidden"))
        self.assertEqual(self.browser.value("document.activeElement.id"), "close")
        self.browser.press("Escape")
        self.assertTrue(self.browser.value("document.getElementById('panel').hidden"))
        self.assertEqual(self.browser.value("document.activeElement.tagName"), "TD")
        self.browser.press("x")
        self.assertEqual(self.texts("#expand"), ["Expand all"])

    def test_follows_links(self):
        self.browser.value("location.hash = '#STARTTRACE-E04/wine-9.0'")
        self.browser.value("new Promise(done => setTimeout(done, 100))")
        self.assertIn("hang", self.texts("#panel [aria-selected=true]")[0])

    def test_is_usable_with_ten_implementations_and_a_thousand_clauses(self):
        # The page's own time: how busy the machine is does not matter.
        self.browser.call("Performance.enable", timeDomain="threadTicks")
        seconds = min(self.open("large.html") for _ in range(LOADS))
        metrics = self.browser.call("Performance.getMetrics")["metrics"]
        busy = next(metric["value"] for metric in metrics if metric["name"] == "TaskDuration")
        print(f"1,000 clauses by 10 implementations: loaded in {seconds:.2f} s, {busy:.2f} s busy")
        self.assertLess(busy, MOST_SECONDS_TO_LOAD)
        self.assertEqual(len(self.texts("#grid thead th")), 11)
        self.browser.screenshot("large.png")
        taken = self.browser.value("""(() => { const start = performance.now();
            document.getElementById('expand').click(); document.body.offsetHeight;
            return performance.now() - start; })()""")
        print(f"all expanded in {taken:.0f} ms")
        self.assertEqual(len(self.clauses()), 1000)
        taken = self.browser.value("""(() => { const start = performance.now();
            const e = document.getElementById('find'); e.value = 'starttrace';
            e.dispatchEvent(new Event('input')); document.body.offsetHeight;
            return performance.now() - start; })()""")
        print(f"found in {taken:.0f} ms")

    def test_fits_wide_and_narrow_light_and_dark(self):
        for scheme in ("light", "dark"):
            for width in (1600, 400):
                self.browser.show(width, 900, scheme)
                self.open("small.html")
                self.click("#expand")
                self.assertLessEqual(
                    self.browser.value("document.documentElement.scrollWidth"), width)
                self.browser.screenshot(f"{scheme}_{width}.png")
                self.browser.value("location.hash = '#STARTTRACE-E02/wine-8.0'")
                self.browser.value("new Promise(done => setTimeout(done, 100))")
                self.browser.screenshot(f"{scheme}_{width}_cell.png")


if __name__ == "__main__":
    skip_without_browser()
    write_small()
    write_large()
    unittest.main(verbosity=2)
