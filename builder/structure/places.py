"""Places by source position and by quoted text: where they lie in the repaired text, and on which line."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

from builder.model import Hint, Segment, Span


class Arrivals:
    """Answers where a source span went in the repaired text (logarithmic time each)."""

    def __init__(self, segments: Sequence[Segment]) -> None:
        self._segments = segments
        self._starts = [segment.start for segment in segments]
        self._begins = list(accumulate((len(segment.out) for segment in segments), initial=0))

    def to_repaired(self, start: int, end: int) -> Span:
        """What is printed of [start, end); empty if all of it was removed."""
        if not self._segments:
            return (0, 0)
        return (self._position(start, at_end=False), self._position(max(start, end), at_end=True))

    def _position(self, position: int, *, at_end: bool) -> int:
        """A place inside what a rule made lies at its beginning, or its end if it ends a span."""
        find = bisect_left if at_end else bisect_right
        index = min(max(find(self._starts, position) - 1, 0), len(self._segments) - 1)
        segment, begin = self._segments[index], self._begins[index]
        offset = position - segment.start
        if not segment.rules:
            return begin + min(max(offset, 0), len(segment.out))
        if offset <= 0 or (not at_end and position < segment.end):
            return begin
        return begin + len(segment.out)

    def hints(self, hints: Iterable[Hint]) -> tuple[Hint, ...]:
        """`hints` over repaired positions; those whose text was removed are left out."""
        moved = (
            replace(hint, start=span[0], end=span[1])
            for hint in hints
            for span in [self.to_repaired(hint.start, hint.end)]
        )
        return tuple(hint for hint in moved if hint.start < hint.end)


@dataclass(frozen=True, slots=True)
class LineNumbers:
    """1-based line numbers of positions in a text."""

    ends: tuple[int, ...]

    @classmethod
    def of(cls, text: str) -> LineNumbers:
        """Counts the lines of `text` once."""
        return cls(tuple(found.start() for found in re.finditer("\n", text)))

    def at(self, position: int) -> int:
        """The line that holds `position`."""
        return bisect_left(self.ends, position) + 1


def occurrences(text: str, quoted: str, most: int = 5) -> list[int]:
    """Where `quoted` stands in `text`, at most `most` places; those at the beginning of a line come first and alone."""
    found: list[int] = []
    position = text.find(quoted) if quoted else -1
    while position >= 0 and len(found) < 10 * most:
        found.append(position)
        position = text.find(quoted, position + 1)
    at_line = [place for place in found if not text[text.rfind("\n", 0, place) + 1 : place].strip()]
    return (at_line or found)[:most]
