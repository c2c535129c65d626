"""The preview rebuilds when a source changes, and then comes to rest."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.conftest import REPOSITORY

pytestmark = pytest.mark.slow

BEFORE = "渡口的钟声\n\n" + "渡口的钟每天敲三遍，船家听见第二遍就解开缆绳，等着第一个过江的人。\n\n" * 4
AFTER = BEFORE.replace("三遍", "五遍")
PATIENCE = 120  # seconds for a build on a shared machine
REST = 6  # seconds without a build that count as rest: a rebuild starts within one


@contextmanager
def preview(content: Path, port: int, log: Path) -> Iterator[None]:
    command = [sys.executable, "-m", "builder", "serve", "--content", str(content), "--address", f"127.0.0.1:{port}"]
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "PYTHONUNBUFFERED": "1", "LC_ALL": "C.UTF-8"}
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


def wait_until(true: Callable[[], bool]) -> bool:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        if true():
            return True
        time.sleep(0.2)
    return False


def wait_for(text: str, port: int) -> bool:
    return wait_until(lambda: text in page(port))


def builds(log: Path) -> int:
    """Each build ends with a line that says how many sources there are."""
    return log.read_text(encoding="utf-8").count(" sources, ")


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
        assert wait_until(lambda: builds(log) == 2), log.read_text(encoding="utf-8")
        time.sleep(REST)
        assert builds(log) == 2, log.read_text(encoding="utf-8")
        assert "五遍" in page(port)


def test_an_edited_text_is_shown_before_anything_is_built(tmp_path: Path) -> None:
    from builder.cli import main
    from builder.content import content_at
    from builder.site.quick_look import look

    content, site = tmp_path / "library", tmp_path / "site"
    (content / "essays").mkdir(parents=True)
    source = content / "essays" / "ferry.txt"
    source.write_text(BEFORE, encoding="utf-8")
    assert main(["build", "--content", str(content), "--site", str(site), "--jobs", "1", "--quiet"]) == 0
    before = (site / "essays" / "ferry.html").read_text(encoding="utf-8")
    assert look(content_at(content), site, "ferry.txt") == ["essays/ferry.html"]
    unlinked = re.sub(r'<a class="theme"[^>]*>(.*?)</a>', r"\1", before)
    assert (site / "essays" / "ferry.html").read_text(encoding="utf-8") == unlinked
    source.write_text(AFTER + "\n夜里的渡口有灯。\n", encoding="utf-8")
    assert look(content_at(content), site, "ferry.txt") == ["essays/ferry.html"]
    after = (site / "essays" / "ferry.html").read_text(encoding="utf-8")
    assert "五遍" in after and "夜里的渡口有灯" in after
    assert after.partition("<article")[0] == before.partition("<article")[0]
    assert after.partition('id="repaired"')[2] == before.partition('id="repaired"')[2]
