"""The lines of a repaired file as they are printed, and how they are measured: length, stops, sameness."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from builder.characters import han_count
from builder.model import Span
from builder.pattern_code import compiled
from builder.script import fold

#: A line that ends like this has said a sentence. A bare ! or ? has not: titles end in them.
_SENTENCE_END = compiled("(?:[。；;…]|[.!?！？](?=[”’\"'」』]))[”’\"'」』）)\\]]*$|(?<![A-Z.])\\.[\"')”]*$")
#: A line that goes on: it ends in a comma or a colon.
_GOES_ON = compiled("[，,、：:]$")
#: … but for the stop of an abbreviation: 9 a.m. ET, Mr. Brown.
_INNER_STOP = compiled(
    r"[。；]|(?<!\b[ap]\.m)(?<!\b(?:Mr|Ms|Dr|St|vs|Jr|Sr))(?<!\b(?:Mrs|Gov|Sen|Rep|Gen))(?<!\bProf)"
    r"(?<=[a-z”)])\. +[A-Z]"
)
_LOOSE = compiled(r"[\W_]+")


class Line(NamedTuple):
    """A line with something on it: [start, end) without the white space around it, `begin` with its indent."""

    begin: int
    start: int
    end: int
    text: str
    blank_before: int = 0  # empty lines between this line and the one before

    @property
    def span(self) -> Span:
        return (self.start, self.end)


def read_lines(text: str, start: int = 0, end: int | None = None) -> tuple[Line, ...]:
    """The lines of text[start:end] that are not blank, in order; positions are those of `text`."""
    return tuple(_lines(text, start, len(text) if end is None else end))


def _lines(text: str, position: int, end: int) -> Iterator[Line]:
    blank = 0
    for raw in text[position:end].split("\n"):
        stripped = raw.strip()
        if stripped:
            start = position + len(raw) - len(raw.lstrip())
            yield Line(position, start, start + len(stripped), stripped, blank)
            blank = 0
        else:
            blank += 1
        position += len(raw) + 1


@lru_cache(maxsize=4096)  # every way of finding essays measures the same lines
def width(text: str) -> int:
    """How long a line looks, in Han characters: a Han character counts one, any other a half."""
    han = han_count(text)
    return han + (len(text) - han + 1) // 2


def ends_sentence(text: str) -> bool:
    """True if the line closes a sentence (a question or exclamation mark alone does not: titles end in them)."""
    return _SENTENCE_END.search(text[-12:]) is not None


def goes_on(text: str) -> bool:
    """True if the line ends in a comma or colon."""
    return _GOES_ON.search(text) is not None


@lru_cache(maxsize=4096)
def is_prose(text: str) -> bool:
    """True if the line reads as running text: it closes a sentence, or has one inside."""
    return ends_sentence(text) or _INNER_STOP.search(text) is not None


def loose(text: str) -> str:
    """`text` folded for comparing titles: letters, digits and Han only."""
    return _LOOSE.sub("", fold(text))
