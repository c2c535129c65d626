"""What moves while one reads: the bar leaves and comes back, the outline and the line at the top follow; no white flash."""

from __future__ import annotations

import base64
import json
import struct
import threading
import time
import urllib.request
import zlib
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from tests.browser import chromium, served
from tests.test_interface import find, resize
from tests.test_keyboard import wait

pytestmark = pytest.mark.slow

#: A page in the dark with its text is under a third of full light; the empty page of a browser is all light.
DARK, LIGHT = 0.3, 0.7
#: So late comes each style sheet and script of the slow server: many screens are drawn meanwhile.
_LATE = 0.25


@pytest.fixture(scope="module")
def driver() -> Iterator[Any]:
    with chromium() as found:
        yield found


def scroll_to(driver: Any, place: str) -> None:
    driver.execute_script(f"scrollTo({{top: {place}, behavior: 'instant'}})")
    wait(driver, 0.4)


@pytest.mark.parametrize("width", [360, 1440])
def test_the_bar_leaves_and_the_outline_follows(driver: Any, every_site: Path, width: int) -> None:
    bar = "const box = document.querySelector('.bar').getBoundingClientRect(); return box.bottom"
    line = "return document.querySelector('.progress').getBoundingClientRect().width / innerWidth"
    current = "return document.querySelector('.outline [aria-current]')?.hash"
    with served(every_site) as root:
        resize(driver, width)
        driver.get(f"{root}/essays/shen-me-dou-you.html")
        assert driver.execute_script(bar) > 30
        assert driver.execute_script(line) == 0
        assert driver.execute_script(current) is None
        hashes = driver.execute_script("return [...document.querySelectorAll('.outline a')].map((one) => one.hash)")
        assert len(hashes) > 4
        for hash in hashes:
            top = f"document.getElementById(decodeURIComponent('{hash}'.slice(1))).getBoundingClientRect().top"
            scroll_to(driver, f"{top} + scrollY - innerHeight / 4")
            left = "document.documentElement.scrollHeight - innerHeight - scrollY"
            if driver.execute_script(f"return {left} > innerHeight"):  # near its end a page scrolls no further
                assert driver.execute_script(current) == hash
        scroll_to(driver, "document.documentElement.scrollHeight")
        assert driver.execute_script(current) == hashes[-1]
        scroll_to(driver, "300")
        scroll_to(driver, "900")
        assert driver.execute_script(bar) <= 0, "the bar is still there while one reads down"
        read = driver.execute_script(line)
        assert 0 < read < 1
        scroll_to(driver, "700")
        assert driver.execute_script(bar) > 30, "the bar does not come back"
        assert 0 < driver.execute_script(line) < read
        scroll_to(driver, "document.body.scrollHeight")
        assert driver.execute_script(line) == pytest.approx(1, abs=0.01)


def test_a_page_read_in_the_dark_is_never_white(driver: Any, every_site: Path) -> None:
    """The reader's system is light, the reader chose the dark; nothing is cached, style sheets and scripts come late."""
    with _slow(every_site) as root, _Screen(driver) as screen:
        resize(driver, 1440)
        driver.execute_cdp_cmd("Network.setCacheDisabled", {"cacheDisabled": True})
        driver.get(f"{root}/essays/shen-me-dou-you.html")
        assert max(screen.seen()) > LIGHT, "the screen is seen"
        find(driver, "#reader > summary").click()
        find(driver, '#reader input[value="dark"]').click()
        wait(driver, 0.5)
        screen.seen()
        for page in ("essays/zu-zhi-gong-zuo-de-xu-yu-shi.html", "themes/index.html", "index.html"):
            driver.get(f"{root}/{page}")
            wait(driver, 0.5)
            lights = screen.seen()
            assert lights, "nothing was drawn"
            assert max(lights) < DARK, (page, lights)


class _Screen:
    """Every picture that the browser draws, as its mean light from 0 to 1, by the protocol of its developer tools."""

    def __init__(self, driver: Any) -> None:
        port = driver.capabilities["goog:chromeOptions"]["debuggerAddress"]
        with urllib.request.urlopen(f"http://{port}/json") as answer:
            pages = json.load(answer)
        address = next(page["webSocketDebuggerUrl"] for page in pages if page["type"] == "page")
        websocket = pytest.importorskip("websocket", reason="no websocket-client to watch the screen with")
        self._socket = websocket.create_connection(address, suppress_origin=True, timeout=1)
        self._asked = 0

    def __enter__(self) -> _Screen:
        self._ask("Page.startScreencast", format="png", maxWidth=8, maxHeight=8, everyNthFrame=1)
        return self

    def __exit__(self, *_: object) -> None:
        self._socket.close()

    def seen(self) -> list[float]:
        """The pictures drawn since the last call; waits until none has come for a second."""
        from websocket import WebSocketTimeoutException

        lights = []
        while True:
            try:
                told = json.loads(self._socket.recv())
            except WebSocketTimeoutException:
                return lights
            if told.get("method") == "Page.screencastFrame":
                self._ask("Page.screencastFrameAck", sessionId=told["params"]["sessionId"])
                lights.append(_light(base64.b64decode(told["params"]["data"])))

    def _ask(self, method: str, **given: object) -> None:
        self._asked += 1
        self._socket.send(json.dumps({"id": self._asked, "method": method, "params": given}))


def _light(png: bytes) -> float:
    """The mean of all bytes of a small picture, from 0 to 1; RFC 2083 §6 says how each line is undone."""
    width, height, _, kind = struct.unpack(">IIBB", png[16:26])
    size, packed, at = {2: 3, 6: 4}[kind], b"", 8
    while at < len(png):
        length, name = struct.unpack(">I4s", png[at : at + 8])
        packed += png[at + 8 : at + 8 + length] if name == b"IDAT" else b""
        at += length + 12
    data, above, total = zlib.decompress(packed), bytes(width * size), 0
    for line in range(height):
        begin = line * (width * size + 1)
        done = bytearray()
        for place, byte in enumerate(data[begin + 1 : begin + 1 + width * size]):
            left, up = (done[place - size], above[place - size]) if place >= size else (0, 0)
            here = above[place]
            near = min((left, here, up), key=lambda one: abs(left + here - up - one))
            done.append((byte + (0, left, here, (left + here) // 2, near)[data[begin]]) % 256)
        above, total = bytes(done), total + sum(done[place] for place in range(len(done)) if place % size < 3)
    return total / (255 * 3 * width * height)


class _Late(SimpleHTTPRequestHandler):
    def do_GET(self) -> None:
        if self.path.split("?")[0].endswith((".css", ".js")):
            time.sleep(_LATE)
        super().do_GET()

    def log_message(self, format: str, *arguments: object) -> None:
        """Says nothing."""


class _slow:
    """A server of `folder` whose style sheets and scripts come late; gives its address."""

    def __init__(self, folder: Path) -> None:
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Late, directory=str(folder)))

    def __enter__(self) -> str:
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        return f"http://127.0.0.1:{self._server.server_port}"

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()
