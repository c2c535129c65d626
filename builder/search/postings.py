"""Where each term stands: kept as sorted numbers, for a library of 5,000 essays has 25 million places.

Pairs of Han characters, nearly all of an index, are found, sorted and written by whole arrays; Latin words one by one.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import accumulate

import numpy as np
from numpy.typing import NDArray

from builder.characters import HAN
from builder.search.numbers import DIGITS, ascending
from builder.search.terms import PARTS, folded, shard_of, words

Numbers = NDArray[np.uint64]

#: A place is one number: the first character of a pair, the second (0 for one that ends a run), the paragraph.
_CHARACTER, _PARAGRAPH = np.uint64(21), np.uint64(22)  # bits: all of Unicode; a block of 1,280 essays has some 2^17
_SECOND = np.uint64((1 << 21) - 1)
_PLACE = np.uint64((1 << 22) - 1)
_PARTS = np.array([ord(first) for first in PARTS], dtype=np.uint64)
_DIGITS = np.frombuffer(DIGITS.encode(), dtype=np.uint8)
_BLANK = ord(" ")


@dataclass(frozen=True, slots=True)
class Postings:
    """The terms of an essay. `han`: little-endian numbers, ascending; `latin`: word → ascending paragraphs."""

    han: bytes
    latin: dict[str, tuple[int, ...]]

    def numbers(self) -> Numbers:
        """The places of pairs, as numbers to reckon with."""
        return np.frombuffer(self.han, dtype="<u8").astype(np.uint64)


def postings(paragraphs: Sequence[str]) -> Postings:
    """Every term of `paragraphs`, with the numbers of the paragraphs in which it stands.

    A character that ends a run is held alone only where no pair of its paragraph begins with it: there, who looks for
    it alone finds the pair.
    """
    texts = [folded(text).replace("\n", " ") for text in paragraphs]
    codes = np.frombuffer("\n".join([*texts, ""]).encode("utf-32-le", "surrogatepass"), dtype="<u4").astype(np.uint64)
    places = np.cumsum(codes == ord("\n"), dtype=np.uint64)
    han = _is_han()[codes]
    begins = np.flatnonzero(han)
    seconds = np.where(han[begins + 1], codes[begins + 1], np.uint64(0)) if len(begins) else codes[:0]
    found = _distinct((codes[begins] << _CHARACTER | seconds) << _PARAGRAPH | places[begins])
    alone = (found >> _PARAGRAPH & _SECOND) == 0
    where = (found >> (_CHARACTER + _PARAGRAPH)) << _PARAGRAPH | found & _PLACE
    kept = found[~(alone & _among(where, np.sort(where[~alone])))]
    latin: dict[str, list[int]] = {}
    for number, text in enumerate(texts):
        for term in dict.fromkeys(words(text)):
            latin.setdefault(term, []).append(number)
    return Postings(kept.astype("<u8").tobytes(), {term: tuple(numbers) for term, numbers in latin.items()})


def _distinct(numbers: Numbers) -> Numbers:
    """`numbers` ascending, each once; for a few thousand of them several times as fast as `numpy.unique`."""
    numbers = np.sort(numbers)
    return numbers[np.concatenate([[True], numbers[1:] != numbers[:-1]])] if len(numbers) else numbers


def _among(numbers: Numbers, ascending: Numbers) -> NDArray[np.bool_]:
    """Which of `numbers` stand in `ascending`."""
    if not len(ascending):
        return np.zeros(len(numbers), dtype=np.bool_)
    met: NDArray[np.bool_] = ascending[np.minimum(np.searchsorted(ascending, numbers), len(ascending) - 1)] == numbers
    return met


def characters(found: Iterable[Postings]) -> str:
    """Every character of the terms of `found`, sorted."""
    codes: set[int] = set()
    letters: set[str] = set()
    for held in found:
        pairs = held.numbers() >> _PARAGRAPH
        codes.update(np.unique(np.concatenate([pairs >> _CHARACTER, pairs & _SECOND])).tolist())
        letters.update(*held.latin)
    return "".join(sorted(letters | {chr(code) for code in codes if code}))


def shards(found: Sequence[Postings], counts: Sequence[int], number: int) -> list[tuple[str, str]]:
    """Each of `number` shards of a block: its terms in order, and where they stand in the block, as digits.

    `counts`: how many paragraphs each of the essays has, which are numbered through the block.
    """
    begins = list(accumulate(counts, initial=0))
    parts: list[list[tuple[str, str, str]]] = [[] for _ in range(number)]
    latin: dict[str, list[int]] = {}
    for held, begin in zip(found, begins, strict=False):
        for term, paragraphs in held.latin.items():
            latin.setdefault(term, []).extend(begin + paragraph for paragraph in paragraphs)
    for term, numbers in latin.items():
        parts[shard_of(term, number)].append((term, term, ascending(numbers)))
    moved = [held.numbers() + np.uint64(begin) for held, begin in zip(found, begins, strict=False)]
    places = np.concatenate(moved) if moved else np.empty(0, np.uint64)
    del moved  # of a block of 1,280 essays, as much as all that comes after it
    places.sort()
    for first, terms, digits in _written(places):
        parts[shard_of(first, number)].append((first, terms, digits))
    # Pairs that begin alike are one stretch or several in order, and no Latin word stands between them.
    return [(" ".join(p[1] for p in sorted(held)), " ".join(p[2] for p in sorted(held))) for held in parts]


def _written(places: Numbers) -> Iterable[tuple[str, str, str]]:
    """For each stretch of terms that lie together: the first of them, all, and their digits, blanks between them.

    `places` ascend.
    """
    if not len(places):
        return
    terms = places >> _PARAGRAPH
    new = np.concatenate([[True], terms[1:] != terms[:-1]])
    paragraphs = (places & _PLACE).astype(np.int64)
    steps = np.where(new, paragraphs, np.concatenate([[0], np.diff(paragraphs)]) - 1)
    digits, ends = _digits(steps, new)
    starts = np.flatnonzero(new)
    pairs = terms[starts]
    names, name_ends = _names(pairs)
    alike = pairs >> _CHARACTER << np.uint64(2) | np.searchsorted(_PARTS, pairs & _SECOND, "right").astype(np.uint64)
    edges = np.flatnonzero(np.concatenate([[True], alike[1:] != alike[:-1]])).tolist()
    for begin, end in zip(edges, [*edges[1:], len(pairs)], strict=True):
        last = starts[end] if end < len(starts) else len(places)
        text = names[name_ends[begin] : name_ends[end]].tobytes().decode("utf-32-le")
        said = digits[ends[starts[begin]] : ends[last]].tobytes().decode("ascii")
        yield text[1:3].rstrip(" "), text[1:], said[1:]


def _digits(steps: NDArray[np.int64], new: NDArray[np.bool_]) -> tuple[NDArray[np.uint8], NDArray[np.int64]]:
    """`steps` as digits of five bits, the lowest first, a blank before each `new` one; and where each begins."""
    lengths = np.ones(len(steps), dtype=np.int64)
    for place in range(1, 5):
        lengths += steps >= 1 << 5 * place
    ends = np.concatenate([[0], np.cumsum(lengths + new)])
    written = np.full(ends[-1], _BLANK, dtype=np.uint8)
    at = ends[:-1] + new
    for place in range(int(lengths.max())):
        has = lengths > place
        digit = (steps[has] >> 5 * place & 31) | np.where(lengths[has] > place + 1, 32, 0)
        written[at[has] + place] = _DIGITS[digit]
    return written, ends


def _names(pairs: Numbers) -> tuple[NDArray[np.uint32], NDArray[np.int64]]:
    """`pairs` as code points, a blank before each; and where each begins."""
    seconds = (pairs & _SECOND).astype(np.uint32)
    two = (seconds != 0).astype(np.int64)
    ends = np.concatenate([[0], np.cumsum(2 + two)])
    written = np.full(ends[-1], _BLANK, dtype="<u4")
    written[ends[:-1] + 1] = (pairs >> _CHARACTER).astype(np.uint32)
    written[ends[:-1][two == 1] + 2] = seconds[two == 1]
    return written, ends


@cache
def _is_han() -> NDArray[np.bool_]:
    """Whether a code point is Han, as the class of `builder.characters` says."""
    table = np.zeros(0x110000, dtype=np.bool_)
    place = 0
    while place < len(HAN):
        last = HAN[place + 2] if HAN[place + 1 : place + 2] == "-" else HAN[place]
        table[ord(HAN[place]) : ord(last) + 1] = True
        place += 3 if last != HAN[place] else 1
    return table
