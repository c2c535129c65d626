"""What a damaged text is: the text, and every place where it no longer reads as it did."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

Change = tuple[int, int, str]  # [start, end) of the clean text becomes this


@dataclass(frozen=True)
class Place:
    """[start, end) of the damaged text stands where the clean text had `old` (which may be empty)."""

    start: int
    end: int
    old: str


@dataclass(frozen=True)
class Damaged:
    """A damaged text. Putting `old` back at every place gives the clean text: `undone()`."""

    text: str
    places: tuple[Place, ...]

    def undone(self) -> str:
        """The clean text, rebuilt from the damaged one and its places alone."""
        parts: list[str] = []
        reached = 0
        for place in self.places:
            parts += [self.text[reached : place.start], place.old]
            reached = place.end
        return "".join([*parts, self.text[reached:]])

    def added(self) -> tuple[str, ...]:
        """What stands in the damaged text and not in the clean one, place by place."""
        return tuple(self.text[place.start : place.end] for place in self.places if place.end > place.start)


def apply(clean: str, changes: Iterable[Change]) -> Damaged:
    """`clean` after `changes`, which must not overlap; changes that change nothing leave no place."""
    parts: list[str] = []
    places: list[Place] = []
    reached = length = 0
    for start, end, new in sorted(changes):
        if start < reached:
            raise ValueError(f"the change at {start} overlaps the one that ends at {reached}")
        kept = clean[reached:start]
        parts += [kept, new]
        length += len(kept)
        if clean[start:end] != new:
            places.append(Place(length, length + len(new), clean[start:end]))
        length += len(new)
        reached = end
    return Damaged("".join([*parts, clean[reached:]]), tuple(places))
