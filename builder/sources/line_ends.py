"""Which line ends a text was written with: the usual one, and the exceptions."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from builder.pattern_code import compiled

#: \r\r\n is what an already converted file looks like after a second conversion: one line end, not two.
_LINE_END = compiled(r"\r\r?\n|\r|\n")


@dataclass(frozen=True, slots=True)
class LineEnds:
    """A text with \\n for every line end, and what stood there."""

    text: str
    usual: str
    exceptions: tuple[tuple[int, str], ...]  # (index of the \n in `text`, line end printed there)
    shifts: tuple[tuple[int, int], ...]  # (position in the printed text, characters fewer from there on)

    def position(self, printed: int) -> int:
        """Where the character at `printed` (a position in the printed text) stands in `text`."""
        low, high = 0, len(self.shifts)
        while low < high:
            middle = (low + high) // 2
            if self.shifts[middle][0] <= printed:
                low = middle + 1
            else:
                high = middle
        return printed - (self.shifts[low - 1][1] if low else 0)


def unify(printed: str) -> LineEnds:
    """`printed` with its line ends made \\n. Linear."""
    if "\r" not in printed:
        return LineEnds(printed, "\n", (), ())
    ends = [(match.start(), match.group()) for match in _LINE_END.finditer(printed)]
    counts = Counter(end for _, end in ends)
    usual = min(counts, key=lambda end: (-counts[end], end))
    exceptions: list[tuple[int, str]] = []
    shifts: list[tuple[int, int]] = []
    fewer = 0
    for start, end in ends:
        if end != usual:
            exceptions.append((start - fewer, end))
        if len(end) > 1:
            fewer += len(end) - 1
            shifts.append((start + len(end), fewer))
    return LineEnds(_LINE_END.sub("\n", printed), usual, tuple(exceptions), tuple(shifts))
