"""The repairs inside an essay's own text, and where in its blocks a reader finds them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import accumulate

from builder.model import Block, Field, Repair, Segment, Span

#: What rules made of a text, each with its repaired position, in order.
Made = Sequence[tuple[Segment, int]]


def essay_repairs(
    source: str, text: str, made: Made, blocks: Sequence[Block], fields: Sequence[Field], span: Span
) -> tuple[Repair, ...]:
    """The repairs in an essay's blocks and in what was taken from it as metadata, in order.

    `source` and `text` are the texts before and after repair; `span` is the essay's, in source positions.
    """
    begins = [block.span[0] for block in blocks]
    offsets: dict[str, Offsets] = {}
    repairs: list[Repair] = []
    first = bisect_left(made, span[0], key=lambda item: item[0].start)
    for segment, place in made[first:]:
        if segment.start > span[1]:
            break
        at = bisect_right(begins, segment.start) - 1
        block = blocks[at] if at >= 0 and segment.end <= blocks[at].span[1] else None
        inside = block is not None or any(f.span[0] <= segment.start and segment.end <= f.span[1] for f in fields)
        if not inside or segment.end > span[1]:
            continue
        old = source[segment.start : segment.end]
        name = offset = None
        if block is not None:
            name = block.id
            if name not in offsets:
                offsets[name] = Offsets(text, block)
            offset = offsets[name].of(place)
        place_in_source = (segment.start, segment.end)
        repairs.append(Repair(segment.rules[0], segment.certainty, place_in_source, old, segment.out, name, offset))
    return tuple(repairs)


class Offsets:
    """Where places of the repaired text lie in the text of one block.

    A block's text may lack its number mark, and its line ends may be healed, so places are counted in printed
    characters where the text does not stand as it is.
    """

    def __init__(self, text: str, block: Block) -> None:
        self._start, end = block.repaired_span
        self._length = len(block.text)
        self._direct = text.find(block.text, self._start, end)
        self._printed: list[int] = []  # positions in the block's text that are not blank
        self._counts: list[int] = []  # printed characters before each place of the repaired span
        if self._direct < 0:
            raw = text[self._start : end]
            self._printed = [i for i, character in enumerate(block.text) if not character.isspace()]
            self._counts = list(accumulate((not character.isspace() for character in raw), initial=0))
            if not "".join(raw.split()).endswith("".join(block.text.split())):
                self._counts = []

    def of(self, place: int) -> int | None:
        """The offset in the block's text of repaired position `place`; None if it is in the number mark."""
        if self._direct >= 0:
            offset = place - self._direct
            return offset if 0 <= offset <= self._length else None
        inside = place - self._start
        if not 0 <= inside < len(self._counts):
            return None
        left = self._counts[inside] - (self._counts[-1] - len(self._printed))
        if left < 0:
            return None
        return self._printed[left] if left < len(self._printed) else self._length
