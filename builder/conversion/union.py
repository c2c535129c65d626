"""One table for the texts of a library, made from what each of them needs; texts that fitted are not asked again."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from builder.conversion.match import Matcher
from builder.conversion.needed import CONVERT, Needed, shortest_piece
from builder.script import Direction

# OpenCC's longest phrases have some twelve characters: what stands farther away changes nothing.
_AROUND: Final = 12
_MOST_ROUNDS: Final = 3
# Looking for more pieces than this in every text takes as long as trying every text anew.
_MOST_CHANGED: Final = 64


@dataclass(frozen=True, slots=True)
class Round:
    """A table, and what each text (by key) lacked in it: the pieces, in no order."""

    characters: frozenset[str]
    phrases: frozenset[str]
    lacking: Mapping[str, frozenset[str]]


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
    are the rounds of a former library: what they say of a text holds unless it has a phrase or a character that has
    come into the table or left it since. The table is the same with `before` and without.
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
        former = before[len(rounds)] if len(rounds) < len(before) else Round(frozenset(), frozenset(), {})
        changed = sorted((former.characters ^ characters.keys()) | (former.phrases ^ phrases.keys()))
        lacking: dict[str, frozenset[str]] = {}
        for place, (part, key) in enumerate(zip(parts, keys, strict=True)):
            known = former.lacking.get(key)
            # A text is looked into only if it must be: it may have to be fetched.
            if known is None or len(changed) > _MOST_CHANGED or (changed and _has_any(texts[place], changed)):
                known = frozenset(_missing(texts[place], {one for one, _ in part.phrases}, table, direction))
            lacking[key] = known
        rounds.append(Round(frozenset(characters), frozenset(phrases), lacking))
        added = frozenset().union(*lacking.values())
        if added <= phrases.keys():
            break
        phrases.update((piece, CONVERT[direction](piece)) for piece in added)
    return Matcher(dict(sorted(characters.items())), dict(sorted(phrases.items()))), tuple(rounds)


def _has_any(text: str, pieces: Sequence[str]) -> bool:
    return any(piece in text for piece in pieces)


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
