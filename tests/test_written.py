"""What a build wrote is not read again while it lies as it was left, and whatever a hand did to it is made good."""

from __future__ import annotations

import builtins
import os
from pathlib import Path
from typing import Any

import pytest

from builder import generate as module
from builder.cache import Cache
from builder.content import Content, content_at
from builder.generate import write
from builder.model import Output, Recalled
from builder.written import Written

LONG_AGO = 1_000_000_000_000_000_000
TEXTS = {"essays/a.md": b"one", "essays/b.md": b"two"}


def outputs(fetched: list[str]) -> list[Output]:
    """The files, which are only fetched if somebody needs them."""

    def recalled(path: str, data: bytes) -> Output:
        def fetch() -> bytes:
            fetched.append(path)
            return data

        return Output(path, Recalled(Output(path, data).digest, fetch))

    return [recalled(path, data) for path, data in TEXTS.items()]


def built(content: Content) -> tuple[int, list[str]]:
    """How many files a build writes, and which it fetches."""
    fetched: list[str] = []
    written, _ = write(content, outputs(fetched), {}, Written(Cache(content.cache)))
    return written, fetched


def grown_old(content: Content) -> None:
    """As if the last build had been long ago."""
    for path in TEXTS:
        os.utime(content.pages / path, ns=(LONG_AGO, LONG_AGO))
    built(content)


def rewritten(path: Path) -> None:
    path.write_bytes(b"ONE")


def replaced(path: Path) -> None:
    path.with_name("other").write_bytes(b"ONE")
    path.with_name("other").replace(path)


def removed(path: Path) -> None:
    path.unlink()


def longer(path: Path) -> None:
    path.write_bytes(b"one!")
    os.utime(path, ns=(LONG_AGO, LONG_AGO))


def test_what_lies_as_it_was_left_is_neither_fetched_nor_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    content = content_at(tmp_path)
    assert built(content) == (2, list(TEXTS))
    assert built(content) == (0, list(TEXTS))  # written a moment ago: a hand may have been there since
    grown_old(content)

    def opened(path: Any, *given: Any) -> Any:
        assert "pages" not in str(path)
        return builtins.open(path, *given)  # noqa: PTH123

    monkeypatch.setattr(module, "open", opened, raising=False)
    assert built(content) == (0, [])


@pytest.mark.parametrize("hand", [rewritten, replaced, removed, longer])
def test_what_a_hand_did_to_a_file_is_made_good(tmp_path: Path, hand: Any) -> None:
    content = content_at(tmp_path)
    built(content)
    grown_old(content)
    path = content.pages / "essays/a.md"
    hand(path)
    assert built(content) == (1, ["essays/a.md"])
    assert path.read_bytes() == b"one"


def test_a_library_that_is_moved_is_known_where_it_lies_now(tmp_path: Path) -> None:
    content = content_at(tmp_path / "one")
    built(content)
    grown_old(content)
    (tmp_path / "one").rename(tmp_path / "two")
    assert built(content_at(tmp_path / "two")) == (0, [])
