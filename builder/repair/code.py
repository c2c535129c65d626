"""Where a text shows code: fenced blocks and back-quoted words, which repairs of prose leave alone."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence

from builder.model import Span
from builder.pattern_code import compiled

_FENCE = compiled(r"(?m)^[ \t]*(`{3,}|~{3,})[^\n]*$")
_BACKQUOTED = compiled(r"`[^`\n]{1,200}`")


def code_spans(text: str) -> list[Span]:
    """Spans of fenced blocks (an unclosed fence counts for nothing) and of back-quoted words, in order."""
    if "`" not in text and "~~~" not in text:
        return []
    spans: list[Span] = []
    opened: tuple[int, str] | None = None
    for match in _FENCE.finditer(text):
        mark = match.group(1)
        if opened is None:
            opened = (match.start(), mark)
        elif mark[0] == opened[1][0] and len(mark) >= len(opened[1]):
            spans.append((opened[0], match.end()))
            opened = None
    words = (match.span() for match in _BACKQUOTED.finditer(text))
    inside = Inside(spans)
    return sorted([*spans, *(span for span in words if not inside(span[0]))])


class Inside:
    """Tells whether a position lies in one of the spans."""

    def __init__(self, spans: Sequence[Span]) -> None:
        self._spans = spans
        self._starts = [start for start, _ in spans]

    def __call__(self, position: int) -> bool:
        index = bisect_right(self._starts, position) - 1
        return index >= 0 and position < self._spans[index][1]


def outside(spans: Sequence[Span], matches: Iterable[re.Match[str]]) -> Iterator[re.Match[str]]:
    """The matches that do not begin inside one of `spans` (which are in order and do not overlap)."""
    inside = Inside(spans)
    return (match for match in matches if not inside(match.start()))
