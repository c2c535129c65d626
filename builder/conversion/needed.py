"""Which characters and phrases one text needs, learnt by asking OpenCC about the text and about short pieces of it.

OpenCC takes the longest phrase of its dictionary from the left, and single characters where there is none. A phrase
matters only where its result differs from that of its characters; the shortest piece of the text that shows the
difference is that phrase, or does its work.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache, partial
from typing import Final

import numpy as np
from numpy.typing import NDArray

from builder.conversion.match import Matcher
from builder.model import Essay
from builder.script import Direction, single_forms, to_simplified, to_traditional

DIRECTIONS: Final[tuple[Direction, ...]] = ("s2t", "t2s")
CONVERT: Final[Mapping[Direction, Callable[[str], str]]] = {"s2t": to_traditional, "t2s": to_simplified}
# Two of a thousand phrases of the dictionary are longer, proverbs with a comma in them.
_LONGEST_PIECE: Final = 10
# Each round mends what the phrases of the round before spoiled; three were the most that 1.6 M characters needed.
_MOST_ROUNDS: Final = 6


#: See `Needed.plain`.
Plain = tuple[str, tuple[tuple[str, str], ...]]


@dataclass(frozen=True, slots=True)
class Needed:
    """What a text needs: (as printed, converted) pairs of characters, and of phrases; sorted.

    Of characters all are in one string, a pair behind the other: a library has some hundred of each essay.
    """

    paired: str = ""
    phrases: tuple[tuple[str, str], ...] = ()

    @property
    def characters(self) -> Iterator[tuple[str, str]]:
        """The pairs of characters."""
        return zip(self.paired[::2], self.paired[1::2], strict=True)

    @property
    def plain(self) -> Plain:
        """The same without a class, as a cache holds it."""
        return self.paired, self.phrases

    @classmethod
    def of(cls, plain: Plain) -> Needed:
        """What was made `plain`."""
        return cls(*plain)


def essay_text(essay: Essay, title: str) -> str:
    """Everything of an essay that its page may print, line by line."""
    parts = [title, essay.subtitle, essay.author, essay.publisher, *essay.alternative_titles, *essay.collections]
    parts += [field.value for field in essay.fields]
    parts += [block.number + block.text for block in essay.blocks]
    return "\n".join(part for part in parts if part)


def needed(text: str, direction: Direction) -> Needed:
    """The characters and phrases with which `Matcher` converts `text` as OpenCC does.

    Lines whose length OpenCC changes are passed over: the switch replaces character for character.
    """
    printed, wanted = _same_length(text, CONVERT[direction])
    if printed.isascii():
        return Needed()
    characters, plain = _by_characters(printed, direction)
    convert = partial(_piece, direction)
    phrases: dict[str, str] = {}
    reached: set[int] = set()  # where phrases found before stand
    for place in np.flatnonzero(_codes(plain) != _codes(wanted)).tolist():
        if place not in reached:
            piece = shortest_piece(printed, wanted, place, place, convert)
            if piece:
                phrases[piece] = convert(piece)
                reached.update(_places(printed, piece))
    for _ in range(_MOST_ROUNDS):
        if not _mended(printed, plain, wanted, characters, phrases, convert):
            break
    return Needed("".join(map("".join, characters.items())), tuple(sorted(phrases.items())))


@lru_cache(maxsize=1 << 14)  # essays of one library have need of the same phrases
def _piece(direction: Direction, piece: str) -> str:
    return CONVERT[direction](piece)


def _places(text: str, piece: str) -> Iterator[int]:
    """Every character of `text` that stands in `piece`, wherever that stands; more than once where it meets itself."""
    start = text.find(piece)
    while start >= 0:
        yield from range(start, start + len(piece))
        start = text.find(piece, start + 1)


def _codes(text: str) -> NDArray[np.uint32]:
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype="<u4")


def _by_characters(text: str, direction: Direction) -> tuple[dict[str, str], str]:
    """The characters of `text` that change alone, sorted, with what they become; and `text` with those changes."""
    codes = _codes(text)
    forms = single_forms(direction)
    if codes.max() >= len(forms):  # characters beyond the basic plane
        rare = [ord(character) for character in set(text) if ord(character) >= len(forms)]
        forms = np.concatenate([forms, np.arange(len(forms), max(rare) + 1, dtype="<u4")])
        for code in rare:
            other = CONVERT[direction](chr(code))
            forms[code] = ord(other) if len(other) == 1 else code
    plain = forms[codes]
    changed = np.unique(codes[plain != codes]).tolist()
    characters = {chr(code): chr(forms[code]) for code in changed}
    return characters, plain.tobytes().decode("utf-32-le", "surrogatepass")


def needed_both(text: str) -> tuple[Needed, Needed]:
    """What `text` needs, in the order of `DIRECTIONS`."""
    one, other = (needed(text, direction) for direction in DIRECTIONS)
    return one, other


def _same_length(text: str, convert: Callable[[str], str]) -> tuple[str, str]:
    """`text` and its conversion, of one length."""
    wanted = convert(text)
    if len(wanted) == len(text):
        return text, wanted
    lines = [(line, other) for line in text.split("\n") if len(other := convert(line)) == len(line)]
    return "\n".join(line for line, _ in lines), "\n".join(other for _, other in lines)


def shortest_piece(
    text: str, wanted: str, start: int, place: int, convert: Callable[[str], str], known: Collection[str] = ()
) -> str:
    """The shortest piece that begins at `start` or before, holds `place`, and is converted as in the whole text.

    It is none of `known`, which did not help. Empty if there is none of a few characters more than asked.
    """
    least = place - start + 1
    for length in range(max(2, least), _LONGEST_PIECE + least):
        for begin in range(start, max(-1, place - length), -1):
            piece = text[begin : begin + length]
            if "\n" in piece or len(piece) < length or piece in known:
                continue
            if convert(piece) == wanted[begin : begin + length]:
                return piece
    return ""


def _mended(
    text: str,
    plain: str,
    wanted: str,
    characters: Mapping[str, str],
    phrases: dict[str, str],
    convert: Callable[[str], str],
) -> bool:
    """Adds phrases where the table goes wrong: one is taken that OpenCC does not reach, or cuts into another."""
    matcher = Matcher(characters, phrases)
    made = matcher.convert(text, plain)
    if made == wanted:
        return False
    spans = list(matcher.spans(text))
    before = len(phrases)
    for place in np.flatnonzero(_codes(made) != _codes(wanted)).tolist():
        start = next((start for start, end in spans if start <= place < end), place)
        piece = shortest_piece(text, wanted, start, place, convert, phrases)
        if piece:
            phrases[piece] = convert(piece)
    return len(phrases) > before
