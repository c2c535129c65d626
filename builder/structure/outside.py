"""Which lines lie in none of the spans that are no body: one pass, however many spans there are."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from itertools import accumulate

from builder.model import Span
from builder.structure.printed import Line


def outside(lines: Iterable[Line], spans: Sequence[Span]) -> tuple[Line, ...]:
    """The `lines` that lie in no single one of `spans`, which may stand in any order and overlap."""
    ordered = sorted(spans)
    starts = [start for start, _ in ordered]
    furthest = list(accumulate((end for _, end in ordered), max, initial=-1))
    return tuple(line for line in lines if furthest[bisect_right(starts, line.start)] < line.end)
