"""One table for the texts of a library, made from what each of them needs; texts that fitted are not asked again."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import partial
from typing import Final

from ahocorasick_rs import AhoCorasick

from builder.conversion.match import Matcher
from builder.conversion.needed import CONVERT, Needed, shortest_piece
from builder.script import Direction

# OpenCC's longest phrases have some twelve characters: what stands farther away changes nothing.
_AROUND: Final = 12
_MOST_ROUNDS: Final = 3


@dataclass(frozen=True, slots=True)
class Round:
    """A table, and what each text (by key) lacked in it: the pieces, in no order."""

    characters: frozenset[str]
    phrases: frozenset[str]
    lacking: Mapping[str, frozenset[str]]

    def changed(self, characters: Set[str], phrases: Set[str]) -> frozenset[str]:
        """What has come into the table or left it if it has these now."""
        return (self.characters ^ characters) | (self.phrases ^ phrases)


class _Known:
    """What an earlier round says of a text, as far as it holds for a table in which other pieces are."""

    def __init__(self, earlier: Round, characters: Set[str], phrases: Set[str]) -> None:
        self._lacking = earlier.lacking
        self.changed = sorted(earlier.changed(characters, phrases))
        self._automaton = AhoCorasick(self.changed) if self.changed else None

    def __call__(self, key: str, text: Callable[[], str]) -> tuple[frozenset[str], str] | None:
        """What the text `key` lacked, and its lines to be looked into for more; None if all of it must be.

        A phrase never goes beyond a line: one that has no changed piece in it lacks what it lacked. The text is asked
        for only if it must be: it may have to be fetched.
        """
        lacking = self._lacking.get(key)
        if lacking is None:
            return None
        touched = self._touched(text()) if self._automaton else ""
        return None if lacking and touched else (lacking, touched)

    def _touched(self, text: str) -> str:
        """The lines of `text` with a changed piece."""
        assert self._automaton is not None
        lines: list[str] = []
        end = -1
        for _, place, _ in self._automaton.find_matches_as_indexes(text):
            if place > end:
                end = text.find("\n", place)
                end = len(text) if end < 0 else end
                lines.append(text[text.rfind("\n", 0, place) + 1 : end])
        return "\n".join(lines)


def united(
    texts: Sequence[str],
    parts: Sequence[Needed],
    direction: Direction,
    keys: Sequence[str] = (),
    before: Sequence[Round] = (),
) -> tuple[Matcher, tuple[Round, ...]]:
    """One table for all `texts`, of which each needs its own of `parts`, and the rounds in which it was found.

    A phrase that one text needs may be taken in another where OpenCC takes a longer or an earlier one; such places
    are found, and the phrase that OpenCC takes there is added. `keys` name the texts with what they need, `before`
    are the rounds of a former library: what they say of a line of a text holds unless it has a phrase or a character
    that has come into the table or left it since, and so does what the round before says. The table is the same with
    `before` and without.
    """
    keys = keys or texts
    characters: dict[str, str] = {}
    phrases: dict[str, str] = {}
    for part in parts:
        characters.update(part.characters)
        phrases.update(part.phrases)
    rounds: list[Round] = []
    while len(rounds) < _MOST_ROUNDS:
        table = Matcher(dict(sorted(characters.items())), dict(sorted(phrases.items())))
        earlier = (*before[len(rounds) : len(rounds) + 1], *rounds[-1:])
        sources = [_Known(each, characters.keys(), phrases.keys()) for each in earlier]
        sources.sort(key=lambda source: len(source.changed))
        lacking: dict[str, frozenset[str]] = {}
        for place, (part, key) in enumerate(zip(parts, keys, strict=True)):
            text = partial(texts.__getitem__, place)
            told = next((told for source in sources if (told := source(key, text))), None)
            known, touched = told or (frozenset(), text())
            own = {one for one, _ in part.phrases}
            lacking[key] = known | frozenset(_missing(touched, own, table, direction)) if touched else known
        rounds.append(Round(frozenset(characters), frozenset(phrases), lacking))
        added = frozenset().union(*lacking.values())
        if added <= phrases.keys():
            break
        phrases.update((piece, CONVERT[direction](piece)) for piece in added)
    return Matcher(dict(sorted(characters.items())), dict(sorted(phrases.items()))), tuple(rounds)


def _missing(text: str, own: set[str], table: Matcher, direction: Direction) -> Iterator[str]:
    """Pieces that the table lacks where it takes a phrase in `text` that is not of the text's own."""
    convert = CONVERT[direction]
    taken = [_surrounded(text, start, end) for start, end in table.spans(text) if text[start:end] not in own]
    if not taken:
        return
    together = "\n".join(around for around, _, _ in taken)
    lines = zip(convert(together).split("\n"), table.convert(together).split("\n"), strict=True)  # one question for all
    for (around, start, end), (wanted, made) in zip(taken, lines, strict=True):
        if wanted == made or len(wanted) != len(around):
            continue
        for place in range(start, end):
            if made[place] != wanted[place]:
                piece = shortest_piece(around, wanted, start, place, convert)
                if piece:
                    yield piece
                break


def _surrounded(text: str, start: int, end: int) -> tuple[str, int, int]:
    """What stands around text[start:end] on its line, as far as it matters, and where that lies in it."""
    begin = max(text.rfind("\n", 0, start) + 1, start - _AROUND)
    return text[begin : end + _AROUND].partition("\n")[0], start - begin, end - begin
