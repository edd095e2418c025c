"""Headless Chromium, for the tests of pages: Browser speaks its DevTools protocol over two pipes.

Screenshots go to the test's outputs (bazel-testlogs/.../test.outputs).
"""

import base64
import json
import os
import select
import shutil
import subprocess
import sys
import time

FOLDER = os.environ["TEST_TMPDIR"]
OUTPUTS = os.environ.get("TEST_UNDECLARED_OUTPUTS_DIR", FOLDER)
CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))),
                None)
PATIENCE_SECONDS = 60


def skip_without_browser():
    """Ends the test, as passed, on a machine without Chromium."""
    if CHROMIUM is None:
        print("SKIPPED: no Chromium on this machine (apt-get install chromium): page not looked at")
        sys.exit(0)


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
        result = self.call("Runtime.evaluate", expression=expression, returnByValue=True,
                           awaitPromise=True, userGesture=True)
        if "exceptionDetails" in result:
            raise RuntimeError(f"{expression}: {result['exceptionDetails']}")
        return result["result"].get("value")

    def press(self, key):
        """A key by its name, or a letter."""
        code = {"Enter": 13, "Escape": 27, "Tab": 9, "ArrowLeft": 37, "ArrowUp": 38,
                "ArrowRight": 39, "ArrowDown": 40, "Home": 36, "End": 35}.get(key, 0)
        letter = {"text": key} if len(key) == 1 else {}
        for kind in ("keyDown", "keyUp"):
            self.call("Input.dispatchKeyEvent", type=kind, key=key, code=key,
                      windowsVirtualKeyCode=code, **(letter if kind == "keyDown" else {}))

    def open(self, path):
        """Loads a file; the seconds from the request to the load event."""
        self.events.clear()
        self.call("Page.navigate", url="file://" + path)
        self.wait_for("Page.loadEventFired")
        timing = "performance.getEntriesByType('navigation')[0].loadEventEnd"
        while self.value(timing) == 0:
            time.sleep(0.01)
        return self.value(timing) / 1000

    def check_quiet(self, test):
        """Nothing went wrong in the page, and it asked for nothing but itself."""
        self.value("1")  # whatever went wrong has been told by now
        for event in self.events:
            test.assertNotIn(event.get("method"), ("Runtime.exceptionThrown", "Log.entryAdded"),
                             event)
            if event.get("method") == "Network.requestWillBeSent":
                url = event["params"]["request"]["url"]
                test.assertTrue(url.startswith("file://"), event)

    def show(self, width, height, scheme):
        self.call("Emulation.setDeviceMetricsOverride", width=width, height=height,
                  deviceScaleFactor=1, mobile=False)
        self.call("Emulation.setEmulatedMedia",
                  features=[{"name": "prefers-color-scheme", "value": scheme}])

    def screenshot(self, name):
        data = self.call("Page.captureScreenshot", captureBeyondViewport=True)["data"]
        with open(os.path.join(OUTPUTS, name), "wb") as file:
            file.write(base64.b64decode(data))
