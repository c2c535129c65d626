"""Where each term stands: kept as sorted numbers, for a library of 5,000 essays has 25 million places.

Pairs of Han characters, nearly all of an index, are found and written by whole arrays; words are written so.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import accumulate, chain, islice, pairwise

import numpy as np
from numpy.typing import NDArray

from builder.characters import HAN, codes_of, han_codes
from builder.search.common import FEWEST_SHARDS, common, is_common
from builder.search.numbers import DIGITS
from builder.search.terms import PARTS, QUARTERS, folded, shard_of, words

Numbers = NDArray[np.uint64]

#: A place is one number: the first character of a pair, the second (0 for one that ends a run), the paragraph.
_CHARACTER, _PARAGRAPH = np.uint64(21), np.uint64(22)  # bits: all of Unicode; a block of 1,280 essays has some 2^17
_SECOND = np.uint64((1 << 21) - 1)
_PLACE = np.uint64((1 << 22) - 1)
_MARK = np.uint64(ord("_"))
_PARTS, _QUARTERS = (np.array([ord(first) for first in parts], dtype=np.uint64) for parts in (PARTS, QUARTERS))
_DIGITS = np.frombuffer(DIGITS.encode(), dtype=np.uint8)
_BLANK = ord(" ")
_BMP = 0x10000
#: Places that are written at once, about: what is reckoned on the way takes 60 bytes for each, and fits a cache better.
_AT_ONCE = 1 << 18


@dataclass(frozen=True, slots=True)
class Postings:
    """The terms of an essay, as they are kept: little-endian numbers.

    `han`: ascending places, of eight bytes. `latin`: words and couples, a blank between two, in any order; `counts`: in
    how many paragraphs each stands, `paragraphs`: these, ascending, word by word, both of four bytes.
    """

    han: bytes
    latin: str
    counts: bytes
    paragraphs: bytes

    def numbers(self) -> Numbers:
        """The places of pairs, as numbers to reckon with."""
        return np.frombuffer(self.han, dtype="<u8").astype(np.uint64, copy=False)


def postings(paragraphs: Sequence[str]) -> Postings:
    """Every term of `paragraphs`, with the numbers of the paragraphs in which it stands.

    A character that ends a run is held alone only where no pair of its paragraph begins with it: there, who looks for
    it alone finds the pair.
    """
    # Characters fold one by one, and a line end stays: paragraphs may be folded together.
    text = folded("\n".join([text.replace("\n", " ") for text in paragraphs]))
    codes = codes_of(f"{text}\n").astype(np.uint64)
    places = np.cumsum(codes == ord("\n"), dtype=np.uint64)
    han = han_codes()[codes]
    begins = np.flatnonzero(han)
    seconds = np.where(han[begins + 1], codes[begins + 1], np.uint64(0)) if len(begins) else codes[:0]
    found = _distinct((codes[begins] << _CHARACTER | seconds) << _PARAGRAPH | places[begins])
    alone = (found >> _PARAGRAPH & _SECOND) == 0
    where = (found >> (_CHARACTER + _PARAGRAPH)) << _PARAGRAPH | found & _PLACE
    kept = found[~(alone & _among(where, np.sort(where[~alone])))]
    latin: dict[str, list[int]] = {}
    texts = text.split("\n")
    for number in np.flatnonzero(np.bincount(places[_is_letter()[codes]].astype(np.int64))).tolist():
        for term in dict.fromkeys(words(texts[number])):
            latin.setdefault(term, []).append(number)
    return Postings(
        kept.astype("<u8").tobytes(),
        " ".join(latin),
        np.array([len(numbers) for numbers in latin.values()], dtype="<u4").tobytes(),
        np.array(list(chain.from_iterable(latin.values())), dtype="<u4").tobytes(),
    )


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


def terms_of(found: Postings, number: int) -> dict[str, list[int]]:
    """Every term of an essay with the numbers of its paragraphs, as `number` shards of a block hold them."""
    places = found.numbers()
    terms: dict[str, list[int]] = {}
    for place in (_with_common(places, [0]) if number > FEWEST_SHARDS and len(places) else places).tolist():
        second = place >> int(_PARAGRAPH) & int(_SECOND)
        name = chr(place >> int(_CHARACTER + _PARAGRAPH)) + (chr(second) if second else "")
        terms.setdefault(name, []).append(place & int(_PLACE))
    where = iter(np.frombuffer(found.paragraphs, dtype="<u4").tolist())
    for word, count in zip(found.latin.split(" "), np.frombuffer(found.counts, dtype="<u4").tolist(), strict=False):
        terms[word] = list(islice(where, count))
    return terms


def characters(names: Iterable[str]) -> str:
    """Every character of the terms in `names`, sorted."""
    return "".join(sorted(set().union(*names) - {" "}))


def shards(found: Sequence[Postings], counts: Sequence[int], number: int) -> list[tuple[str, str]]:
    """Each of `number` shards of a block: its terms in order, and where they stand in the block, as digits.

    `counts`: how many numbers each of the essays takes for its paragraphs, which are numbered through the block.
    """
    begins = list(accumulate(counts, initial=0))[:-1]
    parts: list[list[tuple[str, str]]] = [[] for _ in range(number)]
    for terms, digits in chain(_latin(found, begins, number), _han(found, begins, number)):
        parts[shard_of(terms.partition(" ")[0], number)].append((terms, digits))
    return [
        (" ".join(terms for terms, _ in held), " ".join(digits for _, digits in held)) for held in map(sorted, parts)
    ]


# A stretch is terms in order, between the first and last of which no other term of their shard belongs, and their
# digits; blanks between them.


def _han(found: Sequence[Postings], begins: Sequence[int], number: int) -> Iterator[tuple[str, str]]:
    """The stretches of pairs: those that lie together; of common characters also where each first stands."""
    places = np.empty(sum(len(held.han) // 8 for held in found), dtype=np.uint64)
    end = 0
    for held, begin in zip(found, begins, strict=True):
        start, end = end, end + len(held.han) // 8
        np.add(held.numbers(), np.uint64(begin), out=places[start:end])
    places.sort()
    start = 0
    while start < len(places):
        last = places[min(start + _AT_ONCE, len(places)) - 1] >> (_CHARACTER + _PARAGRAPH)
        end = int(np.searchsorted(places, (last + np.uint64(1)) << (_CHARACTER + _PARAGRAPH)))
        some = places[start:end]
        yield from _pairs(_with_common(some, begins) if number > FEWEST_SHARDS else some)
        start = end


def _with_common(places: Numbers, begins: Sequence[int]) -> Numbers:
    """`places`, and those of the characters among them that are common: pairs with a `_`, which no text has."""
    firsts, paragraphs = common(places >> (_CHARACTER + _PARAGRAPH), places & _PLACE, begins)
    if not len(firsts):
        return places
    told = firsts << _CHARACTER + _PARAGRAPH | _MARK << _PARAGRAPH | paragraphs
    return np.insert(places, np.searchsorted(places, told), told)


def _pairs(places: Numbers) -> Iterator[tuple[str, str]]:
    """The stretches of the pairs at `places`, which hold all that begin with their first characters."""
    digits, starts, ends = _digits(places)
    pairs = places[starts[:-1]] >> _PARAGRAPH
    names, name_ends = _names(pairs)
    firsts, seconds = pairs >> _CHARACTER, pairs & _SECOND
    parts = np.where(is_common(firsts), *(np.searchsorted(of, seconds, "right") for of in (_PARTS, _QUARTERS)))
    alike = firsts << np.uint64(4) | parts.astype(np.uint64)
    edges = [0, *(np.flatnonzero(alike[1:] != alike[:-1]) + 1).tolist(), len(pairs)]
    for begin, end in pairwise(edges):
        text = names[name_ends[begin] + 1 : name_ends[end]].tobytes().decode("utf-32-le")
        yield text, digits[ends[begin] + 1 : ends[end]].tobytes().decode("ascii")


def _latin(found: Sequence[Postings], begins: Sequence[int], number: int) -> Iterator[tuple[str, str]]:
    """The stretches of words: those of one shard, but each alone that comes after a Han character."""
    pairs = [(held, begin) for held, begin in zip(found, begins, strict=True) if held.latin]
    if not pairs:
        return
    spelt = list(chain.from_iterable(held.latin.split(" ") for held, _ in pairs))
    keys = {word: (-1 if word[0] > HAN[0] else shard_of(word, number), word) for word in dict.fromkeys(spelt)}
    ordered = sorted(keys, key=keys.__getitem__)
    rank = dict(zip(ordered, range(len(ordered)), strict=True))
    ranks = np.fromiter(map(rank.__getitem__, spelt), dtype=np.uint64, count=len(spelt))
    counts = np.frombuffer(b"".join(held.counts for held, _ in pairs), dtype="<u4")
    moved = np.repeat(
        np.array([begin for _, begin in pairs], dtype=np.uint64), [len(held.paragraphs) // 4 for held, _ in pairs]
    )
    paragraphs = np.frombuffer(b"".join(held.paragraphs for held, _ in pairs), dtype="<u4") + moved
    places = np.repeat(ranks, counts) << _PARAGRAPH | paragraphs
    places.sort()
    digits, _, ends = _digits(places)
    begin = 0
    for place, word in enumerate(ordered, 1):
        shard, _ = keys[word]
        if shard < 0 or place == len(ordered) or keys[ordered[place]][0] != shard:
            yield " ".join(ordered[begin:place]), digits[ends[begin] + 1 : ends[place]].tobytes().decode("ascii")
            begin = place


def _digits(places: Numbers) -> tuple[NDArray[np.uint8], NDArray[np.int64], NDArray[np.int64]]:
    """The paragraphs of ascending `places` as digits of five bits, the lowest first, a blank before each term.

    Also where each term begins among `places`, and where among the digits (its blank), both with the end of the last.
    """
    terms = places >> _PARAGRAPH
    new = np.concatenate([[True], terms[1:] != terms[:-1]])
    paragraphs = (places & _PLACE).astype(np.int32)
    steps = np.where(new, paragraphs, np.concatenate([paragraphs[:1], np.diff(paragraphs)]) - 1)
    lengths = np.ones(len(steps), dtype=np.int8)
    bound, most = 1 << 5, int(steps.max())
    while bound <= most:
        lengths += steps >= bound
        bound <<= 5
    ends = np.concatenate([[0], np.cumsum(lengths + new, dtype=np.int64)])
    written = np.full(ends[-1], _BLANK, dtype=np.uint8)
    at = ends[:-1] + new
    place = 0
    while len(at):
        more = lengths > place + 1
        written[at] = _DIGITS[steps & 31 | more.astype(np.int32) << 5]
        at, steps, lengths, place = at[more] + 1, steps[more] >> 5, lengths[more], place + 1
    starts = np.append(np.flatnonzero(new), len(places))
    return written, starts, ends[starts]


def _names(pairs: Numbers) -> tuple[NDArray[np.uint32], NDArray[np.int64]]:
    """`pairs` as code points, a blank before each; and where each begins, with the end of the last."""
    seconds = (pairs & _SECOND).astype(np.uint32)
    two = (seconds != 0).astype(np.int64)
    ends = np.concatenate([[0], np.cumsum(2 + two)])
    written = np.full(ends[-1], _BLANK, dtype="<u4")
    written[ends[:-1] + 1] = (pairs >> _CHARACTER).astype(np.uint32)
    written[ends[:-1][two == 1] + 2] = seconds[two == 1]
    return written, ends


@cache
def _is_letter() -> NDArray[np.bool_]:
    """Whether a code point may stand in a word that is no Han: beyond the basic plane, any."""
    table = ~han_codes()
    table[:_BMP] &= np.fromiter(map(str.isalnum, map(chr, range(_BMP))), dtype=np.bool_, count=_BMP)
    return table
