"""A Firefox for tests, as a reader has it: each file an origin of its own, no network; driven by WebDriver BiDi.

Debian has no geckodriver. Firefox itself speaks BiDi over a socket on this machine, so that nothing else is needed.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from queue import Empty, Queue
from typing import Any

import pytest

_SECONDS_TO_START = 60  # the first start writes a profile, and another test may have the processor
_SECONDS_TO_ANSWER = 30
#: A driven browser drops strict origins of files unless told not to, and then shows what no reader sees.
_PREFERENCES: Mapping[str, bool | int | str] = {
    "security.fileuri.strict_origin_policy": True,
    "remote.prefs.recommended": False,
    # Every address but files leads to a proxy that is not there: the network is denied, not merely unused.
    "network.proxy.type": 1,
    "network.proxy.http": "127.0.0.1",
    "network.proxy.http_port": 9,
    "network.proxy.ssl": "127.0.0.1",
    "network.proxy.ssl_port": 9,
    "network.captive-portal-service.enabled": False,
    "network.connectivity-service.enabled": False,
    "app.update.enabled": False,
    "browser.shell.checkDefaultBrowser": False,
    "browser.startup.page": 0,
    "browser.aboutwelcome.enabled": False,
    "datareporting.policy.dataSubmissionEnabled": False,
    "toolkit.telemetry.reportingpolicy.firstRun": False,
    "extensions.update.enabled": False,
    "services.settings.server": "data:,",
}
_LISTENING = re.compile(r"WebDriver BiDi listening on (ws://\S+)")


class Firefox:
    """One tab. Scripts are expressions; a promise is waited for."""

    def __init__(self, socket: Any) -> None:
        self._socket = socket
        self._asked = 0
        self._heard: list[dict[str, Any]] = []
        self.ask("session.new", capabilities={"alwaysMatch": {"acceptInsecureCerts": False}})
        events = ["log.entryAdded", "network.beforeRequestSent"]
        self.ask("session.subscribe", events=events)
        self._tab = self.ask("browsingContext.getTree")["contexts"][0]["context"]

    def ask(self, method: str, **parameters: Any) -> dict[str, Any]:
        """The answer to a command; events that come meanwhile are kept."""
        self._asked += 1
        self._socket.send(json.dumps({"id": self._asked, "method": method, "params": parameters}))
        while True:
            told: dict[str, Any] = json.loads(self._socket.recv())
            if told.get("id") == self._asked:
                if told["type"] == "error":
                    raise AssertionError(f"{method}: {told['message']}")
                result: dict[str, Any] = told["result"]
                return result
            self._heard.append(told)

    def get(self, address: str) -> None:
        self.ask("browsingContext.navigate", context=self._tab, url=address, wait="complete")

    def resize(self, width: int, height: int = 900) -> None:
        self.ask("browsingContext.setViewport", context=self._tab, viewport={"width": width, "height": height})

    def run(self, script: str, *arguments: str) -> Any:
        """What `script`, the body of a function of `arguments`, returns, as JSON would say it."""
        body = f"async (...given) => JSON.stringify(await (async function () {{ {script} }})(...given) ?? null)"
        given = [{"type": "string", "value": argument} for argument in arguments]
        told = self.ask(
            "script.callFunction",
            functionDeclaration=body,
            arguments=given,
            awaitPromise=True,
            target={"context": self._tab},
        )
        if told["type"] == "exception":
            raise AssertionError(told["exceptionDetails"]["text"])
        return json.loads(told["result"]["value"])

    def until(self, script: str, *arguments: str, seconds: float = 20) -> Any:
        """What `script` returns once that is something."""
        end = time.monotonic() + seconds
        while True:
            found = self.run(script, *arguments)
            if found or time.monotonic() > end:
                assert found, f"nothing came of: {script}"
                return found
            time.sleep(0.05)

    def _place(self, selector: str) -> dict[str, Any]:
        """Scrolls an element into sight; where its middle is."""
        script = """
            const it = document.querySelector(arguments[0]);
            if (!it?.checkVisibility()) return null;
            it.scrollIntoView({ block: "center", behavior: "instant" });
            const box = it.getClientRects()[0];
            return [Math.round(box.left + box.width / 2), Math.round(box.top + box.height / 2)];
        """
        x, y = self.until(script, selector)
        return {"type": "pointerMove", "x": x, "y": y}

    def hover(self, selector: str) -> None:
        # A pointer that is there already does not come in: it comes from the corner.
        corner = {"type": "pointerMove", "x": 1, "y": 1}
        self._act({"type": "pointer", "id": "mouse", "actions": [corner, self._place(selector)]})

    def click(self, selector: str) -> None:
        press, release = ({"type": f"pointer{way}", "button": 0} for way in ("Down", "Up"))
        self._act({"type": "pointer", "id": "mouse", "actions": [self._place(selector), press, release]})

    def type(self, text: str) -> None:
        """Types into what has the focus."""
        keys = [{"type": f"key{way}", "value": letter} for letter in text for way in ("Down", "Up")]
        self._act({"type": "key", "id": "keyboard", "actions": keys})

    def _act(self, *sources: dict[str, Any]) -> None:
        self.ask("input.performActions", context=self._tab, actions=list(sources))

    def complaints(self) -> list[str]:
        """What the console has said of level `error` since the last call."""
        return [told["params"]["text"] for told in self._taken("log.entryAdded") if told["params"]["level"] == "error"]

    def requested(self) -> list[str]:
        """Every address that the pages asked for since the last call; Firefox asks for pictures of its own besides."""
        told = [event["params"] for event in self._taken("network.beforeRequestSent")]
        return [asked["request"]["url"] for asked in told if asked.get("context") == self._tab]

    def _taken(self, method: str) -> list[dict[str, Any]]:
        self.ask("browsingContext.getTree")  # what was said until now has then arrived
        taken = [told for told in self._heard if told.get("method") == method]
        self._heard = [told for told in self._heard if told.get("method") != method]
        return taken


@contextmanager
def firefox(folder: Path) -> Iterator[Firefox]:
    """A Firefox whose profile lies in `folder`; the test skips, saying so, where there is none."""
    program = shutil.which("firefox-esr") or shutil.which("firefox")
    if not program:
        pytest.skip("no Firefox on this machine")
    websocket = pytest.importorskip("websocket", reason="no websocket-client to speak to Firefox with")
    profile = folder / "profile"
    profile.mkdir(parents=True)
    written = (f"user_pref({json.dumps(name)}, {json.dumps(value)});" for name, value in _PREFERENCES.items())
    (profile / "user.js").write_text("\n".join(written), encoding="utf-8")
    command = [program, "--headless", "--no-remote", "--profile", str(profile), "--remote-debugging-port", "0"]
    environment = {"HOME": str(folder), "PATH": "/usr/bin:/bin", "MOZ_HEADLESS_WIDTH": "1440", "LANG": "C.UTF-8"}
    process = subprocess.Popen(command, env=environment, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True)
    try:
        socket = websocket.create_connection(
            f"{_address(process)}/session", timeout=_SECONDS_TO_ANSWER, suppress_origin=True
        )
        try:
            yield Firefox(socket)
        finally:
            socket.close()
    finally:
        process.terminate()
        try:
            process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _address(process: subprocess.Popen[str]) -> str:
    """Where a starting Firefox listens: it says so among its messages, which a thread reads to their end."""
    lines: Queue[str] = Queue()

    def listen() -> None:
        for line in process.stderr or ():
            lines.put(line)

    threading.Thread(target=listen, daemon=True).start()
    end = time.monotonic() + _SECONDS_TO_START
    said: list[str] = []
    while time.monotonic() < end and process.poll() is None:
        try:
            said.append(lines.get(timeout=0.2))
        except Empty:
            continue
        if found := _LISTENING.search(said[-1]):
            return found[1]
    raise AssertionError(f"Firefox did not start: {''.join(said)[-2000:]}")
