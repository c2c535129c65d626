"""The preview rebuilds when a source changes, and then comes to rest."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.conftest import REPOSITORY

pytestmark = pytest.mark.slow

BEFORE = "渡口的钟声\n\n" + "渡口的钟每天敲三遍，船家听见第二遍就解开缆绳，等着第一个过江的人。\n\n" * 4
AFTER = BEFORE.replace("三遍", "五遍")
PATIENCE = 60  # seconds for a build on a shared machine
REST = 6  # seconds without a build that count as rest: a rebuild starts within one


@contextmanager
def preview(content: Path, port: int, log: Path) -> Iterator[None]:
    command = [sys.executable, "-m", "builder", "serve", "--content", str(content), "--address", f"127.0.0.1:{port}"]
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "PYTHONUNBUFFERED": "1"}
    with log.open("wb") as output:
        process = subprocess.Popen(command, cwd=REPOSITORY, env=environment, stdout=output, stderr=output)
        try:
            yield
        finally:
            process.terminate()
            process.wait(timeout=20)


def page(port: int) -> str:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/essays/ferry.html", timeout=5) as answer:
            return str(answer.read().decode())
    except OSError:
        return ""


def wait_for(text: str, port: int) -> bool:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        if text in page(port):
            return True
        time.sleep(0.2)
    return False


def test_an_edit_is_shown_and_then_nothing_happens(tmp_path: Path) -> None:
    content = tmp_path / "library"
    (content / "essays").mkdir(parents=True)
    source = content / "essays" / "ferry.txt"
    source.write_text(BEFORE, encoding="utf-8")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    log = tmp_path / "log"
    with preview(content, port, log):
        assert wait_for("三遍", port), log.read_text(encoding="utf-8")
        time.sleep(2)  # the watcher has taken its first look
        source.write_text(AFTER, encoding="utf-8")
        assert wait_for("五遍", port), log.read_text(encoding="utf-8")
        time.sleep(2)
        builds = log.read_text(encoding="utf-8").count("Building documentation...")
        time.sleep(REST)
        assert log.read_text(encoding="utf-8").count("Building documentation...") == builds
    assert builds == 2, log.read_text(encoding="utf-8")
