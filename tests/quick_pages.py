"""Holds the quick conversion of pages against Python-Markdown as MkDocs sets it up: for any test that has pages."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from mkdocs.utils.meta import get_data

from builder.site.quick_markdown import convert, front_of
from tests.test_markdown_roundtrip import PRINTER


def unlike(text: str) -> str | None:
    """What the quick way makes otherwise of a page's Markdown; "" if nothing, None if it leaves it to the slow way."""
    made = convert(text, lambda target: target)
    if made is None:
        return None
    wanted = PRINTER.reset().convert(text)
    return "" if made.html == wanted else f"{made.html!r} is not {wanted!r}"


def compared(pages: Path) -> Iterator[tuple[str, str | None]]:
    """Each generated page below `pages`, and what is unlike in it."""
    for path in sorted(pages.rglob("*.md")):
        text = path.read_text(encoding="utf-8")
        body, meta = get_data(text)
        front = front_of(text)
        yield path.name, unlike(body)
        if front is not None:
            wanted = (meta, len(text) - len(body))
            yield f"{path.name}, front matter", "" if front == wanted else f"{front} is not {wanted}"
