"""Which texts hold much of each other, by containment of sampled shingles; also texts that a library has many times."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from builder.corpus.digest import Digest
from builder.corpus.earlier import Earlier, mark_of

#: Share of the smaller text's shingles found in the other. All planted copies of eight kinds of noise lie above;
#: of pairs read, .5 to .7 share passages, above .7 are reprints.
LEAST_CONTAINMENT = 0.6
#: A shingle in more essays than this is a phrase of the field or of a site, and would make the join quadratic.
MOST_ESSAYS_A_SHINGLE = 50
#: Shared sampled shingles below which containment is chance (about 80 characters of text).
FEWEST_SHARED = 8
#: A text of which at least this share stands in more than MOST_ESSAYS_A_SHINGLE essays is one of many copies.
MASS_SHARE = 0.5
#: Smallest shingles of a text that a copy is looked up by; half of the text lost, one of eight is still there.
KEYS = 8
#: Shingles of a text that are looked at first: most often they show that it holds too few of another's.
_BEGINNING = 256
_AT_ONCE = 1 << 18  # hashes looked up together
#: Texts tried for each key: boilerplate alone gives many texts one key.
MOST_TRIED = 8
#: What `Earlier` calls that of which texts one is close to.
_CLOSE = "close copies"

Pair = tuple[int, int]
_Hashes = NDArray[np.uint64]
_Places = NDArray[np.int32]  # one for each shingle of a library: kept small


def containments(digests: Sequence[Digest], order: Sequence[int], memory: Earlier | None = None) -> dict[Pair, float]:
    """Pairs (i < j) at or above LEAST_CONTAINMENT, with their containment rounded to 6 digits.

    Texts of equal fingerprint are at 1, however short. Of a text that stands in the library more than
    MOST_ESSAYS_A_SHINGLE times, each copy is paired with the first in `order` (all numbers) only.
    """
    sets: list[_Hashes] = [np.frombuffer(item.shingles, dtype="<u8") for item in digests]
    found: dict[Pair, float] = {}
    first: dict[str, int] = {}
    for number in order:
        mark = digests[number].fingerprint
        earlier = first.setdefault(mark, number) if mark else number
        if earlier != number:
            found[_pair(earlier, number)] = 1.0
    everything = np.concatenate(sets) if sets else np.empty(0, dtype=np.uint64)
    if len(everything):
        totals = np.array([len(each) for each in sets])
        ordered = np.sort(everything)
        several, many = _standing(ordered, 2), _standing(ordered, MOST_ESSAYS_A_SHINGLE + 1)
        del ordered
        columns = _places_in(many, everything)
        rare = np.flatnonzero(columns < 0)
        rows = np.repeat(np.arange(len(sets), dtype=np.int32), totals)[rare]
        sizes = np.bincount(rows, minlength=len(sets))
        at = _places_in(several, everything[rare])
        del everything
        again = at >= 0
        found |= _by_rare_shingles(rows[again], at[again], sizes)
        columns[rare] = np.where(again, at + np.int32(len(many)), np.int32(-1))
        del rare, rows, at, again
        mass = (totals >= FEWEST_SHARED) & (totals - sizes >= MASS_SHARE * totals)
        each = np.split(columns, np.cumsum(totals)[:-1])
        masses = [number for number in order if mass[number]]
        marks = [mark_of(item.shingles) for item in digests] if masses else []
        found |= _by_keys(each, len(many) + len(several), masses, marks, memory or Earlier())
    return found


def _standing(ordered: _Hashes, times: int) -> _Hashes:
    """The hashes that stand in `ordered` at least so many times, each once."""
    later = times - 1
    found: _Hashes = ordered[later:][ordered[later:] == ordered[: max(0, len(ordered) - later)]]
    return np.asarray(found[np.append(True, found[1:] != found[:-1])] if len(found) else found)


def _places_in(values: _Hashes, hashes: _Hashes) -> _Places:
    """Where each of `hashes` stands in `values`, which ascend; -1 for one that does not."""
    if not len(values):
        return np.full(len(hashes), -1, dtype=np.int32)
    places = np.empty(len(hashes), dtype=np.int32)
    for begin in range(0, len(hashes), _AT_ONCE):
        some = hashes[begin : begin + _AT_ONCE]
        found = np.minimum(np.searchsorted(values, some), len(values) - 1)
        places[begin : begin + _AT_ONCE] = np.where(values[found] == some, found, -1)
    return places


def _by_rare_shingles(rows: _Places, columns: _Places, sizes: NDArray[np.int64]) -> dict[Pair, float]:
    kept, narrowed = np.unique(columns, return_inverse=True)
    table = sparse.csr_matrix((np.ones(len(rows), dtype=np.int32), (rows, narrowed)), shape=(len(sizes), len(kept)))
    # The smaller of two that meet often enough has that many shingles which any other has: few texts do.
    own = np.diff(table.indptr)
    likely = np.flatnonzero((own >= FEWEST_SHARED) & (own >= LEAST_CONTAINMENT * sizes))
    meetings = (table[likely] @ table.T).tocoo()
    one, other = likely[meetings.row], meetings.col
    smaller = np.minimum(sizes[one], sizes[other])
    near = (meetings.data >= FEWEST_SHARED) & (meetings.data >= LEAST_CONTAINMENT * smaller) & (one != other)
    values = np.round(meetings.data[near] / smaller[near], 6)
    pairs = map(_pair, one[near].tolist(), other[near].tolist())
    return dict(zip(pairs, values.tolist(), strict=True))


def _by_keys(
    sets: Sequence[_Places], width: int, order: Sequence[int], marks: Sequence[bytes], memory: Earlier
) -> dict[Pair, float]:
    """Each text of `order` with the earlier texts that it shares a key and enough shingles with.

    `sets` holds the shingles of all texts as numbers below `width`, in the order of their hashes; -1 for those that no
    other text has. `marks`: a hash of the shingles of each text.
    """
    found: dict[Pair, float] = {}
    leaders: dict[int, list[int]] = {}
    row_of = {number: row for row, number in enumerate(order)}
    texts = _Texts([sets[number] for number in order], width)
    former, known = memory.before.get(_CLOSE, {}), memory.kept.setdefault(_CLOSE, {})
    for row, number in enumerate(order):
        keys = [key for key in sets[number][:KEYS].tolist() if key >= 0]  # sorted, so these are of the smallest
        tried = list(dict.fromkeys(leader for key in keys for leader in leaders.get(key, ())[:MOST_TRIED]))
        close: Sequence[tuple[int, float]] = ()
        if tried:
            mark = mark_of(*[marks[text] for text in (number, *tried)])
            close = former.get(mark)
            if close is None:
                close = texts.close(row, np.array([row_of[leader] for leader in tried]))
            known[mark] = close
        found.update((_pair(tried[place], number), value) for place, value in close)
        if not close:
            for key in keys:
                leaders.setdefault(key, []).append(number)
    return found


class _Texts:
    """Texts as numbers of their shingles, of which those count that another text has; read when they are asked for."""

    def __init__(self, sets: Sequence[_Places], width: int) -> None:
        self._sets = sets
        self._sizes = np.array([len(each) for each in sets])
        self._held: dict[int, _Places] = {}
        self._beginnings = np.full((len(sets), _BEGINNING), width, dtype=np.int32)
        self._left = np.zeros(len(sets), dtype=np.int64)  # numbers behind a beginning
        self._here = np.zeros(width + 1, dtype=bool)  # the last answers for what is behind a beginning's end

    def close(self, row: int, tried: NDArray[np.int64]) -> tuple[tuple[int, float], ...]:
        """Which of the texts `tried`, by their place there, hold enough of the text `row` or are held, and how much."""
        smaller = np.minimum(self._sizes[tried], self._sizes[row])
        own = self._numbers(row)
        others = [self._numbers(other) for other in tried.tolist()]
        here = self._here
        here[own] = True
        inside = np.count_nonzero(here[self._beginnings[tried]], axis=1)
        found = []
        for place in np.flatnonzero(inside + self._left[tried] >= LEAST_CONTAINMENT * smaller - 1).tolist():
            both = int(np.count_nonzero(here[others[place]]))
            value = both / int(smaller[place])
            if both >= FEWEST_SHARED and value >= LEAST_CONTAINMENT:
                found.append((place, round(value, 6)))
        here[own] = False
        return tuple(found)

    def _numbers(self, row: int) -> _Places:
        held = self._held.get(row)
        if held is None:
            own = self._sets[row]
            held = self._held[row] = own[own >= 0]
            self._beginnings[row, : len(held)] = held[:_BEGINNING]
            self._left[row] = max(0, len(held) - _BEGINNING)
        return held


def _pair(one: int, other: int) -> Pair:
    return (min(one, other), max(one, other))
