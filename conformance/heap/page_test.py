#!/usr/bin/env python3
"""The page of `etalon heap --html` in headless Chromium: what it shows, the keyboard, no network.

usage: page_test.py WRITE_FORMATS

Screenshots go to the test's outputs (bazel-testlogs/.../page_test/test.outputs).
"""

import json
import os
import subprocess
import sys
import unittest

sys.path.insert(0, os.path.abspath("tools"))
from chromium import FOLDER, Browser, skip_without_browser

WRITE_FORMATS = os.path.abspath(sys.argv.pop(1))


class PageTest(unittest.TestCase):

    @classmethod
    def setUpClass(cls):
        cls.browser = Browser()

    @classmethod
    def tearDownClass(cls):
        cls.browser.close()

    def setUp(self):
        self.browser.show(1280, 900, "light")
        self.browser.open(os.path.join(FOLDER, "heap.html"))

    def tearDown(self):
        self.browser.check_quiet(self)

    def text(self, name):
        return self.browser.value(f"document.getElementById('{name}').textContent")

    def frames(self):
        return self.browser.value(
            "[...document.querySelectorAll('#flame [role=treeitem]')].map(e => e.ariaLabel)")

    def focused(self):
        return self.browser.value("document.activeElement.textContent")

    def choose(self, name, value):
        self.browser.value(f"""(() => {{ const e = document.getElementById('{name}');
            e.value = {json.dumps(value)}; e.dispatchEvent(new Event('input'));
            e.dispatchEvent(new Event('change')); }})()""")

    def test_shows_who_holds_the_memory(self):
        self.assertEqual(self.browser.value("document.title"), "Heap trace heap.etl")
        self.assertEqual(self.text("facts"), "16 heap events in 0.080 s, 3 processes")
        self.assertEqual(
            self.text("answer"), "app.exe (1000): 350 B in 2 blocks never freed before its exit; "
            "peak 1.32 KiB at +0.030 s.")
        self.assertEqual(self.frames(), [
            "app.exe (1000), 350 B, 100.0 %", "app.exe+0x10, 350 B, 100.0 %",
            "app.exe+0x2000, 300 B, 85.7 %", "ntdll.dll+0x100, 300 B, 85.7 %",
            "app.exe+0x1000, 50 B, 14.3 %", "ntdll.dll+0x100, 50 B, 14.3 %"
        ])
        holders = self.browser.value(
            "[...document.querySelectorAll('#holders .place')].map(e => e.textContent)")
        self.assertEqual(holders, ["app.exe+0x2000", "app.exe+0x1000"])
        self.assertIn("0x90000 (destroyed)", self.text("heaps"))
        self.assertTrue(self.browser.value("document.getElementById('warning').hidden"))

    def test_goes_back_in_time(self):
        self.assertEqual(self.text("when"), "at the end")
        self.choose("moment", 0)
        self.assertNotEqual(self.text("when"), "at the end")
        self.assertEqual(self.frames()[0], "app.exe (1000), 300 B, 100.0 %")
        self.choose("measure", "blocks")
        self.assertEqual(self.frames()[0], "app.exe (1000), 2 blocks, 100.0 %")

    def test_shows_other_processes_and_heaps(self):
        self.choose("process", "1")
        self.assertEqual(self.frames(),
                         ["process 2000, 64 B, 100.0 %", "(no stack recorded), 64 B, 100.0 %"])
        self.choose("process", "2")
        self.assertIn("nothing is left", self.text("answer"))
        self.assertEqual(self.frames(), ["tool.exe (1000, use 2 of the id), 0 B, 0.0 %"])
        self.choose("process", "0")
        self.choose("heap", "1")
        self.choose("measure", "allocated")
        self.assertEqual(self.frames()[0], "app.exe (1000), 1000 B, 100.0 %")

    def test_finds(self):
        self.choose("find", "0X2000")
        self.assertEqual(
            self.browser.value(
                "[...document.querySelectorAll('.frame.match')].map(e => e.textContent)"),
            ["app.exe+0x2000"])

    def test_needs_no_mouse(self):
        order = []
        for _ in range(9):
            self.browser.press("Tab")
            order.append(self.browser.value(
                "document.activeElement.id || document.activeElement.getAttribute('role')"))
        self.assertEqual(order[:7], ["process", "heap", "moment", "measure", "find", "whole",
                                     "treeitem"])
        self.browser.value("document.querySelector('#flame [tabindex=\"0\"]').focus()")
        walk = []
        for key in ("ArrowDown", "ArrowDown", "ArrowRight", "ArrowDown", "ArrowUp", "ArrowLeft"):
            self.browser.press(key)
            walk.append(self.focused())
        self.assertEqual(walk, ["app.exe+0x10", "app.exe+0x2000", "app.exe+0x1000",
                                "ntdll.dll+0x100", "app.exe+0x1000", "app.exe+0x2000"])
        self.assertIn("85.7 % of the whole", self.text("told"))
        self.browser.press("Enter")
        self.assertEqual(self.focused(), "app.exe+0x2000")
        self.assertEqual(len(self.frames()), 4)
        self.assertEqual(self.browser.value("document.activeElement.style.width"), "100%")
        self.browser.press("Escape")
        self.assertEqual(len(self.frames()), 6)
        self.browser.value("document.getElementById('moment').focus()")
        self.browser.press("Home")
        self.assertNotEqual(self.text("when"), "at the end")

    def test_fits_wide_and_narrow_light_and_dark(self):
        for scheme in ("light", "dark"):
            backs = set()
            for width in (1280, 360):
                self.browser.show(width, 900, scheme)
                self.assertLessEqual(
                    self.browser.value("document.documentElement.scrollWidth"), width)
                backs.add(self.browser.value("getComputedStyle(document.body).backgroundColor"))
                self.browser.screenshot(f"{scheme}_{width}.png")
            self.assertEqual(backs, {{"light": "rgb(255, 255, 255)",
                                      "dark": "rgb(21, 23, 26)"}[scheme]})


if __name__ == "__main__":
    skip_without_browser()
    subprocess.run([WRITE_FORMATS, FOLDER], check=True)
    unittest.main(verbosity=2)
