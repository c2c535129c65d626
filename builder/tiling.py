"""Where positions of a repaired text lie in its source, read off the tiling."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate

from builder.model import Segment, Span


class Positions:
    """Answers, for one tiling, which source span a span of the repaired text came from (logarithmic time each)."""

    def __init__(self, segments: Sequence[Segment]) -> None:
        self._segments = segments
        self._begins = list(accumulate((len(segment.out) for segment in segments), initial=0))

    def to_source(self, start: int, end: int) -> Span:
        """The smallest source span that holds what is printed at [start, end) of the repaired text.

        Inside a tile that a rule made, the answer is the whole tile. An empty span maps to an empty span.
        """
        if not self._segments:
            return (0, 0)
        first = self._tile_at(start)
        begin = self._position(first, start, at_end=False)
        if end <= start:
            return (begin, begin)
        last = self._tile_at(end - 1)
        return (begin, self._position(last, end, at_end=True))

    def _tile_at(self, position: int) -> int:
        """Index of the tile that prints the character at `position` (the last tile for the text's end)."""
        return min(bisect_right(self._begins, position) - 1, len(self._segments) - 1)

    def _position(self, index: int, position: int, *, at_end: bool) -> int:
        tile = self._segments[index]
        if tile.rules:
            beyond = position >= self._begins[index + 1]
            return tile.end if at_end or beyond else tile.start
        return min(tile.start + position - self._begins[index], tile.end)
