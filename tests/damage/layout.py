"""Where a plain text may be damaged: its lines, the joints inside its paragraphs."""

from __future__ import annotations

import re
from collections.abc import Iterator

HAN = "\u3007\u3400-\u4dbf\u4e00-\u9fff"
#: A heading's mark, so that generators can tell headings from paragraphs without reading them.
HEADING_MARK = re.compile(
    r"(?:第[一二三四五六七八九十\d]+[篇章节部]|[一二三四五六七八九十]+、|[(（][一二三四五六七八九十]+[)）]|\d+[.、])"
)
#: A line this long is a paragraph: the longest heading of the samples has 40 characters.
SHORTEST_PARAGRAPH = 60


def lines(text: str) -> Iterator[tuple[int, int]]:
    """Spans of the lines that are not empty, without their line ends."""
    for found in re.finditer(r"[^\n]*\S[^\n]*", text):
        yield found.span()


def paragraphs(text: str) -> list[tuple[int, int]]:
    """Spans of the lines that are long enough to be paragraphs."""
    return [(start, end) for start, end in lines(text) if end - start >= SHORTEST_PARAGRAPH]


def after_first_line(text: str) -> int:
    """Position after the title's line end (the text's end if it has one line)."""
    found = re.search(r"\S[^\n]*\n?", text)
    return found.end() if found else len(text)


def han_joints(text: str, start: int, end: int) -> list[int]:
    """Positions inside [start, end) with a Han character on either side."""
    joint = re.compile(rf"(?<=[{HAN}])(?=[{HAN}])")
    return [found.start() for found in joint.finditer(text, start, end)]


def sentence_ends(text: str, start: int, end: int) -> list[int]:
    """Positions after a sentence inside [start, end), the last one left out."""
    stop = re.compile(r"(?<=[。！？])(?![”’」』])|(?<=[a-z][.]) (?=[A-Z])")
    return [found.start() for found in stop.finditer(text, start, end) if start < found.start() < end]
