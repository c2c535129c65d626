"""Which texts hold much of each other, by containment of sampled shingles; also texts that a library has many times."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from builder.corpus.digest import Digest

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

Pair = tuple[int, int]
_Hashes = NDArray[np.uint64]
_Places = NDArray[np.int32]  # one for each shingle of a library: kept small


def containments(digests: Sequence[Digest], order: Sequence[int]) -> dict[Pair, float]:
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
        found |= _by_keys(each, len(many) + len(several), [number for number in order if mass[number]])
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


def _by_keys(sets: Sequence[_Places], width: int, order: Sequence[int]) -> dict[Pair, float]:
    """Each text of `order` with the earlier texts that it shares a key and enough shingles with.

    `sets` holds the shingles of all texts as numbers below `width`, in the order of their hashes; -1 for those that no
    other text has.
    """
    found: dict[Pair, float] = {}
    leaders: dict[int, list[int]] = {}
    row_of = {number: row for row, number in enumerate(order)}
    held = [own[own >= 0] for own in map(sets.__getitem__, order)]
    sizes = np.array([len(sets[number]) for number in order])
    beginnings = np.full((len(order), _BEGINNING), width, dtype=np.int32)
    for row, each in enumerate(held):
        beginnings[row, : len(each)] = each[:_BEGINNING]
    left = np.array([max(0, len(each) - _BEGINNING) for each in held])
    here = np.zeros(width + 1, dtype=bool)  # the last answers for what is behind a beginning's end
    for row, number in enumerate(order):
        keys = [key for key in sets[number][:KEYS].tolist() if key >= 0]  # sorted, so these are of the smallest
        tried = list(dict.fromkeys(leader for key in keys for leader in leaders.get(key, ())[:MOST_TRIED]))
        close = False
        if tried:
            rows = np.array([row_of[leader] for leader in tried])
            smaller = np.minimum(sizes[rows], sizes[row])
            here[held[row]] = True
            likely = np.count_nonzero(here[beginnings[rows]], axis=1) + left[rows] >= LEAST_CONTAINMENT * smaller - 1
            for place in np.flatnonzero(likely).tolist():
                both = int(np.count_nonzero(here[held[rows[place]]]))
                value = both / int(smaller[place])
                if both >= FEWEST_SHARED and value >= LEAST_CONTAINMENT:
                    found[_pair(tried[place], number)] = round(value, 6)
                    close = True
            here[held[row]] = False
        if not close:
            for key in keys:
                leaders.setdefault(key, []).append(number)
    return found


def _pair(one: int, other: int) -> Pair:
    return (min(one, other), max(one, other))
