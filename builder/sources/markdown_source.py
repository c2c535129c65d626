"""Markdown: its text stays whole, its marks and its structure are hints over it."""

from __future__ import annotations

from pathlib import Path

from builder.model import Hint, Limits, Source
from builder.sources.decode import decode
from builder.sources.front_matter import front_matter
from builder.sources.lines import refuse_long_lines
from builder.sources.markdown_blocks import blocks
from builder.sources.markdown_inline import pictures
from builder.sources.page_text import settle_headings
from builder.sources.pictures import Album


def read_markdown(data: bytes, name: str, limits: Limits, path: Path) -> Source:
    """The source in `data`; its pictures are looked for beside `path`. Raises Refused.

    The text is the whole file. `drop` hints lie on marks that a reader should not see; a list's mark stays, and
    `mark_end` in its detail says where it ends.
    """
    decoded = decode(data, name)
    text = decoded.text
    refuse_long_lines(text, name, limits)
    front = front_matter(text, name, limits)
    begin = front.span[1] if front.span else 0
    album = Album(name, path.parent, limits)
    hints = blocks(text, begin)
    hints = sorted([*hints, *_figures(text, begin, hints, album)], key=lambda hint: (hint.start, hint.end, hint.kind))
    return Source(
        name,
        text,
        decoded.record,
        "md",
        settle_headings(text, hints, begin),
        front.fields,
        front.span,
        album.pictures(),
        (*decoded.problems, *front.problems, *album.problems()),
    )


def _figures(text: str, begin: int, hints: list[Hint], album: Album) -> list[Hint]:
    """A figure for each picture outside code; the text instead of it, or its address, stays as the caption."""
    codes = iter([(hint.start, hint.end) for hint in hints if hint.kind == "code"])
    code = next(codes, None)
    found: list[Hint] = []
    start = begin
    for line in text[begin:].splitlines(keepends=True) if "![" in text else ():
        while code and code[1] <= start:
            code = next(codes, None)
        if not (code and code[0] <= start) and "![" in line:
            for (first, last), caption, address in pictures(line):
                found += _figure((start + first, start + last), text, caption, address, album)
        start += len(line)
    return found


def _figure(span: tuple[int, int], text: str, caption: str, address: str, album: Album) -> list[Hint]:
    start, end = span
    shown = start + 2
    if caption:
        shown = text.index(caption, shown, end)
    elif address:
        shown = text.index(address, shown, end)
    picture = album.at(address) if address else None
    words = caption or address
    detail = (("caption", caption), *((("picture", picture),) if picture else ()))
    return [
        Hint(start, shown, "drop", detail=(("mark", "figure"),)),
        Hint(shown, shown + len(words), "figure", detail=detail),
        Hint(shown + len(words), end, "drop", detail=(("mark", "figure"),)),
    ]
