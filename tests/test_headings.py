"""The contract of the outline: the cases in tests/headings, a text and its headings each."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from builder.model import Block, Decisions, Hint, Language
from builder.repair.engine import apply
from builder.structure.parse import parse
from builder.tiling import Positions

CASES = Path(__file__).parent / "headings"
_CASE = re.compile(r"^## ([^\n]+)\n+~~~ text\n(.*?)^~~~\n+~~~ outline\n(.*?)^~~~", re.MULTILINE | re.DOTALL)


def blocks_of(
    text: str, hints: tuple[Hint, ...] = (), decisions: Decisions | None = None, title: str | None = None
) -> tuple[Block, ...]:
    """The blocks of a text that needs no repair and is body from end to end."""
    language: Language = "zh-Hans" if re.search("[\u4e00-\u9fff]", text) else "en"
    positions = Positions(apply(text, ()).segments)
    return parse(text, [(0, len(text))], hints, language, title, decisions or Decisions(), positions)


def printed_outline(blocks: tuple[Block, ...]) -> list[str]:
    return [
        " ".join(part for part in (str(block.level), block.heading, block.number, block.text) if part)
        for block in blocks
        if block.kind == "heading"
    ]


def _cases() -> Iterator[object]:
    for path in sorted(CASES.glob("*.md")):
        for name, text, outline in _CASE.findall(path.read_text("utf-8")):
            marks = [pytest.mark.xfail(strict=True)] if name.startswith("KNOWN FAILURE") else []
            yield pytest.param(text, outline, id=f"{path.stem}: {name}", marks=marks)


@pytest.mark.parametrize(("text", "outline"), list(_cases()))
def test_outline(text: str, outline: str) -> None:
    assert printed_outline(blocks_of(text)) == outline.splitlines()


def test_every_case_is_read() -> None:
    written = sum(path.read_text("utf-8").count("\n## ") for path in CASES.glob("*.md"))
    assert written == len(list(_cases()))
