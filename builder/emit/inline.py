"""Marks inside a text: links laid over spans of it, printed without disturbing the text itself."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from builder.emit import markdown
from builder.pattern_code import compiled

# Stands where a repair took something out and nothing is left to be marked.
GAP: Final = "\u2038"  # caret

_LINE_END: Final = compiled(r"\r\n?|\n")


@dataclass(frozen=True, slots=True)
class Mark:
    """A span of a text that is a link: where to, which class, and what its tooltip says."""

    start: int
    end: int
    target: str
    kind: str
    title: str = ""


def without_overlaps(marks: Iterable[Mark]) -> list[Mark]:
    """`marks` in order of place; of two that overlap the one given first stays."""
    kept: list[Mark] = []
    for mark in marks:
        if all(mark.end <= other.start or other.end <= mark.start for other in kept):
            kept.append(mark)
    return sorted(kept, key=lambda mark: (mark.start, mark.end))


def printed_lines(text: str, marks: Sequence[Mark], begin: int, end: int) -> list[str]:
    """text[begin:end] line by line as Markdown, `marks` (ordered, not overlapping) laid over it.

    A mark that runs over a line's end, or over `begin` or `end`, is printed on each side of it.
    """
    done: list[str] = []
    start = begin
    while True:
        found = _LINE_END.search(text, start, end)
        stop = found.start() if found else end
        done.append(_line(text, marks, start, stop))
        if found is None:
            return done
        start = found.end()


def _line(text: str, marks: Sequence[Mark], begin: int, end: int) -> str:
    pieces: list[str] = []
    position = begin
    for mark in marks:
        start, stop = max(mark.start, begin), min(mark.end, end)
        empty = mark.start == mark.end and begin <= mark.start <= end
        if start >= stop and not empty:
            continue
        pieces.append(markdown.before_link(markdown.escape(text[position:start], starts_line=False)))
        inside = markdown.escape(text[start:stop], starts_line=False)
        if empty:
            pieces.append(markdown.link(GAP, mark.target, mark.kind, "gap", title=mark.title))
        elif inside.strip():
            pieces.append(markdown.link(inside, mark.target, mark.kind, title=mark.title))
        else:
            pieces.append(inside)
        position = stop
    pieces.append(markdown.escape(text[position:end], starts_line=False))
    return markdown.guard_start("".join(pieces).strip(" "))
