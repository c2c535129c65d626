"""Where things stand on a ring so that no label meets another: rows at both sides, labels outward, whole coordinates.

A ring needs no trial and error, as spring layouts do: each side has one label a row, so that they cannot overlap, and
coordinates are whole numbers from exact arithmetic, so that every machine draws the same bytes.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import sqrt
from typing import Final

WIDTH: Final = 720
FONT: Final = 15  # of labels, in the drawing's own units; a column of text is about 650 pixels wide
_LEAST_ROOM: Final = 90  # for labels, on either side of the ring; less would make the ring broader than it is high
_MOST_ROOM: Final = 226  # fifteen Han characters, or some 27 letters; longer labels are cut
_GAP: Final = 8  # between a dot and its label
_LEAST_ROW: Final = 27
_MOST_ROW: Final = 54
_LEAST_HEIGHT: Final = 190  # a ring of few is not squeezed flat
_MARGIN: Final = 16
_LEAST_DOT: Final = 3
_MOST_DOT: Final = 9
# How far a line between two places of the ring is drawn to its middle, of 100: neighbours hardly, opposites far, so
# that lines keep near the rim and part where they cross.
_DRAWN_IN: Final = (15, 60)
# Letters are narrower than Han; capitals and m are wider, i and l narrower: on the average .55.
_LETTER: Final = 0.55


@dataclass(frozen=True, slots=True)
class Spot:
    """Where something stands; `turn` is 1 at the right of the ring and -1 at the left."""

    x: int
    y: int
    turn: int

    @property
    def label_x(self) -> int:
        return self.x + self.turn * (_MOST_DOT + _GAP)


@dataclass(frozen=True, slots=True)
class Ring:
    """A ring of places, clockwise from the top."""

    width: int
    height: int
    spots: tuple[Spot, ...]

    @property
    def middle(self) -> tuple[int, int]:
        return (self.width // 2, self.height // 2)

    def line(self, one: int, other: int) -> str:
        """The path of a line between two places, drawn in to the middle the more the farther they are apart."""
        a, b = self.spots[one], self.spots[other]
        steps = abs(one - other)
        apart = 2 * min(steps, len(self.spots) - steps)  # of as many as there are places
        least, most = _DRAWN_IN
        drawn_in = least + (most - least) * apart // len(self.spots)
        x, y = (
            ((first + second) * (100 - drawn_in) + 2 * centre * drawn_in) // 200
            for first, second, centre in zip((a.x, a.y), (b.x, b.y), self.middle, strict=True)
        )
        return f"M{a.x} {a.y}Q{x} {y} {b.x} {b.y}"

    def spoke(self, place: int) -> str:
        """The path of a straight line from the middle to a place."""
        x, y = self.middle
        return f"M{x} {y}L{self.spots[place].x} {self.spots[place].y}"


def ring(labels: Sequence[str]) -> Ring:
    """A ring with a place for each of `labels`, at least one; it leaves as much room as the longest asks for."""
    number = len(labels)
    right = (number + 1) // 2
    row = max(_LEAST_ROW, min(_MOST_ROW, (_LEAST_HEIGHT - 2 * _MARGIN) // right))
    height = max(_LEAST_HEIGHT, right * row + 2 * _MARGIN)
    room = min(_MOST_ROOM, max(_LEAST_ROOM, round(max(map(_length, labels)) * FONT) + _GAP))
    half = WIDTH // 2 - room - _GAP - _MOST_DOT
    sides = [_side(right, row, height, half), _side(number - right, row, height, -half)]
    return Ring(WIDTH, height, (*sides[0], *reversed(sides[1])))


def _side(number: int, row: int, height: int, half: int) -> list[Spot]:
    """The places of one side, from the top; `half` is how far the ring reaches there, below zero to the left."""
    # Beyond the last row the ring is still open, so that the two topmost labels part.
    reach = (number + 0.7) * row / 2
    spots = []
    for place in range(number):
        up = (2 * place + 1 - number) * row / 2
        x = WIDTH / 2 + half * sqrt(1 - (up / reach) ** 2)
        spots.append(Spot(round(x), round(height / 2 + up), 1 if half > 0 else -1))
    return spots


def dot(count: int, most: int) -> int:
    """The radius of a dot that stands for `count` of at most `most`: its area grows with the count."""
    return _LEAST_DOT + round((_MOST_DOT - _LEAST_DOT) * sqrt(count / most)) if most else _LEAST_DOT


def fitted(label: str, spot: Spot) -> str:
    """`label`, cut with an ellipsis where it would run over the edge of the drawing."""
    room = (WIDTH - spot.label_x if spot.turn > 0 else spot.label_x) / FONT
    if _length(label) <= room:
        return label
    kept = label
    while kept and _length(kept) + 1 > room:
        kept = kept[:-1]
    return kept.rstrip() + "…"


def _length(label: str) -> float:
    """How long a label is, in ems of its font."""
    return sum(_LETTER if letter < "\u2e80" else 1.0 for letter in label)


def order(names: Sequence[str], near: Mapping[tuple[str, str], int]) -> list[str]:
    """`names` so that neighbours on the ring are near each other: from the first always to the nearest that is left,
    then turned about piece by piece as long as that brings neighbours nearer. `near` holds each pair both ways.
    """
    left = list(names[1:])
    path = list(names[:1])
    while left:
        # `max` takes the first of equals, which is the one that stood first in `names`.
        best = max(left, key=lambda name: near.get((path[-1], name), 0))
        path.append(best)
        left.remove(best)
    return _untangled(path, near)


def _untangled(path: list[str], near: Mapping[tuple[str, str], int]) -> list[str]:
    """Two-opt on whole numbers: each exchange makes the sum of neighbours larger, so it ends, and ends alike."""
    size = len(path)

    def tie(one: int, other: int) -> int:
        return near.get((path[one % size], path[other % size]), 0)

    better = size > 3
    while better:
        better = False
        for first in range(size - 2):
            for last in range(first + 2, size - (first == 0)):
                if tie(first, last) + tie(first + 1, last + 1) > tie(first, first + 1) + tie(last, last + 1):
                    path[first + 1 : last + 1] = reversed(path[first + 1 : last + 1])
                    better = True
    return path
