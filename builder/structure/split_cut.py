"""A supposed beginning of an essay, with what speaks for it, and the lengths that pieces must have."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from builder.structure.printed import Line
from builder.structure.split_company import weight
from builder.structure.split_glued import Glued
from builder.structure.split_marks import Opening

#: What pieces must hold where the form alone would not carry the cut (the shortest essay of dev has 300 characters).
FULL_PIECE = 150
#: What they must hold where the form is also that of sections (those of the seeds and dev have 350 in the mean).
LONG_PIECE = 400


@dataclass(frozen=True, slots=True)
class Cut:
    """A line at which an essay begins, why, and the mark it bears if it bears one."""

    line: int
    why: str
    opening: Opening | None = None
    glued: Glued | None = None  # title and author at the head of the line


def spans(begins: Sequence[int], end: int) -> list[tuple[int, int]]:
    """The stretches that begin at `begins`, the last of them ending at `end`."""
    return list(zip(begins, [*begins[1:], end], strict=False)) if begins else []


def holds_essay(lines: Sequence[Line]) -> bool:
    """True if so much is printed on `lines` that they may be an essay."""
    return weight(lines) >= FULL_PIECE
