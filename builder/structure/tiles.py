"""Who has each character of a source: a tiling by role, total and without overlaps."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from builder.model import Repaired, Segment, Tile, TileRole
from builder.model.value import quickly_made

#: Role, index of the essay and name, as a tile has them.
_Held = tuple[TileRole, int | None, str]
_FILE: _Held = ("file", None, "")
_SPACE: _Held = ("space", None, "")


@quickly_made
@dataclass(frozen=True, slots=True)
class Owner:
    """A stretch [start, end) of the repaired text and who has it."""

    start: int
    end: int
    role: TileRole
    essay: int | None
    name: str

    @property
    def held(self) -> _Held:
        return (self.role, self.essay, self.name)


def lay_tiles(repaired: Repaired, owners: Iterable[Owner]) -> tuple[Tile, ...]:
    """The tiling of the source by role. What nobody owns is the file's own matter, or white space.

    Where owners overlap, the one that begins first has the place. Linear in the text.
    """
    merged: list[Tile] = []
    begin = end = 0
    held: _Held | None = None
    for start, stop, whose in _tiles(repaired, _disjoint(owners)):
        if whose == held:
            end = stop
        elif start < stop:
            if held:
                merged.append(Tile(begin, end, *held))
            begin, end, held = start, stop, whose
    return (*merged, Tile(begin, end, *held)) if held else ()


def _disjoint(owners: Iterable[Owner]) -> list[Owner]:
    kept: list[Owner] = []
    reached = 0
    for owner in sorted(owners, key=lambda owner: (owner.start, -owner.end)):
        start = max(owner.start, reached)
        if start < owner.end:
            kept.append(owner if start == owner.start else replace(owner, start=start))
            reached = owner.end
    return kept


def _tiles(repaired: Repaired, owners: Sequence[Owner]) -> Iterator[tuple[int, int, _Held]]:
    position = index = 0
    held = [owner.held for owner in owners]
    starts, ends = ([*places, len(repaired.text) + 1] for places in _bounds(owners))
    for segment in repaired.segments:
        out = segment.out
        end = position + len(out)
        while ends[index] <= position:
            index += 1
        if out and starts[index] <= position and (not out[0].isspace() if segment.rules else end <= ends[index]):
            yield segment.start, segment.end, held[index]  # inside one owner, as nearly all are
        elif segment.rules:
            yield _made(repaired.source, segment, position, owners, index)
        else:
            yield from _kept(repaired.text, segment, position, owners, index)
        position = end


def _bounds(owners: Sequence[Owner]) -> tuple[list[int], list[int]]:
    return [owner.start for owner in owners], [owner.end for owner in owners]


def _made(source: str, segment: Segment, position: int, owners: Sequence[Owner], index: int) -> tuple[int, int, _Held]:
    """The tile of what rules made: it goes where its first printed character stands, or is a removal."""
    printed = segment.out.lstrip()
    if not printed:
        blank = not source[segment.start : segment.end].strip()
        if not (blank and segment.out):
            return segment.start, segment.end, ("removed", None, segment.rules[0])
    at = position + (len(segment.out) - len(printed) if printed else 0)
    while index < len(owners) and owners[index].end <= at:
        index += 1
    if index < len(owners) and owners[index].start <= at:
        return segment.start, segment.end, owners[index].held
    return segment.start, segment.end, _FILE if printed else _SPACE


def _kept(
    text: str, segment: Segment, position: int, owners: Sequence[Owner], index: int
) -> Iterator[tuple[int, int, _Held]]:
    end = position + len(segment.out)
    offset = segment.start - position
    while position < end:
        while index < len(owners) and owners[index].end <= position:
            index += 1
        owner = owners[index] if index < len(owners) else None
        if owner and owner.start <= position:
            stop = min(owner.end, end)
            yield position + offset, stop + offset, owner.held
        else:
            stop = min(owner.start, end) if owner else end
            yield from _unowned(text, position, stop, offset)
        position = stop


def _unowned(text: str, start: int, end: int, offset: int) -> Iterator[tuple[int, int, _Held]]:
    part = text[start:end]
    lead = len(part) - len(part.lstrip())
    trail = len(part.rstrip())
    if lead == len(part):
        yield start + offset, end + offset, _SPACE
        return
    yield start + offset, start + lead + offset, _SPACE
    yield start + lead + offset, start + trail + offset, _FILE
    yield start + trail + offset, end + offset, _SPACE
