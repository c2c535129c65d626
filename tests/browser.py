"""A Chromium for tests that reaches nothing but this machine, and says what it asked for and complained of."""

from __future__ import annotations

import json
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

_SWITCHES = (
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
    "--hide-scrollbars",
    # Every name but this machine's leads nowhere: the network is denied, not merely unused.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
)


def chromium_or_skip() -> tuple[str, str]:
    """Paths of Chromium and its driver; the test skips, saying so, where one is missing."""
    browser = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    driver = shutil.which("chromedriver")
    if not browser or not driver:
        pytest.skip("no Chromium with its driver on this machine")
    return browser, driver


@contextmanager
def chromium(width: int = 1440, height: int = 900, *, dark: bool = False, listened: bool = False) -> Iterator[Any]:
    """A Selenium driver with a window of `width` by `height` CSS pixels.

    Only one that is `listened` to can be asked what it `requested`: each message of a request costs a fifth of the request.
    """
    browser, driver_path = chromium_or_skip()
    from selenium import webdriver

    options = webdriver.ChromeOptions()
    options.binary_location = browser
    for switch in (*_SWITCHES, f"--window-size={width},{height}"):
        options.add_argument(switch)
    if dark:
        options.add_argument("--force-dark-mode")
    logs = {"performance": "ALL", "browser": "ALL"} if listened else {"browser": "ALL"}
    options.set_capability("goog:loggingPrefs", logs)
    driver = webdriver.Chrome(options=options, service=webdriver.ChromeService(driver_path))
    driver.set_page_load_timeout(30)
    try:
        emulation = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 600}
        driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", emulation)
        scheme = [{"name": "prefers-color-scheme", "value": "dark" if dark else "light"}]
        driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": scheme})
        yield driver
    finally:
        driver.quit()


def requested(driver: Any) -> list[str]:
    """Every address asked for since the last call."""
    events = [json.loads(entry["message"])["message"] for entry in driver.get_log("performance")]
    return [event["params"]["request"]["url"] for event in events if event["method"] == "Network.requestWillBeSent"]


def complaints(driver: Any) -> list[str]:
    """What the console has said of severity `SEVERE` since the last call."""
    return [entry["message"] for entry in driver.get_log("browser") if entry["level"] == "SEVERE"]


class _Quiet(SimpleHTTPRequestHandler):
    # As any web server does: a connection for each file would cost more than what is measured.
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True  # or what follows a head would wait for its receipt

    def log_message(self, format: str, *arguments: object) -> None:
        """Says nothing."""


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """The address of `folder` on this machine."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(folder)))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
