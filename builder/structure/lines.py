"""How a body line looks: its place, the way it ends, its first sentence, its weight."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Literal, NamedTuple

from builder.characters import HAN, han_count, word_count
from builder.model import Span
from builder.pattern_code import compiled

Ending = Literal["stop", "question", "semicolon", "colon", "comma", "none"]

#: A Latin word says about as much as two Han characters; lengths of both scripts are compared in this unit.
WORD_WEIGHT = 2

#: What stands behind the mark that a text ends with: what closes, and white space.
_CLOSING = "\u201d\u2019\u300d\u300f\uff09)\u3011]\"'\u300b>*_"
_BEHIND = _CLOSING + "".join(character for character in map(chr, range(0x3001)) if character.isspace())
_ENDINGS: tuple[tuple[Ending, str], ...] = (
    ("question", "\uff1f?\uff01!"),
    ("stop", "\u3002.\uff0e\u2026\uff61"),
    ("semicolon", "\uff1b;"),
    ("colon", "\uff1a:"),
    ("comma", "\uff0c,\u3001\u2014-"),
)
_KIND_OF_END: dict[str, Ending] = {mark: name for name, marks in reversed(_ENDINGS) for mark in marks}
_HAN_CHARACTER = compiled(f"[{HAN}]")
#: How far into a line is looked for the script that it is in.
_OPENING = 200
_IN_WORD = compiled("[A-Za-z'\u2019-]{2}")
# A Chinese sentence ends at 。！？, a quotation it opened closing with it.
_HAN_STOP = compiled(
    "(?<![\u3002\uff01\uff1f!?])[\u3002\uff01\uff1f!?]++[\u201d\u2019\u300d\u300f\"']?[\uff09)]?|\u2026\u2026[\u201d\u300d]"
)
# An English sentence ends at .!? before a blank and a capital, a digit or an opening mark.
_LATIN_STOP = compiled(
    r"(?<![.!?])[.!?]++[\"\u201d\u2019')\]]*+(?=\s+[\"\u201c\u2018'(\[]?[A-Z0-9]|\s*$|\d{1,2}\.\s+[A-Z])"
)
_ABBREVIATION = compiled(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Prof|St|No|Nos|vs|etc|cf|Fig|Vol|pp?|Inc|Ltd|Co|Jr|Sr|Gen|Rev|Sen|e\.g|i\.e)|\b[A-Z])\.$"
)


class Line(NamedTuple):
    """A line of an essay's body without the white space around it; `start` and `end` are repaired positions."""

    start: int
    end: int
    text: str
    indent: int  # characters of white space before it
    gap: bool  # a blank line, or more, stands above
    joined: bool  # nothing but white space stands between the line above and this one
    cut: bool = False  # the line began in the middle of a printed line


def read_lines(text: str, ranges: Sequence[Span]) -> tuple[Line, ...]:
    """The lines in `ranges` that carry anything but white space, in order. Ranges that overlap are clipped."""
    lines: list[Line] = []
    reached = 0
    last_end = 0
    for range_start, range_end in sorted(ranges):
        begin, stop = max(range_start, reached, 0), min(range_end, len(text))
        reached = max(reached, stop)
        while begin < stop:
            newline = text.find("\n", begin, stop)
            end = stop if newline < 0 else newline
            body = text[begin:end].strip()
            if body:
                start = begin + len(text[begin:end]) - len(text[begin:end].lstrip())
                between = text[last_end:start]
                joined = not lines or not between.strip()
                gap = joined and between.count("\n") > 1
                lines.append(Line(start, start + len(body), body, start - begin, gap, joined))
                last_end = start + len(body)
            begin = end + 1
    return tuple(lines)


def cut_line(line: Line, offsets: Sequence[int]) -> tuple[Line, ...]:
    """`line` cut before each of `offsets` (into its text, ascending); pieces without their outer white space."""
    pieces: list[Line] = []
    for begin, end in zip([0, *offsets], [*offsets, len(line.text)], strict=True):
        raw = line.text[begin:end]
        body = raw.strip()
        if not body:
            continue
        start = line.start + begin + len(raw) - len(raw.lstrip())
        first = not pieces
        pieces.append(
            Line(
                start,
                start + len(body),
                body,
                line.indent if first else 0,
                line.gap if first else False,
                line.joined if first else True,
                line.cut if first else True,
            )
        )
    return tuple(pieces)


@lru_cache(maxsize=4096)  # asked several times of each line
def weight(text: str) -> int:
    """How much `text` says: Han characters, and two for each Latin word."""
    return han_count(text) + WORD_WEIGHT * word_count(text)


def weights_apart(text: str, cut: int) -> tuple[int, int]:
    """The weight of `text` before and behind `cut`."""
    before = weight(text[:cut])
    if _IN_WORD.match(text, max(0, cut - 1)):  # the two halves of a word are two words
        return before, weight(text[cut:])
    return before, weight(text) - before  # that of the whole line is known already


def ending(text: str) -> Ending:
    """The kind of mark `text` ends with, closing quotation marks and brackets looked through."""
    return _KIND_OF_END.get(text[-12:].rstrip(_BEHIND)[-1:], "none")


def is_in_han(text: str, begin: int = 0) -> bool:
    """True if the line `text` has a Han character soon behind `begin`."""
    return _HAN_CHARACTER.search(text, begin, begin + _OPENING) is not None


def sentence_ends(text: str) -> list[int]:
    """Offsets just behind each sentence of `text`, in order; a last sentence without a stop is not among them."""
    return list(_sentence_ends(text))


def _sentence_ends(text: str) -> Iterator[int]:
    if is_in_han(text):
        yield from (found.end() for found in _HAN_STOP.finditer(text))
        return
    for found in _LATIN_STOP.finditer(text):
        if not _ABBREVIATION.search(text[max(0, found.start() - 8) : found.start() + 1]):
            yield found.end()


def first_sentence(text: str) -> int:
    """Offset behind the first sentence of `text`, or its length if no sentence ends inside it."""
    if is_in_han(text):
        found = _HAN_STOP.search(text)
        return found.end() if found else len(text)
    return next(_sentence_ends(text), len(text))
