"""Who has each character of a source: a tiling by role, total and without overlaps."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from builder.model import Repaired, Segment, Tile, TileRole

_FIRST_PRINTED = re.compile(r"\S")


@dataclass(frozen=True, slots=True)
class Owner:
    """A stretch [start, end) of the repaired text and who has it."""

    start: int
    end: int
    role: TileRole
    essay: int | None
    name: str


def lay_tiles(repaired: Repaired, owners: Iterable[Owner]) -> tuple[Tile, ...]:
    """The tiling of the source by role. What nobody owns is the file's own matter, or white space.

    Where owners overlap, the one that begins first has the place. Linear in the text.
    """
    merged: list[Tile] = []
    for tile in _tiles(repaired, _disjoint(owners)):
        last = merged[-1] if merged else None
        if last and (last.role, last.essay, last.name) == (tile.role, tile.essay, tile.name):
            merged[-1] = Tile(last.start, tile.end, tile.role, tile.essay, tile.name)
        elif tile.start < tile.end:
            merged.append(tile)
    return tuple(merged)


def _disjoint(owners: Iterable[Owner]) -> list[Owner]:
    kept: list[Owner] = []
    reached = 0
    for owner in sorted(owners, key=lambda owner: (owner.start, -owner.end)):
        start = max(owner.start, reached)
        if start < owner.end:
            kept.append(Owner(start, owner.end, owner.role, owner.essay, owner.name))
            reached = owner.end
    return kept


def _tiles(repaired: Repaired, owners: Sequence[Owner]) -> Iterator[Tile]:
    position = index = 0
    for segment in repaired.segments:
        end = position + len(segment.out)
        while index < len(owners) and owners[index].end <= position:
            index += 1
        if segment.rules:
            yield _made(repaired.source, segment, position, owners, index)
        else:
            yield from _kept(repaired.text, segment, position, owners, index)
        position = end


def _made(source: str, segment: Segment, position: int, owners: Sequence[Owner], index: int) -> Tile:
    """The tile of what rules made: it goes where its first printed character stands, or is a removal."""
    printed = _FIRST_PRINTED.search(segment.out)
    if printed is None:
        blank = not source[segment.start : segment.end].strip()
        if not (blank and segment.out):
            return Tile(segment.start, segment.end, "removed", None, segment.rules[0])
    at = position + (printed.start() if printed else 0)
    while index < len(owners) and owners[index].end <= at:
        index += 1
    if index < len(owners) and owners[index].start <= at:
        owner = owners[index]
        return Tile(segment.start, segment.end, owner.role, owner.essay, owner.name)
    return Tile(segment.start, segment.end, "file" if printed else "space", None, "")


def _kept(text: str, segment: Segment, position: int, owners: Sequence[Owner], index: int) -> Iterator[Tile]:
    end = position + len(segment.out)
    offset = segment.start - position
    while position < end:
        while index < len(owners) and owners[index].end <= position:
            index += 1
        owner = owners[index] if index < len(owners) else None
        if owner and owner.start <= position:
            stop = min(owner.end, end)
            yield Tile(position + offset, stop + offset, owner.role, owner.essay, owner.name)
        else:
            stop = min(owner.start, end) if owner else end
            yield from _unowned(text, position, stop, offset)
        position = stop


def _unowned(text: str, start: int, end: int, offset: int) -> Iterator[Tile]:
    part = text[start:end]
    lead = len(part) - len(part.lstrip())
    trail = len(part.rstrip())
    if lead == len(part):
        yield Tile(start + offset, end + offset, "space", None, "")
        return
    yield Tile(start + offset, start + lead + offset, "space", None, "")
    yield Tile(start + lead + offset, start + trail + offset, "file", None, "")
    yield Tile(start + trail + offset, end + offset, "space", None, "")
