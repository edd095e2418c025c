#!/usr/bin/env python3
"""The page of `etalon heap --html` in headless Chromium: what it shows, the keyboard, no network.

usage: page_test.py WRITE_FORMATS

Screenshots go to the test's outputs (bazel-testlogs/.../page_test/test.outputs).
"""

import base64
import json
import os
import select
import shutil
import subprocess
import sys
import time
import unittest

WRITE_FORMATS = os.path.abspath(sys.argv.pop(1))
FOLDER = os.environ["TEST_TMPDIR"]
OUTPUTS = os.environ.get("TEST_UNDECLARED_OUTPUTS_DIR", FOLDER)
CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))),
                None)
PATIENCE_SECONDS = 60


class Browser:
    """Headless Chromium, spoken to in its DevTools protocol over two pipes."""

    def __init__(self):
        to_browser, self.write_end = os.pipe()
        self.read_end, from_browser = os.pipe()
        profile = os.path.join(FOLDER, "profile")
        self.process = subprocess.Popen(
            ["bash", "-c", f'exec "$0" "$@" 3<&{to_browser} 4>&{from_browser}', CHROMIUM,
             "--headless", "--hide-scrollbars", "--no-sandbox", "--disable-gpu",
             "--disable-dev-shm-usage", f"--user-data-dir={profile}", "--remote-debugging-pipe",
             "about:blank"],
            pass_fds=(to_browser, from_browser), env={**os.environ, "HOME": FOLDER},
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        os.close(to_browser)
        os.close(from_browser)
        self.received = b""
        self.events = []
        self.calls = 0
        self.session = None
        target = self.call("Target.createTarget", url="about:blank")["targetId"]
        self.session = self.call("Target.attachToTarget", targetId=target,
                                 flatten=True)["sessionId"]
        for domain in ("Page", "Runtime", "Network", "Log"):
            self.call(domain + ".enable")

    def close(self):
        self.process.terminate()
        self.process.wait()
        os.close(self.write_end)
        os.close(self.read_end)

    def message(self):
        deadline = time.monotonic() + PATIENCE_SECONDS
        while b"\0" not in self.received:
            ready, _, _ = select.select([self.read_end], [], [], deadline - time.monotonic())
            data = os.read(self.read_end, 1 << 20) if ready else b""
            if not data:
                raise RuntimeError("Chromium does not answer")
            self.received += data
        text, _, self.received = self.received.partition(b"\0")
        return json.loads(text)

    def call(self, method, **parameters):
        self.calls += 1
        request = {"id": self.calls, "method": method, "params": parameters}
        if self.session is not None:
            request["sessionId"] = self.session
        os.write(self.write_end, json.dumps(request).encode() + b"\0")
        while True:
            message = self.message()
            if message.get("id") == self.calls:
                if "error" in message:
                    raise RuntimeError(f"{method}: {message['error']}")
                return message["result"]
            self.events.append(message)

    def wait_for(self, method):
        while not any(event.get("method") == method for event in self.events):
            self.events.append(self.message())

    def value(self, expression):
        result = self.call("Runtime.evaluate", expression=expression, returnByValue=True)
        if "exceptionDetails" in result:
            raise RuntimeError(f"{expression}: {result['exceptionDetails']}")
        return result["result"].get("value")

    def press(self, key):
        code = {"Enter": 13, "Escape": 27, "Tab": 9, "ArrowLeft": 37, "ArrowUp": 38,
                "ArrowRight": 39, "ArrowDown": 40, "Home": 36}[key]
        for kind in ("keyDown", "keyUp"):
            self.call("Input.dispatchKeyEvent", type=kind, key=key, code=key,
                      windowsVirtualKeyCode=code)

    def show(self, width, height, scheme):
        self.call("Emulation.setDeviceMetricsOverride", width=width, height=height,
                  deviceScaleFactor=1, mobile=False)
        self.call("Emulation.setEmulatedMedia",
                  features=[{"name": "prefers-color-scheme", "value": scheme}])

    def screenshot(self, name):
        data = self.call("Page.captureScreenshot", captureBeyondViewport=True)["data"]
        with open(os.path.join(OUTPUTS, name), "wb") as file:
            file.write(base64.b64decode(data))


class PageTest(unittest.TestCase):

    @classmethod
    def setUpClass(cls):
        cls.browser = Browser()

    @classmethod
    def tearDownClass(cls):
        cls.browser.close()

    def setUp(self):
        self.browser.show(1280, 900, "light")
        self.browser.events.clear()
        self.browser.call("Page.navigate", url="file://" + os.path.join(FOLDER, "heap.html"))
        self.browser.wait_for("Page.loadEventFired")

    def tearDown(self):
        self.browser.value("1")  # whatever went wrong has been told by now
        for event in self.browser.events:
            self.assertNotIn(event.get("method"), ("Runtime.exceptionThrown", "Log.entryAdded"),
                             event)
            if event.get("method") == "Network.requestWillBeSent":
                self.assertTrue(event["params"]["request"]["url"].startswith("file://"), event)

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
    if CHROMIUM is None:
        print("SKIPPED: no Chromium on this machine (apt-get install chromium): page not looked at")
        sys.exit(0)
    subprocess.run([WRITE_FORMATS, FOLDER], check=True)
    unittest.main(verbosity=2)
